"""Says how far a long run has come and about how long it will go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

EVERY_SECONDS = 5.0
Item = TypeVar("Item")


def with_progress(
    items: Iterable[Item], name: str, total: int, say: Callable[[str], None], *, done: int = 0, every: float = EVERY_SECONDS
) -> Iterator[Item]:
    """Yield the items; every few seconds ``say`` hears how many of ``total`` there are, ``done`` of them before the first."""
    begun = last = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - last >= every and done + number < total:
            left = (now - begun) / number * (total - done - number)
            say(f"{name}: {done + number} of {total} articles, about {in_words(left)} left")
            last = now


def in_words(seconds: float) -> str:
    """A stretch of time in its largest unit: "40 s", "3 min", "2.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
