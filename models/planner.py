"""Trains the planner's trees on the annotated evidence: ``python -m models.planner``.

A sentence that is no bullet's evidence has the target 0; evidence has 0.3 and its likeness to its best bullet (ROUGE-1 F and
ROUGE-2 F), so that of two sentences with the same fact the one nearer to a finished bullet wins.
The trees are written to ``summarize/planning/ranker.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
from sklearn.ensemble import HistGradientBoostingRegressor  # type: ignore[import-untyped]

from eval.alignment import Bounds, evidence_numbers, locate_sentences
from eval.rouge import Counts, prepare, score
from models.corpora import read_records
from summarize.document import parse_document
from summarize.planning.features import NAMES, read_features
from summarize.types import Article, Document

EVIDENCE = 0.3


def read_training(path: Path) -> Iterator[tuple[Document, list[float]]]:
    """Yield annotated articles with their sentences' targets."""
    for record in read_records(path):
        document = parse_document(Article(text=record["document"], title=record.get("title") or None))
        located = locate_sentences(record["document"], record["sentences"])
        if document.sentences:
            yield document, sentence_targets(document, located, record["references"][0])


def sentence_targets(document: Document, located: Sequence[Bounds | None], bullets: Sequence[dict[str, Any]]) -> list[float]:
    """Return for each sentence its best match with a bullet that it is evidence of, 0 where there is none."""
    points = [(frozenset(bullet["evidence"]), prepare(bullet["point"])) for bullet in bullets]
    targets = []
    for sentence in document.sentences:
        numbers = evidence_numbers(located, [(sentence.start, sentence.end)])
        counts = prepare(sentence.text)
        found = [_likeness(counts, point) for evidence, point in points if numbers & evidence]
        targets.append(EVIDENCE + max(found) if found else 0.0)
    return targets


def _likeness(sentence: Counts, point: Counts) -> float:
    """Return the sum of ROUGE-1 F and ROUGE-2 F."""
    return sum(found.fmeasure for found in score(hypothesis=sentence, reference=point, metrics=("rouge1", "rouge2")).values())


def fit(rows: list[list[float]], targets: list[float], rounds: int) -> HistGradientBoostingRegressor:
    """Return the fitted trees."""
    model = HistGradientBoostingRegressor(
        max_iter=rounds, learning_rate=0.05, max_leaf_nodes=12, min_samples_leaf=40, l2_regularization=1.0, random_state=1
    )
    return model.fit(numpy.array(rows), numpy.array(targets))


def export(model: HistGradientBoostingRegressor) -> dict[str, Any]:
    """Return the trees in the form that ``summarize.planning.trees`` reads."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        trees.append(
            [
                [-1, round(float(n["value"]), 9), 0, 0]
                if n["is_leaf"]
                else [int(n["feature_idx"]), float(f"{n['num_threshold']:.9g}"), int(n["left"]), int(n["right"])]
                for n in nodes
            ]
        )
    return {"names": list(NAMES), "base": float(model._baseline_prediction.ravel()[0]), "trees": trees}


def main() -> None:
    """Train and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora/quicklooks-train.jsonl"))
    parser.add_argument("--rounds", type=int, default=120)
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/planning/ranker.json"))
    options = parser.parse_args()
    rows: list[list[float]] = []
    targets: list[float] = []
    for document, values in read_training(options.data):
        rows += read_features(document)
        targets += values
    model = fit(rows, targets, options.rounds)
    options.output.write_text(json.dumps(export(model), separators=(",", ":")) + "\n", "utf-8")
    fitted = model.score(numpy.array(rows), numpy.array(targets))
    print(f"{len(rows)} sentences, {options.rounds} trees, R2 on training {fitted:.3f}")


if __name__ == "__main__":
    main()
