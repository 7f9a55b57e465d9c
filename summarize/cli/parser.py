"""The arguments of every command; parsing loads nothing heavy."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

import summarize
from summarize.config import SETTINGS
from summarize.errors import UsageError

_ABOUT = "Turn news articles into Quick Looks: a heading and 5 to 8 labelled one-sentence bullets."
_EPILOG = """\
commands:
  config                show every setting, its value and where it comes from
  models                list the models and what is installed
  (a file of such a name: ./config)

settings come from, the strongest first:
  a flag, a QUICKLOOKS_* variable (QUICKLOOKS_LENGTH=full), quicklooks.toml in this folder or above it,
  quicklooks.toml in the user's configuration folder, the default

exit codes:
  0 done    1 failed    2 wrong usage    4 a model is missing    130 interrupted    143 terminated
  3 some inputs failed, or with --strict something was flagged
"""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line with the exit code of wrong usage."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments."""
        raise UsageError(message, f"See: {self.prog} --help")


def articles_parser() -> argparse.ArgumentParser:
    """Return the parser of ``summarize FILE...``."""
    parser = _make_parser("summarize", _ABOUT, _EPILOG)
    parser.usage = "summarize [options] FILE...   |   summarize config   |   summarize models"
    parser.add_argument("files", nargs="*", metavar="FILE", help="text, Markdown, HTML, JSON or JSON lines; - is standard input")
    parser.add_argument("-o", "--output", metavar="FILE", help="write here instead of to standard output, all or nothing")
    add_settings(parser)
    parser.add_argument("--version", action="version", version=f"summarize {summarize.__version__}")
    return parser


def command_parser(name: str, about: str) -> argparse.ArgumentParser:
    """Return the parser of a subcommand without arguments of its own."""
    return _make_parser(f"summarize {name}", about, None)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add a flag for each setting; one that is not given is left out of the parsed arguments."""
    group = parser.add_argument_group("settings")
    for name, setting in SETTINGS.items():
        about = setting.about.replace("%", "%%")
        if setting.switch:
            action = argparse.BooleanOptionalAction
            group.add_argument(f"--{name}", action=action, default=argparse.SUPPRESS, help=about)
        else:
            metavar = setting.allowed.replace(", ", "|") if ", " in setting.allowed else _METAVARS.get(name, "NAME")
            group.add_argument(f"--{name}", metavar=metavar, default=argparse.SUPPRESS, help=about)


_METAVARS = {"bullets": "N or N-M", "threads": "N"}


def named_settings(arguments: argparse.Namespace) -> dict[str, object]:
    """Return the settings that were given as flags."""
    return {name: value for name, value in vars(arguments).items() if name in SETTINGS}


def parse_arguments(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Parse, allowing options between the files.

    Raises:
        UsageError: an option is unknown or lacks its value.
    """
    return parser.parse_intermixed_args(arguments)


def _make_parser(prog: str, about: str, epilog: str | None) -> argparse.ArgumentParser:
    shape = argparse.RawDescriptionHelpFormatter
    parser = Parser(prog=prog, description=about, epilog=epilog, formatter_class=shape, allow_abbrev=False)
    parser.add_argument("-v", "--verbose", action="store_true", help="say more; show the traceback of an unexpected error")
    parser.add_argument("-q", "--quiet", action="store_true", help="no notes, only errors")
    return parser
