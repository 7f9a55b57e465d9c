"""Reads ``.json`` and ``.jsonl``: one object is one article, and a bad row does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from summarize.errors import InputError
from summarize.readers.articles import check_article
from summarize.readers.decoding import decode_text
from summarize.types import Article

_SHAPE = 'Each article is an object with "text" (or "document") and, if wanted, "id", "title", "source", "published", "language"'
_KINDS = {list: "a list", dict: "an object", str: "a string", bool: "true or false", int: "a number", float: "a number"}


def read_json(stream: BinaryIO, name: str, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    """Yield the article of a JSON object or the articles of a JSON list; a file of JSON lines is read as such."""
    text = decode_text(_read(stream, name), name)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        if not _is_object(text.lstrip().partition("\n")[0]):
            raise InputError(f"{name} is not valid JSON ({_reason(error)})", _SHAPE) from error
        yield from _read_rows(enumerate(text.split("\n"), 1), name, on_error)
        return
    if not isinstance(content, list):
        yield make_article(content, name, name)
        return
    if not content:
        raise InputError(f"{name} is an empty list", _SHAPE)
    for number, record in enumerate(content, 1):
        try:
            article = make_article(record, f"{name} item {number}", f"{name}:{number}")
        except InputError as error:
            on_error(error)
        else:
            yield article


def read_json_lines(stream: BinaryIO, name: str, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    """Yield the articles of a file with one JSON object on each line; empty lines are passed over."""
    first = stream.readline()
    if not first:
        raise InputError(f"{name} is empty", _SHAPE)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in first:
        rows: Iterator[bytes | str] = iter(decode_text(first + stream.read(), name).split("\n"))
    else:
        rows = chain([first], stream)
    yield from _read_rows(enumerate(rows, 1), name, on_error)


def _read(stream: BinaryIO, name: str) -> bytes:
    """Return all bytes of the input."""
    data = stream.read()
    if not data.strip():
        raise InputError(f"{name} is empty", _SHAPE)
    return data


def _read_rows(rows: Iterator[tuple[int, bytes | str]], name: str, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    """Yield the article of each row that is not empty."""
    seen = False
    for number, row in rows:
        if not row.strip():
            continue
        seen = True
        try:
            article = parse_row(row, f"{name} line {number}", f"{name}:{number}")
        except InputError as error:
            on_error(error)
        else:
            yield article
    if not seen:
        raise InputError(f"{name} holds only empty lines", _SHAPE)


def parse_row(row: bytes | str, place: str, fallback_id: str) -> Article:
    """Return the article in one row."""
    text = decode_text(row, place) if isinstance(row, bytes) else row
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place} is not valid JSON ({_reason(error)})", _SHAPE) from error
    return make_article(record, place, fallback_id)


def make_article(record: Any, place: str, fallback_id: str) -> Article:
    """Return the article that a JSON value describes."""
    if not isinstance(record, dict):
        raise InputError(f"{place} is {_KINDS.get(type(record), 'null')}, not an object", _SHAPE)
    text = next((record[key] for key in ("text", "document") if record.get(key) is not None), None)
    if text is None:
        keys = ", ".join(map(str, record)) or "none"
        raise InputError(f'{place} has neither "text" nor "document" (its keys: {keys[:200]})', _SHAPE)
    if not isinstance(text, str):
        raise InputError(f"the text of {place} is {_KINDS[type(text)]}, not a string", _SHAPE)
    article = Article(
        text=_whole_characters(text).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"),
        id=_optional(record, "id", place) or fallback_id,
        title=_optional(record, "title", place),
        source=_optional(record, "source", place),
        published=_optional(record, "published", place),
        language=_optional(record, "language", place),
    )
    return check_article(article, place)


def _optional(record: dict[str, Any], key: str, place: str) -> str | None:
    """Return an optional field as text."""
    value = record.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise InputError(f'"{key}" of {place} is {_KINDS[type(value)]}, not a string', _SHAPE)
    return _whole_characters(str(value))


def _whole_characters(text: str) -> str:
    """Return the text with halves of characters (lone surrogates, which JSON can hold) replaced by U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_object(line: str) -> bool:
    """Say whether the line is a JSON object by itself."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _reason(error: Exception) -> str:
    """Return what is wrong with the JSON, and where."""
    if isinstance(error, json.JSONDecodeError):
        return (
            f"{error.msg}, column {error.colno}"
            if error.lineno == 1
            else f"{error.msg}, line {error.lineno} column {error.colno}"
        )
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
