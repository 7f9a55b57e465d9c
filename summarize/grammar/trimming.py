"""Trims a shortened sentence that is a few words too long, by little things that it says the same without.

They are few: of what an adjective or adverb limits, something else is said without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations, takewhile

from summarize.grammar.needs import missing
from summarize.grammar.trees import Tree
from summarize.mentions import TITLES
from summarize.shortening.lists import word_set
from summarize.shortening.words import WEEKDAYS

MOST_OVER = 5
"""So many words a shortened sentence may be too long."""
_MOST_PARTS = 8
"""So many parts that may go are tried, of which so many together:"""
_MOST_DROPS = 3
_LARGEST = 3
"""A part has so many words, an office any number."""
_TIMES = frozenset(day.lower() for day in WEEKDAYS) | word_set("on morning afternoon evening night")
_IDLE = word_set("also meanwhile moreover currently recently now already later earlier finally soon")
_EMPTY = word_set(
    "new major massive huge sweeping dramatic stunning ambitious controversial bitter fierce heated lengthy significant "
    "serious tough harsh bold brutal strategic high-profile long-awaited"
)
"""Adjectives that say of no noun which one it is."""
_HOLDING = word_set("said says say believe believes believed think thinks hope hopes hoped")
"""After these "that" may go: elsewhere a reader may take what follows for an object."""
_OFFICES = TITLES | {"Leader", "Chairman", "Chairwoman", "Commissioner", "House", "Senate", "Majority", "Minority", "Deputy"}


def trims(tree: Tree, kept: frozenset[int], quoted: Collection[int], n_over: int) -> list[frozenset[int]]:
    """Return what is left when as many words, or a few more, are taken out, fewest first; nothing where that cannot be.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that the shortened sentence keeps.
        quoted: the places of those that stand in quotation marks, of which none is taken out.
        n_over: how many words it is too long.
    """
    if not 0 < n_over <= MOST_OVER:
        return []
    parts = [gone for gone in _parts(tree, kept) if gone.isdisjoint(quoted)][:_MOST_PARTS]
    found = set[frozenset[int]]()
    for n_drops in range(1, _MOST_DROPS + 1):
        for drops in combinations(parts, n_drops):
            gone = frozenset[int]().union(*drops)
            if len(gone) >= n_over:
                found.add(kept - gone)
    return sorted(found, key=lambda left: (-len(left), sorted(left)))


def _parts(tree: Tree, kept: frozenset[int]) -> Iterator[frozenset[int]]:
    """Yield what may go: its words, without marks."""
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


def _is_idle(tree: Tree, place: int, gone: frozenset[int]) -> bool:
    """Tell whether the same is said without it: a weekday, an age beside a name, "also", "that" after "said", a "major" thing."""
    label, word = tree.labels[place], tree.words[place]
    parted = _is_mark(tree, min(gone) - 1)
    if label == "appos":
        return parted
    if parted and not _is_mark(tree, max(gone) + 1):
        return False
    if label in {"prep", "npadvmod"}:
        return _TIMES.issuperset(tree.words[one] for one in gone)
    if label == "mark":
        return word == "that" and tree.labels[tree.heads[place]] == "ccomp" and tree.words[place - 1] in _HOLDING
    return (label == "advmod" and word in _IDLE) or (label == "amod" and word in _EMPTY)


def _is_mark(tree: Tree, place: int) -> bool:
    return 0 <= place < len(tree.labels) and tree.labels[place] == "punct"


def _office(tree: Tree, head: int) -> frozenset[int]:
    """Return the places of the office before somebody's name, if the first name stands there too or it is a president's."""
    parts = [frozenset(tree.subtree(place)) for place in tree.children[head] if tree.labels[place] == "compound" and place < head]
    office = list(takewhile(lambda part: all(tree.pieces[place].text.rstrip(".") in _OFFICES for place in part), parts))
    gone = frozenset[int]().union(*office)
    return gone if len(office) < len(parts) or [tree.words[place] for place in gone] == ["president"] else frozenset()
