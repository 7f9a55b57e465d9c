"""How well a cheap measure tells faithful summaries from others, against human verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path

import numpy as np

from eval.data import Verdict, read_verdicts
from eval.metrics.support import support


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """One measure on one source of verdicts: AUC, and precision and recall of "below 1 means unfaithful"."""

    source: str
    measure: str
    n: int
    auc: float
    precision: float
    recall: float


def area_under_curve(values: Sequence[float], faithful: Sequence[bool]) -> float:
    """The chance that a faithful summary has the higher value than an unfaithful one, ties counting half.

    Not a number where only one kind is there.
    """
    array, kind = np.asarray(values, dtype=np.float64), np.asarray(faithful, dtype=bool)
    good, bad = np.sort(array[kind]), array[~kind]
    if not good.size or not bad.size:
        return float("nan")
    not_above = np.searchsorted(good, bad, side="right")
    below = np.searchsorted(good, bad, side="left")
    return float((good.size - (not_above + below) / 2).sum() / (good.size * bad.size))


def separations(verdicts: Sequence[Verdict]) -> list[Separation]:
    """Every support measure on every source, over the summaries where the measure has a meaning."""
    measured = [(verdict, support(verdict.summary, verdict.article)) for verdict in verdicts]
    rows = []
    for source in sorted({verdict.source for verdict in verdicts}):
        for measure in ("trigram_support", "bigram_support", "number_support"):
            found = [(values[measure], v.faithful) for v, values in measured if v.source == source and not isnan(values[measure])]
            if found:
                rows.append(_separation(source, measure, found))
    return rows


def render_separations(path: Path) -> str:
    """A table of all separations for a file of verdicts.

    Raises:
        UsageError: the file is missing, empty or holds an impossible row.
    """
    lines = [f"{'source':<20} {'measure':<16} {'n':>6} {'AUC':>6} {'prec.':>6} {'recall':>6}   (of: below 1 means unfaithful)"]
    for row in separations(read_verdicts(path)):
        values = " ".join(f"{value:>6.3f}" if not isnan(value) else f"{'-':>6}" for value in (row.auc, row.precision, row.recall))
        lines.append(f"{row.source:<20} {row.measure:<16} {row.n:>6} {values}")
    return "\n".join(lines)


def _separation(source: str, measure: str, found: Sequence[tuple[float, bool]]) -> Separation:
    alarms = [faithful for value, faithful in found if value < 1]
    n_unfaithful = sum(not faithful for _, faithful in found)
    caught = sum(not faithful for faithful in alarms)
    return Separation(
        source=source,
        measure=measure,
        n=len(found),
        auc=area_under_curve([value for value, _ in found], [faithful for _, faithful in found]),
        precision=caught / len(alarms) if alarms else float("nan"),
        recall=caught / n_unfaithful if n_unfaithful else float("nan"),
    )
