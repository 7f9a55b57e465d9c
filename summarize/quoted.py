"""Finds the sentences that stand within a quotation of several: they are somebody's words, and do not say whose."""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.mentions import common_words
from summarize.shortening.lists import SPEECH
from summarize.types import Document

_MARK = re.compile(r"[“”\"]")
_LONGEST = 6
"""A quotation of more sentences is hardly one: its end was lost."""
_SENTENCE = 3
"""So many words more a quoted sentence has than its first."""
_OWN = frozenset(("I", "I’m", "I'm", "It’s", "It's", "We’re", "We're", "That’s", "That's", "There’s", "There's"))
_UNPARTED = re.compile(rf"\b({'|'.join(sorted(SPEECH))}) ([“\"])([A-Z][\w’']*)([^“”\"]*)")
_SAID = "said|says|say|added|adds|noted|notes|explained|explains|argued|argues|claimed|claims|insisted|insists|warned|warns"
_FIRST = (
    r"(?:that|the|an?|he|she|it|they|his|her|its|their|some|many|most|all|about|there|this|these|[$£€]?\d[\d.,]*%?|[A-Z][\w’'-]*)"
)
_PARTED = re.compile(rf"^([^,“”\"]+ (?:{_SAID})), (?={_FIRST} (?!(?:{_SAID})\b))")
_UNOPENED = re.compile(r"[^“”]+[,.!?]” (?:\w+ )+\w")
_FEWEST = 2
"""Behind the end of a quotation stand so many words at least that tell who spoke."""


@lru_cache(maxsize=64)
def quoted_sentences(document: Document) -> frozenset[int]:
    """Return the sentences that begin within a quotation, but for those in which who speaks follows its end."""
    return frozenset(number for number, rest in _begun(document).items() if len(rest.split()) < _FEWEST)


def with_opening_mark(text: str, document: Document, number: int) -> str:
    """Return a sentence's text, with an opening mark if it begins within a quotation at whose end it says who speaks."""
    if len(_begun(document).get(number, "").split()) < _FEWEST:
        return opened(text)
    return f"“{text}" if "”" in text else f'"{text}'


def opened(text: str) -> str:
    """Return a sentence with an opening mark if one is closed behind which it says who speaks: "It is lost,” Renn said."""
    return f"“{text}" if _UNOPENED.match(text) else text


def with_commas(text: str) -> str:
    """Return a sentence with a comma between a verb of saying and a whole sentence that it quotes: "says “The pier is lost”".

    Before what is only told it has none: "he said, the pier is lost" is what a cut leaves of "in May, he said, the pier is lost".
    """
    return _UNPARTED.sub(_parted, _PARTED.sub(r"\1 ", text))


def _parted(found: re.Match[str]) -> str:
    verb, mark, first, rest = found.groups()
    whole = len(rest.split()) >= _SENTENCE and (first in _OWN or common_words().get(first.lower()) is True)
    return f"{verb}, {mark}{first}{rest}" if whole else found[0]


@lru_cache(maxsize=64)
def _begun(document: Document) -> dict[int, str]:
    """Return the sentences that begin within a quotation, each with what stands behind its end."""
    found, since, paragraph = dict[int, str](), None, -1
    for number, sentence in enumerate(document.sentences):
        if sentence.paragraph != paragraph or (since is not None and number - since > _LONGEST):
            since, paragraph = None, sentence.paragraph
        inside, rest = since is not None, ""
        for mark in _MARK.finditer(sentence.text):
            opens = mark[0] == "“" or (mark[0] == '"' and _opens(sentence.text, mark.start()))
            if since is not None and not opens and inside and not rest:
                rest = sentence.text[mark.end() :]
            since = number if opens else None
        if inside:
            found[number] = rest
    return found


def _opens(text: str, place: int) -> bool:
    """Tell whether a straight mark opens a quotation: a space or nothing stands before it, and none behind it."""
    return (place == 0 or text[place - 1] in " (—-") and not text[place + 1 : place + 2].isspace() and place + 1 < len(text)
