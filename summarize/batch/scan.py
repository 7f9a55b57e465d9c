"""Finds out what is to be done: sees every input, remembered where the file is unchanged, and compares with the results."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from summarize.batch.ledger import Ledger
from summarize.batch.records import error_key, failed_record, pack_record, work_digest, work_key
from summarize.batch.rows import Row, read_rows
from summarize.batch.sources import Source
from summarize.provenance import code_digest

_TEMPORARY = """
CREATE TEMP TABLE seen(position INTEGER PRIMARY KEY, id TEXT, what BLOB, error TEXT, file INTEGER, row INTEGER);
CREATE TEMP TABLE agenda(id TEXT PRIMARY KEY, position INTEGER, n INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE pending(file INTEGER, row INTEGER, key BLOB, what BLOB, id TEXT, PRIMARY KEY(file, row)) WITHOUT ROWID;
"""
_CHUNK = 2000
_RACY_SECONDS = 2
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which articles of the input to take: the first ``limit`` (0: all), and of n slices by id the one numbered ``part``."""

    limit: int = 0
    part: int = 1
    parts: int = 1

    def takes(self, article_id: str) -> bool:
        """Say whether an id is in the slice."""
        if self.parts == 1:
            return True
        return int.from_bytes(error_key("slice", article_id, "")[:8], "big") % self.parts == self.part - 1


class Scan:
    """What one run sees of its input; kept in temporary tables of the ledger's connection, not in memory."""

    def __init__(self, ledger: Ledger, choice: Choice) -> None:
        """Make the tables."""
        self._ledger, self._db, self._choice = ledger, ledger.db, choice
        self._code = code_digest()[:16]
        self.seen = 0
        for statement in _TEMPORARY.split(";"):
            self._db.execute(statement)
        self._db.create_function("takes", 1, choice.takes, deterministic=True)

    def read(self, sources: Iterable[Source], on_row: Callable[[], None]) -> None:
        """See all sources; ``on_row`` is called now and then, and may raise to stop."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for number, source in enumerate(sources):
                self._read_file(source, on_row)
                on_row()
                if number % _CHUNK == _CHUNK - 1:
                    self._commit()
                if self._full():
                    break
        finally:
            if self._db.in_transaction:
                self._db.execute("COMMIT")
        self._db.execute("CREATE INDEX temp.seen_id ON seen(id, what)")

    def _commit(self) -> None:
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    def _full(self) -> bool:
        return 0 < self._choice.limit <= self.seen

    def _read_file(self, source: Source, on_row: Callable[[], None]) -> None:
        stamp = self._stamp(source.path)
        row = self._db.execute("SELECT file, stamp FROM files WHERE path=? AND name=?", (source.path, source.name)).fetchone()
        if row and stamp and row[1] == stamp:
            self._recall(row[0])
            return
        key = (source.path, source.name)
        self._db.execute("INSERT INTO files(path, name, stamp) VALUES(?, ?, '') ON CONFLICT DO UPDATE SET stamp=''", key)
        file = self._ledger.value("SELECT file FROM files WHERE path=? AND name=?", *key)
        self._db.execute("DELETE FROM places WHERE file=?", (file,))
        lasting = True
        for number, found in enumerate(read_rows(source), 1):
            lasting = lasting and found.lasting
            self._note(file, found)
            if self._full():
                return
            if number % _CHUNK == 0:
                on_row()
                self._commit()
        if lasting and stamp == self._stamp(source.path):
            self._db.execute("UPDATE files SET stamp=? WHERE file=?", (stamp, file))

    def _stamp(self, path: str) -> str:
        """Return what tells whether a file has changed, or "" where it is so new that it may still change unseen."""
        try:
            found = os.stat(path)
        except OSError:
            return ""
        fresh = time.time() - found.st_mtime < _RACY_SECONDS
        return "" if fresh else f"{found.st_size} {found.st_mtime_ns} {found.st_ino} {self._code}"

    def _recall(self, file: int) -> None:
        """See an unchanged file's rows as they were."""
        room = self._choice.limit - self.seen if self._choice.limit else -1
        copy = "INSERT INTO seen(id, what, error, file, row) SELECT id, what, error, file, row FROM places"
        self.seen += self._db.execute(f"{copy} WHERE file=? AND takes(id) ORDER BY row LIMIT ?", (file, room)).rowcount

    def _note(self, file: int, row: Row) -> None:
        what = work_digest(row.article) if row.article else error_key("unreadable", row.id, row.error)
        fields = (row.id, what, row.error or None, file, row.number)
        self._db.execute("INSERT OR REPLACE INTO places(id, what, error, file, row) VALUES(?, ?, ?, ?, ?)", fields)
        if self._choice.takes(row.id):
            self._db.execute("INSERT INTO seen(id, what, error, file, row) VALUES(?, ?, ?, ?, ?)", fields)
            self.seen += 1

    def settle(self, config_digest: str, retry: Iterable[str]) -> int:
        """Decide what each article wants, note what cannot be done, and return this run's number.

        Args:
            config_digest: what decides the output beside the articles.
            retry: kinds of failure to forget, so that they are tried again.
        """
        run: int = self._ledger.get("run", 0) + 1
        self._db.create_function("work_key", 1, lambda what: work_key(what, config_digest), deterministic=True)
        with self._ledger.transaction():
            self._ledger.set("run", run)
            self._db.execute("INSERT INTO agenda SELECT id, min(position), count(DISTINCT what) FROM seen GROUP BY id")
            wanted = "CASE WHEN s.error IS NULL THEN work_key(s.what) ELSE s.what END"
            self._db.execute(
                f"INSERT INTO items(id, place, want, run) SELECT s.id, {_PLACE}, {wanted}, ? FROM agenda a "
                "JOIN seen s USING(position) JOIN files f USING(file) WHERE a.n=1 ORDER BY position "
                "ON CONFLICT(id) DO UPDATE SET want=excluded.want, place=excluded.place, run=excluded.run",
                (run,),
            )
            self._add_errors()
            self._add_conflicts(run)
            self._forget([*retry, "changed"], run)
            self._db.execute(
                "INSERT INTO pending SELECT file, row, want, what, id FROM (SELECT s.file, s.row, i.want, s.what, s.id, "
                "min(s.position) FROM agenda a JOIN seen s USING(position) JOIN items i ON i.id=s.id WHERE a.n=1 "
                "AND s.error IS NULL AND NOT EXISTS(SELECT 1 FROM results r WHERE r.key=i.want) GROUP BY i.want)"
            )
        return run

    def _forget(self, kinds: list[str], run: int) -> None:
        """Drop this run's failures of these kinds, so that the work is done again."""
        for kind in kinds:
            failed = "SELECT key FROM results JOIN items ON want=key WHERE kind=? AND run=?"
            keys = self._db.execute(failed, (kind, run)).fetchall()
            self._db.executemany("UPDATE items SET shown=NULL WHERE shown=?", keys)
            self._db.executemany("DELETE FROM results WHERE key=?", keys)

    def _add_errors(self) -> None:
        failed = "SELECT s.id, s.what, s.error FROM agenda a JOIN seen s USING(position) WHERE s.error IS NOT NULL"
        for article_id, what, error in self._db.execute(failed):
            self._ledger.add_result(what, pack_record(failed_record(article_id, "unreadable", error)))

    def _add_conflicts(self, run: int) -> None:
        for (article_id,) in self._db.execute("SELECT id FROM agenda WHERE n > 1"):
            places = self._db.execute(
                f"SELECT {_PLACE}, min(position) FROM seen s JOIN files f USING(file) WHERE id=? GROUP BY what ORDER BY 2",
                (article_id,),
            ).fetchall()
            named = " and ".join(place for place, _ in places[:_NAMED])
            message = f"the id '{article_id}' stands for different articles: {named}"
            key = error_key("conflict", article_id, message)
            self._ledger.add_result(key, pack_record(failed_record(article_id, "conflict", message)))
            self._db.execute(
                "INSERT INTO items(id, place, want, run) VALUES(?, ?, ?, ?) "
                "ON CONFLICT(id) DO UPDATE SET want=excluded.want, place=excluded.place, run=excluded.run",
                (article_id, places[0][0], key, run),
            )

    def pending(self) -> Iterator[tuple[Source, list[tuple[int, bytes, bytes, str]]]]:
        """Yield what is to be done in the input's order: a file, and up to some hundred of its rows.

        A row is its number, the key of its work, the digest of its article, and its id.
        """
        after = (0, -1)
        query = "SELECT file, row, key, what, id FROM pending WHERE (file, row) > (?, ?) ORDER BY file, row LIMIT 500"
        while page := self._db.execute(query, after).fetchall():
            after = page[-1][:2]
            for file in dict.fromkeys(row[0] for row in page):
                path, name = self._db.execute("SELECT path, name FROM files WHERE file=?", (file,)).fetchone()
                yield Source(path=path, name=name), [row[1:] for row in page if row[0] == file]


_PLACE = "CASE WHEN s.row=0 THEN f.path ELSE f.path || ':' || s.row END"
