"""From what the command line names to the files to read, one by one: folders, files, and a list of paths on standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from summarize.errors import UsageError
from summarize.readers import READERS

COMPRESSED = (".gz", ".zst", ".xz", ".bz2")
ROWS = (".jsonl", ".ndjson")
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file of the input: where it is, and its name, which is the id of its article or begins the ids of its rows."""

    path: str
    name: str


def ignore(_name: str) -> None:
    """Do nothing about a file that is passed over."""


def find_sources(
    inputs: Sequence[str], patterns: Sequence[str], out: Path, on_other: Callable[[str], None] = ignore
) -> Iterator[Source]:
    """Yield the files that the inputs name, in order and a folder's by name; files in a folder have names relative to it.

    Args:
        inputs: folders, files, or ``-`` for paths on standard input, one a line.
        patterns: which files of a folder to take, such as ``*.txt`` or ``2020/*``; all that can be read where there are none.
        out: the output folder, which is never read from.
        on_other: called with each file of a folder that is passed over because nothing reads its kind.
    """
    folders = [name for name in inputs if name != "-" and os.path.isdir(name)]
    for name in inputs:
        if name == "-":
            lines = (line.rstrip("\r\n") for line in sys.stdin)
            yield from (one for line in lines if line for one in _expand(line, patterns, out, on_other, prefix=True))
        else:
            yield from _expand(name, patterns, out, on_other, prefix=len(folders) > 1)


def check_inputs(inputs: Sequence[str]) -> None:
    """Make sure that what the command line names is there.

    Raises:
        UsageError: an input does not exist, or none is named.
    """
    if not inputs:
        raise UsageError("no input is named", "Name folders or files, or - for a list of paths; see: summarize batch --help")
    for name in inputs:
        if name != "-" and not os.path.exists(name):
            raise UsageError(f"{name} does not exist", "Check the path.")


def ending(name: str) -> str:
    """Return a file's ending without that of a compression, in lower case.

    >>> ending("2020/News.JSONL.gz")
    '.jsonl'
    """
    path = PurePath(name)
    return PurePath(path.stem).suffix.lower() if path.suffix.lower() in COMPRESSED else path.suffix.lower()


def has_rows(name: str) -> bool:
    """Say whether a file of this name holds one article a row."""
    return ending(name) in (*ROWS, ".json", PARQUET)


def _expand(
    name: str, patterns: Sequence[str], out: Path, on_other: Callable[[str], None], *, prefix: bool
) -> Iterator[Source]:
    if not os.path.isdir(name):
        yield Source(path=name, name=name)
        return
    for relative in _walk(Path(name), "", out.resolve()):
        path = os.path.join(name, relative)
        if _wanted(relative, patterns) or os.path.isdir(path):
            yield Source(path=path, name=path if prefix else relative)
        elif not patterns:
            on_other(path)


def _walk(folder: Path, relative: str, out: Path) -> Iterator[str]:
    """Yield the files under a folder and the folders that may not be read; nothing hidden, no linked folder, not the output."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in entries if not one.name.startswith("."))
    except OSError:
        yield relative.rstrip("/") or "."
        return
    for name, is_folder in found:
        if not is_folder:
            if not (folder / name).is_dir():
                yield relative + name
        elif (folder / name).resolve() != out:
            yield from _walk(folder / name, f"{relative}{name}/", out)


def _wanted(relative: str, patterns: Sequence[str]) -> bool:
    if patterns:
        return any(fnmatchcase(relative, one) or fnmatchcase(PurePath(relative).name, one) for one in patterns)
    return ending(relative) in READERS or ending(relative) == PARQUET
