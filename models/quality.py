"""Trains the estimator of quality on verdicts: ``python -m models.quality``, and with ``--folds 5`` measures it instead."""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import lil_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from models.verdicts import CORPORA, VERDICTS, Key, cuts_of, find_articles, read_verdicts
from summarize.quality.cut import Setting
from summarize.quality.estimator import read_estimator
from summarize.quality.features import flags, numbers

BINS = 10
FEWEST = 40
"""A flag that fewer cuts have is not learnt from."""
STRENGTH = 0.05
"""The inverse of the ridge penalty."""
FALSE = 4.0
"""A false cut counts as so many of the others: what is printed should rather be clumsy than wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A cut with its verdict: its flags and numbers, and the article that it is from."""

    article: Key
    flags: frozenset[str]
    numbers: Mapping[str, float]
    verdict: str

    @property
    def printable(self) -> bool:
        """Whether an editor would print it as it stands."""
        return self.verdict == "o"


def read_rows(verdicts: Path, corpora: Path) -> Iterator[Row]:
    """Yield the cuts that have a verdict."""
    judged = read_verdicts(verdicts)
    for key, document in find_articles(corpora, list(judged)):
        setting = Setting(document)
        for cut, verdict in cuts_of(document, judged[key]):
            yield Row(article=key, flags=flags(cut), numbers=numbers(cut, setting), verdict=verdict)


def train(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the fields of an estimator's file."""
    edges = _edges(rows)
    counts = Counter(flag for row in rows for flag in row.flags)
    names = sorted(flag for flag, n in counts.items() if n >= FEWEST)
    columns = {name: column for column, name in enumerate(names)}
    starts, n_columns = dict[str, int](), len(names)
    for name, bins in edges.items():
        starts[name], n_columns = n_columns, n_columns + len(bins) + 1
    values = lil_matrix((len(rows), n_columns), dtype=np.float32)
    for i, row in enumerate(rows):
        has = [columns[flag] for flag in row.flags if flag in columns]
        has += [starts[name] + int(np.searchsorted(edges[name], value, side="right")) for name, value in row.numbers.items()]
        values[i, has] = 1
    values = values.tocsr()
    weight = [FALSE if row.verdict == "f" else 1.0 for row in rows]
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values, [row.printable for row in rows], weight)
    weights = [round(float(weight), 4) for weight in model.coef_[0]]
    shift = _shift(model.decision_function(values), float(np.mean([row.printable for row in rows])))
    return {
        "bias": round(float(model.intercept_[0]) + shift, 4),
        "flags": {name: weight for name, weight in zip(names, weights, strict=False) if weight},
        "numbers": {name: {"edges": bins, "weights": weights[starts[name] :][: len(bins) + 1]} for name, bins in edges.items()},
    }


def _shift(log_odds: np.ndarray[Any, Any], share: float) -> float:
    """Return what to add to log-odds so that the mean of their probabilities is a share."""
    low, high = -5.0, 5.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if float(np.mean(1 / (1 + np.exp(-log_odds - middle)))) < share else (low, middle)
    return low


def _edges(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Return the edges between each numeric feature's bins, which hold equally many cuts."""
    names = sorted({name for row in rows for name in row.numbers})
    found = {}
    for name in names:
        values = [row.numbers[name] for row in rows if name in row.numbers]
        found[name] = sorted({float(f"{value:.4g}") for value in np.quantile(values, np.arange(1, BINS) / BINS)})
    return found


def cross_validate(rows: Sequence[Row], n_folds: int, seed: int = 0) -> str:
    """Return how well verdicts on articles not learnt from are foretold."""
    articles = sorted({row.article for row in rows})
    random.Random(seed).shuffle(articles)
    folds = {article: place % n_folds for place, article in enumerate(articles)}
    areas, best = [], []
    for fold in range(n_folds):
        estimator = read_estimator(train([row for row in rows if folds[row.article] != fold]))
        held = [row for row in rows if folds[row.article] == fold]
        odds = [estimator.add(row.flags, row.numbers) for row in held]
        areas.append(roc_auc_score([row.printable for row in held], odds))
        order = np.argsort(odds)[::-1][: len(held) // 2]
        best.append(float(np.mean([held[i].printable for i in order])))
    share = np.mean([row.printable for row in rows])
    return (
        f"area under the ROC curve {np.mean(areas):.3f} ± {np.std(areas) / n_folds**0.5:.3f}; "
        f"printable: {share:.1%} of all, {np.mean(best):.1%} of the better half"
    )


def main() -> None:
    """Train and write the estimator, or measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--folds", type=int, help="cross-validate in so many folds and write nothing")
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/quality/weights.json"))
    options = parser.parse_args()
    rows = list(read_rows(options.verdicts, options.corpora))
    print(f"{len(rows)} cuts, {sum(row.printable for row in rows)} printable")
    if options.folds:
        print(cross_validate(rows, options.folds))
        return
    options.output.write_text(json.dumps(train(rows), separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
