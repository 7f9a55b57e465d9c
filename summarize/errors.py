"""Every error that the program raises on purpose; only ``QuickLooksError`` is caught by the command line.

::

    QuickLooksError (exit 1)
    ├── UsageError (exit 2)
    ├── InputError (exit 3 among other inputs, 1 alone)
    └── ModelError (exit 4)
"""

from __future__ import annotations


class QuickLooksError(Exception):
    """The base: ``message`` says what and where, ``hint`` what to do about it."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}. {hint}" if hint else message)
        self.message = message
        self.hint = hint


class UsageError(QuickLooksError):
    """The command, an option or a setting is wrong."""

    exit_code = 2


class InputError(QuickLooksError):
    """An article could not be read or holds nothing to summarize."""


class ModelError(QuickLooksError):
    """A model, or a package that it needs, is missing or broken."""

    exit_code = 4
