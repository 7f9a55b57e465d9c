"""``python -m eval.batch_bench``: memory, rates and the time to find out what is left, of ``summarize batch``.

Every figure stands beside what it is compared with, measured in the same run. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from eval.batch_data import CORPUS, make_input
from eval.bench import ROOT, Row, make_row, render_rows
from summarize.errors import UsageError

_SAMPLE_SECONDS = 0.2


def run_batch(arguments: Sequence[str], **variables: str) -> tuple[float, float]:
    """Run ``summarize batch``; return its wall time in seconds and the sum of its processes' peak memory in megabytes.

    Raises:
        UsageError: it failed.
    """
    begun = time.monotonic()
    peaks: dict[int, int] = {}
    command = [sys.executable, "-m", "summarize", "batch", "-q", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for pid in _family(process.pid):
                peaks[pid] = max(peaks.get(pid, 0), _peak_kilobytes(pid))
            time.sleep(_SAMPLE_SECONDS)
    if process.returncode not in (0, 3):
        raise UsageError(f"{' '.join(command)} failed with {process.returncode}")
    return time.monotonic() - begun, sum(peaks.values()) / 1024


def _family(pid: int) -> list[int]:
    """Return a process and the processes that it started."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [pid, *(int(child) for one in threads for child in (one / "children").read_text().split())]
    except OSError:
        return []


def _peak_kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def seconds_each(out: Path) -> float:
    """Return a finished run's wall time for each article that it computed, its start left out."""
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    computed = manifest["counts"]["computed"]
    return float(manifest["wall_seconds"]) / computed if computed else float("nan")


def bench_memory(options: argparse.Namespace, work: Path) -> Iterator[Row]:
    """Weigh a run of few articles and one of many."""
    few: list[float] = []
    for count in options.counts:
        make_input(work / f"in-{count}", count, options.corpus, poison=0.0)
        arguments = [str(work / f"in-{count}"), "-o", str(work / f"out-{count}"), "--model", options.model]
        megabytes = run_batch([*arguments, "--workers", str(options.workers)])[1]
        name = f"peak memory, {count:,} articles, {options.model}, {options.workers} workers"
        other = {"alternative": f"{options.counts[0]:,} articles", "alternative_median": few[0]} if few else {}
        yield make_row(name, "MB", [megabytes], few[0] * 1.1 if few else None, **other)
        few.append(megabytes)


def bench_workers(options: argparse.Namespace, work: Path) -> Iterator[Row]:
    """Time one worker with one thread against two with one each."""
    source = _make(options, work)
    runs: dict[int, list[float]] = {1: [], 2: []}
    for number in range(options.runs):
        for workers in (1, 2):
            out = work / f"workers-{workers}-{number}"
            shared = ["--model", options.model, "--workers", str(workers), "--threads", str(workers)]
            run_batch([source, "-o", str(out), *shared])
            runs[workers].append(seconds_each(out))
    bound = median(runs[1]) / 1.7
    other = {"alternative": "1 worker", "alternative_median": median(runs[1])}
    yield make_row(f"an article, 2 workers, {options.model}", "s", runs[2], bound, **other)


def bench_rate(options: argparse.Namespace, work: Path) -> Iterator[Row]:
    """Time the batch job against ``transformers.generate`` in float32, one bullet a call and sixteen a call.

    Raises:
        UsageError: no folder of weights is named.
    """
    if options.weights is None:
        raise UsageError("rate: no weights are named", "Name the model's folder as transformers saves it: --weights FOLDER.")
    source = _make(options, work)
    plain = {"PLAIN_CARD": options.model, "PLAIN_WEIGHTS": str(options.weights.resolve())}
    ways: dict[str, tuple[list[str], float]] = {
        "one bullet a call": (["--backend", "eval.batch_plain:OneByOne", "--workers", "1"], 5.0),
        "batches of 16": (["--backend", "eval.batch_plain:BySixteen", "--workers", "1"], 2.0),
        "ours": (["--workers", str(options.workers)], 1.0),
    }
    runs: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(options.runs):
        for name, (arguments, _) in ways.items():
            out = work / f"{name.replace(' ', '-')}-{number}"
            run_batch([source, "-o", str(out), "--model", options.model, "--time-limit", "3600", *arguments], **plain)
            runs[name].append(seconds_each(out))
    for name, (_, ratio) in ways.items():
        if name != "ours":
            other = {"alternative": f"transformers, {name}", "alternative_median": median(runs[name])}
            yield make_row(f"an article, {options.model}", "s", runs["ours"], median(runs[name]) / ratio, **other)


def bench_resume(options: argparse.Namespace, work: Path) -> Iterator[Row]:
    """Break off a run just before its end, and time how long the next one takes to find out what is left."""
    source = _make(options, work)
    arguments = ["batch", source, "-o", str(work / "broken"), "-q", "--model", options.model]
    fault = [sys.executable, "-m", "eval.batch_faults", "before-commit", str(max(3, options.articles - 8))]
    subprocess.run([*fault, *arguments, "--batch-size", "1", "--time-limit", "3600"], cwd=ROOT, check=False)
    runs, said = [], ""
    for _ in range(options.runs):
        begun = time.monotonic()
        command = [sys.executable, "-m", "summarize", *arguments, "--dry-run"]
        said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        runs.append(time.monotonic() - begun)
    yield make_row(f"finding out what is left ({said})", "s", runs, 5.0)


def _make(options: argparse.Namespace, work: Path) -> str:
    if not (work / "in").exists():
        make_input(work / "in", options.articles, options.corpus, poison=0.0)
    return str(work / "in")


BENCHES: dict[str, Callable[[argparse.Namespace, Path], Iterator[Row]]] = {
    "memory": bench_memory,
    "workers": bench_workers,
    "rate": bench_rate,
    "resume": bench_resume,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for, print the table, and return 1 if a bound broke."""
    parser = argparse.ArgumentParser(prog="python -m eval.batch_bench", description="Measure summarize batch.")
    parser.add_argument("what", nargs="+", choices=sorted(BENCHES))
    parser.add_argument("--model", default="extract")
    parser.add_argument("--weights", type=Path, metavar="FOLDER", help="for rate: the model as transformers saves it")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 20_000], help="for memory: how many articles")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="JSON lines, xz; the examples where it is missing")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        try:
            rows = [row for what in options.what for row in BENCHES[what](options, Path(folder))]
        except UsageError as error:
            parser.error(str(error))
    print(render_rows(rows))
    return 1 if any(row.bound is not None and row.median > row.bound for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
