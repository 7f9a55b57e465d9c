"""Lets the writer copy by pointing: in what it writes, ``<@12>`` stands for piece 12 of its source.

A small model then cannot garble a rare name or invent a figure: it chooses places, and only words of its own choosing
(joining words, another tense) come from its vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.tokens import POINTERS, SPACE

_JOINERS = frozenset(".,-'")
_NUMBERS = {pointer: place for place, pointer in enumerate(POINTERS)}


def place_of(piece: str) -> int | None:
    """Return the place that a pointer points to; None for any other piece."""
    return _NUMBERS.get(piece)


def follow(written: Sequence[str], source: Sequence[str]) -> list[str]:
    """Return what was written with the source's own pieces in place of pointers.

    A pointer into the middle of a word brings the word's beginning along, and a name, a row of digits or a letter in bytes that
    is left half way is brought to its end. Of an ordinary word the writer may take the beginning alone, for an ending of its own.

    Raises:
        IndexError: a pointer points beyond the source.
    """
    places = [place_of(piece) for piece in written]
    pieces: list[str] = []
    for number, (piece, place) in enumerate(zip(written, places, strict=True)):
        if place is None:
            pieces.append(piece)
            continue
        before = places[number - 1] if number else None
        if before != place - 1:
            pieces += source[_word_start(source, place) : place]
        pieces.append(source[place])
        following = places[number + 1] if number + 1 < len(places) else None
        if following != place + 1:
            pieces += source[place + 1 : _word_end(source, place)]
    return pieces


def is_inner(source: Sequence[str], place: int) -> bool:
    """Tell whether a place carries on the word of the place before it, or one beyond a mark within it ("3,100", "U.S.")."""
    if place < 1 or not _carries_on(source[place]):
        return False
    before = source[place - 1]
    return before == SPACE or _ends_in_word(before) or (_joins(source, place - 1) and not _is_genitive(source, place))


def _carries_on(piece: str) -> bool:
    """Tell whether a piece has no space before it and begins with a letter, a digit or a raw byte."""
    return piece[:1].isalnum() or piece.startswith("<0x")


def _ends_in_word(piece: str) -> bool:
    return piece[-1:].isalnum() or piece.startswith("<0x")


def _joins(source: Sequence[str], place: int) -> bool:
    """Tell whether a mark stands right between two parts of a word."""
    return place > 0 and source[place] in _JOINERS and _ends_in_word(source[place - 1])


def _is_genitive(source: Sequence[str], place: int) -> bool:
    return source[place - 1] == "'" and source[place] == "s"


def _word_start(source: Sequence[str], place: int) -> int:
    """Return where the word around a place begins."""
    while is_inner(source, place):
        place -= 2 if source[place - 1] in _JOINERS else 1
    return place


def _word_end(source: Sequence[str], place: int) -> int:
    """Return where the word around a place ends, if it is a name, a figure, a compound or raw bytes; else the next place."""
    start, end = _word_start(source, place), place + 1
    first = "".join(source[start : start + 2]).lstrip(SPACE)[:1]
    whole = first.isupper() or first.isdigit() or source[place].startswith("<0x")
    while end < len(source):
        joined = end + 1 < len(source) and source[end] in _JOINERS and is_inner(source, end + 1)
        if joined and (whole or source[end] == "-"):
            end, whole = end + 2, True
        elif whole and is_inner(source, end):
            end += 1
        else:
            break
    abbreviated = whole and end < len(source) and source[end] == "." and end - 2 > start and source[end - 2] == "."
    return end + abbreviated
