"""From a file to its rows, each an article or the reason why it is none; a row that is not asked for is not even parsed."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from summarize.batch.sources import PARQUET, ROWS, Source, ending
from summarize.batch.stopping import time_limit
from summarize.errors import InputError, UsageError
from summarize.loading import load_object
from summarize.readers import READERS
from summarize.readers.decoding import decode_text
from summarize.readers.jsonl import make_article, parse_row
from summarize.types import Article

LONGEST_ROW = 64_000_000
READ_SECONDS = 120.0
Choose = Callable[[int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file, counted from 1 (0: the file is the article); ``error`` says why there is no article.

    ``lasting`` is false for an error that may be gone tomorrow though the file is the same: it may not be opened, say.
    """

    number: int
    id: str
    article: Article | None = None
    error: str = ""
    lasting: bool = True


def every(_number: int) -> bool:
    """Choose all rows."""
    return True


def read_rows(source: Source, choose: Choose = every) -> Iterator[Row]:
    """Yield the rows of a file in order; never raises for what stands in it.

    Args:
        source: the file.
        choose: says of each row's number, once and in order, whether to parse and yield it.
    """
    number = 0
    try:
        with _open(source.path) as stream:
            for row in _reader(source)(stream, source, choose):
                number = row.number
                yield row
    except (InputError, UsageError) as error:
        yield _broken(source, number, str(error), lasting=isinstance(error, InputError))
    except Exception as error:  # what a broken archive or column raises is not documented: EOFError, zlib.error, ArrowInvalid
        said = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
        yield _broken(source, number, f"{source.name} cannot be read ({said})", lasting=False)


def _broken(source: Source, number: int, message: str, *, lasting: bool) -> Row:
    """Return the row that stands for what is left of a file that cannot be read further."""
    if not number and ending(source.name) not in (*ROWS, PARQUET):
        return Row(number=0, id=source.name, error=message, lasting=lasting)
    return Row(number=number + 1, id=f"{source.name}:{number + 1}", error=message, lasting=lasting)


def _reader(source: Source) -> Callable[[BinaryIO, Source, Choose], Iterator[Row]]:
    kind = ending(source.name)
    if kind == PARQUET:
        read: Callable[[BinaryIO, Source, Choose], Iterator[Row]] = load_object("summarize.batch.parquet:read_table")
        return read
    return _read_lines if kind in ROWS else _read_json if kind == ".json" else _read_one


def _open(path: str) -> BinaryIO:
    if os.path.isdir(path):
        os.scandir(path).close()  # says so if it may not be read
        raise InputError(f"{path} is a folder", "Name it as an input of its own")
    compression = os.path.splitext(path)[1].lower()
    if compression == ".zst":
        return _open_zst(path)
    if compression in _OPENERS:
        return cast(BinaryIO, load_object(_OPENERS[compression])(path, "rb"))
    return open(path, "rb")


_OPENERS = {".gz": "gzip:open", ".xz": "lzma:open", ".bz2": "bz2:open"}


def _open_zst(path: str) -> BinaryIO:
    try:
        import zstandard
    except ImportError as error:
        hint = "Install it with: pip install 'quick-looks[zst]'"
        raise UsageError("reading .zst needs the package zstandard", hint) from error
    # the stream closes the file
    stream = zstandard.ZstdDecompressor().stream_reader(open(path, "rb"), read_across_frames=True)  # noqa: SIM115
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream)))


def _read_one(stream: BinaryIO, source: Source, choose: Choose) -> Iterator[Row]:
    """Yield the one article of a text, Markdown or HTML file."""
    if choose(0):
        read = load_object(READERS.get(ending(source.name), READERS[".txt"]))
        with time_limit(READ_SECONDS):
            articles = list(read(stream, source.name, _never))
        yield from (Row(number=0, id=article.id, article=article) for article in articles)


def _never(error: InputError) -> None:
    raise error


def _read_json(stream: BinaryIO, source: Source, choose: Choose) -> Iterator[Row]:
    """Yield the article of an object, those of a list, or those of JSON lines that are called ``.json``."""
    data = _read_all(stream, source.name)
    text = decode_text(data, source.name)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        yield from _read_lines(io.BytesIO(data), source, choose)
        return
    if not isinstance(content, list):
        if choose(0):
            yield made_row(0, content, source.name, source.name)
        return
    if not content:
        raise InputError(f"{source.name} is an empty list", "Give a list of articles")
    for number, value in enumerate(content, 1):
        if choose(number):
            yield made_row(number, value, f"{source.name} item {number}", f"{source.name}:{number}")


def made_row(number: int, value: Any, place: str, fallback: str) -> Row:
    """Return the row of a JSON value; where it holds no article, under the id that it gives all the same."""
    try:
        article = make_article(value, place, fallback)
    except InputError as error:
        return Row(number=number, id=_id_of(value) or fallback, error=str(error))
    return Row(number=number, id=article.id, article=article)


def _id_of(value: Any) -> str:
    """Return the id that a JSON value gives, or ""."""
    named = value.get("id") if isinstance(value, dict) else None
    if not isinstance(named, str | int | float) or isinstance(named, bool):
        return ""
    return str(named).encode("utf-8", "replace").decode("utf-8")


def _read_lines(stream: BinaryIO, source: Source, choose: Choose) -> Iterator[Row]:
    """Yield the articles of JSON lines; empty lines are counted and passed over."""
    seen = False
    for number, line in enumerate(_lines(stream, source.name), 1):
        if not line.strip():
            continue
        seen = True
        if choose(number):
            yield _line_row(number, line, source.name)
    if not seen:
        raise InputError(f"{source.name} holds no line", "Give one JSON object on each line")


def _line_row(number: int, line: bytes, name: str) -> Row:
    place, fallback = f"{name} line {number}", f"{name}:{number}"
    if len(line) > LONGEST_ROW:
        return Row(number=number, id=fallback, error=f"{place} is longer than {LONGEST_ROW // 1_000_000} MB")
    try:
        article = parse_row(line, place, fallback)
    except InputError as error:
        try:
            named = _id_of(json.loads(line.decode("utf-8", "replace")))
        except (ValueError, RecursionError):
            named = ""
        return Row(number=number, id=named or fallback, error=str(error))
    return Row(number=number, id=article.id, article=article)


def _lines(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield the lines of a file, of an overlong one no more than can be told from it."""
    line = stream.readline(LONGEST_ROW + 1)
    if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in line[:4000]:
        text = decode_text(line + _read_all(stream, name, or_none=True), name)
        yield from (one.encode() for one in text.split("\n"))
        return
    while line:
        yield line
        while len(line) > LONGEST_ROW and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_ROW + 1)
        line = stream.readline(LONGEST_ROW + 1)


def _read_all(stream: BinaryIO, name: str, *, or_none: bool = False) -> bytes:
    """Return what is left of a file that cannot be read piece by piece."""
    data = stream.read(8 * LONGEST_ROW + 1)
    if len(data) > 8 * LONGEST_ROW:
        raise InputError(f"{name} is larger than {8 * LONGEST_ROW // 1_000_000} MB", "Give it as UTF-8 JSON lines")
    if not data.strip() and not or_none:
        raise InputError(f"{name} is empty", "Give a file that holds an article")
    return data
