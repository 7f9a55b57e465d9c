"""Small treebanks for the commands that count in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

Pattern = tuple[int, str, Sequence[int], str, str]
"""How many times a sentence stands there, its pieces, their heads, tags and labels."""


def write_treebank(path: Path, patterns: Iterable[Pattern]) -> None:
    """Write sentences as ``models.treebank`` does."""
    trees = (
        {"pieces": words.split(), "heads": heads, "tags": tags.split(), "labels": labels.split()}
        for times, words, heads, tags, labels in patterns
        for _ in range(times)
    )
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(tree) + "\n" for tree in trees)
