"""Puts scores into plain-text tables with a sentence in words under them, and into JSON."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

from eval.score import BASELINE, ScoreTable, compare_systems
from eval.statistics import Comparison
from eval.suites import Suite

ROUGE = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeLsum": "ROUGE-Lsum"}
CUT = {"rouge1_cut": "ROUGE-1", "rouge2_cut": "ROUGE-2", "rougeLsum_cut": "ROUGE-Lsum"}
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
    "extracted": "extracted",
    "findings": "findings",
    "words": "words",
    "total_words": "in all",
    "seconds": "s/article",
}
_PLAIN = ("order", "density", "findings", "words", "total_words", "seconds")


def render_table(table: ScoreTable, suite: Suite) -> str:
    """Every table of one suite: ROUGE with intervals, differences to the lead, content, form, and what they say in words."""
    parts = [
        f"{suite.name}: {suite.about}; {len(table.ids)} articles, {table.length} points, data {table.digest[:12]}",
        "ROUGE F of the points, 95 % interval; 'cut' at the reference's number of words\n" + _grid(_rouge_rows(table)),
        f"Difference to {BASELINE}, 95 % interval, p (paired randomisation, Holm over the systems asked for)\n"
        + _grid(_difference_rows(table)),
        "Content\n" + _grid(_plain_rows(table, CONTENT)),
        "Form\n" + _grid(_plain_rows(table, FORM)),
        _in_words(table),
    ]
    if suite.machine_assisted:
        parts.append("The references are machine-assisted.")
    return "\n\n".join(parts)


def table_as_json(table: ScoreTable, suite: Suite) -> dict[str, Any]:
    """The means, the differences to the lead in ROUGE, and the per-document table; null where a metric has no meaning."""
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
        "differences": {metric: _differences(table, metric) for metric in ROUGE},
        "documents": {
            system: {metric: [_number(value) for value in values] for metric, values in metrics.items()}
            for system, metrics in table.values.items()
        },
    }


def _differences(table: ScoreTable, metric: str) -> dict[str, Any]:
    return {
        system: {
            "baseline": BASELINE,
            "mean": comparison.difference.mean,
            "low": comparison.difference.low,
            "high": comparison.difference.high,
            "p": comparison.p,
            "p_holm": p,
            "detectable": comparison.detectable,
            "more_articles": comparison.more_articles,
        }
        for system, (comparison, p) in compare_systems(table, metric).items()
    }


def _rouge_rows(table: ScoreTable) -> list[list[str]]:
    rows = [["system", *ROUGE.values(), *(f"{name} cut" for name in CUT.values())]]
    for system in table.values:
        intervals = [table.interval(system, metric) for metric in ROUGE]
        cells = [f"{100 * i.mean:.1f} [{100 * i.low:.1f}, {100 * i.high:.1f}]" if i else "-" for i in intervals]
        rows.append([system, *cells, *(_percent(table.mean(system, metric)) for metric in CUT)])
    return rows


def _difference_rows(table: ScoreTable) -> list[list[str]]:
    columns = {metric: compare_systems(table, metric) for metric in ROUGE}
    rows = [["system", *ROUGE.values()]]
    for system in table.values:
        if system != BASELINE:
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


def _in_words(table: ScoreTable) -> str:
    lines = []
    for system, (comparison, p) in compare_systems(table, "rouge1").items():
        size = f"{100 * abs(comparison.difference.mean):.1f} ROUGE-1"
        if p < 0.05:
            word = "above" if comparison.difference.mean > 0 else "below"
            lines.append(f"{system} is {size} {word} {BASELINE}: decided.")
        elif comparison.more_articles:
            n_more = "more than 10,000" if comparison.more_articles > 10_000 else f"about {comparison.more_articles:,}"
            more = f"{n_more} more articles would decide a difference of this size"
            seen = f"{comparison.n} articles show differences from {100 * comparison.detectable:.1f}"
            lines.append(f"{system} and {BASELINE}, {size} apart: not decided; {more} ({seen}).")
        else:
            lines.append(f"{system} and {BASELINE}, {size} apart: not decided.")
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
