"""The subcommand ``report``: runs systems on a data set and writes the page about them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand and its options."""
    parser = commands.add_parser("report", help="write one offline HTML page, JSON, CSV and Markdown about systems")
    data = parser.add_mutually_exclusive_group(required=True)
    data.add_argument("--data", type=Path, metavar="FILE", help="a JSON lines file of your own")
    data.add_argument("--suite", metavar="NAME", help="a suite's name")
    parser.add_argument("--systems", default="", help="models of the product, separated by commas: lead,extract,desk")
    parser.add_argument("--length", choices=("short", "full"), default="short")
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--baseline", help="what the others are compared with; lead-k if left out")
    parser.add_argument("--show", default="", help="the systems, 10 at most, whose bullets the page shows, separated by commas")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="where the files go")


def run(options: argparse.Namespace) -> int:
    """Write the report and print its verdict and where it is; 0 when done.

    Raises:
        QuickLooksError: the data, a model or a name is wrong, or the folder cannot be written.
    """
    from eval.report.build import build_report
    from eval.report.files import write_report
    from eval.score import BASELINE, hypotheses_of
    from eval.suites import Suite, find_suite, read_suite

    if options.data:
        suite = Suite(name=options.data.name, about="your data", kind="jsonl", path=options.data, machine_assisted=False)
    else:
        suite = find_suite(options.suite)
    examples = read_suite(suite)[: options.limit]
    written = hypotheses_of(
        _names(options.systems), examples, options.length, lambda line: print(f"eval: {line}", file=sys.stderr)
    )
    report = build_report(
        written, examples, suite, options.length, baseline=options.baseline or BASELINE, shown=_names(options.show)
    )
    page = write_report(report, options.output)
    print(report.decision.sentence)
    print(page)
    return 0


def _names(given: str) -> list[str]:
    return [name for name in given.split(",") if name]
