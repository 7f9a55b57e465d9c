"""What the subcommands share: the options that say what is measured, and where progress is told."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

BASELINE = "lead-k"
DATA_HELP = "data of your own: JSON lines, or an article with a bullet box, or a folder of such articles"


def add_input_options(parser: argparse.ArgumentParser) -> None:
    """Register what says which systems are measured on which articles."""
    parser.add_argument(
        "--machine-references", action="store_true", help="with --data: declare that the references are machine-assisted"
    )
    parser.add_argument("--systems", default="", help="models of the product, separated by commas: lead,extract,desk")
    parser.add_argument(
        "--hypotheses", type=Path, action="append", default=[], metavar="FILE", help="what others wrote (repeatable)"
    )
    parser.add_argument("--stored", action="store_true", help="every system whose hypotheses came with the data")
    parser.add_argument("--length", choices=("short", "full"), default="short")
    parser.add_argument(
        "--tokenizer",
        choices=("english", "unicode"),
        default="english",
        help="what a word is: rouge_score's stemmed ASCII words, or words of any script, not stemmed",
    )
    parser.add_argument("--limit", type=at_least_one, metavar="N", help="only the first N articles")


def at_least_one(text: str) -> int:
    """Return the whole number that an option was given.

    Raises:
        argparse.ArgumentTypeError: it is none, or below 1.
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1")
    return int(text)


def names(given: str) -> list[str]:
    """The names in a list separated by commas, each once."""
    return list(dict.fromkeys(name for part in given.split(",") if (name := part.strip())))


def say(line: str) -> None:
    """Tell the user how far something has come, on standard error."""
    print(f"eval: {line}", file=sys.stderr, flush=True)
