"""The subcommand ``report``: runs systems on a data set, or reads what they wrote, and writes the page about them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import UsageError

if TYPE_CHECKING:
    from eval.suites import Suite


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand and its options."""
    parser = commands.add_parser("report", help="write one offline HTML page, JSON, CSV and Markdown about systems")
    data = parser.add_mutually_exclusive_group(required=True)
    data.add_argument("--data", type=Path, metavar="FILE", help="a JSON lines file of your own")
    data.add_argument("--suite", metavar="NAME", help="a suite's name")
    parser.add_argument("--systems", default="", help="models of the product, separated by commas: lead,extract,desk")
    parser.add_argument(
        "--hypotheses", type=Path, action="append", default=[], metavar="FILE", help="what others wrote (repeatable)"
    )
    parser.add_argument("--stored", action="store_true", help="every system whose hypotheses came with the data")
    parser.add_argument("--length", choices=("short", "full"), default="short")
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--baseline", help="what the others are compared with; lead-k if left out")
    parser.add_argument("--show", default="", help="the systems, 10 at most, whose bullets the page shows, separated by commas")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="where the files go")


def run(options: argparse.Namespace) -> int:
    """Write the report and print its verdict and where it is; 0 when done.

    What the systems wrote is kept under ``FOLDER/runs``, so that a stopped or repeated report goes on from there.

    Raises:
        QuickLooksError: the data, a model or a name is wrong, or the folder cannot be written.
    """
    from eval.given import given_hypotheses
    from eval.report.build import build_report
    from eval.report.files import write_report
    from eval.runs import collect_hypotheses, make_configuration, run_folder
    from eval.score import BASELINE, sources_of
    from eval.suites import read_suite

    suite = _suite(options)
    examples = read_suite(suite)[: options.limit]
    systems = _names(options.systems)
    given = given_hypotheses(examples, options.hypotheses, stored=options.stored)
    sources = sources_of(systems, examples, options.length, _say, given)
    baseline = options.baseline or BASELINE
    for name in (baseline, *_names(options.show)):
        if name not in sources:
            raise UsageError(f"no system '{name}' in this report", f"There are: {', '.join(sources)}.")
    run = make_configuration(suite.name, examples, options.length, systems, options.hypotheses, options.stored)
    try:
        written = collect_hypotheses(run_folder(options.output / "runs", run), sources, examples)
    except OSError as error:
        raise UsageError(f"cannot write {options.output}: {error}") from error
    report = build_report(
        written, examples, suite, options.length, baseline=baseline, shown=_names(options.show), run=run.signature, say=_say
    )
    page = write_report(report, options.output)
    print(report.decision.text)
    print(page)
    return 0


def _suite(options: argparse.Namespace) -> Suite:
    from eval.suites import Suite, find_suite

    if options.data:
        return Suite(name=options.data.name, about="your data", kind="jsonl", path=options.data, machine_assisted=False)
    return find_suite(options.suite)


def _names(given: str) -> list[str]:
    return [name for name in given.split(",") if name]


def _say(line: str) -> None:
    print(f"eval: {line}", file=sys.stderr)
