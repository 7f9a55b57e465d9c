"""Takes a sentence apart into the pieces that are parsed: its words, with "n't", "'s" and the like apart, and its marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarize.shortening.tokens import split_tokens

_CLITIC = re.compile(r"(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m)|(?<=s)['’])", re.IGNORECASE)


class Piece(NamedTuple):
    """A piece of a sentence: its text, where it begins and ends, and which of the sentence's tokens it belongs to."""

    text: str
    start: int
    end: int
    token: int


def split_pieces(sentence: str) -> list[Piece]:
    """Return the pieces of a sentence, in order; every token (``summarize.shortening.tokens``) is one piece or two."""
    pieces: list[Piece] = []
    end = 0
    for place, token in enumerate(split_tokens(sentence)):
        start = sentence.index(token.text, end)
        end = start + len(token.text)
        clitic = _CLITIC.fullmatch(token.text) if token.is_word else None
        middle = start + clitic.end(1) if clitic else end
        pieces.append(Piece(sentence[start:middle], start, middle, place))
        if clitic:
            pieces.append(Piece(sentence[middle:end], middle, end, place))
    return pieces
