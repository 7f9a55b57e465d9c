"""Counts in a treebank which verbs hardly stand alone: ``python -m models.completions TREES.jsonl.gz OUT.txt``.

Where ``models.valency`` asks of each form of a word whether anything follows it in nearly all of its uses, this asks of a verb's
stem, told apart by voice, whether a complement does in most: a cut without is never printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from models.treebank import read_treebank
from summarize.grammar.complements import FOLLOWING, openness
from summarize.grammar.pieces import Piece
from summarize.grammar.trees import Tree

LEAST = 60
"""A verb that is seen less often is not learnt from."""
MOSTLY = {"bare": 0.7, "passive": 0.8}
"""The share of its uses in which something has to follow a verb."""


def read_trees(path: Path) -> Iterator[Tree]:
    """Yield the trees of a treebank; none that hangs in a circle."""
    for record in read_treebank(path):
        tree = Tree([Piece(text, 0, 0, 0) for text in record["pieces"]], record["heads"], record["labels"], record["tags"])
        if not any(_circles(tree.heads, place) for place in range(len(tree.heads))):
            yield tree


def _circles(heads: Sequence[int], place: int) -> bool:
    for _ in heads:
        place = heads[place]
        if place < 0:
            return False
    return True


def listed(trees: Iterable[Tree]) -> list[str]:
    """Return the uses of verbs that mostly have something behind them, in order."""
    total, followed = Counter[str](), Counter[str]()
    for tree in trees:
        for verb in range(len(tree.heads)):
            use, after = openness(tree, verb)
            if use:
                total[use] += 1
                followed[use] += any(tree.labels[child] in FOLLOWING for child in after)
    return sorted(use for use, n in total.items() if n >= LEAST and followed[use] >= MOSTLY[use.split()[0]] * n)


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description="Count which verbs hardly stand without something behind them.")
    parser.add_argument("trees", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.write_text("".join(f"{use}\n" for use in listed(read_trees(options.trees))), encoding="utf-8")


if __name__ == "__main__":
    main()
