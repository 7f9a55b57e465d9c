"""How much is copied: coverage, density and compression of Grusky et al. (2018), and novel n-grams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import nan

from eval.data import Example, Length
from eval.hypotheses import Hypothesis

_TOKEN = re.compile(r"\w+(?:[.,'’]\w+)*")


@lru_cache(maxsize=4096)
def _document_tokens(document: str) -> tuple[str, ...]:
    return tuple(words(document))


@lru_cache(maxsize=1024)
def _places(document: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(document):
        places.setdefault(word, []).append(place)
    return places


@lru_cache(maxsize=1024)
def _known_ngrams(document: Sequence[str], n: int) -> frozenset[tuple[str, ...]]:
    return frozenset(_ngrams(document, n))


def words(text: str) -> list[str]:
    """Case-folded words and numbers with straight apostrophes; punctuation between words is left out."""
    return _TOKEN.findall(text.casefold().replace("’", "'"))


def score(*, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
    """Coverage and density of the fragments copied from the document, compression, and shares of novel bigrams and trigrams."""
    document = _document_tokens(example.document)
    bullets = [words(bullet.point) for bullet in hypothesis.bullets]
    n_words = sum(map(len, bullets))
    if not n_words:
        return dict.fromkeys(("copied", "density", "compression", "novel_bigrams", "novel_trigrams"), nan)
    fragments = [fragment for bullet in bullets for fragment in copied_fragments(bullet, document)]
    return {
        "copied": sum(fragments) / n_words,
        "density": sum(fragment**2 for fragment in fragments) / n_words,
        "compression": len(document) / n_words,
        "novel_bigrams": 1 - supported_share(bullets, document, 2),
        "novel_trigrams": 1 - supported_share(bullets, document, 3),
    }


def copied_fragments(hypothesis: Sequence[str], document: Sequence[str]) -> list[int]:
    """Lengths of the longest stretches of the hypothesis that stand in the document, taken greedily from its beginning."""
    places = _places(tuple(document))
    fragments = []
    position = 0
    while position < len(hypothesis):
        longest = max(
            (_common(hypothesis, position, document, place) for place in places.get(hypothesis[position], [])), default=0
        )
        if longest:
            fragments.append(longest)
        position += max(longest, 1)
    return fragments


def supported_share(bullets: Sequence[Sequence[str]], document: Sequence[str], n: int) -> float:
    """Share of the bullets' n-grams that stand in the document; not a number where there are none."""
    known = _known_ngrams(tuple(document), n)
    found = [gram in known for bullet in bullets for gram in _ngrams(bullet, n)]
    return sum(found) / len(found) if found else nan


def _ngrams(tokens: Sequence[str], n: int) -> list[tuple[str, ...]]:
    return [tuple(tokens[start : start + n]) for start in range(len(tokens) - n + 1)]


def _common(left: Sequence[str], i: int, right: Sequence[str], j: int) -> int:
    length = 0
    while i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]:
        length += 1
    return length
