"""Opens an output folder: its ledger, recovered where it was lost, and the output in the form that is wanted."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from summarize.batch.job import Job
from summarize.batch.ledger import NAME, Ledger
from summarize.batch.manifest import FAILURES, MANIFEST
from summarize.batch.shards import Shards, recover
from summarize.batch.tree import ENDINGS, Tree
from summarize.errors import QuickLooksError

_DISK = {
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG, errno.ENOENT, errno.ENAMETOOLONG
}  # fmt: skip


class Output(Protocol):
    """Where records go: ``Shards`` or ``Tree``."""

    def check(self) -> None:
        """Mend what is damaged."""

    def ship(self, *, final: bool) -> None:
        """Write what is due."""

    def remove(self) -> None:
        """Remove what was written."""


def make_output(folder: Path, ledger: Ledger, kind: str, *, evidence: bool, size: int) -> Output:
    """Return the output of a format."""
    return Tree(folder, ledger, kind, evidence=evidence) if kind in ENDINGS else Shards(folder, ledger, kind, size)


def open_ledger(folder: Path) -> tuple[Ledger, int]:
    """Return the folder's ledger, and for how many articles it had to be recovered from the output because it was lost.

    Raises:
        QuickLooksError: the ledger is damaged.
        UsageError: the folder holds the output of another program.
    """
    path = folder / NAME
    lost = not path.exists()
    if lost:
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    ledger = Ledger(path)
    recovered = 0
    if lost or ledger.get("recovering", True):
        try:
            recovered = recover(folder, ledger)
        except BaseException:
            ledger.close()
            raise
        ledger.set("recovering", False)
    return ledger, recovered


def open_output(job: Job, ledger: Ledger) -> Output:
    """Return the job's output, mended; where it has another form than the run before, that one's is taken away.

    Raises:
        UsageError: the format needs a package that is missing.
    """
    evidence = job.evidence and job.format in ENDINGS
    form = [job.format, evidence]
    output = make_output(job.folder, ledger, job.format, evidence=evidence, size=job.shard_size)
    former = ledger.get("form", form)
    if former != form:
        make_output(job.folder, ledger, former[0], evidence=former[1], size=1).remove()
        with ledger.transaction():
            ledger.db.execute("UPDATE items SET shown=NULL, shard=NULL")
            ledger.db.execute("DELETE FROM shards")
            ledger.set("form", form)
    ledger.set("form", form)
    output.check()
    return output


def remove_output(folder: Path) -> None:
    """Remove all that former runs wrote into an output folder: the output first, the ledger last."""
    ledger, _ = open_ledger(folder)
    kind, evidence = ledger.get("form", ["jsonl", False])
    make_output(folder, ledger, kind, evidence=evidence, size=1).remove()
    ledger.close()
    for name in (MANIFEST, FAILURES, NAME, f"{NAME}-wal", f"{NAME}-shm"):
        (folder / name).unlink(missing_ok=True)


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn a full or failing disk into one clear line.

    Raises:
        QuickLooksError: something could not be written; what was committed before stays.
    """
    hint = "Free some space and run the same command again: all that was done is kept"
    try:
        yield
    except sqlite3.OperationalError as error:
        raise QuickLooksError(f"the ledger in {folder} cannot be written ({error})", hint) from error
    except sqlite3.DatabaseError as error:
        raise QuickLooksError(f"the ledger in {folder} is damaged ({error})", f"Move {NAME} away and run again") from error
    except OSError as error:
        if error.errno not in _DISK:
            raise
        free = shutil.disk_usage(folder).free // 1_000_000 if folder.is_dir() else 0
        raise QuickLooksError(f"{folder} cannot be written ({error.strerror or error}; {free} MB are free)", hint) from error
