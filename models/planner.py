"""Trains the planner on the annotated evidence: ``python -m models.planner``, and with ``--folds 5`` measures it instead.

Five parts: trees that score sentences, and logistic regressions of which words a box holds, which sentences share a bullet, which
give one at all (from sentences cut by hand, ``models.cuts``) and which a printable one (from verdicts, ``models.verdicts``).
They are written to ``summarize/planning/ranker.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
from sklearn.ensemble import HistGradientBoostingRegressor  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from models.cuts import CUTS, read_cuts, trees_of
from models.planner_check import cross_validate
from models.planner_data import Prepared, Rows, prepare_example, read_examples
from models.verdicts import VERDICTS, find_articles, plain, read_verdicts
from summarize.planning.features import NAMES, read_features
from summarize.planning.pairs import PAIR_NAMES
from summarize.planning.terms import TERM_NAMES

ROUNDS = 120
Told = tuple[Rows, list[bool]]
"""The features of sentences, and what was told of each."""


def train(prepared: Sequence[Prepared], cut: Told, judged: Told, rounds: int = ROUNDS) -> dict[str, Any]:
    """Return the fields of a ranker's file, trained on these articles, sentences cut by hand and judged ones."""
    rows, targets = _gather([part.sentences for part in prepared])
    trees = export(fit(rows, targets, rounds))
    terms = fit_linear(*_gather([part.terms for part in prepared]), TERM_NAMES)
    pairs = fit_linear(*_gather([part.pairs for part in prepared]), PAIR_NAMES)
    told = {"bullet": fit_linear(*cut, NAMES), "printable": fit_linear(*judged, NAMES)}
    return {**trees, "terms": terms, "pairs": pairs, **told}


def read_cut(cuts: Path, corpora: Path) -> Told:
    """Return the features of sentences that an editor looked at, and whether a bullet could be cut from each."""
    archive = {one.article: one for one in read_cuts(cuts)}
    rows: Rows = []
    targets: list[bool] = []
    for key, document in find_articles(corpora, list(archive)):
        features = read_features(document)
        for cut, _ in trees_of(document, archive[key].cuts):
            rows.append(features[cut.place])
            targets.append(cut.label is not None)
    return rows, targets


def read_judged(verdicts: Path, corpora: Path) -> Told:
    """Return the features of judged sentences, and whether any cut of each is printable."""
    judged = read_verdicts(verdicts)
    rows: Rows = []
    targets: list[bool] = []
    for key, document in find_articles(corpora, list(judged)):
        features = read_features(document)
        for one in judged[key]:
            if one.is_of(plain(document, one.place)):
                rows.append(features[one.place])
                targets.append(one.printable)
    return rows, targets


def _gather(parts: Sequence[tuple[Rows, list[Any]]]) -> tuple[Rows, list[Any]]:
    """Return the rows and the targets of all articles."""
    return [row for rows, _ in parts for row in rows], [target for _, targets in parts for target in targets]


def fit(rows: Rows, targets: Sequence[float], rounds: int) -> HistGradientBoostingRegressor:
    """Return the fitted trees."""
    model = HistGradientBoostingRegressor(
        max_iter=rounds,
        learning_rate=0.065,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=1.0,
        max_features=0.3,
        early_stopping=False,
        random_state=1,
    )
    return model.fit(numpy.array(rows), numpy.array(targets))


def fit_linear(rows: Rows, targets: Sequence[bool], names: Sequence[str]) -> dict[str, Any]:
    """Return a logistic regression's names, weights for plain (not standardized) columns, and bias."""
    scaler = StandardScaler()
    values = scaler.fit_transform(numpy.array(rows, dtype=float))
    model = LogisticRegression(C=0.5, max_iter=500).fit(values, numpy.array(targets))
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return {"names": list(names), "weights": [round(float(w), 6) for w in weights], "bias": round(bias, 6)}


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
    """Train and write the ranker, or measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora/quicklooks-train.jsonl"))
    parser.add_argument("--cuts", type=Path, default=CUTS)
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folds", type=int, help="cross-validate in so many folds and write nothing")
    parser.add_argument("--repeats", type=int, default=4, help="how often the folds are drawn anew")
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/planning/ranker.json"))
    options = parser.parse_args()
    prepared = [prepare_example(example) for example in read_examples(options.data)]
    told = read_cut(options.cuts, options.data.parent), read_judged(options.verdicts, options.data.parent)
    if options.folds:
        print(cross_validate(prepared, lambda part: train(part, *told, options.rounds), options.folds, options.repeats))
        return
    options.output.write_text(json.dumps(train(prepared, *told, options.rounds), separators=(",", ":")) + "\n", "utf-8")
    print(f"{sum(len(part.sentences[0]) for part in prepared)} sentences, {options.rounds} trees")


if __name__ == "__main__":
    main()
