"""``python -m eval.batch_kill``: kills ``summarize batch`` again and again, and compares what comes out with an undisturbed run.

Every run goes on in the folder that the killed one left. In the end each record must be the same byte for byte but for
its ``seconds``, every id must be there, and none twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from eval.batch_data import CORPUS, make_input
from eval.batch_faults import POINTS

ROOT = Path(__file__).parents[1]
NTH = {
    "while-reading": 40, "before-settling": 1, "ledger-half-written": 30, "before-commit": 6, "after-commit": 2,
    "before-flush": 2, "before-rename": 2, "between-rename-and-commit": 2, "shard-half-written": 15, "before-failures": 1,
    "before-manifest": 1,
}  # fmt: skip
"""The points in the order in which they are tried, and at which call each of them kills."""
_ENDED = {0, 3}


@dataclass(kw_only=True)
class Trial:
    """The input, a folder for outputs, and the arguments of every run."""

    source: Path
    work: Path
    arguments: list[str]
    lines: list[str] = field(default_factory=list)

    def command(self, out: Path, fault: Sequence[str] = ()) -> list[str]:
        """Return the command of a run, with a fault where one is given."""
        start = ["-m", "eval.batch_faults", *fault] if fault else ["-m", "summarize"]
        return [sys.executable, *start, "batch", str(self.source), "-o", str(out), "-q", *self.arguments]

    def run(self, out: Path, fault: Sequence[str] = ()) -> int:
        """Run to the end, or until the fault, and return the exit code (negative: the signal)."""
        return subprocess.run(self.command(out, fault), cwd=ROOT, check=False).returncode

    def finish(self, out: Path) -> None:
        """Run until nothing is left.

        Raises:
            SystemExit: the run failed.
        """
        code = self.run(out)
        if code not in _ENDED:
            sys.exit(f"kill: the run in {out} ended with {code}")

    def compare(self, name: str, out: Path, whole: dict[str, str]) -> None:
        """Note whether an output equals the undisturbed one."""
        found, twice = read_output(out)
        lost, more = whole.keys() - found.keys(), found.keys() - whole.keys()
        other = sorted(key for key in whole.keys() & found.keys() if whole[key] != found[key])
        left = [path.name for path in (out / ".tmp").glob("*")]
        verdict = "same" if not (twice or lost or more or other or left) else "DIFFERENT"
        counts = f"{len(found)} records, {len(lost)} lost, {len(more)} too many, {len(twice)} twice, {len(other)} other"
        self.lines.append(f"{verdict:9}  {name}: {counts}")
        print(self.lines[-1], flush=True)


def read_output(out: Path) -> tuple[dict[str, str], list[str]]:
    """Return each id's record without its time, and the ids that come twice."""
    records: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for path in sorted(out.glob("part-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            record["seconds"] = 0
            counts[record["article_id"]] += 1
            records[record["article_id"]] = json.dumps(record, sort_keys=True)
    return records, [key for key, count in counts.items() if count > 1]


def kill_at_random(trial: Trial, out: Path, kills: int, seconds: float, seed: int) -> None:
    """Kill runs at random moments; when one has ended before, begin with the ledger gone, so that there is work again."""
    chance = random.Random(seed)
    done = 0
    while done < kills:
        with subprocess.Popen(trial.command(out), cwd=ROOT) as process:
            try:
                process.wait(chance.uniform(0.3, max(1.5, 2.2 * seconds / kills)))
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                done += 1
        if process.returncode in _ENDED:
            shutil.rmtree(out)
        _look(trial, out)


def _look(trial: Trial, out: Path) -> None:
    """Make sure that even a killed run's output holds no id twice."""
    _, twice = read_output(out)
    if twice:
        trial.lines.append(f"DIFFERENT  {len(twice)} ids twice after a kill")


def kill_at_points(trial: Trial, out: Path, points: Mapping[str, int] = NTH) -> None:
    """Kill one run after another at the chosen points, each going on where the one before died."""
    for point, nth in points.items():
        code = trial.run(out, (point, str(nth)))
        if code != -signal.SIGKILL:
            trial.lines.append(f"DIFFERENT  {point}: the run was not killed (exit code {code})")
            print(trial.lines[-1], flush=True)
        _look(trial, out)


def damage_ledger(_trial: Trial, out: Path) -> None:
    """Delete the ledger of a run that was killed in its middle."""
    for path in out.glob("ledger.sqlite*"):
        path.unlink()


def damage_output(_trial: Trial, out: Path) -> None:
    """Cut one shard in half, empty another, and delete a third."""
    shards = sorted(out.glob("part-*.jsonl"))
    for path, share in zip(shards, (0.5, 0.0), strict=False):
        os.truncate(path, int(path.stat().st_size * share))
    for path in shards[2:3]:
        path.unlink()


def damage_both(trial: Trial, out: Path) -> None:
    """Cut shards and delete the ledger."""
    damage_output(trial, out)
    damage_ledger(trial, out)


def after_damage(trial: Trial, out: Path, damage: Callable[[Trial, Path], None]) -> None:
    """Kill a run in the middle of its work, do damage, and go on."""
    trial.run(out, ("after-commit", "3"))
    damage(trial, out)
    trial.finish(out)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """Mount a disk in memory.

    Raises:
        PermissionError: mounting is not permitted here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        raise PermissionError("a tmpfs cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill_disk(trial: Trial, disk: Path, whole: dict[str, str], size: str) -> None:
    """Run on a disk that is too small, give it more room twice, and run to the end."""
    try:
        with small_disk(disk, size):
            codes = [trial.run(disk / "out")]
            subprocess.run(["mount", "-o", "remount,size=2g", str(disk)], check=True)
            trial.finish(disk / "out")
            trial.compare(f"disk full (exit code {codes[0]}, then given room)", disk / "out", whole)
    except PermissionError as error:
        print(f"skipped    disk full: {error}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the input, run it undisturbed, then disturbed in every way; return 1 if any output differs."""
    parser = argparse.ArgumentParser(prog="python -m eval.batch_kill", description="Kill summarize batch, and compare.")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20, help="SIGKILLs at random moments")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="JSON lines, xz; the examples where it is missing")
    parser.add_argument("--work", type=Path, help="a folder for inputs and outputs, kept; a temporary one if left out")
    parser.add_argument("--poison", type=float, default=1.0, help="how long the very long ones are")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--disk", default="1m", help="the size of the small disk")
    options, rest = parser.parse_known_args(arguments)
    if options.work:
        return _run(options, options.work, rest)
    with tempfile.TemporaryDirectory() as folder:
        return _run(options, Path(folder), rest)


