"""Counts in a treebank what verbs and nouns do not stand without: ``python -m models.valency TREES.jsonl.gz OUT.txt``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.treebank import read_treebank
from summarize.grammar.trees import VERBS
from summarize.grammar.valency import COMPLETING, HOLDING, LOOSE, MODIFIERS, NOUNS

LEAST = 50
SELDOM = {"verb": 0.12, "object": 0.2, "noun": 0.12, "a": 0.12}
"""How seldom a word stands without, by the kind of its use, where it is said to need it."""


def uses(tree: dict[str, list[Any]]) -> Iterator[tuple[str, str, bool]]:
    """Yield each verb and noun of a tree with what kind of use it is and whether something follows that hangs on it.

    The kinds: "verb" without an object, "object" for a verb with one (whether something more follows it), "noun", and "a" for a
    noun with "a" (whether anything says which).
    """
    below: list[list[int]] = [[] for _ in tree["heads"]]
    for place, head in enumerate(tree["heads"]):
        if head >= 0 and tree["labels"][place] not in LOOSE:
            below[head].append(place)
    for place, (word, tag) in enumerate(zip(tree["pieces"], tree["tags"], strict=True)):
        after = [child for child in below[place] if child > place]
        if tag in VERBS:
            objects = [child for child in after if tree["labels"][child] == "dobj"]
            if objects:
                yield word.lower(), "object", any(child > objects[0] for child in after)
            else:
                fronted = any(tree["labels"][child] in COMPLETING for child in below[place])
                yield word.lower(), "verb", bool(after) or fronted or tree["labels"][place] in {"relcl", "acl"}
        if tag == "NN" and any(tree["pieces"][child].lower() in {"a", "an"} for child in below[place]):
            yield word.lower(), "a", any(tree["labels"][child] in MODIFIERS for child in below[place])
        if tag in NOUNS and tree["labels"][place] in HOLDING:
            yield word.lower(), "noun", bool(after)


def main() -> None:
    """Write one line a word: the kind of use and the word, where it seldom stands without what follows."""
    parser = argparse.ArgumentParser(description="Count what words do not stand without.")
    parser.add_argument("trees", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    total, bare = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for tree in read_treebank(options.trees):
        for word, kind, followed in uses(tree):
            total[kind, word] += 1
            bare[kind, word] += not followed
    needy = sorted(key for key, n in total.items() if n >= LEAST and bare[key] / n <= SELDOM[key[0]] and key[1].isalpha())
    options.out.write_text("".join(f"{kind} {word}\n" for kind, word in needy), encoding="utf-8")


if __name__ == "__main__":
    main()
