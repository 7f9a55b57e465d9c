"""The metrics: each module scores one hypothesis for one article; everything else aggregates the per-document table."""

from __future__ import annotations

from typing import Protocol

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from summarize.loading import load_object


class Metric(Protocol):
    """Returns values by name; not-a-number where a value has no meaning for this article."""

    def __call__(self, *, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
        """Score one hypothesis."""
        ...


METRICS: dict[str, str] = {
    "rouge": "eval.metrics.overlap:score",
    "evidence": "eval.metrics.evidence:score",
    "coverage": "eval.metrics.coverage:score",
    "form": "eval.metrics.form:score",
    "redundancy": "eval.metrics.redundancy:score",
    "abstractiveness": "eval.metrics.abstractiveness:score",
    "support": "eval.metrics.support:score",
    "checks": "eval.metrics.checks:score",
}


def score_document(*, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
    """Every metric of one hypothesis, by name."""
    values: dict[str, float] = {}
    for reference in METRICS.values():
        metric: Metric = load_object(reference)
        values |= metric(hypothesis=hypothesis, example=example, length=length)
    return values
