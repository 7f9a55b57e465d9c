"""Shows how a run stands on standard error: a bar on a terminal, a line now and then elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
import time
from collections import deque
from typing import Any

from summarize.batch.job import Counts

LINE_SECONDS = 10.0
_REMEMBERED = 60


class Progress:
    """Told the counts after each task, it shows them with the rate of the last minute or so and the time left."""

    def __init__(self, *, quiet: bool) -> None:
        """Prepare to show."""
        self._quiet = quiet
        self._bar = None if quiet or not sys.stderr.isatty() else _open_bar()
        self._task: Any = None
        self._last = time.monotonic()
        self._recent: deque[tuple[float, int]] = deque(maxlen=_REMEMBERED)

    def begin(self, counts: Counts) -> None:
        """Show that the work begins."""
        self._recent.append((time.monotonic(), counts.computed))
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task("", total=counts.articles, completed=counts.articles - counts.left, said="")

    def show(self, counts: Counts) -> None:
        """Show how the run stands now."""
        now = time.monotonic()
        self._recent.append((now, counts.computed))
        if self._bar:
            self._bar.update(self._task, completed=counts.articles - counts.left, said=self._said(counts))
        elif not self._quiet and now - self._last >= LINE_SECONDS:
            self._last = now
            done = counts.articles - counts.left
            print(f"summarize: {done:,} of {counts.articles:,} articles, {self._said(counts)}", file=sys.stderr)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def _said(self, counts: Counts) -> str:
        (begun, before), (now, computed) = self._recent[0], self._recent[-1]
        rate = (computed - before) / (now - begun) if now > begun else 0.0
        left = f"{duration(counts.left / rate)} left, " if rate else ""
        return f"{rate:.1f} a second, {left}{counts.failed:,} failed, {counts.flagged_bullets:,} bullets flagged"


def duration(seconds: float) -> str:
    """Return a time as people say it.

    >>> duration(42), duration(3700)
    ('42 s', '1 h 1 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _open_bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    return Progress(BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[said]}"), console=console, transient=True)
