"""Evaluates the planner's boosted regression trees, in plain Python: a few dozen small trees need no library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees: each node is (feature, threshold, left, right), a leaf (-1, value, 0, 0)."""

    base: float
    trees: tuple[tuple[tuple[int, float, int, int], ...], ...]
    names: tuple[str, ...]

    def score(self, row: Sequence[float]) -> float:
        """Return the sum of the leaves that a row of features falls into."""
        total = self.base
        for nodes in self.trees:
            feature, value, left, right = nodes[0]
            while feature >= 0:
                feature, value, left, right = nodes[left if row[feature] <= value else right]
            total += value
        return total


def read_trees(fields: Mapping[str, Any]) -> Trees:
    """Return the trees of a ranker file's fields."""
    trees = tuple(tuple((int(f), float(v), int(a), int(b)) for f, v, a, b in tree) for tree in fields["trees"])
    return Trees(float(fields["base"]), trees, tuple(fields["names"]))
