"""Writes out what headlines shorten: "and" for a comma between two things, and a number in words at the beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.grammar.leaving import QUOTES
from summarize.grammar.pieces import split_pieces
from summarize.grammar.trees import FINITE, Tree
from summarize.headlines.phrases import NAMES
from summarize.shortening.lists import SPEECH, word_set
from summarize.values import SMALL_NUMBERS

_SPELT = range(2, 11)
"""Numbers that are written in words."""
_COUNT = re.compile(r"(\d+) (?=[A-Za-z])")
_WRITTEN_OUT = tuple(
    (re.compile(rf"(?<!\w){short}(?!\w)"), long)
    for short, long in (
        ("Dems", "Democrats"), ("N\\.? Korea", "North Korea"), ("S\\.? Korea", "South Korea"), ("[Gg]ovt\\.?", "government")
    )
)  # fmt: skip
_OPENS_CLAUSE = re.compile(
    r"(?:in|at|on|after|before|as|with|while|when|despite|amid|for|from|by|under|if|once|to|like|unlike|during|following|since"
    r"|\w+ing)\b",
    re.IGNORECASE,
)
_ASKING = word_set("WP WDT WRB WP$")
_MORE = word_set("other others several many more")
_HARMED = word_set("dead injured hurt wounded killed missing arrested")
_ENDS = word_set("IN TO MD RB VBZ VBP VBD .")
_LARGEST = 3
_THINGS = word_set("NN NNS NNP NNPS JJ CD")
_WHERE = word_set("in at of from near to")
_APART = word_set("VBG WDT WP WRB CC IN DT PRP RB TO")
_VERBS = word_set("VBZ VBP VBD VB")
_LINKS = word_set("not but who which including despite amid so then")
_MOST = re.compile(r"\b(to|in|since|for) (lowest|highest|biggest|largest|worst|greatest|deadliest|steepest)\b")
_FIRST = re.compile(r"\b(becomes?|is|be|are|was) first(?= to\b)")
_PAIR = re.compile(r"([A-Z][\w’'-]+), ([A-Z][\w’'-]+)(?= [a-z][\w’\'-]*(?! ?,)\b)")


def spelt_out(text: str) -> str:
    """Return a headline with its first number in words, "and" between its two subjects, and "the" before "first" and "lowest",
    without which our parser does not tell their nouns.

    >>> spelt_out("4 charged over fire"), spelt_out("Corwell, Ferrin agree on bridge")
    ('Four charged over fire', 'Corwell and Ferrin agree on bridge')
    """
    count = _COUNT.match(text)
    if count and int(count[1]) in _SPELT:
        text = f"{SMALL_NUMBERS[int(count[1])].capitalize()} {text[count.end() :]}"
    pair = _PAIR.match(text)
    text = f"{pair[1]} and {pair[2]}{text[pair.end() :]}" if pair else text
    return _MOST.sub(r"\1 the \2", _FIRST.sub(r"\1 the first", text))


def spelt_as(text: str, article: str) -> str:
    """Return a headline with short forms written out that the article writes out: "Dems", "N. Korea"."""
    for short, long in _WRITTEN_OUT:
        if long in article:
            text = short.sub(long, text)
    return text


def joined(text: str, tree: Tree) -> str:
    """Return a headline with "and" for the comma between two things: "Council seals deal, ends strike".

    Args:
        text: the headline as a sentence.
        tree: its tree.
    """
    commas = [place for place, word in enumerate(tree.words) if word == ","]
    pieces = split_pieces(text)
    n_listed = _n_listed(tree, commas if not _OPENS_CLAUSE.match(text) else commas[:2])
    if n_listed > 1:
        last = commas[n_listed - 1]
        return f"{text[: pieces[last].start]} and {text[pieces[last + 1].start :]}"
    if len(commas) != 1 or _OPENS_CLAUSE.match(text):
        return text
    comma = commas[0]
    if _belongs(tree, comma) or not _joins(tree, comma):
        return text
    names = tree.tags[comma - 1] in NAMES and tree.tags[comma + 1] in NAMES
    mark = "," if _is_clause(tree, comma + 1) and not names else ""
    return f"{text[: pieces[comma].start]}{mark} and {text[pieces[comma + 1].start :]}"


def _belongs(tree: Tree, comma: int) -> bool:
    """Tell whether a comma parts something else: two adjectives, a town and its state, a claim and who says it."""
    before, after = comma - 1, comma + 1
    if tree.words[before] in _LINKS or tree.words[after] in _LINKS or not tree.words[after][0].isalnum():
        return True
    if tree.tags[after] == "CD":
        return "CD" not in tree.tags[:before] or _HARMED.isdisjoint(tree.words[after:])
    if _is_clause(tree, after) and any(tree.labels[place] == "mark" for place in range(comma)):
        return True
    if tree.tags[before] == tree.tags[after] == "JJ" and tree.heads[before] == tree.heads[after]:
        return True
    if before and tree.words[before - 1] in _WHERE and tree.tags[after] in NAMES:
        return True
    last = f"{tree.words[-2]}s" if tree.tags[-2] == "VBP" else tree.words[-2]
    short = len(tree.words) - 1 - after <= _LARGEST and tree.tags[-2] in _VERBS
    if short or not SPEECH.isdisjoint((last, *tree.words[after : after + 4])) or not _ASKING.isdisjoint(tree.tags[after:]):
        return True
    quoted = sum(word in QUOTES for word in tree.words[:before]) % 2
    if tree.tags[after] == "RB" and tree.tags[after + 1] in _VERBS:
        return False
    return bool(quoted) or tree.tags[before] in {"CD", "VBG"} or tree.tags[after] in _APART or "and" in tree.words[after:]


def _joins(tree: Tree, comma: int) -> bool:
    """Tell whether what follows a comma is a second verb, thing or clause."""
    before, after = comma - 1, comma + 1
    end = next((place for place in range(after, len(tree.words)) if tree.tags[place] in _ENDS), len(tree.words) - 1)
    things = (tree.tags[after] != "JJ" or tree.words[after] in _MORE) and _is_things(tree, after, end)
    names = tree.tags[before] in NAMES and tree.tags[after] in NAMES
    counted = tree.tags[after] == "CD" or (tree.tags[after] == "RB" and tree.tags[after + 1] in _VERBS)
    return counted or things or names or tree.tags[after] in _VERBS or tree.labels[after] == "conj" or _is_clause(tree, after)


def _n_listed(tree: Tree, commas: Sequence[int]) -> int:
    """Return how many of the commas part the things of a list: "on schools, roads, taxes", "Corwell, Orm, Vale agree"."""
    for number, comma in enumerate(commas):
        end = next((place for place in range(comma + 1, len(tree.words)) if tree.tags[place] not in _THINGS), comma + 1)
        if not _is_things(tree, comma + 1, end) or (number + 1 < len(commas) and end != commas[number + 1]):
            return number
        if tree.labels[end] == "cc":
            return 0
    return len(commas)


def _is_things(tree: Tree, start: int, end: int) -> bool:
    """Tell whether one to three words stand between two places, all nouns or adjectives."""
    return 0 < end - start <= _LARGEST and all(tree.tags[place] in _THINGS for place in range(start, end))


def _is_clause(tree: Tree, start: int) -> bool:
    """Tell whether what stands from a place on has a subject and a verb of its own."""
    verbs = (tree.heads[place] for place in range(start, len(tree.words)) if tree.labels[place] == "nsubj")
    return any(verb > start and tree.labels[verb] != "relcl" and tree.tags[verb] in FINITE for verb in verbs)
