"""ROUGE exactly as ``rouge_score`` computes it with stemming, but counting each text once however often it is compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from nltk.stem.porter import PorterStemmer  # type: ignore[import-untyped]

from eval.lcs import lcs_length, lcs_positions, token_masks

METRICS = ("rouge1", "rouge2", "rougeL", "rougeLsum")
Tokenizer = Callable[[str], list[str]]
Gram = TypeVar("Gram", str, tuple[str, str])
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")
_STEMMER = PorterStemmer()


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    fmeasure: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """One line (bullet) of a text: its tokens, and where each stands as bits of an integer."""

    tokens: tuple[str, ...]
    masks: Mapping[str, int]


@lru_cache(maxsize=100_000)
def _line(tokens: tuple[str, ...]) -> Line:
    return Line(tokens=tokens, masks=token_masks(tokens))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Everything about a text that ROUGE needs, counted once."""

    unigrams: Counter[str]
    bigrams: Counter[tuple[str, str]]
    tokens: tuple[str, ...]
    masks: Mapping[str, int]
    lines: tuple[Line, ...]


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stem(word)) if len(word) > 3 else word


def tokenize(text: str) -> list[str]:
    """Lower-case ASCII words and numbers, stemmed when longer than three characters: ``rouge_score``'s default."""
    return [_stem(word) for word in _NOT_ASCII_WORD.sub(" ", text.lower()).split()]


def tokenize_unicode(text: str) -> list[str]:
    """Case-folded words of any script, not stemmed; use it where the text is not English."""
    return _WORD.findall(text.casefold())


TOKENIZERS: dict[str, Tokenizer] = {"english": tokenize, "unicode": tokenize_unicode}


def prepare(text: str, tokenizer: Tokenizer = tokenize) -> Counts:
    """Count a text's n-grams; its lines (bullets joined by newlines) count as sentences for rougeLsum."""
    lines = tuple(tuple(tokenizer(line)) for line in text.split("\n") if line)
    tokens = tuple(token for line in lines for token in line)
    return Counts(
        unigrams=Counter(tokens),
        bigrams=Counter(pairwise(tokens)),
        tokens=tokens,
        masks=token_masks(tokens),
        lines=tuple(map(_line, lines)),
    )


def score(*, hypothesis: Counts, reference: Counts, metrics: Sequence[str] = METRICS) -> dict[str, Score]:
    """ROUGE of one hypothesis against one reference, by metric name.

    Raises:
        KeyError: a metric is none of ``METRICS``.
    """
    return {metric: _SCORERS[metric](hypothesis, reference) for metric in metrics}


def score_references(
    *,
    hypothesis: Counts,
    references: Sequence[Counts],
    choose: Literal["max", "mean"] = "max",
    metrics: Sequence[str] = METRICS,
) -> dict[str, Score]:
    """ROUGE against several references: each metric's best reference by F, or the mean over all of them.

    Raises:
        ValueError: there is no reference.
    """
    if not references:
        raise ValueError("at least one reference is needed")
    scores = [score(hypothesis=hypothesis, reference=reference, metrics=metrics) for reference in references]
    if choose == "max":
        return best_reference(scores)
    return {
        metric: Score(*(sum(part) / len(scores) for part in zip(*(s[metric] for s in scores), strict=True))) for metric in metrics
    }


def best_reference(scores: Sequence[Mapping[str, Score]]) -> dict[str, Score]:
    """Each metric's best score by F, out of the scores against several references."""
    return {metric: max((found[metric] for found in scores), key=lambda one: one.fmeasure) for metric in scores[0]}


def unigram_f(left: Counts, right: Counts) -> float:
    """ROUGE-1 F of two texts, whichever is the reference."""
    n_words = len(left.tokens) + len(right.tokens)
    return 2 * _matches(left.unigrams, right.unigrams) / n_words if n_words else 0.0


def _ratios(matches: int, n_hypothesis: int, n_reference: int) -> Score:
    precision = matches / max(n_hypothesis, 1)
    recall = matches / max(n_reference, 1)
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both > 0 else 0.0)


def _matches(left: Mapping[Gram, int], right: Mapping[Gram, int]) -> int:
    if len(left) > len(right):
        left, right = right, left
    matches = 0
    for gram in left.keys() & right.keys():
        here, there = left[gram], right[gram]
        matches += here if here < there else there
    return matches


def _rouge1(hypothesis: Counts, reference: Counts) -> Score:
    matches = _matches(hypothesis.unigrams, reference.unigrams)
    return _ratios(matches, len(hypothesis.tokens), len(reference.tokens))


def _rouge2(hypothesis: Counts, reference: Counts) -> Score:
    matches = _matches(hypothesis.bigrams, reference.bigrams)
    return _ratios(matches, max(0, len(hypothesis.tokens) - 1), max(0, len(reference.tokens) - 1))


def _rouge_l(hypothesis: Counts, reference: Counts) -> Score:
    matches = lcs_length(reference.tokens, hypothesis.masks, len(hypothesis.tokens))
    return _ratios(matches, len(hypothesis.tokens), len(reference.tokens))


def _rouge_lsum(hypothesis: Counts, reference: Counts) -> Score:
    left_in_hypothesis, left_in_reference = dict(hypothesis.unigrams), dict(reference.unigrams)
    matches = 0
    for line in reference.lines:
        union: set[int] = set()
        for other in hypothesis.lines:
            if not line.masks.keys().isdisjoint(other.masks):
                union.update(_common_positions(line, other))
        for token in (line.tokens[position] for position in sorted(union)):
            if left_in_hypothesis.get(token, 0) > 0 and left_in_reference[token] > 0:
                matches += 1
                left_in_hypothesis[token] -= 1
                left_in_reference[token] -= 1
    return _ratios(matches, len(hypothesis.tokens), len(reference.tokens))


@lru_cache(maxsize=200_000)
def _common_positions(line: Line, other: Line) -> tuple[int, ...]:
    return tuple(lcs_positions(line.tokens, other.masks, len(other.tokens)))


_SCORERS: dict[str, Callable[[Counts, Counts], Score]] = {
    "rouge1": _rouge1,
    "rouge2": _rouge2,
    "rougeL": _rouge_l,
    "rougeLsum": _rouge_lsum,
}
