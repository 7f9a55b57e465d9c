"""Offers the article's own headline as the point that tells the news: written as a sentence, where the article bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summarize.commentary import opinion_holder, opinion_odds
from summarize.grammar import Grammar
from summarize.grammar.leaving import end_in_comma
from summarize.headlines.articles import Articles
from summarize.headlines.clause import Completion, for_parser, is_taken, verbs_of
from summarize.headlines.joining import joined, spelt_as, spelt_out
from summarize.headlines.parts import Told, told_part
from summarize.headlines.truecasing import Truecaser
from summarize.planning.vectors import content_words, stem
from summarize.types import Document
from summarize.writing import decapitalise

_UNFIT = re.compile(
    r"[?!|…]|\.\.\.|--|[–—]|[:;] |\b(?:just|sure|actually|really|royally)\b"
    r"|\b(?:[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|I|[Mm]y|[Mm]e|[Hh]ere|[Ww]hat|[Tt]hese)\b"
    r"|\bthis\b(?! (?:week|month|year|morning|weekend|season|summer|winter|spring|fall)\b)"
)
_OUGHT = re.compile(r"\b(?:must|should|ought)\b", re.IGNORECASE)
_OPENS_UNFIT = re.compile(
    r"(?:why|how|what|when|where|who|which|this|these|it|its|he|his|she|her|they|their|if|and|but|meet|see|inside|the case"
    r"|\w+ as|(?:\w+ )?moment|coronavirus [A-Z]\w+)\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"[A-Z]{3,}(?: [A-Z]{3,})+ [A-Z][a-z]")
"""How some pages put a column's name before its headline."""
_UNQUOTED = re.compile(r"(?<!\w)['‘]")
"""What opens a quotation that the article does not have."""
_END = re.compile(r"([”\"])\.$")
NEWS = -0.4
"""Log-odds of being a commentary from which a headline may be its author's opinion."""
LONGEST = 250
"""A title of more letters is no headline."""
FEWEST = 5
"""A headline of fewer words tells too little."""
REACH = 6
"""So many of the article's first sentences may bear a headline out."""
BORNE_OUT = 0.33
"""The least share of a headline's words that its sentence has to hold."""
LATER = 0.02
"""What each place further down costs a sentence that may bear a headline out."""
OPENING = 3
"""So many of them show which of its nouns have an article."""


class HeadlinePoint(NamedTuple):
    """A headline as a point, and which share of its words each of the first sentences holds."""

    text: str
    support: tuple[float, ...]

    def borne_out_by(self, asked: Iterable[tuple[int, ...]]) -> int | None:
        """Return the sentence that holds most of the headline's words, or None where none holds enough of them.

        Args:
            asked: the evidence of bullets, of which those from one sentence count.
        """
        places = sorted({places[0] for places in asked if len(places) == 1 and places[0] < len(self.support)})
        best = max(places, key=lambda place: self.support[place] - LATER * place, default=None)
        return best if best is not None and self.support[best] >= BORNE_OUT else None


def headline_point(document: Document, grammar: Grammar) -> HeadlinePoint | None:
    """Return the headline as a point, or None where it is no sentence of its own or the article is a commentary; what is returned
    is parsed."""
    if not 0 < len(document.title) <= LONGEST or opinion_holder(document):
        return None
    sentences = [sentence.text for sentence in document.sentences]
    truecaser = Truecaser(sentences)
    told = told_part(truecaser.unshouted(document.title), truecaser.text)
    if not told or not _may_stand(told):
        return None
    if opinion_odds(document) > NEWS and not (told.before or told.behind):
        return None
    made, verb = _made(told, truecaser, sentences, grammar)
    tree = grammar.tree(for_parser(made, verb)) if made else None
    if not tree:
        return None
    opening = [parsed for sentence in sentences[:OPENING] if (parsed := grammar.tree(sentence))]
    text = Articles(opening, truecaser.text).given(made, tree)
    grammar.parse_as(text, for_parser(text, verb))
    return HeadlinePoint(text, tuple(_support(made, sentences[:REACH])))


def _may_stand(told: Told) -> bool:
    """Tell whether what a headline tells can be news: no question, no appeal, nothing that points to the page."""
    text = told.text
    claims = _OUGHT.search(text) and not (told.before or told.behind)
    unfit = _COLUMN.match(text) or _OPENS_UNFIT.match(text) or _UNFIT.search(text)
    return len(text.split()) >= FEWEST and not (claims or unfit)


def _made(told: Told, truecaser: Truecaser, sentences: list[str], grammar: Grammar) -> tuple[str, str]:
    """Return what a headline tells as a sentence with who says so, or "", and which word had to be taken for a verb."""
    written = truecaser.written(told.text)
    if not written:
        return "", ""
    text, opening = f"{spelt_out(spelt_as(written, truecaser.text))}.", " ".join(sentences[:REACH])
    for verb in ("", *verbs_of(text, opening)):
        made = _completed(text, verb, opening, grammar)
        if made and told.before:
            made = f"{told.before} {decapitalise(made)}"
        if made and told.behind:
            made = f"{end_in_comma(made)} {told.behind}."
        if made and not _UNQUOTED.search(made):
            return _END.sub(r".\1", made), verb
    return "", ""


def _completed(text: str, verb: str, opening: str, grammar: Grammar) -> str:
    """Return a headline as a whole sentence if its tree, one of its words taken for a verb, is one, else ""."""
    tree = grammar.tree(for_parser(text, verb))
    text = joined(text, tree) if tree else ""
    tree = grammar.tree(for_parser(text, verb)) if text else None
    if not tree or (verb and not is_taken(tree)):
        return ""
    return Completion(text, tree, opening).sentence()


def _support(text: str, sentences: list[str]) -> Iterator[float]:
    """Yield which share of a text's words each sentence holds."""
    wanted = {stem(word) for word in content_words(text)}
    for sentence in sentences:
        yield len(wanted & {stem(word) for word in content_words(sentence)}) / max(1, len(wanted))
