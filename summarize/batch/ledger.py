"""The ledger: a SQLite file in the output folder that remembers every input, every result, and where each was written.

``items`` has one row an article id: ``want`` is the key of the result that the input asks for now, ``shown`` the key of the one
that stands in the output, ``shard`` where (in a tree: the size of its file). An article is done when its result is there, and
written when the two keys agree.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarize.batch.records import Outcome
from summarize.errors import QuickLooksError, UsageError

NAME = "ledger.sqlite"
LOCK = ".lock"
FORMAT = "1"
_SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files(file INTEGER PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, stamp TEXT NOT NULL, UNIQUE(path, name));
CREATE TABLE places(file INTEGER, row INTEGER, id TEXT NOT NULL, what BLOB NOT NULL, error TEXT, PRIMARY KEY(file, row))
    WITHOUT ROWID;
CREATE TABLE results(key BLOB PRIMARY KEY, kind TEXT NOT NULL, bullets INTEGER NOT NULL, flagged INTEGER NOT NULL,
    body BLOB NOT NULL);
CREATE TABLE items(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, place TEXT NOT NULL, want BLOB NOT NULL, shown BLOB,
    shard INTEGER, run INTEGER NOT NULL);
CREATE INDEX items_want ON items(want);
CREATE INDEX items_shown ON items(shown);
CREATE INDEX items_shard ON items(shard);
CREATE INDEX items_due ON items(shard) WHERE shown IS NOT want;
CREATE TABLE shards(shard INTEGER PRIMARY KEY, stamp TEXT NOT NULL, digest TEXT NOT NULL, count INTEGER NOT NULL);
"""


class Ledger:
    """An open ledger; ``db`` is its connection, in which nothing is committed but by ``transaction`` and single statements."""

    def __init__(self, path: Path | str) -> None:
        """Open the ledger, or make it.

        Raises:
            QuickLooksError: the file is no ledger, or one of another version.
        """
        try:
            self.db = sqlite3.connect(path, timeout=30, isolation_level=None)
            for setting in ("journal_mode=WAL", "synchronous=FULL", "temp_store=FILE", "cache_size=-2000"):
                self.db.execute(f"PRAGMA {setting}")
            if not self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._make()
            made_by = self.get("format", "")
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "no such table" not in str(error):
                raise
            raise _broken(path) from error
        if made_by != FORMAT:
            raise _broken(path)

    def _make(self) -> None:
        with self.transaction():
            for statement in _SCHEMA.split(";"):
                self.db.execute(statement)
            self.set("format", FORMAT)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything done inside, or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise
        try:
            self.db.execute("COMMIT")
        except sqlite3.Error:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    def get(self, name: str, default: Any = None) -> Any:
        """Return a remembered value."""
        row = self.db.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone()
        return json.loads(row[0]) if row else default

    def set(self, name: str, value: Any) -> None:
        """Remember a value."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (name, json.dumps(value)))

    def value(self, query: str, *values: object) -> Any:
        """Return the one value that a query gives."""
        row = self.db.execute(query, values).fetchone()
        return row[0] if row else None

    def add_result(self, key: bytes, outcome: Outcome) -> None:
        """Keep a result; one that is already there stays."""
        row = (key, outcome.kind, outcome.bullets, outcome.flagged, outcome.body)
        self.db.execute("INSERT OR IGNORE INTO results VALUES(?, ?, ?, ?, ?)", row)


class Lock:
    """Holds an output folder for this process; the system lets go of it however the process ends."""

    def __init__(self, folder: Path) -> None:
        """Take the folder.

        Raises:
            UsageError: another process has it.
        """
        self._db = sqlite3.connect(folder / LOCK, timeout=1, isolation_level=None)
        try:
            self._db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._db.close()
            if "locked" not in str(error):
                raise
            raise UsageError(
                f"another job is writing to {folder}", f"Wait for it, or look at it: summarize batch --status {folder}"
            ) from error

    def release(self) -> None:
        """Let go of the folder."""
        self._db.close()


def is_held(folder: Path) -> bool:
    """Say whether a job is running on an output folder."""
    if not (folder / LOCK).exists():
        return False
    try:
        Lock(folder).release()
    except UsageError:
        return True
    return False


def _broken(path: Path | str) -> QuickLooksError:
    return QuickLooksError(
        f"{path} is damaged, or was written by another version",
        "Move it away and run again: what is in the output is kept",
    )
