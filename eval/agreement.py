"""Does a metric rank systems as people do? Rank correlation of the metrics' system means with the experts' scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, nan, sqrt

from scipy.stats import spearmanr  # type: ignore[import-untyped]
from scipy.stats import t as student_t

from eval.data import Example
from eval.score import ScoreTable

METRICS = (
    *("rouge1", "rouge2", "rougeL", "rougeLsum", "rouge1_mean", "rouge2_mean", "rougeLsum_mean"),
    *("rouge1_recall", "rouge1_precision", "rouge1_cut", "rouge2_cut", "rougeLsum_cut", "covered", "covering", "order"),
    *("bigram_support", "trigram_support", "number_support", "flagged", "copied", "density", "compression", "novel_bigrams"),
    *("redundancy", "redundancy_max", "one_sentence", "words", "total_words"),
)
Agreement = dict[str, dict[str, float]]


def expert_means(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Each judged system's mean score by dimension, over the articles on which it was judged."""
    given: dict[str, dict[str, list[float]]] = {}
    for example in examples:
        for system, scores in example.human.items():
            for dimension, value in scores.items():
                given.setdefault(system, {}).setdefault(dimension, []).append(value)
    return {
        system: {dimension: sum(values) / len(values) for dimension, values in dimensions.items()}
        for system, dimensions in given.items()
    }


def agreement(table: ScoreTable, experts: Mapping[str, Mapping[str, float]]) -> Agreement:
    """Spearman's rho between the system means of each metric and of each dimension, over the systems that both have.

    Not a number where fewer than three systems are left, or where all of them have the same value.
    """
    dimensions = sorted({dimension for scores in experts.values() for dimension in scores})
    return {
        metric: {dimension: _rho(table, experts, metric, dimension) for dimension in dimensions}
        for metric in METRICS
        if all(metric in values for values in table.values.values())
    }


def render_agreement(table: ScoreTable, examples: Sequence[Example]) -> str:
    """The correlations as a plain table, one line a metric; "" where no experts' scores came with the data."""
    experts = {system: scores for system, scores in expert_means(examples).items() if system in table.values}
    if not experts:
        return ""
    found = agreement(table, experts)
    dimensions = list(next(iter(found.values())))
    width = max(map(len, found))
    lines = [" " * width + "".join(f"  {dimension:>12}" for dimension in dimensions)]
    for metric, rhos in found.items():
        if all(map(isnan, rhos.values())):
            continue
        lines.append(metric.ljust(width) + "".join(f"  {_cell(rhos[dimension]):>12}" for dimension in dimensions))
    if len(experts) > 3:
        least = least_rho(len(experts))
        lines.append(f"With {len(experts)} systems a rho between -{least:.2f} and +{least:.2f} may be chance.")
    return f"Agreement with the experts: Spearman's rho of system means, {len(experts)} systems\n" + "\n".join(lines)


def least_rho(n: int, alpha: float = 0.05) -> float:
    """The smallest rho of ``n`` pairs that a single two-sided test at ``alpha`` tells from none, by Student's t."""
    limit = float(student_t.ppf(1 - alpha / 2, n - 2))
    return limit / sqrt(n - 2 + limit**2)


def _rho(table: ScoreTable, experts: Mapping[str, Mapping[str, float]], metric: str, dimension: str) -> float:
    means = {system: table.mean(system, metric) for system in experts if system in table.values}
    pairs = [(value, experts[system][dimension]) for system, value in means.items() if dimension in experts[system]]
    known = [(left, right) for left, right in pairs if not isnan(left)]
    if len(known) < 3 or any(len(set(column)) == 1 for column in zip(*known, strict=True)):
        return nan
    left, right = zip(*known, strict=True)
    return float(spearmanr(left, right).statistic)


def _cell(rho: float) -> str:
    return "-" if isnan(rho) else f"{rho:+.2f}"
