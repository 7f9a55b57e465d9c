"""ROUGE of the points, and at equal length, because ROUGE rewards length oddly."""

from __future__ import annotations

from functools import lru_cache
from math import nan

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from eval.rouge import Counts, Tokenizer, best_reference, prepare, score_references, tokenize
from eval.rouge import score as rouge

VARIED = ("rouge1", "rouge2", "rougeLsum")
prepared = lru_cache(maxsize=20_000)(prepare)


def score(*, hypothesis: Hypothesis, example: Example, length: Length, tokenizer: Tokenizer = tokenize) -> dict[str, float]:
    """ROUGE F, precision and recall against the reference that is best by F, and the mean F over all references (``_mean``).

    ``_cut`` is cut to the first reference's words. Where the references have labels, ``_labelled`` is of the bullets with their
    labels and ``_labels`` of the labels alone; a system that writes none has 0 there.
    """
    references = [prepared(example.reference_text(length, number), tokenizer) for number in range(len(example.references))]
    counts = prepared(hypothesis.text, tokenizer)
    found = [rouge(hypothesis=counts, reference=reference) for reference in references]
    best = best_reference(found)
    values = {name: value.fmeasure for name, value in best.items()}
    values |= {f"{name}_{part}": getattr(value, part) for name, value in best.items() for part in ("precision", "recall")}
    values |= {f"{name}_mean": sum(one[name].fmeasure for one in found) / len(found) for name in VARIED}
    cut = _cut(hypothesis.text, len(example.reference_text(length).split()))
    values |= _best(cut, references, "cut", tokenizer)
    return values | _with_labels(hypothesis, example, length, tokenizer)


def _with_labels(hypothesis: Hypothesis, example: Example, length: Length, tokenizer: Tokenizer) -> dict[str, float]:
    if not all(bullet.label for reference in example.references for bullet in reference):
        return {f"{name}_{variant}": nan for variant in ("labelled", "labels") for name in VARIED}
    labelled = [[f"{bullet.label}: {bullet.text(length)}" for bullet in reference] for reference in example.references]
    labels = [[bullet.label for bullet in reference] for reference in example.references]
    lines = [f"{bullet.label}: {bullet.point}" if bullet.label else bullet.point for bullet in hypothesis.bullets]
    own_labels = [bullet.label for bullet in hypothesis.bullets if bullet.label]
    whole = _best("\n".join(lines), [prepared("\n".join(one), tokenizer) for one in labelled], "labelled", tokenizer)
    return whole | _best("\n".join(own_labels), [prepared("\n".join(one), tokenizer) for one in labels], "labels", tokenizer)


def _best(text: str, references: list[Counts], variant: str, tokenizer: Tokenizer) -> dict[str, float]:
    found = score_references(hypothesis=prepared(text, tokenizer), references=references, metrics=VARIED)
    return {f"{name}_{variant}": value.fmeasure for name, value in found.items()}


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
