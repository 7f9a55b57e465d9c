"""Reads Markdown: its marks are taken off, so that the article's text is what a reader of the page would see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from summarize.errors import InputError
from summarize.readers.articles import check_article, read_limited
from summarize.readers.decoding import decode_text
from summarize.types import Article

_FRONT_MATTER = re.compile(r"---\n(.*?)\n(?:---|\.\.\.)(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(title|source|date|published|language|lang)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_DROPPED = re.compile(
    r"^(?:```.*?^```|~~~.*?^~~~)[^\n]*$|<!--.*?-->|!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])|^ {0,3}\[[^\]\n]+\]:[^\n]*$|"
    r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|[^\n]*\|[ \t]*$|^[=-]{2,}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_INLINE = (
    (re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^>\n]{0,200}>"), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_UNDERLINE = re.compile(r"=+|-{2,}")


def read_markdown(stream: BinaryIO, name: str, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    """Yield the one article of a Markdown file; title, source and date come from its front matter, if it has one."""
    raw = decode_text(read_limited(stream, name), name)
    fields: dict[str, str] = {}
    matter = _FRONT_MATTER.match(raw)
    if matter:
        fields = {key.lower(): value for key, value in _FIELD.findall(matter.group(1))}
        raw = raw[matter.end() :]
    article = Article(
        text=strip_markdown(raw),
        id=name,
        title=fields.get("title") or None,
        source=fields.get("source") or None,
        published=fields.get("date") or fields.get("published") or None,
        language=fields.get("language") or fields.get("lang") or None,
    )
    yield check_article(article, name)


def strip_markdown(raw: str) -> str:
    """Return the text without Markdown's marks: a paragraph, a heading or a list item on each line."""
    text = _DROPPED.sub("", raw)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    paragraphs: list[str] = []
    fresh = True
    for line in text.split("\n"):
        line = _QUOTE.sub("", line)
        heading = _HEADING.match(line)
        bare = heading.group(2) if heading else line.strip()
        if not bare:
            fresh = True
        elif fresh or heading or _ITEM.match(line):
            paragraphs.append(bare)
            fresh = bool(heading)
        else:
            paragraphs[-1] += " " + bare
    return "\n\n".join(paragraphs) + "\n" if paragraphs else ""
