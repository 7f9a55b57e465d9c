"""Cuts a long article into windows that a model can read at once: whole sentences, in order, every one of them once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[Sequence[tuple[int, ...]]], list[int]]
"""From windows (sentence numbers) to the tokens that each would take, the prompt's own included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The windows of an article, and the sentences that are longer than the model reads at once and stand in none."""

    windows: tuple[tuple[int, ...], ...]
    left_out: tuple[int, ...] = ()
    n_tokens: int = 0
    n_tokens_left_out: int = 0


def make_windows(n_sentences: int, measure: Measure, *, limit: int, least: int = 1) -> Windows:
    """Return the fewest windows that fit, of about the same size, or ``least`` where the article has so many sentences.

    Args:
        n_sentences: how many sentences the article has.
        measure: the tokens of each window offered, with what the prompt adds to it.
        limit: the most tokens that the model reads at once; 0 for no limit.
        least: the fewest windows wanted, for a model that writes fewer points than a box needs.
    """
    numbers = [(number,) for number in range(n_sentences)]
    prompt, *whole = measure([(), *numbers])
    costs = [max(1, tokens - prompt) for tokens in whole]
    left_out = tuple(i for i, tokens in enumerate(whole) if limit and tokens > limit)
    kept = [i for i in range(n_sentences) if i not in set(left_out)]
    wanted = max(1, min(least, len(kept)))
    while kept:
        windows = _balance(kept, costs, wanted)
        if not limit or all(tokens <= limit for tokens in measure(windows)):
            break
        wanted += 1
    return Windows(
        windows=tuple(windows) if kept else (),
        left_out=left_out,
        n_tokens=sum(costs[i] for i in kept),
        n_tokens_left_out=sum(costs[i] for i in left_out),
    )


def _balance(kept: Sequence[int], costs: Sequence[int], wanted: int) -> list[tuple[int, ...]]:
    """Return so many runs of sentences, each ending where its share of the tokens comes nearest to an equal part."""
    total = sum(costs[i] for i in kept)
    runs: list[tuple[int, ...]] = []
    run: list[int] = []
    before = 0
    for place, number in enumerate(kept):
        run.append(number)
        before += costs[number]
        ahead = costs[kept[place + 1]] if place + 1 < len(kept) else 0
        missing = wanted - len(runs)
        full = before + ahead / 2 >= total * (len(runs) + 1) / wanted
        if missing > 1 and (full or len(kept) - place - 1 < missing):
            runs.append(tuple(run))
            run = []
    return [*runs, tuple(run)] if run else runs
