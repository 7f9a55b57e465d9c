"""The metrics: each module scores one hypothesis for one article; everything else aggregates the per-document table."""

from __future__ import annotations

from typing import Protocol

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from eval.rouge import Tokenizer, tokenize
from summarize.loading import load_object


class Metric(Protocol):
    """Returns values by name; not-a-number where a value has no meaning for this article."""

    def __call__(self, *, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
        """Score one hypothesis."""
        ...


class WordMetric(Protocol):
    """A metric that compares words, cut from the texts as a tokenizer cuts them."""

    def __call__(
        self, *, hypothesis: Hypothesis, example: Example, length: Length, tokenizer: Tokenizer = tokenize
    ) -> dict[str, float]:
        """Score one hypothesis."""
        ...


WORD_METRICS: dict[str, str] = {
    "rouge": "eval.metrics.overlap:score",
    "coverage": "eval.metrics.coverage:score",
    "redundancy": "eval.metrics.redundancy:score",
}
METRICS: dict[str, str] = {
    "evidence": "eval.metrics.evidence:score",
    "form": "eval.metrics.form:score",
    "abstractiveness": "eval.metrics.abstractiveness:score",
    "support": "eval.metrics.support:score",
    "checks": "eval.metrics.checks:score",
}


def score_document(
    *, hypothesis: Hypothesis, example: Example, length: Length, tokenizer: Tokenizer = tokenize
) -> dict[str, float]:
    """Every metric of one hypothesis, by name; ``tokenizer`` says what a word is where wordings are compared."""
    values: dict[str, float] = {}
    for reference in WORD_METRICS.values():
        word_metric: WordMetric = load_object(reference)
        values |= word_metric(hypothesis=hypothesis, example=example, length=length, tokenizer=tokenizer)
    for reference in METRICS.values():
        metric: Metric = load_object(reference)
        values |= metric(hypothesis=hypothesis, example=example, length=length)
    return values
