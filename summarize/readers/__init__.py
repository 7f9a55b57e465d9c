"""From a path to articles: a table of readers by file ending, and the one function that opens it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from summarize.errors import InputError
from summarize.loading import load_object
from summarize.types import Article

READERS = {
    ".txt": "summarize.readers.txt:read_text",
    ".md": "summarize.readers.md:read_markdown",
    ".markdown": "summarize.readers.md:read_markdown",
    ".html": "summarize.readers.html:read_html",
    ".htm": "summarize.readers.html:read_html",
    ".json": "summarize.readers.jsonl:read_json",
    ".jsonl": "summarize.readers.jsonl:read_json_lines",
    ".ndjson": "summarize.readers.jsonl:read_json_lines",
}

OnError = Callable[[InputError], None]


class Reader(Protocol):
    """What a reader is: it takes the open input and what to call it, and yields its articles."""

    def __call__(self, stream: BinaryIO, name: str, on_error: OnError) -> Iterator[Article]:
        """Yield the articles; ``on_error`` is called for a row that cannot be read, and the next one follows."""


def read_articles(path: str | Path, *, on_error: OnError | None = None) -> Iterator[Article]:
    """Yield the articles in a file, or in standard input where ``path`` is ``-``.

    The file's ending decides how it is read (``READERS``); any other ending is read as plain text, and standard input as what
    it begins like. A text, Markdown or HTML file or a JSON object holds one article, a JSON list or a ``.jsonl`` file any number.
    An article's id is the one that its JSON gives, else the path as given (with ``:`` and the row's number where there are rows).

    ``on_error`` is called with the error of each row that cannot be read, and the other rows go on; without it, the first such
    error is raised.

    Raises:
        InputError: the input is missing, unreadable, empty, too large, not text, or holds no prose.
        UsageError: the input is HTML and the extra ``html`` is not installed.
    """
    name = str(path)
    with _open(name) as stream:
        ending = Path(name).suffix.lower() if name != "-" else _sniff(stream)
        reader: Reader = load_object(READERS.get(ending, READERS[".txt"]))
        yield from reader(stream, name, on_error or _raise)


def _raise(error: InputError) -> None:
    """Stop at the first row that cannot be read."""
    raise error


def _open(name: str) -> BinaryIO:
    """Open the input, or say in one line why that is not possible."""
    if name == "-":
        return io.BytesIO(sys.stdin.buffer.read())
    try:
        return open(name, "rb")
    except IsADirectoryError as error:
        raise InputError(f"{name} is a directory", f"Name the files in it, for example {name.rstrip('/')}/*.txt") from error
    except FileNotFoundError as error:
        raise InputError(f"{name} does not exist", "Check the path") from error
    except PermissionError as error:
        raise InputError(f"{name} may not be read (permission denied)", "Check the file's permissions") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{name} cannot be opened ({getattr(error, 'strerror', None) or error})", "Check the path") from error


def _sniff(stream: BinaryIO) -> str:
    """Return the file ending that fits how the input begins, and go back to its start."""
    head = stream.read(4000).lstrip(b"\xef\xbb\xbf \t\r\n")
    stream.seek(0)
    if head.lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".json" if head.startswith((b'{"', b"[{", b"{\n", b"[\n")) else ".txt"
