"""Interrupted, terminated, or orphaned: the batch job ends in good order, or at once, and goes on afterwards."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import summarize
from eval.batch_data import invented_articles

ROOT = Path(summarize.__file__).parents[1]
ARTICLES = list(invented_articles(40))
PATIENCE = 240


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "summarize", "batch", "in.jsonl", "-o", "out", "--workers", "1", "--batch-size", "1"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QUICKLOOKS_MODEL": "extract", "XDG_CONFIG_HOME": str(tmp_path)}
        process = subprocess.Popen(
            [*command, *arguments], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def write(folder: Path, word: str = "") -> None:
    rows = [one | ({"text": f"{one['text']}\n\nSomebody shouted {word}."} if word else {}) for one in ARTICLES]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def state(folder: Path) -> dict[str, Any]:
    try:
        ledger = sqlite3.connect(f"file:{folder}/out/ledger.sqlite?mode=ro", uri=True)
        row = ledger.execute("SELECT value FROM meta WHERE name='run_state'").fetchone()
        ledger.close()
    except sqlite3.Error:
        return {}
    return json.loads(row[0]) if row else {}


def wait_until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def ids(folder: Path) -> list[str]:
    lines = [line for path in folder.glob("out/part-*") for line in path.read_text("utf-8").splitlines()]
    return sorted(json.loads(line)["article_id"] for line in lines)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_in_good_order(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    write(tmp_path)
    process = start()
    wait_until(lambda: state(tmp_path).get("counts", {}).get("done", 0) > 2)
    os.killpg(process.pid, number)
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == code, said
    stopped = [line for line in said.splitlines() if line.startswith("summarize: stopped: ")]
    assert stopped[0].endswith("Go on with: summarize batch in.jsonl -o out --workers 1 --batch-size 1")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["complete"] is False
    assert 2 < manifest["counts"]["done"] < len(ARTICLES)
    assert len(ids(tmp_path)) == manifest["counts"]["done"]
    again = start("-q")
    assert (again.communicate(timeout=PATIENCE)[1], again.returncode) == ("", 0)
    assert ids(tmp_path) == [one["id"] for one in ARTICLES]


def test_a_second_signal_ends_the_run_at_once(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    write(tmp_path, "HANG")
    process = start("--backend", "tests.batch_backends:Poisonous", "--time-limit", "900")
    wait_until(lambda: state(tmp_path).get("state") == "reading" and len(children(process.pid)) >= 2)
    wait_until(lambda: sqlite_count(tmp_path, "SELECT count(*) FROM items") == len(ARTICLES))
    os.killpg(process.pid, signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=PATIENCE)[1]
    assert (process.returncode, "stopped at once" in said, "Traceback" in said) == (130, True, False), said


def sqlite_count(folder: Path, query: str) -> int:
    try:
        ledger = sqlite3.connect(f"file:{folder}/out/ledger.sqlite?mode=ro", uri=True)
        count: int = ledger.execute(query).fetchone()[0]
        ledger.close()
    except sqlite3.Error:
        return -1
    return count


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to find the workers")
def test_workers_do_not_outlive_a_killed_job(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    write(tmp_path, "HANG")
    process = start("--backend", "tests.batch_backends:Poisonous", "--time-limit", "900")
    wait_until(lambda: sqlite_count(tmp_path, "SELECT count(*) FROM items") == len(ARTICLES))
    workers = children(process.pid)
    assert workers
    process.kill()
    process.wait()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
