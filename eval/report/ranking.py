"""Ranks the systems of a score table and says in words how each stands to the baseline."""

from __future__ import annotations

from math import isnan

from eval.baselines import BASELINES, OTHER_REFERENCE
from eval.report.records import Kind, Row
from eval.score import ScoreTable, compare_systems
from eval.statistics import Comparison
from summarize.errors import UsageError

METRIC = "rouge1"
METRIC_NAME = "ROUGE-1"
CEILINGS = frozenset({"evidence", "oracle", OTHER_REFERENCE})


def kind_of(name: str) -> Kind:
    """A ceiling sees a reference or is one, a baseline needs no model, everything else is a system."""
    if name in CEILINGS:
        return "ceiling"
    return "baseline" if name in BASELINES else "system"


def rank_systems(table: ScoreTable, baseline: str) -> tuple[Row, ...]:
    """One row a system, best first.

    Raises:
        UsageError: the baseline is not in the table.
    """
    if baseline not in table.values:
        raise UsageError(f"no system '{baseline}' to compare with", f"There are: {', '.join(table.values)}.")
    compared = compare_systems(table, METRIC, baseline)
    ordered = sorted(table.values, key=lambda name: -_or_zero(table.mean(name, METRIC)))
    ranked = [name for name in ordered if kind_of(name) != "ceiling"]
    rows = []
    for name in ordered:
        comparison, p = compared.get(name, (None, 1.0))
        means = {metric: table.mean(name, metric) for metric in table.values[name]}
        rows.append(
            Row(
                name=name,
                kind=kind_of(name),
                rank=ranked.index(name) + 1 if name in ranked else None,
                score=table.interval(name, METRIC),
                difference=comparison,
                p=p,
                means=means,
            )
        )
    return tuple(rows)


def in_words(row: Row, baseline: str) -> str:
    """One sentence about a system against the baseline."""
    if row.difference is None:
        return f"{row.name} is what the others are compared with."
    size = points(abs(row.difference.difference.mean))
    if row.difference.is_decided(row.p):
        word = "above" if row.difference.difference.mean > 0 else "below"
        return f"{row.name} is {size} {word} {baseline}: decided (p = {row.p:.4f})."
    more = more_articles(row.difference)
    return f"{row.name} and {baseline} are {size} apart: not decided (p = {row.p:.2f}){'; ' + more if more else ''}."


def points(value: float) -> str:
    """A difference in points with the metric's name."""
    return f"{100 * value:.1f} {METRIC_NAME}"


def more_articles(comparison: Comparison) -> str:
    """How many more articles would decide a difference of this size; "" where that cannot be said."""
    if not comparison.more_articles:
        return ""
    if comparison.more_articles == 1:
        return "about one more article would decide a difference of this size"
    number = "more than 10,000" if comparison.more_articles > 10_000 else f"about {comparison.more_articles:,}"
    return f"{number} more articles would decide a difference of this size"


def _or_zero(value: float) -> float:
    return 0.0 if isnan(value) else value
