"""What the points of an article are shortened from: its sentences, as they are, and told in fewer words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.grammar import Grammar
from summarize.introductions import people_of
from summarize.quoted import with_opening_mark
from summarize.shortnames import short_names
from summarize.types import Document, Request

_SPACED = re.compile(r"(?<=\w) ([,;:])(?= )")
_TICKER = re.compile(r" [A-Z][A-Z0-9.]{1,6},? [+−-]\d+\.\d\d%")
"""A share's sign and its change of the day, to the hundredth, run into the text: "Norvale Rail NVR, +0.26% closed higher"."""
_HEADLINE = 4
"""A headline of fewer words may open a sentence by chance."""


class DeskSource:
    """The sentences of one article."""

    def __init__(self, document: Document, grammar: Grammar) -> None:
        """Take an article, and what its sentences are parsed by."""
        self._document, self._grammar = document, grammar
        self._plain: dict[tuple[int, ...], str] = {}
        self._brief: dict[tuple[int, ...], str] = {}

    def parse(self, requests: Iterable[Request]) -> None:
        """Parse together what the requests ask for, then what is said in fewer words."""
        asked = list(requests)
        self._grammar.parse(dict.fromkeys(map(self._in_names, asked)))
        self._grammar.parse(dict.fromkeys(map(self.brief, asked)))

    def plain(self, request: Request) -> str:
        """Return what is asked for as the article has it, without "Mr." and the like, and without what was run into it."""
        if request.evidence not in self._plain:
            texts = ((i, " ".join(self._document.sentences[i].text.split())) for i in request.evidence)
            sentences = (with_opening_mark(self._mended(text), self._document, i) for i, text in texts)
            self._plain[request.evidence] = people_of(self._document).without_courtesy(" ".join(sentences))
        return self._plain[request.evidence]

    def _mended(self, text: str) -> str:
        """Return a sentence's text without what was run into it: the headline before it, share prices, spaces before commas."""
        headline = f"{self._document.title} "
        told = text.removeprefix(headline) if len(headline.split()) >= _HEADLINE else text
        return _TICKER.sub("", _SPACED.sub(r"\1", told))

    def brief(self, request: Request) -> str:
        """Return it with people called shortly and with simple verbs."""
        if request.evidence not in self._brief:
            self._brief[request.evidence] = self._grammar.tightened(self._in_names(request))
        return self._brief[request.evidence]

    def _in_names(self, request: Request) -> str:
        return short_names(self._document).shortened(self.plain(request), request.evidence[0])
