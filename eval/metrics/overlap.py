"""ROUGE of the points, and at equal length, because ROUGE rewards length oddly."""

from __future__ import annotations

from functools import lru_cache

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from eval.rouge import Counts, Tokenizer, prepare, score_references, tokenize

prepared = lru_cache(maxsize=20_000)(prepare)


def score(*, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
    """ROUGE F, precision and recall against the best reference; ``_cut`` is cut to the first reference's words."""
    references = [prepared(example.reference_text(length, number)) for number in range(len(example.references))]
    found = score_references(hypothesis=prepared(hypothesis.text), references=references)
    values = {name: value.fmeasure for name, value in found.items()}
    values |= {f"{name}_{part}": getattr(value, part) for name, value in found.items() for part in ("precision", "recall")}
    cut = _cut(hypothesis.text, len(example.reference_text(length).split()))
    found = score_references(hypothesis=prepared(cut), references=references, metrics=("rouge1", "rouge2", "rougeLsum"))
    return values | {f"{name}_cut": value.fmeasure for name, value in found.items()}


def bullet_counts(text: str, tokenizer: Tokenizer = tokenize) -> Counts:
    """A bullet's counts, made once however often it is compared."""
    return prepared(text, tokenizer)


def _cut(text: str, n_words: int) -> str:
    lines = []
    for line in text.split("\n"):
        words = line.split()[:n_words]
        n_words -= len(words)
        lines.append(" ".join(words))
    return "\n".join(lines)
