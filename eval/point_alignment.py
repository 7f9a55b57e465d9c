"""``python -m eval.point_alignment FILE...``: does the document strategy find the sentences that a reference's points rest on?

Each reference point with annotated evidence is aligned to its own article, and, as a control, to another one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from eval.data import Example, Length, read_examples
from summarize.document_strategy.alignment import Aligner
from summarize.document_strategy.strategy import LEAST_COVERAGE
from summarize.types import Article, Document, Sentence


def as_document(example: Example) -> Document:
    """Return an article with the data's own sentences."""
    sentences = tuple(Sentence(text=text, start=0, end=len(text), paragraph=n) for n, text in enumerate(example.sentences))
    return Document(article=Article(text=example.document, id=example.id), sentences=sentences, title=example.title)


def score_alignment(examples: Sequence[Example], length: Length) -> dict[str, float]:
    """Return precision and recall of the evidence sentences, the share of points with at least one of theirs, and the shares
    that are taken to stand on their own article and on another one."""
    aligners = [Aligner(as_document(example)) for example in examples]
    found = right = wanted = touched = own = foreign = n_points = 0
    for number, example in enumerate(examples):
        other = aligners[(number + 1) % len(aligners)]
        for bullet in (one for one in example.references[0] if one.evidence):
            text = bullet.text(length)
            alignment = aligners[number].align(text)
            shared = len(set(alignment.evidence) & set(bullet.evidence))
            found, right, wanted = found + len(alignment.evidence), right + shared, wanted + len(bullet.evidence)
            touched += shared > 0
            own += alignment.coverage >= LEAST_COVERAGE
            foreign += other.align(text).coverage >= LEAST_COVERAGE
            n_points += 1
    counted = {"points": float(n_points), "precision": right / max(1, found), "recall": right / max(1, wanted)}
    shares = {"touched": touched, "kept_own": own, "kept_foreign": foreign}
    return counted | {name: count / max(1, n_points) for name, count in shares.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line for each file and length."""
    parser = argparse.ArgumentParser(prog="python -m eval.point_alignment", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON lines with references and their evidence")
    options = parser.parse_args(arguments)
    for path in options.files:
        examples = read_examples(path)
        for length in get_args(Length):
            scores = score_alignment(examples, length)
            shown = ", ".join(f"{name} {value:.3f}" for name, value in scores.items() if name != "points")
            print(f"{path.name} {length}: {scores['points']:.0f} points, {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
