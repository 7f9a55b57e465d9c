"""Draws labels that are to be judged, and takes the verdicts in: ``python -m models.label_verdicts draw|read FOLDER``.

Of points that have an editor's label (``models.label_sheets``) the labels that rank first are offered (``models.judging`` tells
what the sheets are); ``read`` adds the verdicts to ``models/label_verdicts.jsonl.xz``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.drawing import draw_or_read
from models.judging import add_verdicts, read_sheets, read_verdicts_on, write_sheets
from models.label_sheets import LABELS, labelled_points
from summarize.grammar import Grammar
from summarize.grammar.trees import Tree
from summarize.naming.ranking import rank_labels

LABEL_VERDICTS = Path("models/label_verdicts.jsonl.xz")
KEY = ("corpus", "record", "place")
_TOGETHER = 500
_UNTITLED = 0.25
"""The share of the points without a headline that is drawn."""


def with_trees(points: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Tree]]:
    """Yield points with their trees; none without words."""
    for start in range(0, len(points), _TOGETHER):
        grammar, some = Grammar(), points[start : start + _TOGETHER]
        grammar.parse(dict.fromkeys(one["point"] for one in some))
        yield from ((one, tree) for one in some if (tree := grammar.tree(one["point"])))


def draw(folder: Path, corpora: Path, n_points: int, seed: int) -> int:
    """Write sheets of points that have no verdicts yet; return how many points there are."""
    chance = random.Random(seed)
    known = read_verdicts_on(LABEL_VERDICTS, KEY) if LABEL_VERDICTS.exists() else {}
    points = (one for one in labelled_points(corpora, LABELS) if tuple(one[name] for name in KEY) not in known)
    usable = [one for one in points if one["headline"] or chance.random() < _UNTITLED]
    drawn = with_trees(chance.sample(usable, min(len(usable), n_points)))
    things = [{**one, "offers": [text for _, text in rank_labels(tree, one["headline"])]} for one, tree in drawn]
    return write_sheets(folder, things, _shown, seed)


def _shown(thing: Mapping[str, Any]) -> str:
    return f"[{thing['headline'] or '-'}] {thing['point']}"


def main() -> None:
    """Draw sheets, or read their verdicts."""
    draw_or_read(
        "Draw labels to be judged, or take the verdicts in.",
        lambda folder, corpora, _, number, seed: draw(folder, corpora, number, seed),
        lambda folder: add_verdicts(LABEL_VERDICTS, read_sheets(folder), KEY),
        "points",
    )


if __name__ == "__main__":
    main()
