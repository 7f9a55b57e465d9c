"""Finds the phrases of a headline that go without an article: "police shooting of black man"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarize.grammar.trees import Tree
from summarize.mentions import CALENDAR
from summarize.shortening.lists import word_set

NAMES = word_set("NNP NNPS")
_HANGING = word_set("nsubj nsubjpass dobj pobj attr dative poss oprd appos")
DETERMINING = word_set("det poss nummod predet quantmod")
"""How what tells which one hangs on a noun."""
_BEFORE = word_set("compound amod nmod nummod quantmod")
_INSIDE = word_set("NN NNS NNP NNPS JJ JJR JJS CD POS DT PRP$ VBG VBN RBR RBS HYPH $ .")
_NOUNS = word_set("NN NNS NNP NNPS")
_ONE = word_set("first last final only same latest")
_FINITE = word_set("VBZ VBP VBD")
_BEING = word_set("is are was were")
ORDINALS = word_set("second third fourth fifth sixth seventh eighth ninth tenth")
_AMOUNTS = word_set("more less fewer")
_MEASURE = re.compile(r"[$£€]|\d[\d,.]*-\w+|(?:1[89]|20)\d\d")
"""What may be counted before a noun in the singular: "$3 million bridge", "2016 race"."""


class Phrase(NamedTuple):
    """A noun without an article: where its phrase begins and where it stands, whether it is a name, and whether its phrase says
    that there is one ("first", "largest")."""

    first: int
    noun: int
    is_name: bool
    is_one: bool


def bare_phrases(tree: Tree) -> Iterator[Phrase]:
    """Yield the phrases of a headline that go without an article, the last first; also those that need none."""
    for noun in reversed(range(len(tree.heads))):
        first = _first(tree, noun) if _may_lack(tree, noun) else None
        if first is not None and not _is_bound(tree, first, noun):
            one = any(tree.pieces[place].text in _ONE or tree.tags[place] in {"JJS", "RBS"} for place in range(first, noun))
            if one or tree.tags[noun] != "NNS":
                yield Phrase(first, noun, tree.tags[noun] in NAMES, one)


def _may_lack(tree: Tree, noun: int) -> bool:
    """Tell whether a piece is a noun that hangs as nouns with articles do and has nothing that tells which."""
    subject = tree.labels[noun] == "compound" and tree.tags[tree.heads[noun]] == "VBZ"
    bound = [place for place in tree.dependents(noun, *DETERMINING) if place < noun and not _is_measure(tree, place)]
    following = tree.tags[noun + 1] if noun + 1 < len(tree.tags) else ""
    small = tree.pieces[noun].text[0].islower() or noun == 0 or tree.tags[noun] in NAMES
    usual = tree.tags[noun] in _NOUNS and small and following not in _NOUNS
    return usual and (subject or tree.labels[noun] in _HANGING) and not bound


def _is_measure(tree: Tree, place: int) -> bool:
    measured = tree.labels[place] in {"nummod", "quantmod"}
    return measured and any(_MEASURE.match(tree.words[one]) for one in tree.subtree(place))


def _first(tree: Tree, noun: int) -> int:
    """Return where the phrase of a noun begins; a quotation right before the noun belongs to it."""
    first = noun
    while first:
        before = first - 1
        if _closes(tree, before) and tree.heads[before] in range(before, noun + 1):
            first = max((place for place in range(before) if _opens(tree, place)), default=first)
            if first > before:
                break
        elif tree.labels[before] in _BEFORE and tree.heads[before] in range(before, noun + 1) and _is_word(tree, before):
            first = before
        else:
            break
    return first - 1 if first and _opens(tree, first - 1) else first


def _opens(tree: Tree, place: int) -> bool:
    text = tree.pieces[place].text
    return text == "“" or (text == '"' and sum(piece.text == '"' for piece in tree.pieces[:place]) % 2 == 0)


def _closes(tree: Tree, place: int) -> bool:
    return tree.pieces[place].text in {"”", '"'} and not _opens(tree, place)


def _is_word(tree: Tree, place: int) -> bool:
    return tree.words[place][0].isalnum() or tree.words[place][0] in "$£€"


def _is_full_verb(tree: Tree, place: int) -> bool:
    return tree.tags[place] in _FINITE and tree.words[place] not in _BEING


def _is_bound(tree: Tree, first: int, noun: int) -> bool:
    """Tell whether what stands before a phrase belongs to it, or what stands in it needs no article."""
    if any(tree.words[place] in _AMOUNTS or tree.tags[place] == "DT" for place in range(first, noun)):
        return not any(tree.tags[place] == "RBR" for place in range(first, noun))
    if tree.words[first] in CALENDAR:
        return True
    if not first or (tree.heads[noun] == first - 1 and not tree.tags[first - 1].startswith("NN")):
        return first > 1 and tree.tags[first - 1] == "VBG" and _is_full_verb(tree, first - 2)
    if _closes(tree, first - 1) and tree.heads[noun] < first:
        return False
    inside = tree.heads[first - 1] in range(first, noun + 1) or tree.tags[first - 1] in _INSIDE
    inside = inside or tree.words[first - 1] in ORDINALS
    return inside or _opens(tree, first - 1) or _closes(tree, first - 1)
