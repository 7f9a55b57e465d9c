"""Finds the sentences of the article that a written point rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from summarize.checks.words import stem, words
from summarize.mentions import common_words
from summarize.types import Document

GAIN = 0.16
MOST = 3
FUNCTION_WORDS = frozenset(
    "a an the of to in on at for by with from as is are was were be been being has have had do does did will would can could may "
    "might must should shall and or but nor so if than that this these those it its his her he she they them their him who whom "
    "whose which what when where while not no more most after before over under about into out up down off also one two said "
    "say says there here we our you your i my".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The sentences that a point rests on, ascending, and the share of its content (0 to 1) that stands in them."""

    evidence: tuple[int, ...]
    coverage: float


class Aligner:
    """Aligns points to one article; rare words weigh more than common ones, figures and names more than either."""

    def __init__(self, document: Document) -> None:
        """Read the article's sentences."""
        self._sentences = [content(sentence.text) for sentence in document.sentences]
        counts = Counter(word for sentence in self._sentences for word in sentence)
        n_sentences = max(1, len(self._sentences))
        self._weights = {word: log(1 + n_sentences / count) for word, count in counts.items()}
        self._unknown = log(1 + n_sentences)

    def align(self, point: str, within: Sequence[int] | None = None) -> Alignment:
        """Return the fewest sentences (at most three) that cover most of a point's content.

        Args:
            point: one sentence of a summary.
            within: the numbers of the sentences that the point was written from; None for all.
        """
        wanted = {word: self._weight(word) for word in content(point)}
        total = sum(wanted.values())
        numbers = list(within if within is not None else range(len(self._sentences)))
        chosen: list[int] = []
        left = dict(wanted)
        while total and len(chosen) < MOST:
            best = max((n for n in numbers if n not in chosen), key=lambda n: self._worth(n, left, chosen), default=None)
            if best is None or sum(left.get(word, 0.0) for word in self._sentences[best]) < (GAIN if chosen else 0.01) * total:
                break
            chosen.append(best)
            left = {word: weight for word, weight in left.items() if word not in self._sentences[best]}
        coverage = 1.0 - sum(left.values()) / total if total else 0.0
        return Alignment(evidence=tuple(sorted(chosen)), coverage=coverage)

    def _weight(self, word: str) -> float:
        """Return what a word of a point counts; a word of news English that the article lacks counts least."""
        known = self._weights.get(word)
        if known is None:
            return self._unknown * (0.3 if word in common_words() else 1.0)
        return known * (1.5 if word[0].isdigit() else 1.0)

    def _worth(self, number: int, left: dict[str, float], chosen: Sequence[int]) -> float:
        """Return what a sentence adds; among equals the shorter, the earlier, and the nearer to those chosen win."""
        gained = sum(weight for word, weight in left.items() if word in self._sentences[number])
        distance = min((abs(number - other) for other in chosen), default=0)
        return gained - 0.01 * len(self._sentences[number]) - 0.001 * number - 0.02 * distance


def content(text: str) -> frozenset[str]:
    """Return the stems of a text's content words."""
    return frozenset(stem(word) for word in words(text) if word not in FUNCTION_WORDS)
