"""Finds the data's own sentences in the article's text, so that evidence from any segmentation can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

Bounds = tuple[int, int]
_WORD = re.compile(r"\S+")


def locate_sentences(text: str, sentences: Sequence[str]) -> tuple[Bounds | None, ...]:
    """Where each sentence stands in ``text``, searching onwards in order and taking any white space for any other.

    A sentence that does not stand there gets None; the search then goes on from where it was.
    """
    bounds: list[Bounds | None] = []
    position = 0
    for sentence in sentences:
        found = _search(text, sentence, position) or (_search(text, sentence, 0) if position else None)
        bounds.append(found)
        if found:
            position = max(position, found[1])
    return tuple(bounds)


def evidence_numbers(located: Sequence[Bounds | None], chosen: Sequence[Bounds]) -> frozenset[int]:
    """Numbers of the located sentences that share at least half of themselves, or half of a chosen stretch, with one."""
    return frozenset(
        number
        for number, bounds in enumerate(located)
        if bounds and any(_shared(bounds, other) * 2 >= min(_length(bounds), _length(other)) for other in chosen)
    )


def _search(text: str, sentence: str, position: int) -> Bounds | None:
    words = _WORD.findall(sentence)
    if not words:
        return None
    found = re.compile(r"\s*".join(map(re.escape, words))).search(text, position)
    return found.span() if found else None


def _length(bounds: Bounds) -> int:
    return max(1, bounds[1] - bounds[0])


def _shared(left: Bounds, right: Bounds) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))
