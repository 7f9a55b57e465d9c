"""Trims a shortened sentence that is a few words too long, by little things that it says the same without.

They are few: of what an adjective or adverb limits, something else is said without it.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from summarize.grammar.idle import idle_parts
from summarize.grammar.trees import Tree

MOST_OVER = 5
"""So many words a shortened sentence may be too long."""
_MOST_PARTS = 8
"""So many parts that may go are tried, of which so many together:"""
_MOST_DROPS = 3


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
    parts = [gone for gone in idle_parts(tree, kept) if gone.isdisjoint(quoted)][:_MOST_PARTS]
    found = set[frozenset[int]]()
    for n_drops in range(1, _MOST_DROPS + 1):
        for drops in combinations(parts, n_drops):
            gone = frozenset[int]().union(*drops)
            if len(gone) >= n_over:
                found.add(kept - gone)
    return sorted(found, key=lambda left: (-len(left), sorted(left)))
