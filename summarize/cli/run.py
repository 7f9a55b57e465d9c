"""From arguments to an exit code: the one place where errors, signals and closed pipes are turned into how the program ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from summarize.cli.messages import Messages
from summarize.errors import QuickLooksError
from summarize.loading import load_object

COMMANDS = {
    "batch": "summarize.cli.batch:run_batch",
    "config": "summarize.cli.settings:run_config",
    "models": "summarize.cli.models:run_models",
}
_ARTICLES = "summarize.cli.articles:run_articles"


class Terminated(BaseException):
    """The process was asked to end (SIGTERM)."""


def run_command(arguments: Sequence[str]) -> int:
    """Run the subcommand that the first word names, else summarize the files, and return the exit code."""
    messages = Messages.from_arguments(arguments)
    try:
        signal.signal(signal.SIGTERM, _raise_terminated)
        _write_utf8()
        name, rest = _split_command(arguments)
        command: Callable[[Sequence[str], Messages], int] = load_object(name)
        code = command(rest, messages)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _drop_output()
        return 0
    except KeyboardInterrupt:
        messages.error("interrupted")
        return 130
    except Terminated:
        messages.error("terminated")
        return 143
    except QuickLooksError as error:
        messages.failure(error)
        return error.exit_code
    except Exception as error:
        messages.failure(error)
        return 1


def _split_command(arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    if arguments and arguments[0] in COMMANDS:
        return COMMANDS[arguments[0]], arguments[1:]
    return _ARTICLES, arguments


def _raise_terminated(_signal: int, _frame: FrameType | None) -> None:
    raise Terminated


def _write_utf8() -> None:
    """Make both outputs UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """Point both outputs at nothing, so that the interpreter's last flush cannot fail on the closed pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
