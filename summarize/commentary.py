"""Tells commentaries (columns, editorials, guest essays) from news: what they state is their authors' opinion.

A page may say so itself. Where none does, the words between the quotations tell: a commentary argues ("must", "not", "if") where
news reports ("said", "Tuesday"). A logistic regression over the rates of such words, from articles that say that they are
commentaries and from others (``models.commentary``).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from math import fsum, inf, sqrt
from pathlib import Path

from summarize.types import Document

MARKED = re.compile(
    r"opinions? expressed (?:in|by) (?:this|the) (?:commentary|column|article|piece|writer|author|columnist)"
    r"|opinions expressed by columnists|^ANALYSIS/OPINION:",
    re.IGNORECASE | re.MULTILINE,
)
"""How a page says below or above an article that it is a commentary."""
EDITORIAL = re.compile(r"(?:our )?editorial\s*[:|–—]", re.IGNORECASE)
"""How a headline says that a newspaper holds what it argues."""
HEADED = re.compile(r"(?:opinion|editorial|op-ed|commentary|column)s?\s*[:|–—]", re.IGNORECASE)
"""How a headline says so."""
FEWEST = 150
"""An article of fewer words tells too little."""
GROUPS = {
    name: frozenset(words.split())
    for name, words in (
        ("saying", "said says told added according reported announced spokesman spokeswoman statement confirmed declined asked"),
        ("days", "monday tuesday wednesday thursday friday saturday sunday"),
        ("past", "ago earlier later yesterday last week"),
        ("me", "i my me myself i'm i've i'd i'll"),
        ("us", "we our us ourselves we're we've let's"),
        ("you", "you your yourself you're"),
        ("they", "they their them"),
        ("he", "he she his her"),
        ("must", "must should ought need needs cannot"),
        ("would", "would could might may"),
        ("is", "is are isn't aren't"),
        ("has", "been has have"),
        ("not", "not don't doesn't can't won't never no nothing"),
        ("even", "even just simply indeed surely perhaps course clearly certainly"),
        ("or", "or nor neither either"),
        ("if", "if unless whether"),
        ("because", "because since therefore thus why"),
        ("that", "that this these those"),
        ("of", "of"),
        ("and", "and"),
        ("people", "americans voters politicians nation country world society"),
        ("true", "true truth wrong right moral great real really problem question fact reason good bad"),
        ("?", "?"),
        ("--", "— --"),
    )
}
_WEIGHTS = Path(__file__).with_suffix(".json")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\?|—|--")
_HELD_BY = re.compile(r",([”\"]?) the (?:author|editorial) says\.$")
_MOST = 60.0
"""No rate is higher: so many words of 1,000."""
SURE = 1.0
"""Log-odds from which an article is one. Of 75 unmarked ones that were read 52 are commentaries, 15 analyses and 8 news."""

ARGUING = re.compile(r"Why\b(?!.*\?)")
"""How the headlines of arguments and analyses begin."""
ARGUED = -1.0
"""Log-odds from which an article with such a headline is one: 36 of 146 such articles are told by this alone."""


@lru_cache(maxsize=64)
def opinion_holder(document: Document) -> str:
    """Return who states what an article states of itself: "the editorial" or "the author", or "" of news."""
    if EDITORIAL.match(document.title):
        return "the editorial"
    says_so = MARKED.search(document.article.text) or HEADED.match(document.title)
    likely = opinion_odds(document) >= (ARGUED if ARGUING.match(document.title) else SURE)
    return "the author" if says_so or likely else ""


@lru_cache(maxsize=64)
def opinion_odds(document: Document) -> float:
    """Return the log-odds that an article which does not say so is a commentary, minus infinity where it is too short to tell."""
    text = " ".join(sentence.text for sentence in document.sentences)
    if len(text.split()) < FEWEST:
        return -inf
    weights, found = _weights(), rates(text)
    return weights["bias"] + fsum(weights[name] * rate for name, rate in found.items())


def without_holder(point: str) -> str:
    """Return a point without ", the author says", which many points of a commentary end in."""
    return _HELD_BY.sub(r".\1", point)


def rates(text: str) -> dict[str, float]:
    """Return for each group of words the square root of how many of 1,000 words between the quotations are in it."""
    words = Counter(_WORD.findall(_QUOTED.sub(" ", text).lower().replace("’", "'")))
    total = max(1, words.total())
    return {name: sqrt(min(_MOST, 1000 * sum(words[word] for word in group) / total)) for name, group in GROUPS.items()}


def digest() -> str:
    """Return what the weights are known by."""
    return sha256(_WEIGHTS.read_bytes()).hexdigest()


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(_WEIGHTS.read_text("utf-8"))
    return weights
