"""Counts in a treebank which nouns do not stand without an article: ``python -m models.countable TREES.jsonl.gz OUT.txt``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from models.treebank import read_treebank
from summarize.headlines.phrases import DETERMINING
from summarize.planning.vectors import stem

FREE = frozenset(("dobj", "nsubj", "nsubjpass"))
GOVERNED = frozenset(("pobj", "dobj"))
LEAST = 20
SELDOM = 0.23
"""How seldom a noun stands bare as a subject or an object that needs an article."""
MOSTLY = 0.8
"""How often its article is "the" where that is what it has when it is first spoken of."""
LEAST_TOGETHER, OFTEN = 8, 0.25
"""How often it is bare behind a preposition or verb where it may stay so: "in court", "shows promise"."""


class Use(NamedTuple):
    """A common noun in the singular: how it hangs, the stem of what governs it, and its article ("a", "the", "other", "bare")."""

    noun: str
    label: str
    governor: str
    article: str


def uses(tree: dict[str, list[Any]]) -> Iterator[Use]:
    """Yield how a sentence uses its nouns, but for those before a name: "aide Calder"."""
    below: list[list[int]] = [[] for _ in tree["heads"]]
    for place, head in enumerate(tree["heads"]):
        if head >= 0:
            below[head].append(place)
    for place, (word, tag, label) in enumerate(zip(tree["pieces"], tree["tags"], tree["labels"], strict=True)):
        if tag != "NN" or not word.isalpha() or not word.islower() or label not in FREE | GOVERNED:
            continue
        if place + 1 < len(tree["pieces"]) and tree["pieces"][place + 1][0].isupper():
            continue
        found = [tree["pieces"][child].lower() for child in below[place] if tree["labels"][child] in DETERMINING]
        article = "bare" if not found else "a" if found[0] in {"a", "an"} else "the" if found[0] == "the" else "other"
        governor = stem(tree["pieces"][tree["heads"][place]].lower()) if label in GOVERNED else ""
        yield Use(word, label, governor, article)


def listed(counts: Counter[Use]) -> Iterator[str]:
    """Yield the lines of the list: "a" or "the" and a noun; or "-", what governs it and a noun that may be bare there."""
    free: dict[str, Counter[str]] = {}
    behind: dict[tuple[str, str], Counter[str]] = {}
    for use, n in counts.items():
        if use.label in FREE:
            free.setdefault(use.noun, Counter())[use.article] += n
        if use.governor:
            behind.setdefault((use.governor, use.noun), Counter())[use.article] += n
    needing = {noun: found for noun, found in sorted(free.items()) if found.total() >= LEAST and _is_bare(found) <= SELDOM}
    for noun, found in needing.items():
        yield f"{'the' if found['the'] >= MOSTLY * (found['a'] + found['the']) else 'a'} {noun}"
    for (governor, noun), found in sorted(behind.items()):
        if noun in needing and found.total() >= LEAST_TOGETHER and _is_bare(found) >= OFTEN:
            yield f"- {governor} {noun}"


def _is_bare(found: Counter[str]) -> float:
    return found["bare"] / found.total()


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description="Count which nouns do not stand without an article.")
    parser.add_argument("trees", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    counts = Counter[Use]()
    for tree in read_treebank(options.trees):
        counts.update(uses(tree))
    options.out.write_text("".join(f"{line}\n" for line in listed(counts)), encoding="utf-8")


if __name__ == "__main__":
    main()
