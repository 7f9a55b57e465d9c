"""Counts how rare words are in news text: ``python -m models.planner_words``.

The words that at least a hundred of the articles hold are written to ``summarize/planning/word_rarity.txt``: a line for each half
of a unit of rarity, which is the logarithm of how many articles there are for each one that holds the word.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path

from models.corpora import read_records
from summarize.planning.vectors import STEP, content_words

LEAST = 100
LETTERS = 20_000
SETS = (("articles-us-news", 2), ("articles-dailymail2020", 4), ("articles-rss", 6), ("articles-misc", 4))
"""Of each corpus every so manieth article, so that none drowns the others."""


def count_articles(texts: Iterable[str]) -> tuple[Counter[str], int]:
    """Return in how many texts each word stands, and how many texts there are."""
    spread: Counter[str] = Counter()
    n_texts = 0
    for text in texts:
        spread.update(set(content_words(text[:LETTERS])))
        n_texts += 1
    return spread, n_texts


def rarity_lines(spread: Counter[str], n_texts: int, least: int = LEAST) -> list[str]:
    """Return the words by rarity: line k has those of rarity k * ``STEP``, rounded."""
    steps: dict[int, list[str]] = {}
    for word, count in sorted(spread.items()):
        if count >= least:
            steps.setdefault(max(0, round(log(n_texts / (1 + count)) / STEP)), []).append(word)
    return [" ".join(steps.get(step, ())) for step in range(max(steps, default=-1) + 1)]


def read_texts(folder: Path, sets: Sequence[tuple[str, int]] = SETS) -> Iterable[str]:
    """Yield the articles that are counted."""
    for name, step in sets:
        for number, record in enumerate(read_records(folder / f"{name}.jsonl.xz")):
            if number % step == 0:
                yield record["document"]


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/planning/word_rarity.txt"))
    options = parser.parse_args()
    spread, n_texts = count_articles(read_texts(options.corpora))
    lines = rarity_lines(spread, n_texts)
    options.output.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{n_texts} articles, {sum(len(line.split()) for line in lines)} words")


if __name__ == "__main__":
    main()
