"""Finds what a bullet shares with the reference and, where nobody said what it rests on, the sentences closest to it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import groupby, pairwise
from typing import NamedTuple

from eval.alignment import locate_sentences
from eval.report.records import Piece, Role, Stretch
from eval.rouge import tokenize

_WORD = re.compile(r"[A-Za-z0-9]+")
_LONG_WORD = 4
_LONG = re.compile(rf"\w{{{_LONG_WORD},}}")
_CLOSE = 0.5
_N_CLOSEST = 2


class Shared(NamedTuple):
    """What a reference's wording offers for matching."""

    words: Set[str]
    pairs: Set[tuple[str, str]]


def shared_wording(points: Sequence[str]) -> Shared:
    """The stemmed words and pairs of words of a reference's points, as ROUGE-1 and ROUGE-2 count them."""
    lines = [tokenize(point) for point in points]
    return Shared({word for line in lines for word in line}, {pair for line in lines for pair in pairwise(line)})


def matched_stretches(point: str, reference: Shared) -> tuple[Stretch, ...]:
    """The point cut into runs of two and more words that the reference has too, its single long words, and the rest.

    Runs of short words alone ("of the") are left out: they would mark half of every text.
    """
    found = list(_WORD.finditer(point))
    tokens = [(tokenize(match[0]) or [""])[0] for match in found]
    roles: list[Role] = ["text"] * len(point)
    for match, token in zip(found, tokens, strict=True):
        if token in reference.words and len(match[0]) >= _LONG_WORD:
            roles[match.start() : match.end()] = ["word"] * len(match[0])
    for (left, right), pair in zip(pairwise(found), pairwise(tokens), strict=True):
        if pair in reference.pairs:
            roles[left.start() : right.end()] = ["run"] * (right.end() - left.start())
    position, stretches = 0, []
    for role, group in groupby(roles):
        end = position + sum(1 for _ in group)
        text = point[position:end]
        stretches.append(Stretch(text=text, role="text" if role == "run" and not _LONG.search(text) else role))
        position = end
    return tuple(stretches)


def closest_sentences(point: str, sentences: Sequence[Set[str]]) -> tuple[int, ...]:
    """Numbers of the one or two sentences that share most words with a point; none where no sentence shares half of them.

    ``sentences`` are sets of tokens. The second is added only where it holds words that the first has not.
    """
    wanted = set(tokenize(point))
    chosen: list[int] = []
    covered: Set[str] = frozenset()
    for _ in range(min(_N_CLOSEST, len(sentences))):
        gains = [(len((words & wanted) - covered), -number) for number, words in enumerate(sentences)]
        gain, negative = max(gains)
        if not gain or (chosen and gain < len(wanted) / 4):
            break
        chosen.append(-negative)
        covered = covered | (sentences[-negative] & wanted)
    return tuple(sorted(chosen)) if wanted and len(covered) >= _CLOSE * len(wanted) else ()


def source_pieces(document: str, sentences: Sequence[str]) -> tuple[Piece, ...]:
    """The document cut into its sentences and what stands between them; put together, they are the document."""
    pieces: list[Piece] = []
    position = 0
    located = [(bounds, number) for number, bounds in enumerate(locate_sentences(document, sentences)) if bounds]
    for (start, end), number in sorted(located):
        if start < position:
            continue
        if start > position:
            pieces.append(Piece(text=document[position:start], number=None))
        pieces.append(Piece(text=document[start:end], number=number))
        position = end
    if position < len(document):
        pieces.append(Piece(text=document[position:], number=None))
    return tuple(pieces)
