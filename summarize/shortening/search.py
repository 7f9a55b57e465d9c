"""Chooses which cuts to make: the least costly ones that bring the sentence to its length."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.shortening.spans import Cut
from summarize.shortening.tokens import Token

_STATES = 48


def choose_cuts(tokens: Sequence[Token], cuts: Sequence[Cut], *, max_words: int, min_words: int) -> list[list[int]]:
    """Return which tokens are left after each good choice of cuts, best first: those that fit, then the shortest."""
    words = sum(1 << i for i, token in enumerate(tokens) if token.is_word)
    always = 0
    for cut in cuts:
        if cut.cost == 0:
            always |= _mask(cut)
    states = _states(words, always, [cut for cut in cuts if cut.cost], max_words)
    sized = [((words & ~gone).bit_count(), cost, gone) for gone, cost in states.items()]
    fitting: list[tuple[float, int]] = sorted(
        (cost - 0.15 * size, gone) for size, cost, gone in sized if min_words <= size <= max_words
    )
    short = sorted((-size, cost, gone) for size, cost, gone in sized if size < min_words)
    long = sorted((size, cost, gone) for size, cost, gone in sized if size > max_words)
    order = [gone for _, gone in fitting[:4]] + [gone for _, _, gone in (*long[:2], *short[:2])]
    places = range(len(tokens))
    return [[i for i in places if not gone >> i & 1] for gone in order[:5]]


def _mask(cut: Cut) -> int:
    return (1 << cut.last) - (1 << cut.first)


def _states(words: int, always: int, cuts: Sequence[Cut], max_words: int) -> dict[int, float]:
    """Return what may be gone and at which cost; only the cheapest states, and the shortest, are kept on the way."""
    states: dict[int, float] = {always: 0.0}
    for cut in sorted(cuts, key=lambda cut: cut.cost):
        mask = _mask(cut)
        added = {gone | mask: cost + cut.cost for gone, cost in states.items() if mask & ~gone}
        for gone, cost in added.items():
            if cost < states.get(gone, 1e9):
                states[gone] = cost
        if len(states) > _STATES:
            ranked = sorted(states, key=lambda gone: states[gone] + 0.4 * max(0, (words & ~gone).bit_count() - max_words))
            states = {gone: states[gone] for gone in ranked[:_STATES]}
    return states
