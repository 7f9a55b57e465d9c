"""The subcommand ``score``: systems, or what others wrote, on suites or your own data, kept as runs where a folder is given."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.command_line import BASELINE, DATA_HELP, add_input_options, say
from eval.suites import Suite, find_suite, suite_names, suite_of_data
from summarize.errors import UsageError


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand and its options."""
    score = commands.add_parser("score", help="score systems on one or more suites beside the baselines")
    score.add_argument("--suite", action="append", help="a suite's name (repeatable); all that are there if left out")
    score.add_argument("--data", type=Path, metavar="PATH", help=DATA_HELP)
    add_input_options(score)
    score.add_argument("--baseline", default=BASELINE, help=f"what the others are compared with; {BASELINE} if left out")
    score.add_argument("--json", type=Path, metavar="FILE", help="write means, differences and the per-document table")
    score.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="keep each run in a folder of its own in this one")


def run(options: argparse.Namespace) -> int:
    """Score on each suite, print the tables and write what is asked for; 0 when done.

    Raises:
        QuickLooksError: the data, the hypotheses or a model is wrong.
    """
    suites = _suites(options)
    if options.hypotheses and len(suites) != 1:
        raise UsageError("--hypotheses belong to one data set", "Name it with --suite or --data.")
    found = []
    for suite in suites:
        if not suite.path.exists() and not options.data:
            say(f"suite {suite.name} skipped: {suite.path} is not there")
            continue
        found.append(_score_suite(suite, options))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _suites(options: argparse.Namespace) -> list[Suite]:
    if options.data:
        return [suite_of_data(options.data, machine_assisted=options.machine_references)]
    return [find_suite(name) for name in options.suite or suite_names()]


def _score_suite(suite: Suite, options: argparse.Namespace) -> dict[str, object]:
    from eval.agreement import render_agreement
    from eval.keeping import do_task, read_task
    from eval.table import render_table, table_as_json

    task = read_task(suite, options, say)
    sources = task.sources(say)
    if options.baseline not in sources:
        raise UsageError(f"no system '{options.baseline}' to compare with", f"There are: {', '.join(sources)}.")
    run = do_task(task, sources, options.output, say)
    if options.output:
        print(run.signature)
    print(render_table(run.table, suite, options.baseline), end="\n\n")
    agreement = render_agreement(run.table, task.examples) if options.stored else ""
    if agreement:
        print(agreement, end="\n\n")
    return table_as_json(run.table, suite, options.baseline)
