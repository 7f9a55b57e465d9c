"""Trains the estimate of what an editor keeps in a box: ``python -m models.keeping``; with ``--folds 5`` measures it instead."""

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
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from models.verdicts import BOX_VERDICTS, CORPORA, Key, cuts_of, find_articles, read_verdicts
from summarize.quality import Setting, estimator
from summarize.quality.features import flags, numbers
from summarize.quality.keeping import read_keeping
from summarize.quality.telling import reader_flags, reader_numbers

FEWEST = 30
"""A flag that fewer cuts have is not learnt from."""
STRENGTH = 0.01
"""The inverse of the ridge penalty."""
WEIGHT = 3.0
"""What a number counts, in standard deviations, beside a flag: so much less it is held back."""
FALSE = 4.0
"""A false cut counts as so many of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A cut with its verdict: the log-odds that it is printable, its flags and numbers, and the article that it is from."""

    article: Key
    printable: float
    flags: frozenset[str]
    numbers: Mapping[str, float]
    verdict: str

    @property
    def is_kept(self) -> bool:
        """Whether an editor would keep it in a box."""
        return self.verdict == "k"


def read_rows(verdicts: Path, corpora: Path) -> Iterator[Row]:
    """Yield the cuts that have a verdict."""
    judged = read_verdicts(verdicts)
    for key, document in find_articles(corpora, list(judged)):
        setting = Setting(document)
        for cut, verdict in cuts_of(document, judged[key]):
            has, measured = flags(cut), numbers(cut, setting)
            yield Row(
                article=key,
                printable=estimator().add(has, measured),
                flags=has | reader_flags(cut, setting),
                numbers=measured | reader_numbers(cut, setting),
                verdict=verdict,
            )


def train(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the fields of the regression's file."""
    names = sorted({name for row in rows for name in row.numbers if not name.startswith("log-probability")})
    measured = np.array([[row.printable, *(row.numbers.get(name, 0.0) for name in names)] for row in rows])
    mean, spread = measured.mean(axis=0), np.maximum(measured.std(axis=0), 1e-6)
    counts = Counter(flag for row in rows for flag in row.flags)
    kinds = sorted(flag for flag, n in counts.items() if n >= FEWEST)
    columns = {flag: column for column, flag in enumerate(kinds)}
    binary = np.zeros((len(rows), len(kinds)), dtype=np.float32)
    for i, row in enumerate(rows):
        binary[i, [columns[flag] for flag in row.flags if flag in columns]] = 1
    values = np.hstack([WEIGHT * (measured - mean) / spread, binary])
    weight = [FALSE if row.verdict == "f" else 1.0 for row in rows]
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(values, [row.is_kept for row in rows], weight)
    slopes = WEIGHT * model.coef_[0][: len(names) + 1] / spread
    bias = float(model.intercept_[0]) - float(slopes @ mean)
    weights = [round(float(weight), 4) for weight in model.coef_[0][len(names) + 1 :]]
    return {
        "bias": round(bias, 4),
        "printable": round(float(slopes[0]), 4),
        "flags": {flag: weight for flag, weight in zip(kinds, weights, strict=True) if weight},
        "numbers": {name: float(f"{slope:.5g}") for name, slope in zip(names, slopes[1:], strict=True)},
    }


def cross_validate(rows: Sequence[Row], n_folds: int, seed: int = 0) -> str:
    """Return how well verdicts on articles not learnt from are foretold, beside the estimate that knows no box."""
    articles = sorted({row.article for row in rows})
    random.Random(seed).shuffle(articles)
    folds = {article: place % n_folds for place, article in enumerate(articles)}
    areas, before = [], []
    for fold in range(n_folds):
        model = read_keeping(train([row for row in rows if folds[row.article] != fold]))
        held = [row for row in rows if folds[row.article] == fold]
        kept = [row.is_kept for row in held]
        areas.append(roc_auc_score(kept, [model.log_odds(row.printable, row.flags, row.numbers) for row in held]))
        before.append(roc_auc_score(kept, [row.printable for row in held]))
    gain = np.subtract(areas, before)
    return (
        f"area under the ROC curve {np.mean(areas):.3f}, of the estimate of printable {np.mean(before):.3f}, "
        f"difference {np.mean(gain):.3f} ± {np.std(gain) / n_folds**0.5:.3f}"
    )


def main() -> None:
    """Train and write the regression, or measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verdicts", type=Path, default=BOX_VERDICTS)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--folds", type=int, help="cross-validate in so many folds and write nothing")
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/quality/keeping.json"))
    options = parser.parse_args()
    rows = list(read_rows(options.verdicts, options.corpora))
    print(f"{len(rows)} cuts, {sum(row.is_kept for row in rows)} kept")
    if options.folds:
        print(cross_validate(rows, options.folds))
        return
    options.output.write_text(json.dumps(train(rows), separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
