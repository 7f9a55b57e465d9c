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
    ``printable`` how likely a sentence gives a bullet that can be printed as it stands."""

    trees: Trees
    terms: Linear
    pairs: Linear
    printable: Linear
    digest: str

    def score(self, row: Sequence[float]) -> float:
        """Return the score of a sentence's row of features."""
        return self.trees.score(row)


def read_ranker(fields: Mapping[str, Any], digest: str = "") -> Ranker:
    """Return the ranker of a file's fields.

    Raises:
        ValueError: it was made for other features than this program reads.
    """
    terms, pairs, printable = (
        Linear(names=tuple(part["names"]), weights=tuple(map(float, part["weights"])), bias=float(part["bias"]))
        for part in (fields["terms"], fields["pairs"], fields["printable"])
    )
    found = Ranker(trees=read_trees(fields), terms=terms, pairs=pairs, printable=printable, digest=digest)
    if (found.trees.names, terms.names, pairs.names, printable.names) != (NAMES, TERM_NAMES, PAIR_NAMES, NAMES):
        raise ValueError("ranker.json was made for other features: run python -m models.planner")
    return found


@cache
def ranker() -> Ranker:
    """Return the ranker that is shipped."""
    content = (Path(__file__).parent / "ranker.json").read_text("utf-8")
    return read_ranker(json.loads(content), hashlib.sha256(content.encode()).hexdigest())
