"""Which of an article's words a box about it is likely to hold: those that come early and often, names, figures, the title's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from summarize.planning.linear import Linear
from summarize.planning.vectors import STOP, favour, rarity, stem
from summarize.types import Document

TERM_NAMES = (
    "count", "sentence_share", "first", "in_first", "in_lead", "reach", "in_title", "has_title", "rarity", "rarity_squared",
    "rarity_count", "capital_share", "number", "stop", "stop_count", "length", "article_length", "title_count", "capital_count",
    "speech", "favour",
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_SPEECH = frozenset(("said", "say", "says", "told", "according"))


@dataclass(slots=True)
class _Term:
    """Where and how a stem stands in the article."""

    word: str
    first: int
    last: int = 0
    count: int = 0
    capitals: int = 0
    sentences: set[int] = field(default_factory=set)


@lru_cache(maxsize=1 << 13)
def split_terms(text: str) -> tuple[tuple[str, str], ...]:
    """Return each word of a text with its stem."""
    return tuple([(word, stem(word.lower())) for word in _WORD.findall(text)])


def read_terms(split: Sequence[Sequence[tuple[str, str]]], title: str) -> dict[str, list[float]]:
    """Return a row of numbers, in the order of ``TERM_NAMES``, for each stem of an article.

    Args:
        split: each sentence's words with their stems.
        title: the article's headline, or "".
    """
    terms: dict[str, _Term] = {}
    for place, pairs in enumerate(split):
        for word, key in pairs:
            term = terms.get(key)
            if term is None:
                term = terms[key] = _Term(word.lower(), place)
            term.last = place
            term.count += 1
            term.capitals += word[0].isupper()
            term.sentences.add(place)
    heading = {key for _, key in split_terms(title)}
    size = max(1, len(split))
    return {key: [*_row(term, key in heading, bool(heading), size), favour(key)] for key, term in terms.items()}


def _row(term: _Term, in_title: bool, has_title: bool, size: int) -> list[float]:
    count, rare, stop = log(term.count), rarity(term.word), term.word in STOP
    capitals = term.capitals / term.count
    return [
        count,
        log(len(term.sentences) / size),
        log(1 + term.first),
        term.first == 0,
        term.first < 3,
        (term.last - term.first) / size,
        in_title,
        has_title,
        rare,
        rare * rare,
        rare * count,
        capitals,
        term.word[0].isdigit(),
        stop,
        stop * count,
        min(len(term.word), 10),
        log(size),
        count * in_title,
        capitals * count,
        term.word in _SPEECH,
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Each sentence's stems and length, and how likely each stem is in a box."""

    likely: dict[str, float]
    sentences: tuple[frozenset[str], ...]
    lengths: tuple[int, ...]

    def gain(self, place: int, covered: AbstractSet[str]) -> float:
        """Return what a sentence adds to the stems ``covered``, a word: how many stems of a box it is expected to bring."""
        likely = self.likely
        return sum([likely[key] for key in self.sentences[place] if key not in covered]) / max(8, self.lengths[place])


@lru_cache(maxsize=64)
def weigh_terms(document: Document, model: Linear) -> Terms:
    """Return the article's stems with the model's probability of each."""
    split = [split_terms(sentence.text) for sentence in document.sentences]
    return Terms(
        likely={key: model.probability(row) for key, row in read_terms(split, document.title).items()},
        sentences=tuple(frozenset(key for _, key in pairs) for pairs in split),
        lengths=tuple(map(len, split)),
    )
