"""Puts scores into plain-text tables with a sentence in words under them, and into JSON."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

from eval.command_line import BASELINE
from eval.score import ScoreTable, compare_systems
from eval.statistics import Comparison
from eval.suites import Suite

ROUGE = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeLsum": "ROUGE-Lsum"}
CUT = {"rouge1_cut": "ROUGE-1", "rouge2_cut": "ROUGE-2", "rougeLsum_cut": "ROUGE-Lsum"}
MEAN = {"rouge1_mean": "ROUGE-1", "rouge2_mean": "ROUGE-2", "rougeLsum_mean": "ROUGE-Lsum"}
LABELS = {
    "rouge1_labelled": "ROUGE-1",
    "rouge2_labelled": "ROUGE-2",
    "rougeLsum_labelled": "ROUGE-Lsum",
    "rouge1_labels": "ROUGE-1 labels alone",
    "rouge2_labels": "ROUGE-2 labels alone",
}
CONTENT = {
    "evidence_precision": "ev. prec.",
    "evidence_recall": "ev. recall",
    "evidence_touched": "touched",
    "first_third": "first third",
    "covered": "covered",
    "covering": "covering",
    "order": "order",
    "redundancy_max": "alike (max)",
    "novel_bigrams": "novel 2-grams",
    "density": "density",
    "trigram_support": "3-gram supp.",
    "number_support": "numbers supp.",
}
FORM = {
    "answered": "answered",
    "count_held": "K held",
    "label_form": "label 2-4",
    "label_unique": "label unique",
    "one_sentence": "1 sentence",
    "length_kept": "length kept",
    "too_long": "too long",
    "pruned": "pruned",
    "extracted": "extracted",
    "headline": "headline",
    "findings": "findings",
    "words": "words",
    "total_words": "in all",
}
COST = {"s/article p50": 0.5, "s/article p95": 0.95}
MANY = 20
_PLAIN = ("order", "density", "findings", "words", "total_words")


def render_table(table: ScoreTable, suite: Suite, baseline: str = BASELINE) -> str:
    """Every table of one suite: ROUGE with intervals, differences to the baseline, content, form, and what they say in words."""
    parts = [
        f"{suite.name}: {suite.about}; {_counted(len(table.ids))}, {table.length} points, data {table.digest[:12]}",
        "ROUGE F of the points against the reference that is best by F, 95 % interval; 'cut' at the reference's number of words\n"
        + _grid(_rouge_rows(table)),
    ]
    if _differ(table, "rouge1", "rouge1_mean"):
        parts.append("ROUGE F of the points, mean over the references\n" + _grid(_plain_rows(table, MEAN)))
    if any(not isnan(table.mean(system, "rouge1_labels")) for system in table.values):
        parts.append("ROUGE F of the bullets with their labels, and of the labels alone\n" + _grid(_plain_rows(table, LABELS)))
    parts += [
        f"Difference to {baseline}, 95 % interval, p (paired randomisation, Holm over the systems asked for)\n"
        + _grid(_difference_rows(table, baseline)),
        "Content\n" + _grid(_plain_rows(table, CONTENT)),
        "Form and cost\n" + _grid(_form_rows(table)),
        _in_words(table, baseline),
    ]
    if suite.machine_assisted:
        parts.append("The references are machine-assisted.")
    return "\n\n".join(parts)


def table_as_json(table: ScoreTable, suite: Suite, baseline: str = BASELINE) -> dict[str, Any]:
    """The means, the differences to the baseline in ROUGE, and the per-document table; null where a metric has no meaning."""
    return {
        "suite": suite.name,
        "machine_assisted": suite.machine_assisted,
        "length": table.length,
        "data_digest": table.digest,
        "ids": list(table.ids),
        "systems": {
            system: {metric: _number(table.mean(system, metric)) for metric in metrics}
            for system, metrics in table.values.items()
        },
        "differences": {metric: _differences(table, metric, baseline) for metric in ROUGE},
        "seconds": {
            system: {name: _number(table.quantile(system, "seconds", share)) for name, share in (("p50", 0.5), ("p95", 0.95))}
            for system in table.values
        },
        "documents": {
            system: {metric: [_number(value) for value in values] for metric, values in metrics.items()}
            for system, metrics in table.values.items()
        },
    }


def _counted(n_articles: int) -> str:
    return f"{n_articles} article{'' if n_articles == 1 else 's'}"


def _differ(table: ScoreTable, left: str, right: str) -> bool:
    return any(abs(table.mean(system, left) - table.mean(system, right)) > 1e-9 for system in table.values)


def _form_rows(table: ScoreTable) -> list[list[str]]:
    head, *rows = _plain_rows(table, FORM)
    found = [[table.quantile(system, "seconds", share) for share in COST.values()] for system in table.values]
    cells = [["-" if isnan(value) else f"{value:.3f}" for value in values] for values in found]
    return [[*head, *COST], *([*row, *cost] for row, cost in zip(rows, cells, strict=True))]


def _differences(table: ScoreTable, metric: str, baseline: str) -> dict[str, Any]:
    return {
        system: {
            "baseline": baseline,
            "mean": comparison.difference.mean,
            "low": comparison.difference.low,
            "high": comparison.difference.high,
            "p": comparison.p,
            "p_holm": p,
            "p_bootstrap": comparison.p_bootstrap,
            "detectable": comparison.detectable,
            "more_articles": comparison.more_articles,
        }
        for system, (comparison, p) in compare_systems(table, metric, baseline).items()
    }


def _rouge_rows(table: ScoreTable) -> list[list[str]]:
    rows = [["system", *ROUGE.values(), *(f"{name} cut" for name in CUT.values())]]
    for system in table.values:
        intervals = [table.interval(system, metric) for metric in ROUGE]
        cells = [f"{100 * i.mean:.1f} [{100 * i.low:.1f}, {100 * i.high:.1f}]" if i else "-" for i in intervals]
        rows.append([system, *cells, *(_percent(table.mean(system, metric)) for metric in CUT)])
    return rows


def _difference_rows(table: ScoreTable, baseline: str) -> list[list[str]]:
    columns = {metric: compare_systems(table, metric, baseline) for metric in ROUGE}
    rows = [["system", *ROUGE.values()]]
    for system in table.values:
        if system != baseline:
            rows.append([system, *(_difference(*found[system]) if system in found else "-" for found in columns.values())])
    return rows


def _difference(comparison: Comparison, p: float) -> str:
    d = comparison.difference
    return f"{100 * d.mean:+.1f} [{100 * d.low:+.1f}, {100 * d.high:+.1f}] p={p:.4f}"


def _plain_rows(table: ScoreTable, metrics: dict[str, str]) -> list[list[str]]:
    return [
        ["system", *metrics.values()],
        *([system, *(_cell(metric, table.mean(system, metric)) for metric in metrics)] for system in table.values),
    ]


def _in_words(table: ScoreTable, baseline: str) -> str:
    found = compare_systems(table, "rouge1", baseline)
    if len(found) > MANY:
        decided = [comparison.difference.mean > 0 for comparison, p in found.values() if comparison.is_decided(p)]
        above, below = sum(decided), len(decided) - sum(decided)
        rest = len(found) - len(decided)
        return f"In ROUGE-1 {above} systems are above {baseline} and {below} below: decided. {rest} are not decided."
    lines = []
    for system, (comparison, p) in found.items():
        size = f"{100 * abs(comparison.difference.mean):.1f} ROUGE-1"
        if comparison.is_decided(p):
            word = "above" if comparison.difference.mean > 0 else "below"
            lines.append(f"{system} is {size} {word} {baseline}: decided.")
        elif comparison.more_articles:
            n_more = "more than 10,000" if comparison.more_articles > 10_000 else f"about {comparison.more_articles:,}"
            more = f"{n_more} more articles would decide a difference of this size"
            seen = f"{comparison.n} articles show differences from {100 * comparison.detectable:.1f}"
            lines.append(f"{system} and {baseline}, {size} apart: not decided; {more} ({seen}).")
        else:
            lines.append(f"{system} and {baseline}, {size} apart: not decided.")
    return "\n".join(lines)


def _cell(metric: str, value: float) -> str:
    if metric in _PLAIN:
        return "-" if isnan(value) else f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
    return _percent(value)


def _percent(value: float) -> str:
    return "-" if isnan(value) else f"{100 * value:.1f}"


def _number(value: float) -> float | None:
    return None if isnan(value) else round(value, 6)


def _grid(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
