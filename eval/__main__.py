"""``python -m eval``: score systems on the suites, and hold the quality gate."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from summarize.errors import QuickLooksError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a floor broke, 2 wrong usage or data, 4 no model."""
    options = _parser().parse_args(arguments)
    try:
        return {"score": _score, "gate": _gate, "factuality": _factuality}[options.command](options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except QuickLooksError as error:
        print(f"eval: {error}", file=sys.stderr)
        return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure Quick Looks against references.")
    commands = parser.add_subparsers(dest="command", required=True)
    score = commands.add_parser("score", help="score systems on one or more suites beside the baselines")
    score.add_argument("--suite", action="append", help="a suite's name (repeatable); all that are there if left out")
    score.add_argument("--data", type=Path, help="a JSON lines file of your own instead of a suite")
    score.add_argument("--length", choices=("short", "full"), default="short")
    score.add_argument("--systems", default="", help="models of the product, separated by commas: lead,extract,desk")
    score.add_argument("--limit", type=int, help="only the first N articles")
    score.add_argument("--json", type=Path, metavar="FILE", help="write means, differences and the per-document table")
    gate = commands.add_parser("gate", help="fail if a system falls below its floors on examples/")
    gate.add_argument("--systems", default="", help="models of the product, separated by commas; those with floors if left out")
    gate.add_argument("--floors", type=Path, default=Path(__file__).with_name("floors.json"))
    gate.add_argument("--update", action="store_true", help="raise floors to what is measured; lowers none")
    gate.add_argument("--allow-regression", metavar="WHY", help="with --update, lower floors too, and write down why")
    factuality = commands.add_parser("factuality", help="measure support against human verdicts on summaries")
    factuality.add_argument("file", type=Path, help="JSON lines (also .xz) with id, article, summary, label, source")
    return parser


def _score(options: argparse.Namespace) -> int:
    from eval.score import hypotheses_of, score_hypotheses
    from eval.suites import Suite, find_suite, read_suite, suite_names
    from eval.table import render_table, table_as_json

    found = []
    if options.data:
        suites = [Suite(name=options.data.name, about="your data", kind="jsonl", path=options.data, machine_assisted=False)]
    else:
        suites = [find_suite(name) for name in options.suite or suite_names()]
    for suite in suites:
        if not suite.path.exists() and not options.data:
            print(f"eval: suite {suite.name} skipped: {suite.path} is not there", file=sys.stderr)
            continue
        examples = read_suite(suite)[: options.limit]
        systems = [name for name in options.systems.split(",") if name]
        hypotheses = hypotheses_of(systems, examples, options.length, lambda line: print(f"eval: {line}", file=sys.stderr))
        table = score_hypotheses(hypotheses, examples, options.length)
        print(render_table(table, suite), end="\n\n")
        found.append(table_as_json(table, suite))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _gate(options: argparse.Namespace) -> int:
    from eval.gate import run_gate

    names = [name for name in options.systems.split(",") if name]
    return run_gate(names, options.floors, update=options.update, why=options.allow_regression)


def _factuality(options: argparse.Namespace) -> int:
    from eval.factuality import render_separations

    print(render_separations(options.file))
    return 0


if __name__ == "__main__":
    sys.exit(main())
