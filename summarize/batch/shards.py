"""The output as shards: files of a thousand records, each written whole, in which every id stands once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from summarize.batch.files import put_file, read_lines, write_lines
from summarize.batch.ledger import Ledger
from summarize.batch.records import Record, pack_record, unpack_record
from summarize.errors import UsageError
from summarize.loading import load_object

DAMAGED = "damaged"
DUE = "shown IS NOT want AND EXISTS(SELECT 1 FROM results r WHERE r.key=want)"
"""Items whose result is there and not yet in the output."""
_KINDS = ("jsonl", "parquet")


class Shards:
    """Writes ``part-00001.jsonl`` (or ``.parquet``) and so on; all but the last hold ``size`` records."""

    def __init__(self, folder: Path, ledger: Ledger, kind: str, size: int) -> None:
        """Prepare to write.

        Raises:
            UsageError: Parquet is wanted and pyarrow is not installed.
        """
        self._folder, self._ledger, self._db, self._kind, self._size = folder, ledger, ledger.db, kind, size
        self._write_records: Callable[[Path, Iterator[Record]], int] = _open_writer(kind)

    def check(self) -> None:
        """Remove shards that were never committed; note those that are missing or damaged, to be written again."""
        known = set()
        for shard, stamp, digest in self._db.execute("SELECT shard, stamp, digest FROM shards").fetchall():
            known.add(self._path(shard))
            found = _stamp(self._path(shard))
            if found == stamp:
                continue
            with self._ledger.transaction():
                if found and _digest(self._path(shard)) == digest:
                    self._db.execute("UPDATE shards SET stamp=? WHERE shard=?", (found, shard))
                    continue
                self._db.execute("UPDATE items SET shown=NULL WHERE shard=?", (shard,))
        for path in find_shards(self._folder, self._kind):
            if path not in known:
                path.unlink()

    def ship(self, *, final: bool) -> None:
        """Write what is due: into the shards that it replaces something in, then into new ones, the last only if ``final``."""
        stale = self._db.execute(f"SELECT DISTINCT shard FROM items WHERE shard IS NOT NULL AND {DUE}").fetchall()
        for (shard,) in stale:
            self._write(shard, 0)
        while True:
            shard, room = self._open_shard()
            fresh = self._ledger.value(f"SELECT count(*) FROM (SELECT 1 FROM items WHERE shard IS NULL AND {DUE} LIMIT {room})")
            if not fresh or (fresh < room and not final):
                return
            self._write(shard, room)

    def remove(self) -> None:
        """Remove all shards."""
        for path in find_shards(self._folder, self._kind):
            path.unlink()

    def _open_shard(self) -> tuple[int, int]:
        """Return the number of the shard to fill next, and how many records it has room for."""
        row = self._db.execute("SELECT shard, count FROM shards WHERE count < ? ORDER BY shard LIMIT 1", (self._size,)).fetchone()
        if row:
            return row[0], self._size - row[1]
        return self._ledger.value("SELECT coalesce(max(shard), 0) + 1 FROM shards"), self._size

    def _write(self, shard: int, room: int) -> None:
        """Write one shard with its items and up to ``room`` new ones; commit when it is in its place."""
        with self._ledger.transaction():
            fresh = f"SELECT number FROM items WHERE shard IS NULL AND {DUE} ORDER BY number LIMIT {room}"
            self._db.execute(f"UPDATE items SET shard=? WHERE number IN ({fresh})", (shard,))
            self._db.execute(f"UPDATE items SET shown=want WHERE shard=? AND {DUE}", (shard,))
            path = self._path(shard)
            count = put_file(self._folder, path.name, lambda aside: self._write_records(aside, self._records(shard)))
            row = (shard, _stamp(path), _digest(path), count)
            self._db.execute("INSERT OR REPLACE INTO shards VALUES(?, ?, ?, ?)", row)

    def _records(self, shard: int) -> Iterator[Record]:
        rows = self._db.execute(
            "SELECT id, key, body FROM items JOIN results ON key=shown WHERE shard=? ORDER BY number", (shard,)
        )
        return (unpack_record(body, article_id, key) for article_id, key, body in rows)

    def _path(self, shard: int) -> Path:
        return self._folder / f"part-{shard:05d}.{self._kind}"


def find_shards(folder: Path, kind: str) -> list[Path]:
    """Return the shards in a folder, by name."""
    return sorted(path for path in folder.glob(f"part-*.{kind}") if path.stem.removeprefix("part-").isdecimal())


def recover(folder: Path, ledger: Ledger) -> int:
    """Fill a new ledger with what the shards of a lost one hold, and return how many articles that are.

    Raises:
        UsageError: the folder holds shards that were not written by this program.
    """
    before = ledger.value("SELECT count(*) FROM items")
    for kind in _KINDS:
        for path in find_shards(folder, kind):
            with ledger.transaction():
                _recover_shard(path, kind, ledger)
    count: int = ledger.value("SELECT count(*) FROM items") - before
    return count


def _recover_shard(path: Path, kind: str, ledger: Ledger) -> None:
    count = 0
    try:
        for record in _open_reader(kind)(path):
            key, article_id = record.pop("work_id", None), record.get("article_id")
            if not isinstance(key, str) or len(key) != 64 or not isinstance(article_id, str) or "status" not in record:
                raise UsageError(f"{path} was not written by this program", "Name another output folder.")
            count += 1
            ledger.add_result(bytes.fromhex(key), pack_record(record))
            fields = (article_id, bytes.fromhex(key))
            ledger.db.execute("INSERT OR IGNORE INTO items(id, place, want, run) VALUES(?, '', ?, 0)", fields)
    except UsageError:
        raise
    except Exception:  # what a broken Parquet file raises is not documented
        count = 0
    if not count:
        (path.parent / DAMAGED).mkdir(exist_ok=True)
        os.replace(path, path.parent / DAMAGED / path.name)


def _open_writer(kind: str) -> Callable[[Path, Iterator[Record]], int]:
    return load_object("summarize.batch.parquet:write_table") if kind == "parquet" else write_lines


def _open_reader(kind: str) -> Callable[[Path], Iterator[Record]]:
    return load_object("summarize.batch.parquet:read_records") if kind == "parquet" else read_lines


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
