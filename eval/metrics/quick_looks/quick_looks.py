"""ROUGE and bullet coverage for users of the ``evaluate`` library; loads offline from this folder, beside the repository."""

from __future__ import annotations

from typing import Any

import datasets  # type: ignore[import-untyped]
import evaluate  # type: ignore[import-untyped]

from eval.data import Example, ReferenceBullet
from eval.hypotheses import plain_hypothesis
from eval.metrics.coverage import score as score_coverage
from eval.rouge import METRICS, prepare, score_references

_DESCRIPTION = """ROUGE as rouge_score computes it with stemming (the mean over articles, not a bootstrap's median) and the share
of reference bullets that are covered one to one. Several references: the best by F."""
_INPUTS = (
    """predictions: texts, one bullet a line. references: for each prediction a text, or a list of texts, one bullet a line."""
)
_CITATION = """@inproceedings{lin-2004-rouge, title={ROUGE: A Package for Automatic Evaluation of Summaries},
author={Lin, Chin-Yew}, booktitle={Text Summarization Branches Out}, year={2004}}"""


class QuickLooks(evaluate.Metric):  # type: ignore[misc]
    """Scores bullets, one a line, against references of the same form."""

    def _info(self) -> Any:
        texts, several = datasets.Value("string"), datasets.Sequence(datasets.Value("string"))
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=[
                datasets.Features({"predictions": texts, "references": several}),
                datasets.Features({"predictions": texts, "references": texts}),
            ],
        )

    def _compute(self, predictions: list[str], references: list[str] | list[list[str]]) -> dict[str, float]:
        several = [[given] if isinstance(given, str) else given for given in references]
        if not all(given and all(_lines(reference) for reference in given) for given in several):
            raise ValueError("every prediction needs at least one reference, and no reference may be empty")
        rows = [_score(text, given) for text, given in zip(predictions, several, strict=True)]
        return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}


def _score(prediction: str, references: list[str]) -> dict[str, float]:
    found = score_references(hypothesis=prepare(prediction), references=[prepare(reference) for reference in references])
    bullets = tuple(tuple(ReferenceBullet(point=line) for line in _lines(reference)) for reference in references)
    example = Example(id="-", document="-", references=bullets)
    hypothesis = plain_hypothesis(example, "-", _lines(prediction))
    covered = score_coverage(hypothesis=hypothesis, example=example, length="full")
    return {name: found[name].fmeasure for name in METRICS} | {name: covered[name] for name in ("covered", "covering")}


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
