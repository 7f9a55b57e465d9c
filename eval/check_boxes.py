"""Counts what the product's own checks say of its boxes: ``python -m eval.check_boxes FILE...`` (JSON lines of articles).

It shows that repair leaves nothing unflagged; being the product's own judgement, it does not show that the bullets are true.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from eval.data import Example, read_examples
from summarize.errors import InputError
from summarize.options import DEFAULT_MODEL, Options
from summarize.pipeline import Summarizer
from summarize.types import Article, Length, QuickLooks


def count_box(looks: QuickLooks) -> Counter[str]:
    """Return the numbers of bullets, of their origins, and of findings by severity and check.

    >>> from summarize import summarize
    >>> count_box(summarize("The council closed the old ferry terminal on Tuesday.", bullets=(1, 1)))["bullets"]
    1
    """
    counts = Counter(f"{finding.severity} {finding.check}" for finding in looks.findings)
    counts.update(f"origin {bullet.origin}" for bullet in looks.bullets)
    counts["boxes"], counts["bullets"] = 1, len(looks.bullets)
    return counts


def count_boxes(examples: Iterable[Example], model: str, length: Length) -> Counter[str]:
    """Return the counts over articles; those without prose are counted apart."""
    summarizer = Summarizer(Options(model=model, length=length))
    counts: Counter[str] = Counter()
    for example in examples:
        try:
            article = Article(text=example.document, id=example.id, title=example.title or None)
            counts.update(count_box(summarizer.summarize(article)))
        except InputError:
            counts["without prose"] += 1
    return counts


def main() -> None:
    """Summarize every article in both lengths and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    options = parser.parse_args()
    lengths: tuple[Length, Length] = ("short", "full")
    counts: Counter[str] = Counter()
    for path in options.files:
        examples = read_examples(path)
        for length in lengths:
            counts.update(count_boxes(examples, options.model, length))
    for name, number in sorted(counts.items()):
        print(f"{number:7} {name}")


if __name__ == "__main__":
    main()
