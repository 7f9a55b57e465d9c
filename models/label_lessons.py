"""Makes lessons in labels: ``python -m models.label_lessons -o FOLDER`` writes ``labels.jsonl``.

The labels are an editor's (``models/CUTS.md``), of points that were cut, in both lengths, and of highlights and short sentences,
and those of the machine-assisted Quick Looks.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from models.cuts import CUTS, read_cuts, text_of, trees_of
from models.label_sheets import LABELS, labelled_points
from models.pairs import Pair, label_pair, write_pairs
from models.prepare import quick_looks
from models.verdicts import CORPORA, find_articles, plain
from summarize.backends.seq2seq import read_background
from summarize.prompts import Prompt, load_prompt
from summarize.writing import Background

ORIGIN = "editor"


def labels_of_cuts(corpora: Path, cuts: Path, prompt: Prompt) -> Iterator[Pair]:
    """Yield a lesson for each point of each sentence that an editor cut and labelled."""
    archive = {one.article: one for one in read_cuts(cuts)}
    for key, document in find_articles(corpora, list(archive)):
        background = read_background(document)
        for cut, tree in trees_of(document, archive[key].cuts):
            for point in sorted({text_of(kept, plain(document, cut.place), tree) for kept in cut.points.values()}):
                pair = label_pair(prompt, point, cut.label or "", background, ORIGIN)
                if pair and cut.label:
                    yield pair


def labels_of_points(corpora: Path, labels: Path, prompt: Prompt) -> Iterator[Pair]:
    """Yield a lesson for each highlight or sentence that an editor labelled; what is another now is left out."""
    for one in labelled_points(corpora, labels):
        pair = label_pair(prompt, one["point"], one["label"], Background(one["points"], one["headline"]), ORIGIN)
        if pair:
            yield pair


def main() -> None:
    """Write the lessons and print how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--cuts", type=Path, default=CUTS)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--prompt", type=Path, default=Path("prompts/desk.toml"))
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    prompt = load_prompt(options.prompt)
    pairs = chain(
        labels_of_cuts(options.corpora, options.cuts, prompt),
        labels_of_points(options.corpora, options.labels, prompt),
        (pair for pair in quick_looks(options.corpora / "quicklooks-train.jsonl", prompt) if pair.task == "label"),
    )
    print("labels", write_pairs(options.output / "labels.jsonl", pairs))


if __name__ == "__main__":
    main()
