"""Ctrl-C and SIGTERM: the first asks the run to end in good order, the second ends it at once. Also a limit on reading."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self


class StoppedAtOnce(BaseException):
    """A second signal came: leave everything as it is committed."""


class Stopping:
    """Listens for the signals while a run lasts; ``signal`` is the first that came, or 0."""

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Listen."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Put the former listeners back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @property
    def exit_code(self) -> int:
        """The exit code that belongs to the signal: 130 or 143."""
        return 128 + self.signal

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self.signal:
            raise StoppedAtOnce
        self.signal = number


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End what runs inside after so many seconds, where the system has an alarm and this is the main thread.

    Raises:
        TimeoutError: the time is over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not read in {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
