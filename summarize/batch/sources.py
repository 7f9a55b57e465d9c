"""From what the command line names to the files to read, one by one: folders, files, and a list of paths on standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
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


def find_sources(inputs: Sequence[str], patterns: Sequence[str], out: Path) -> Iterator[Source]:
    """Yield the files that the inputs name, in order and a folder's by name; files in a folder have names relative to it.

    Args:
        inputs: folders, files, or ``-`` for paths on standard input, one a line.
        patterns: which files of a folder to take, such as ``*.txt`` or ``2020/*``; all that can be read where there are none.
        out: the output folder, which is never read from.
    """
    folders = [name for name in inputs if name != "-" and os.path.isdir(name)]
    for name in inputs:
        if name == "-":
            lines = (line.rstrip("\r\n") for line in sys.stdin)
            yield from (one for line in lines if line for one in _expand(line, patterns, out, prefix=True))
        else:
            yield from _expand(name, patterns, out, prefix=len(folders) > 1)


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


def _expand(name: str, patterns: Sequence[str], out: Path, *, prefix: bool) -> Iterator[Source]:
    if not os.path.isdir(name):
        yield Source(path=name, name=name)
        return
    for relative in _walk(Path(name), "", out.resolve()):
        if _wanted(relative, patterns):
            yield Source(path=os.path.join(name, relative), name=os.path.join(name, relative) if prefix else relative)


def _walk(folder: Path, relative: str, out: Path) -> Iterator[str]:
    """Yield the files under a folder; hidden ones, linked folders and the output are passed over."""
    with os.scandir(folder) as entries:
        found = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in entries if not one.name.startswith("."))
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
