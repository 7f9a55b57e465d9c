"""The subcommand ``report``: runs systems on a data set, or reads what they wrote, and writes the page about them."""

from __future__ import annotations

import argparse
from pathlib import Path

from eval.command_line import BASELINE, DATA_HELP, add_input_options, names, say


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand and its options."""
    parser = commands.add_parser("report", help="write one offline HTML page, JSON, CSV and Markdown about systems")
    data = parser.add_mutually_exclusive_group(required=True)
    data.add_argument("--data", type=Path, metavar="PATH", help=DATA_HELP)
    data.add_argument("--suite", metavar="NAME", help="a suite's name")
    add_input_options(parser)
    parser.add_argument("--baseline", default=BASELINE, help=f"what the others are compared with; {BASELINE} if left out")
    parser.add_argument("--show", default="", help="the systems, 10 at most, whose bullets the page shows, separated by commas")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="where the files go")


def run(options: argparse.Namespace) -> int:
    """Write the report and print its verdict and where it is; 0 when done.

    What the systems wrote is kept under ``FOLDER/runs``, so that a stopped or repeated report goes on from there.

    Raises:
        QuickLooksError: the data, a model or a name is wrong, or the folder cannot be written.
    """
    from eval.keeping import do_task, read_task
    from eval.report.build import build_report, check_shown
    from eval.report.files import write_report
    from eval.suites import find_suite, suite_of_data

    own = options.data and suite_of_data(options.data, machine_assisted=options.machine_references)
    suite = own or find_suite(options.suite)
    task = read_task(suite, options, say)
    sources = task.sources(say)
    shown = names(options.show)
    check_shown(sources, options.baseline, shown)
    run = do_task(task, sources, options.output / "runs", say)
    report = build_report(run, task.examples, suite, baseline=options.baseline, shown=shown)
    page = write_report(report, options.output)
    print(report.decision.text)
    print(page)
    return 0
