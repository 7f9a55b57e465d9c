"""What a sentence says the same without: days, "also", "in fact", "a number of", offices before full names.

The words and phrases are those that editors mostly leave out where they cut a sentence (``models/cuts.jsonl.xz``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from summarize.grammar.needs import missing
from summarize.grammar.trees import Tree
from summarize.mentions import TITLES, common_words
from summarize.shortening.antecedents import first_names
from summarize.shortening.articles import opens_with_vowel
from summarize.shortening.lists import SPEECH, word_set
from summarize.shortening.words import WEEKDAYS

_LARGEST = 4
"""A part has so many words, an office any number."""
_TIMES = frozenset(day.lower() for day in WEEKDAYS) | word_set("on morning afternoon evening night early late earlier")
_IDLE = word_set(
    "also meanwhile moreover currently recently now already later earlier finally soon however therefore though likewise indeed "
    "similarly then ultimately eventually actually"
)
_EMPTY = word_set(
    "new major massive huge sweeping dramatic stunning ambitious controversial bitter fierce heated lengthy significant "
    "serious tough harsh bold brutal strategic high-profile long-awaited"
)
"""Adjectives that say of no noun which one it is."""
_HOLDING = word_set("said says say believe believes believed think thinks hope hopes hoped")
"""After these "that" may go: elsewhere a reader may take what follows for an object."""
_OFFICES = TITLES | {"Leader", "Chairman", "Chairwoman", "Commissioner", "House", "Senate", "Majority", "Minority", "Deputy"}
_ASIDES = frozenset(
    (
        "in addition", "in fact", "for example", "for instance", "of course", "at the time", "at the same time",
        "in the meantime",
        "in recent years", "in recent months", "in recent weeks", "in recent days", "over the weekend", "over the years",
        "in the end", "in response", "in other words", "by contrast", "this week", "this month", "this morning", "this afternoon",
        "earlier this week", "later this week", "earlier this month", "later this month", "earlier this year", "last week",
    )
)  # fmt: skip
_STATEMENTS = word_set("statement tweet interview release email e-mail letter post")
_CLOCK = re.compile(r"(?:at |around |about )+\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?")
_MANY = word_set("number variety series range host slew string")


def idle_parts(tree: Tree, kept: frozenset[int]) -> Iterator[frozenset[int]]:
    """Yield what may go of the pieces that are kept of a sentence: the places of its words, without marks."""
    roots = frozenset((tree.heads.index(-1),))
    for place in sorted(kept):
        head, label = tree.heads[place], tree.labels[place]
        if head not in kept or label == "punct":
            continue
        gone = frozenset(one for one in tree.subtree(place) if one in kept and tree.labels[one] != "punct")
        if label == "compound" and tree.tags[head] == "NNP":
            office = _office(tree, head)
            if place in office and max(office) == place and office <= kept:
                yield office
        elif len(gone) <= _LARGEST and _is_idle(tree, place, gone) and not missing(tree, head, place, kept - gone, roots):
            yield gone
        elif many := _many(tree, place):
            yield many


def changes_article(tree: Tree, first: int, last: int) -> bool:
    """Tell whether "a" would have to become "an", or the reverse, where a stretch is left out."""
    if first == 0 or tree.words[first - 1] not in {"a", "an"} or last + 1 == len(tree.words):
        return False
    return opens_with_vowel(tree.pieces[first].text) != opens_with_vowel(tree.pieces[last + 1].text)


def is_mark(tree: Tree, place: int) -> bool:
    """Tell whether there is a mark at a place."""
    return 0 <= place < len(tree.labels) and tree.labels[place] == "punct"


def _is_idle(tree: Tree, place: int, gone: frozenset[int]) -> bool:
    """Tell whether the same is said without it: a weekday, an age beside a name, "also", "that" after "said", a "major" thing."""
    label, word = tree.labels[place], tree.words[place]
    parted = is_mark(tree, min(gone) - 1)
    words = [tree.words[one] for one in sorted(gone)]
    if label == "appos":
        return parted and len(gone) == 1 and tree.tags[place] == "CD"
    if label in {"prep", "npadvmod", "advmod", "pcomp"} and " ".join(words) in _ASIDES:
        return True
    if parted and min(gone) > 0 and not is_mark(tree, max(gone) + 1):
        return False
    if label in {"prep", "npadvmod"}:
        return _TIMES.issuperset(words) or _is_source(tree, place, words) or bool(_CLOCK.fullmatch(" ".join(words)))
    if label == "mark":
        return word == "that" and tree.labels[tree.heads[place]] == "ccomp" and tree.words[place - 1] in _HOLDING
    counts = list(tree.tags[place + 1 : place + 2]) == ["CD"] or tree.tags[tree.heads[place]] == "CD"
    listed = tree.words[place + 1 : place + 2] == (",",)
    empty = label == "amod" and word in _EMPTY and not listed
    return len(gone) == 1 and ((label == "advmod" and word in _IDLE and not counts) or empty)


def _is_source(tree: Tree, place: int, words: list[str]) -> bool:
    """Tell whether it is "in a statement" or the like after "said"."""
    said = tree.words[tree.heads[place]] in SPEECH
    return said and len(words) > 2 and words[0] == "in" and words[1] in {"a", "an"} and words[-1] in _STATEMENTS


def _many(tree: Tree, place: int) -> frozenset[int]:
    """Return the places of "a number of" before a plural, or none."""
    if tree.words[place] not in _MANY or tree.words[place - 1 : place] != ("a",) or tree.words[place + 1 : place + 2] != ("of",):
        return frozenset()
    things = [thing for thing in tree.children[place + 1] if tree.tags[thing] in {"NNS", "NNPS"}]
    counted = tree.words[place] == "number" or tree.labels[place] in {"dobj", "pobj"}
    pointed = any(tree.labels[one] in {"det", "poss"} for thing in things for one in tree.children[thing])
    return frozenset((place - 1, place, place + 1)) if things and counted and not pointed else frozenset()


def _office(tree: Tree, head: int) -> frozenset[int]:
    """Return the places of the office before somebody's name, if the first name stands there too or it is a president's."""
    parts = [frozenset(tree.subtree(place)) for place in tree.children[head] if tree.labels[place] == "compound" and place < head]
    office = list(takewhile(lambda part: all(tree.pieces[place].text.rstrip(".") in _OFFICES for place in part), parts))
    gone = frozenset[int]().union(*office)
    if len(office) == len(parts):
        return gone if [tree.words[place] for place in gone] == ["president"] else frozenset()
    first = tree.pieces[min(parts[len(office)])].text
    if any(True for _ in tree.dependents(head, "det", "amod")):
        return frozenset()
    return gone if first in first_names() or first.lower() not in common_words() else frozenset()
