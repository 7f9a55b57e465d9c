"""Sentences as weighted words: their content words, how rare these are in news text, and how alike two sentences are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path

Vector = Mapping[str, float]
STEP = 0.5
RAREST = 7.0
"""The rarity of a word that is not in the list."""
FAVOUR_STEP = 0.125
"""What a step of favour in the list is worth."""
STOP = frozenset(
    "a an the of to in on at for by with from as is are was were be been being has have had will would can could may might and "
    "or but that this it its his her their he she they who which not no "
    "more than after before over about into out up said says i "
    "we you your our my me him them there what when where if so do does did also just s t".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_ENDINGS = ("ing", "ies", "ed", "es", "s", "ly")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, contractions whole."""
    return [word.lower() for word in _WORD.findall(text)]


@lru_cache(maxsize=1024)
def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that carry meaning, in lower case and without a possessive."""
    return tuple([word for word in (w.split("’")[0].split("'")[0] for w in words_of(text)) if word not in STOP])


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """Return a word without its commonest endings.

    >>> stem("closing"), stem("closed"), stem("as")
    ('clos', 'clos', 'as')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def rarity(word: str) -> float:
    """Return how rare a word is in news text: the logarithm of how many articles there are for each one that has it."""
    return _rarities().get(word, RAREST)


@cache
def _rarities() -> dict[str, float]:
    lines = (Path(__file__).parent / "word_rarity.txt").read_text("utf-8").splitlines()
    return {word: step * STEP for step, line in enumerate(lines) for word in line.split()}


def favour(key: str) -> float:
    """Return how much a summary favours a stem: the logarithm of how often summaries hold it for each time that they would if it
    were like other words that stand as often and as early in an article (``models.summary_words``)."""
    return _favours().get(key, 0.0)


@cache
def _favours() -> dict[str, float]:
    lines = (Path(__file__).parent / "word_favour.txt").read_text("utf-8").splitlines()
    steps = (line.split() for line in lines)
    return {key: int(step) * FAVOUR_STEP for step, *keys in steps for key in keys}


def rare_vectors(texts: Iterable[str]) -> list[dict[str, float]]:
    """Return each text's stems, weighted by how often they come and how rare they are, as a vector of length one (or none)."""
    vectors = []
    for text in texts:
        weights: dict[str, float] = {}
        for word in content_words(text):
            key = stem(word)
            weights[key] = weights.get(key, 0.0) + rarity(word)
        length = norm(weights) + 1e-9
        vectors.append({key: weight / length for key, weight in weights.items()})
    return vectors


def total_of(vectors: Iterable[Vector]) -> Counter[str]:
    """Return the sum of sparse vectors."""
    total: Counter[str] = Counter()
    for vector in vectors:
        for word, value in vector.items():
            total[word] = total.get(word, 0.0) + value  # type: ignore[assignment]
    return total


def dot(one: Vector, other: Vector) -> float:
    """Return the scalar product."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(value * large.get(word, 0.0) for word, value in small.items())


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors, 0 where one has no words."""
    return dot(one, other) / (norm(one) * norm(other) + 1e-9) if one and other else 0.0


def norm(vector: Vector) -> float:
    """Return a vector's length."""
    return sqrt(sum([value * value for value in vector.values()]))


def spread_weights(bags: Iterable[Counter[str]]) -> dict[str, float]:
    """Return a weight for each word: more for words that come back in several sentences, none for those in nearly all."""
    spread: Counter[str] = Counter()
    n_bags = 0
    for bag in bags:
        spread.update(bag.keys())
        n_bags += 1
    return {word: log(1 + count) * log(1 + n_bags / count) for word, count in spread.items()}
