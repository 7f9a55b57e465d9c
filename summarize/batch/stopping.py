"""Ctrl-C and SIGTERM: the first asks the run to end in good order, the second ends it at once."""

from __future__ import annotations

import signal
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
