"""What every reader asks of an article before it lets it through: a size that can be handled, and prose."""

from __future__ import annotations

import re
from typing import BinaryIO

from summarize.errors import InputError
from summarize.types import Article

MAX_BYTES = 20_000_000

_SENTENCE = re.compile(r"(?<!\S)(?:[^\w\s]|_){0,5}(?:[^\W_][^\s]{0,200}[ \t\n]+){3}[^\n]{0,2000}?[.!?…][\"”’')\]]*(?:\s|$)")
_IDEOGRAPHIC_STOP = re.compile(r"[\u3040-\u9fff][^\n]{3,300}?[。！？]")
_LONG_LINE_WORDS = 25


def read_limited(stream: BinaryIO, name: str) -> bytes:
    """Return all bytes of the input.

    Raises:
        InputError: it is empty, larger than one article may be, or cannot be read.
    """
    try:
        data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror or error})", "Check the file") from error
    if not data:
        raise InputError(f"{name} is empty", "Give a file that holds an article")
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    return data


def check_article(article: Article, name: str) -> Article:
    """Return the article if it can be summarized.

    Raises:
        InputError: it holds only white space, is too large, or is a list without prose.
    """
    text = article.text
    if not text or text.isspace():
        raise InputError(f"{name} holds only white space", "Give a file that holds an article")
    if len(text) > MAX_BYTES:
        raise _too_large(name)
    if not has_prose(text):
        raise InputError(f"{name} holds no prose ({_shape(text)}, no full sentence)", "Give the article itself, not a list page")
    return article


def has_prose(text: str) -> bool:
    """Say whether at least one line reads like a sentence or is as long as a paragraph."""
    if _SENTENCE.search(text) or _IDEOGRAPHIC_STOP.search(text):
        return True
    return any(len(line.split(None, _LONG_LINE_WORDS)) >= _LONG_LINE_WORDS for line in text.split("\n"))


def _shape(text: str) -> str:
    """Return how many lines the text has, in words."""
    lines = sum(1 for line in text.split("\n") if line.strip())
    return f"{lines} line" + ("s" if lines != 1 else "")


def _too_large(name: str) -> InputError:
    """Return the error for an input beyond the limit."""
    return InputError(
        f"{name} holds more than {MAX_BYTES // 1_000_000} MB of text, the most that one article may have",
        "Split it into articles",
    )
