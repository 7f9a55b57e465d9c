"""Reads plain text: one file is one article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from summarize.errors import InputError
from summarize.readers.articles import check_article, read_limited
from summarize.readers.decoding import decode_text
from summarize.types import Article


def read_text(stream: BinaryIO, name: str, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    """Yield the one article of a text file; raises InputError where it holds none."""
    text = decode_text(read_limited(stream, name), name)
    yield check_article(Article(text=text, id=name), name)
