"""Reads JSON lines and the fields of their rows, saying in one line what is wrong and where."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarize.errors import UsageError

Row = dict[str, Any]


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield each JSON object of a JSON lines file (also ``.xz``) with the number of its line.

    Raises:
        UsageError: the file cannot be read, or a line is not a JSON object.
    """
    try:
        with lzma.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".xz" else path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _decode(line, f"{path.name}, line {number}")
    except UnicodeDecodeError as error:
        raise UsageError(f"cannot read {path}: it is not UTF-8 (byte {error.start})") from error
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise UsageError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error


def text_field(row: Row, name: str, where: str, default: str | None = None) -> str:
    """A field's text; with a default the field may be missing, without one it may not even be blank.

    Raises:
        UsageError: it is no text, or missing or blank where it may not be.
    """
    value = row.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise UsageError(f"{where}: '{name}' must be a text{' that is not empty' if default is None else ''}")
    return value


def object_field(row: Row, name: str, where: str) -> Row:
    """A field's object; empty where it is missing.

    Raises:
        UsageError: it is no object.
    """
    value = row.get(name) or {}
    if not isinstance(value, dict):
        raise UsageError(f"{where}: '{name}' must be an object")
    return value


def texts_of(value: object, name: str, where: str) -> tuple[str, ...]:
    """A list of texts.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{where}: '{name}' must be a list of texts")
    return tuple(value)


def is_number_list(value: object, below: int) -> bool:
    """Whether something decoded is a list of whole numbers from 0 to just under ``below``."""
    return isinstance(value, list) and all(
        isinstance(number, int) and not isinstance(number, bool) and 0 <= number < below for number in value
    )


def _decode(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
        if "\\u" in line:
            json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{where}: holds half of a character (a lone surrogate)") from error
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: not JSON ({error.msg})") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON that can be read (numbers too long or lists too deep)") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where}: not a JSON object")
    return row
