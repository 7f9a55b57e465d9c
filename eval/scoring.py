"""The subcommand ``score``: systems, or what others wrote, on suites or your own data, kept as runs where a folder is given."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.data import Example
from eval.given import given_hypotheses
from eval.score import ScoreTable, Sources, answers_anything, score_hypotheses, sources_of
from eval.suites import Suite, find_suite, read_suite, suite_names
from summarize.errors import UsageError


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand and its options."""
    score = commands.add_parser("score", help="score systems on one or more suites beside the baselines")
    score.add_argument("--suite", action="append", help="a suite's name (repeatable); all that are there if left out")
    score.add_argument("--data", type=Path, help="a JSON lines file of your own instead of a suite")
    score.add_argument("--length", choices=("short", "full"), default="short")
    score.add_argument("--systems", default="", help="models of the product, separated by commas: lead,extract,desk")
    score.add_argument(
        "--hypotheses", type=Path, action="append", default=[], metavar="FILE", help="what others wrote (repeatable)"
    )
    score.add_argument("--stored", action="store_true", help="score every system whose hypotheses came with the data")
    score.add_argument("--limit", type=int, help="only the first N articles")
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
            _say(f"suite {suite.name} skipped: {suite.path} is not there")
            continue
        found.append(_score_suite(suite, options))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _suites(options: argparse.Namespace) -> list[Suite]:
    if options.data:
        return [Suite(name=options.data.name, about="your data", kind="jsonl", path=options.data, machine_assisted=False)]
    return [find_suite(name) for name in options.suite or suite_names()]


def _score_suite(suite: Suite, options: argparse.Namespace) -> dict[str, object]:
    from eval.agreement import render_agreement
    from eval.table import render_table, table_as_json

    examples = read_suite(suite)[: options.limit]
    systems = [name for name in options.systems.split(",") if name]
    given = given_hypotheses(examples, options.hypotheses, stored=options.stored)
    sources = sources_of(systems, examples, options.length, _say, given)
    if options.output:
        table = _kept_table(suite, examples, systems, sources, options)
    else:
        written = {name: make() for name, make in sources.items()}
        answering = {name: made for name, made in written.items() if answers_anything(name, made)}
        table = score_hypotheses(answering, examples, options.length, _say)
    print(render_table(table, suite), end="\n\n")
    agreement = render_agreement(table, examples) if options.stored else ""
    if agreement:
        print(agreement, end="\n\n")
    return table_as_json(table, suite)


def _kept_table(
    suite: Suite, examples: Sequence[Example], systems: Sequence[str], sources: Sources, options: argparse.Namespace
) -> ScoreTable:
    from eval.cost import measure_cost
    from eval.runs import collect_hypotheses, make_configuration, read_scores, run_folder, write_manifest, write_scores
    from eval.score import name_beside_baselines

    configuration = make_configuration(suite.name, examples, options.length, systems, options.hypotheses, options.stored)
    folder = run_folder(options.output, configuration)
    table = read_scores(folder)
    if table:
        _say(f"read from {folder}")
    else:
        written = collect_hypotheses(folder, sources, examples)
        table = score_hypotheses(written, examples, options.length, _say)
        costs = {name: measure_cost(name, written[name_beside_baselines(name)]) for name in systems}
        write_manifest(folder, configuration, costs)
        write_scores(folder, table)
        _say(f"kept in {folder}")
    print(configuration.signature)
    return table


def _say(line: str) -> None:
    print(f"eval: {line}", file=sys.stderr)
