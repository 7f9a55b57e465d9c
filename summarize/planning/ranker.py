"""The planner's trained parts, from one file: the trees, and the weights for words and for pairs of sentences."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarize.planning.features import NAMES
from summarize.planning.linear import Linear
from summarize.planning.pairs import PAIR_NAMES
from summarize.planning.terms import TERM_NAMES
from summarize.planning.trees import Trees, read_trees


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """What was trained: ``trees`` score sentences, ``terms`` words, ``pairs`` two sentences' belonging to one bullet,
    ``bullet`` how likely an editor finds a bullet in a sentence, ``printable`` how likely a program does that can be printed."""

    trees: Trees
    terms: Linear
    pairs: Linear
    bullet: Linear
    printable: Linear
    digest: str

    def score(self, row: Sequence[float]) -> float:
        """Return the score of a sentence's row of features."""
        return self.trees.score(row)

    def printability(self, row: Sequence[float]) -> float:
        """Return the sum of the probabilities that a bullet is in a sentence and that one made by a program can be printed."""
        return self.bullet.probability(row) + self.printable.probability(row)


def read_ranker(fields: Mapping[str, Any], digest: str = "") -> Ranker:
    """Return the ranker of a file's fields.

    Raises:
        ValueError: it was made for other features than this program reads.
    """
    terms, pairs, bullet, printable = (
        Linear(names=tuple(part["names"]), weights=tuple(map(float, part["weights"])), bias=float(part["bias"]))
        for part in map(fields.__getitem__, ("terms", "pairs", "bullet", "printable"))
    )
    found = Ranker(trees=read_trees(fields), terms=terms, pairs=pairs, bullet=bullet, printable=printable, digest=digest)
    known = (NAMES, NAMES, NAMES, TERM_NAMES, PAIR_NAMES)
    if (found.trees.names, bullet.names, printable.names, terms.names, pairs.names) != known:
        raise ValueError("ranker.json was made for other features: run python -m models.planner")
    return found


@cache
def ranker() -> Ranker:
    """Return the ranker that is shipped."""
    content = (Path(__file__).parent / "ranker.json").read_text("utf-8")
    return read_ranker(json.loads(content), hashlib.sha256(content.encode()).hexdigest())
