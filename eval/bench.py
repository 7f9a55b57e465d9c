"""``python -m eval.bench``: start-up, a cold run, growth with length, and the size of the light install.

Every figure is a median with its quartiles, beside its bound or an alternative measured in the same run, since seconds alone say
little about another machine. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from math import log
from pathlib import Path
from statistics import median, quantiles

from summarize.errors import UsageError
from summarize.options import DEFAULT_MODEL

ROOT = Path(__file__).parents[1]
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000)
ALTERNATIVE = "from transformers import AutoModelForSeq2SeqLM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured thing: the runs' median and quartiles, the bound it must keep, and an alternative's median."""

    name: str
    unit: str
    median: float
    low: float
    high: float
    n_runs: int
    bound: float | None = None
    alternative: str = ""
    alternative_median: float | None = None


def make_row(name: str, unit: str, runs: Sequence[float], bound: float | None = None, **alternative: object) -> Row:
    """Return the row of some runs' values.

    >>> make_row("wait", "s", [1.0, 2.0, 9.0]).median
    2.0
    """
    low, _, high = quantiles(runs, n=4, method="inclusive") if len(runs) > 1 else (runs[0],) * 3
    fields = {"name": name, "unit": unit, "median": median(runs), "low": low, "high": high, "n_runs": len(runs), "bound": bound}
    return Row(**(fields | alternative))  # type: ignore[arg-type]


def render_rows(rows: Sequence[Row]) -> str:
    """Return a Markdown table."""
    lines = ["| what | median | quartiles | runs | bound | alternative | ratio |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        other = row.alternative_median
        cells = (
            row.name,
            f"{row.median:.3g} {row.unit}",
            f"{row.low:.3g}-{row.high:.3g}" if row.n_runs > 1 else "",
            str(row.n_runs),
            f"{row.bound:g} {row.unit}" if row.bound is not None else "",
            f"{row.alternative} {other:.3g} {row.unit}" if other is not None else "",
            f"{row.median / other:.2f}" if other else "",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def measure_process(arguments: Sequence[str]) -> tuple[float, float]:
    """Run Python with the arguments; return its wall time in seconds and its peak memory in megabytes.

    Raises:
        UsageError: it failed.
    """
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise UsageError(f"python {' '.join(arguments)} failed with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def repeat(arguments: Sequence[str], n_runs: int) -> tuple[list[float], list[float]]:
    """Return the seconds and the megabytes of several runs, after one that warms the disk's cache and is not counted."""
    measure_process(arguments)
    seconds, megabytes = zip(*(measure_process(arguments) for _ in range(n_runs)), strict=True)
    return list(seconds), list(megabytes)


def bench_help(n_runs: int, model: str) -> Iterator[Row]:
    """Time ``summarize --help`` against an empty Python program."""
    bare, _ = repeat(["-c", "pass"], n_runs)
    seconds, _ = repeat(["-m", "summarize", "--help"], n_runs)
    yield make_row("summarize --help", "s", seconds, 0.2, alternative="python -c pass", alternative_median=median(bare))


def bench_cold(n_runs: int, model: str) -> Iterator[Row]:
    """Time a cold run on one example, and its memory, against importing a transformers model class."""
    example = sorted((ROOT / "examples").glob("*.txt"))[0]
    seconds, megabytes = repeat(["-m", "summarize", "--model", model, str(example)], n_runs)
    other: tuple[dict[str, object], dict[str, object]] = ({}, {})
    if find_spec("transformers") and find_spec("torch"):
        found = repeat(["-c", ALTERNATIVE], max(1, n_runs // 3))
        other = tuple({"alternative": "transformers import", "alternative_median": median(runs)} for runs in found)  # type: ignore[assignment]
    n_words = len(example.read_text("utf-8").split())
    yield make_row(f"cold run, {n_words} words, {model}", "s", seconds, 1.0, **other[0])
    yield make_row(f"peak memory, {model}", "MB", megabytes, 300.0, **other[1])


def long_text(n_words: int) -> str:
    """Return an article of about so many words, put together from the examples' paragraphs, every round with its own figures."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    paragraphs = [line for text in texts for line in text.splitlines()[2:] if len(line.split()) > 8]
    chosen: list[str] = []
    count = 0
    while count < n_words:
        line = f"{paragraphs[len(chosen) % len(paragraphs)]} The count stood at {len(chosen) + 1:,} by then."
        chosen.append(line)
        count += len(line.split())
    return "\n\n".join(chosen)


def bench_length(n_runs: int, model: str) -> Iterator[Row]:
    """Time articles of 1,000 to 100,000 words, each against what linear growth from the one before would take."""
    from summarize.options import Options
    from summarize.pipeline import Summarizer
    from summarize.types import Article

    summarizer = Summarizer(Options(model=model))
    summarizer.summarize(Article(text=long_text(500)))
    before: tuple[int, float] | None = None
    for n_words in LENGTHS:
        text = long_text(n_words)
        runs = []
        for _ in range(max(1, n_runs // 5)):
            begun = time.perf_counter()
            summarizer.summarize(Article(text=text))
            runs.append(time.perf_counter() - begun)
        name = f"{n_words:,} words, {model}"
        if before:
            name += f" (grows with length to the power {log(median(runs) / before[1]) / log(n_words / before[0]):.2f})"
            linear = before[1] * n_words / before[0]
            yield make_row(name, "s", runs, alternative="linear growth", alternative_median=linear)
        else:
            yield make_row(name, "s", runs)
        before = (n_words, median(runs))


def installed_megabytes(packages: Path) -> float:
    """Return the size of a site-packages folder in megabytes, without pip and setuptools."""
    own = [path for path in packages.iterdir() if not path.name.startswith(("pip", "setuptools"))]
    return sum(file.stat().st_size for path in own for file in [path, *path.rglob("*")] if file.is_file()) / 1e6


def bench_size(n_runs: int, model: str) -> Iterator[Row]:
    """Weigh the light install that ``make demo`` makes, against this environment's with torch."""
    light = next((ROOT / ".venv-demo").glob("lib/python*/site-packages"), None)
    if light is None:
        print("bench: the light install is not there (make demo); not weighed", file=sys.stderr)
        return
    full = installed_megabytes(Path(sysconfig.get_path("purelib")))
    megabytes = [installed_megabytes(light)]
    yield make_row("light install", "MB", megabytes, 350.0, alternative="this environment", alternative_median=full)


BENCHES: dict[str, Callable[[int, str], Iterator[Row]]] = {
    "help": bench_help,
    "cold": bench_cold,
    "length": bench_length,
    "size": bench_size,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for, print the table, and return 1 if a bound broke."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure speed and size.")
    parser.add_argument("only", nargs="*", metavar="WHAT", help=f"some of {', '.join(BENCHES)}; all if left out")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    if unknown := set(options.only) - set(BENCHES):
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(BENCHES)}")
    rows = [row for name in options.only or BENCHES for row in BENCHES[name](options.runs, options.model)]
    print(render_rows(rows))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")
    broken = [row for row in rows if row.bound is not None and row.median > row.bound]
    for row in broken:
        print(f"bench: {row.name} takes {row.median:.3g} {row.unit}, over its bound of {row.bound:g}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
