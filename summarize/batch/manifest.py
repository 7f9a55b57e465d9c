"""What a run leaves beside its output: ``manifest.json`` and ``failures.jsonl``."""

from __future__ import annotations

import json
import platform
import sqlite3
import zlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import summarize
from summarize.batch.files import put_file, write_lines
from summarize.batch.ledger import Ledger
from summarize.batch.records import Record
from summarize.errors import UsageError

MANIFEST, FAILURES = "manifest.json", "failures.jsonl"
PROGRAM = "quick-looks"
_PACKAGES = ("ctranslate2", "numpy", "sentencepiece", "sentencex", "torch", "transformers", "pyarrow")


def write_manifest(folder: Path, ledger: Ledger, about_run: dict[str, Any]) -> None:
    """Write the manifest: what the run was and counted, what stands in the output, and the versions of everything."""
    shards = [
        {"file": f"part-{shard:05d}.{about_run['format']}", "records": count, "sha256": digest}
        for shard, digest, count in ledger.db.execute("SELECT shard, digest, count FROM shards ORDER BY shard")
    ]
    query = "SELECT kind, count(*) FROM items JOIN results ON key=shown GROUP BY kind"
    kinds = dict(ledger.db.execute(query).fetchall())
    output = {
        "records": sum(kinds.values()),
        "done": kinds.pop("", 0),
        "failed": kinds,
        "pieces_of_work": ledger.value("SELECT count(DISTINCT shown) FROM items JOIN results ON key=shown"),
    }
    content = {"program": PROGRAM, **about_run, "output": output, "shards": shards, "versions": versions()}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    put_file(folder, MANIFEST, lambda aside: aside.write_text(text, "utf-8"))


def write_failures(folder: Path, ledger: Ledger) -> int:
    """Write a line for each article that failed: id, place, kind and message; return how many they are."""
    return put_file(folder, FAILURES, lambda aside: write_lines(aside, _failures(ledger)))


def _failures(ledger: Ledger) -> Iterator[Record]:
    query = "SELECT id, place, body FROM items JOIN results ON key=shown WHERE kind<>'' ORDER BY number"
    for article_id, place, body in ledger.db.execute(query):
        error = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))["error"]
        yield {"id": article_id, "place": place, **error}


def check_folder(folder: Path) -> None:
    """Make sure that nothing of another program would be overwritten.

    Raises:
        UsageError: the folder is a file, cannot be made, or holds another program's manifest.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"-o {folder}: the folder cannot be made ({error.strerror})", "Name another.") from error
    manifest = folder / MANIFEST
    if not manifest.exists():
        return
    try:
        made_by = json.loads(manifest.read_bytes()).get("program")
    except (ValueError, AttributeError):
        made_by = PROGRAM  # cut off or overwritten: ours as far as can be told
    if made_by != PROGRAM:
        raise UsageError(f"{manifest} was not written by this program", "Name another output folder.")


def versions() -> dict[str, str]:
    """Return the versions of the program, of Python, and of the packages that may take part."""
    found = {PROGRAM: summarize.__version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
