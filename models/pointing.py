"""Turns a target's pieces into the pointers that copy them from its source: the answer sheet of the writer's training."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.pointers import is_inner, place_of
from summarize.tokens import MARKS, POINTERS, SPACE

WRITE, WRITE_KNOWN = 0.8, 1.6
SKIP, JUMP, BACK, FAR = 0.5, 1.0, 1.7, 0.01
BEAM = 12


def to_pointers(source: Sequence[str], target: Sequence[str]) -> list[str]:
    """Return the target with every piece that is best copied as a pointer to its place in the source.

    The cheapest reading is found by dynamic programming: going on to the next piece is free, skipping ahead costs less than
    jumping back, and writing a piece out costs more where the source has it.
    """
    places: dict[str, list[int]] = {}
    for place, piece in enumerate(source[: len(POINTERS)]):
        if piece not in MARKS:
            places.setdefault(piece, []).append(place)
    # the best way to each last place pointed at (-1: none yet): its cost and its pieces, newest first
    ways: dict[int, tuple[float, tuple[str, object] | None]] = {-1: (0.0, None)}
    for piece in target:
        found: dict[int, tuple[float, tuple[str, object] | None]] = {}
        here = places.get(piece, ())
        for last, (cost, before) in ways.items():
            _keep(found, last, cost + (WRITE_KNOWN if here else WRITE), (piece, before))
            for place in here:
                _keep(found, place, cost + _move(last, place), (POINTERS[place], before))
        ways = dict(sorted(found.items(), key=lambda way: way[1][0])[:BEAM])
    _, chain = min(ways.values(), key=lambda way: way[0])
    written: list[str] = []
    while chain is not None:
        written.append(chain[0])
        chain = chain[1]  # type: ignore[assignment]
    return _settle(written[::-1], source, target)


def _settle(written: list[str], source: Sequence[str], target: Sequence[str]) -> list[str]:
    """Write out what would point into a word without its beginning, or at a bare space without its word."""
    for number, piece in enumerate(written):
        place = place_of(piece)
        if place is not None and is_inner(source, place) and (not number or place_of(written[number - 1]) != place - 1):
            written[number] = target[number]
    for number, piece in enumerate(written):
        place = place_of(piece)
        if place is not None and source[place] == SPACE and place_of(written[(number + 1) % len(written)]) != place + 1:
            written[number] = target[number]
    return written


def _keep(ways: dict[int, tuple[float, tuple[str, object] | None]], place: int, cost: float, chain: tuple[str, object]) -> None:
    if place not in ways or cost < ways[place][0]:
        ways[place] = (cost, chain)


def _move(last: int, place: int) -> float:
    """Return the cost of pointing at a place after another."""
    if last < 0:
        return SKIP
    if place == last + 1:
        return 0.0
    if place > last:
        return (SKIP if place <= last + 4 else JUMP) + FAR * (place - last)
    return BACK
