"""``python -m eval``: score and compare systems, report on them, harvest data, and hold the quality gate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.report.command import add_parser as add_report_parser
from eval.scoring import add_parser as add_score_parser
from summarize.errors import QuickLooksError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a floor broke, 2 wrong usage or data, 4 no model, 130 interrupted."""
    options = _parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("eval: stopped; with a folder (-o), the same command goes on from here", file=sys.stderr)
        return 130
    except QuickLooksError as error:
        print(f"eval: {error}", file=sys.stderr)
        return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure Quick Looks against references.")
    commands = parser.add_subparsers(dest="command", required=True)
    add_score_parser(commands)
    harvest = commands.add_parser("harvest", help="make a data set of the articles in a folder that have a bullet box")
    harvest.add_argument("folder", type=Path)
    harvest.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the JSON lines file to write")
    compare = commands.add_parser("compare", help="compare two kept runs article by article")
    compare.add_argument("before", type=Path, help="the folder of a run, as score -o makes it")
    compare.add_argument("after", type=Path, help="the folder of another run on the same data")
    gate = commands.add_parser("gate", help="fail if a system falls below its floors on a suite")
    gate.add_argument("--suite", default="examples", help="a suite's name; the repository's own examples if left out")
    gate.add_argument("--systems", default="", help="models of the product, separated by commas; those with floors if left out")
    gate.add_argument("--floors", type=Path, default=Path(__file__).with_name("floors.json"))
    gate.add_argument("--update", action="store_true", help="raise floors to what is measured; lowers none")
    gate.add_argument("--allow-regression", metavar="WHY", help="with --update, lower floors too, and write down why")
    factuality = commands.add_parser("factuality", help="measure support against human verdicts on summaries")
    factuality.add_argument("file", type=Path, help="JSON lines (also .xz) with id, article, summary, label, source")
    add_report_parser(commands)
    return parser


def _score(options: argparse.Namespace) -> int:
    from eval.scoring import run

    return run(options)


def _harvest(options: argparse.Namespace) -> int:
    from eval.harvest import harvest_folder, render_harvest, write_rows

    harvest = harvest_folder(options.folder)
    write_rows(harvest.rows, options.output)
    print(render_harvest(harvest, options.output))
    return 0


def _compare(options: argparse.Namespace) -> int:
    from eval.compare import compare_runs, render_changes

    print(render_changes(compare_runs(options.before, options.after), options.before, options.after))
    return 0


def _gate(options: argparse.Namespace) -> int:
    from eval.gate import run_gate

    names = [name for name in options.systems.split(",") if name]
    return run_gate(names, options.floors, suite=options.suite, update=options.update, why=options.allow_regression)


def _report(options: argparse.Namespace) -> int:
    from eval.report.command import run

    return run(options)


def _factuality(options: argparse.Namespace) -> int:
    from eval.factuality import render_separations

    print(render_separations(options.file))
    return 0


COMMANDS = {
    "score": _score,
    "report": _report,
    "harvest": _harvest,
    "compare": _compare,
    "gate": _gate,
    "factuality": _factuality,
}


if __name__ == "__main__":
    sys.exit(main())
