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
  batch                 thousands of articles into a folder, resumable (summarize batch --help)
  config                show every setting, its value and where it comes from
  models                list the models and what is installed; info, pull, convert, check, remove NAME
  (a file of such a name: ./config)

settings come from, the strongest first:
  a flag, a QUICKLOOKS_* variable (QUICKLOOKS_LENGTH=full), quicklooks.toml in this folder or above it,
  quicklooks.toml in the user's configuration folder, the default

exit codes:
  0 done    1 failed    2 wrong usage    4 a model is missing    130 interrupted    143 terminated
  3 some inputs failed, or with --strict something was flagged
"""
_BATCH_EPILOG = """\
the folder holds part-*.jsonl or part-*.parquet (or articles/, a file an article), failures.jsonl, manifest.json and ledger.sqlite

exit codes:
  0 all well    3 some failed (or with --strict were flagged)    1 none succeeded, or more than --max-failures failed
  2 wrong usage, or another job has the folder    4 a model is missing    130 interrupted    143 terminated
"""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line with the exit code of wrong usage."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments."""
        raise UsageError(message, f"See: {self.prog} --help")


def articles_parser() -> argparse.ArgumentParser:
    """Return the parser of ``summarize FILE...``."""
    parser = _make_parser("summarize", _ABOUT, _EPILOG)
    parser.usage = "summarize [options] FILE...   |   summarize batch   |   summarize config   |   summarize models"
    parser.add_argument("files", nargs="*", metavar="FILE", help="text, Markdown, HTML, JSON or JSON lines; - is standard input")
    parser.add_argument("-o", "--output", metavar="FILE", help="write here instead of to standard output, all or nothing")
    add_settings(parser)
    parser.add_argument("--version", action="version", version=f"summarize {summarize.__version__}")
    return parser


def command_parser(name: str, about: str) -> argparse.ArgumentParser:
    """Return the parser of a subcommand without arguments of its own."""
    return _make_parser(f"summarize {name}", about, None)


def batch_parser() -> argparse.ArgumentParser:
    """Return the parser of ``summarize batch INPUT... -o FOLDER``."""
    about = "Summarize thousands of articles into a folder; run again, it does only what is new or changed."
    parser = _make_parser("summarize batch", about, _BATCH_EPILOG)
    add = parser.add_argument
    add("inputs", nargs="*", metavar="INPUT", help="folders, files, .jsonl (.gz, .zst, .xz), .parquet; - is a list of paths")
    add("-o", "--output", metavar="FOLDER", help="the output folder, which also keeps the ledger")
    shapes = "shards: jsonl, parquet; a file an article: md, text, html, json"
    add("--format", dest="shape", default="jsonl", metavar="NAME", help=shapes)
    add("--pattern", action="append", default=[], metavar="GLOB", help="which files of a folder, such as '*.txt'; repeatable")
    add("--workers", type=count, default=0, metavar="N", help="processes, each with the model; 0: one a core or graphics card")
    add("--batch-size", type=positive, default=16, metavar="N", help="the most articles in one call of the model (16)")
    add("--shard-size", type=positive, default=1000, metavar="N", help="records in a shard (1000)")
    add("--time-limit", type=positive, default=120, metavar="SECONDS", help="for one article (120)")
    add("--max-failures", default="", metavar="N|P%", help="stop with exit code 1 when more articles fail")
    add("--retry-failures", action="store_true", help="try again what failed for time, memory, a crash or an error")
    add("--restart", action="store_true", help="forget all that was done and begin again")
    add("--limit", type=count, default=0, metavar="N", help="only the first N articles of the input")
    add("--shard", default="1/1", metavar="I/N", help="only the I-th of N slices of the articles, by id")
    add("--dry-run", action="store_true", help="say what there is to do, and write nothing")
    add("--status", metavar="FOLDER", help="say how the job in that output folder stands")
    add_settings(parser, leave_out=("format",))
    return parser


def count(written: str) -> int:
    """Return a whole number from 0."""
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"'{written}' is not a whole number from 0")
    return int(written)


def positive(written: str) -> int:
    """Return a whole number from 1."""
    if count(written) == 0:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return int(written)


def add_settings(parser: argparse.ArgumentParser, leave_out: Sequence[str] = ()) -> None:
    """Add a flag for each setting; one that is not given is left out of the parsed arguments."""
    group = parser.add_argument_group("settings")
    for name, setting in SETTINGS.items():
        if name in leave_out:
            continue
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
