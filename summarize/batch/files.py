"""Files that are either whole or not there: written aside, flushed to the disk, then renamed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from summarize.batch.records import Record

TEMPORARY = ".tmp"
Counted = TypeVar("Counted")


def put_file(folder: Path, name: str, write: Callable[[Path], Counted]) -> Counted:
    """Write a file under the output folder, whole or not at all, and return what ``write`` returns.

    Args:
        folder: the output folder; the file is written in its ``.tmp`` first, on the same disk.
        name: the file's path in the folder.
        write: writes the path that it is given.

    Raises:
        OSError: the disk is full, or the file may not be written; what stood there before still does.
    """
    target = folder / name
    aside = folder / TEMPORARY / target.name
    aside.parent.mkdir(exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        counted = write(aside)
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)
    return counted


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what was half written."""
    shutil.rmtree(folder / TEMPORARY, ignore_errors=True)


def write_lines(path: Path, records: Iterator[Record]) -> int:
    """Write one JSON object a line and return how many they were."""
    count = 0
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def read_lines(path: Path) -> Iterator[Record]:
    """Yield the objects of JSON lines; what is broken or cut off is passed over."""
    with path.open("rb") as file:
        for line in file:
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict):
                yield record
