"""What goes to standard error: one clear line each, fewer with ``--quiet``, more with ``--verbose``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.errors import QuickLooksError
from summarize.render.marks import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Writes lines to standard error; errors always, notes unless quiet, details only when verbose."""

    verbose: bool = False
    quiet: bool = False

    @classmethod
    def from_arguments(cls, arguments: Sequence[str]) -> Messages:
        """Look for the two switches before the arguments are parsed, so that they also hold for errors in the arguments."""
        options = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
        return cls(verbose="--verbose" in options or "-v" in options, quiet="--quiet" in options or "-q" in options)

    def error(self, text: str) -> None:
        """Say what went wrong."""
        print(f"summarize: {clean_line(text)}", file=sys.stderr)

    def failure(self, error: Exception, where: str = "") -> None:
        """Say what an exception means; one that was not foreseen with its type, and its traceback when verbose."""
        prefix = f"{where}: " if where and where not in str(error) else ""
        if isinstance(error, QuickLooksError):
            self.error(f"{prefix}{error}")
        else:
            advice = "" if self.verbose else " (--verbose shows where)"
            self.error(f"{prefix}unexpected {type(error).__name__}: {error}{advice}")
        if self.verbose and not isinstance(error, QuickLooksError):
            import traceback

            traceback.print_exception(error)

    def note(self, text: str) -> None:
        """Say what the user should know about the output."""
        if not self.quiet:
            print(f"summarize: note: {clean_line(text)}", file=sys.stderr)

    def detail(self, text: str) -> None:
        """Say what only a curious user wants to know."""
        if self.verbose and not self.quiet:
            print(f"summarize: {clean_line(text)}", file=sys.stderr)
