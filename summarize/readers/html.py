"""Reads HTML pages: trafilatura finds the article among menus, advertising and comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from summarize.errors import InputError, UsageError
from summarize.readers.articles import check_article, read_limited
from summarize.readers.decoding import decode_text
from summarize.types import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def read_html(stream: BinaryIO, name: str, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    """Yield the one article of an HTML page, with the title, site and date that the page gives.

    Raises:
        InputError: no article could be found in the page.
        UsageError: trafilatura (the extra ``html``) is not installed.
    """
    extract = _load_extractor()
    data = read_limited(stream, name)
    charset = _CHARSET.search(data[:4000])
    page = decode_text(data, name, charset.group(1).decode("ascii") if charset else None)
    if page.isspace():
        raise InputError(f"{name} holds only white space", "Give a file that holds an article")
    found = extract(page, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or not found.text:
        raise InputError(f"no article was found in the page {name}", "Copy the article's text into a .txt file")
    article = Article(
        text=found.text,
        id=name,
        title=found.title or None,
        source=found.sitename or found.hostname or None,
        published=found.date or None,
        language=found.language or None,
    )
    yield check_article(article, name)


def _load_extractor() -> Callable[..., Any]:
    """Return trafilatura's extraction function."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise UsageError(
            "reading HTML needs the package trafilatura", "Install it with: pip install 'quick-looks[html]'"
        ) from error
    extract: Callable[..., Any] = bare_extraction
    return extract
