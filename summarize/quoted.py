"""Finds the sentences that stand within a quotation of several: they are somebody's words, and do not say whose."""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.types import Document

_MARK = re.compile(r"[“”\"]")
_LONGEST = 6
"""A quotation of more sentences is hardly one: its end was lost."""
_FEWEST = 2
"""Behind the end of a quotation stand so many words at least that tell who spoke."""


@lru_cache(maxsize=64)
def quoted_sentences(document: Document) -> frozenset[int]:
    """Return the sentences that begin within a quotation, but for those in which who speaks follows its end."""
    found, since, paragraph = set[int](), None, -1
    for number, sentence in enumerate(document.sentences):
        if sentence.paragraph != paragraph or (since is not None and number - since > _LONGEST):
            since, paragraph = None, sentence.paragraph
        inside, rest = since is not None, ""
        for mark in _MARK.finditer(sentence.text):
            opens = mark[0] == "“" or (mark[0] == '"' and _opens(sentence.text, mark.start()))
            if since is not None and not opens and inside and not rest:
                rest = sentence.text[mark.end() :]
            since = number if opens else None
        if inside and len(rest.split()) < _FEWEST:
            found.add(number)
    return frozenset(found)


def _opens(text: str, place: int) -> bool:
    """Tell whether a straight mark opens a quotation: a space or nothing stands before it, and none behind it."""
    return (place == 0 or text[place - 1] in " (—-") and not text[place + 1 : place + 2].isspace() and place + 1 < len(text)
