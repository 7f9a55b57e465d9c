"""Adds to a shortened sentence what follows next in its sentence, as far as there is room.

A cut that a writer ends early often lacks but a few words of its point: "obtained the emails" of "obtained the emails as part of
its lawsuit against the state department".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from summarize.grammar.needs import missing
from summarize.grammar.trees import Tree
from summarize.shortening.lists import word_set
from summarize.shortening.words import WEEKDAYS

_BRANCHES = 2
"""So many branches that may follow are tried, each in so many lengths:"""
_LENGTHS = 2
_FOLLOWING = word_set("prep agent xcomp advcl acl dobj pobj pcomp dative attr acomp relcl")
"""How what is added hangs on what it follows."""
_SKIPPED = frozenset(day.lower() for day in WEEKDAYS) | word_set("on also now recently")
"""What may stand between a shortened sentence and what is added."""
_CLOSING = word_set("conj cc appos advmod neg")
"""Without what hangs so at its end a branch says something else: all of it is added, or less."""
_CLAUSAL = word_set("with after before until since as")
"""What follows these may be a clause that the tree does not show."""


def grow(tree: Tree, kept: frozenset[int], room: int) -> Iterator[frozenset[int]]:
    """Yield what a shortened sentence has with what may follow it, or the first part of that.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that the shortened sentence keeps.
        room: how many words may be added.
    """
    words = [place for place in kept if tree.labels[place] != "punct"]
    for branch in islice(_following(tree, words), _BRANCHES):
        yield from (kept | places for places in islice(_openings(tree, branch, kept, room), _LENGTHS))


def _following(tree: Tree, words: Collection[int]) -> Iterator[int]:
    """Yield the branches that follow right behind what is kept, or behind a day; behind a comma, only what it lets follow."""
    last = max(words, default=-1)
    for first in range(last + 1, len(tree.words)):
        branch = first
        while branch >= 0 and tree.heads[branch] not in words:
            branch = tree.heads[branch]
        if branch >= 0 and tree.labels[branch] in _FOLLOWING and min(tree.subtree(branch)) == first:
            parted = any(tree.labels[place] == "punct" for place in range(last + 1, first))
            besides = (tree.labels[branch] == "advcl" and tree.tags[branch] == "VBG") or tree.words[branch] == "with"
            if not parted or (tree.words[last + 1 : first] == (",",) and besides):
                yield branch
        if tree.words[first] not in _SKIPPED and tree.labels[first] != "punct":
            return


def _openings(tree: Tree, branch: int, kept: frozenset[int], room: int) -> Iterator[frozenset[int]]:
    """Yield the beginnings of a branch that can stand without its rest, longest first."""
    pieces = sorted(tree.subtree(branch))
    for n_pieces in range(len(pieces), 0, -1):
        opening, rest = pieces[:n_pieces], pieces[n_pieces:]
        n_words = len({tree.pieces[place].token for place in opening if tree.labels[place] != "punct"})
        if n_words <= room and not _is_open(tree, branch, opening[-1]) and _is_whole(tree, branch, opening, rest, kept):
            yield frozenset(opening)


def _is_open(tree: Tree, branch: int, last: int) -> bool:
    """Tell whether more has to follow a word, whatever the tree says: "worth", "the brokers'", "with inflation" at so much."""
    goes_on = last + 1 < len(tree.labels) and tree.labels[last + 1] != "punct"
    clause = tree.words[branch] in _CLAUSAL and goes_on
    return tree.labels[last] == "punct" or tree.words[last] in {"worth", "'", "'s"} or clause


def _is_whole(tree: Tree, branch: int, opening: Sequence[int], rest: Sequence[int], kept: frozenset[int]) -> bool:
    """Tell whether the beginning of a branch needs nothing of its rest."""
    own, roots = frozenset(opening), frozenset((tree.heads.index(-1),))
    if any(place != branch and tree.heads[place] not in own for place in opening):
        return False
    left = [place for place in rest if tree.heads[place] in own and tree.labels[place] != "punct"]
    return not any(tree.labels[place] in _CLOSING or missing(tree, tree.heads[place], place, kept | own, roots) for place in left)