def _run(options: argparse.Namespace, work: Path, rest: list[str]) -> int:
    made_of = make_input(work / "in", options.articles, options.corpus, poison=options.poison)
    shard = max(10, options.articles // 20)
    trial = Trial(source=work / "in", work=work, arguments=["--shard-size", str(shard), "--time-limit", "3600", *rest])
    begun = time.monotonic()
    trial.finish(work / "whole")
    seconds = time.monotonic() - begun
    whole, twice = read_output(work / "whole")
    failed = sum(1 for _ in (work / "whole" / "failures.jsonl").open())
    print(f"undisturbed: {len(whole)} ids ({len(twice)} twice), {failed} failed, {made_of}, {seconds:.0f} s", flush=True)
    kill_at_random(trial, work / "random", options.kills, seconds, options.seed)
    trial.finish(work / "random")
    trial.compare(f"{options.kills} kills at random moments", work / "random", whole)
    kill_at_points(trial, work / "points")
    trial.finish(work / "points")
    trial.compare(f"kills at {len(POINTS)} chosen points", work / "points", whole)
    damages = {"ledger deleted": damage_ledger, "output truncated": damage_output, "both": damage_both}
    for name, damage in damages.items():
        out = work / name.replace(" ", "-")
        after_damage(trial, out, damage)
        trial.compare(name, out, whole)
    fill_disk(trial, work / "disk", whole, options.disk)
    return 1 if any(line.startswith("DIFFERENT") for line in trial.lines) else 0


if __name__ == "__main__":
    sys.exit(main())
