"""Compares two kept runs article by article, and refuses runs that did not measure the same thing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path

from eval.baselines import BASELINES
from eval.runs import read_scores
from eval.score import ScoreTable
from eval.statistics import Comparison, compare, holm
from summarize.errors import UsageError

METRICS = (
    *("rouge1", "rouge2", "rougeLsum", "rouge1_cut", "covered", "evidence_touched", "number_support", "trigram_support"),
    *("answered", "count_held", "one_sentence", "length_kept", "label_form", "label_unique", "total_words", "seconds"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One metric of one system in the two runs; ``p_holm`` is corrected over the metrics and systems compared."""

    system: str
    metric: str
    before: float
    after: float
    comparison: Comparison
    p_holm: float


def compare_runs(before: Path, after: Path) -> list[Change]:
    """Each metric of the systems that both runs have, the second run's against the first's, paired by article.

    Baselines are left out. Where no name is common but each run has one system, those two are compared.

    Raises:
        UsageError: a folder holds no finished run, the runs measured different data or lengths, or share no system.
    """
    left, right = _read(before), _read(after)
    if left.digest != right.digest:
        raise UsageError(
            f"the runs measured different data ({left.digest[:12]} and {right.digest[:12]})", "Run both on the same articles."
        )
    if left.length != right.length:
        raise UsageError(f"the runs measured different lengths ({left.length} and {right.length} points)")
    if left.tokenizer != right.tokenizer:
        raise UsageError(f"the runs count words differently ({left.tokenizer} and {right.tokenizer})")
    found = [
        (shown, metric, comparison, *means)
        for one, other, shown in _pairs(left, right)
        for metric in METRICS
        if (pair := _paired(left, one, right, other, metric))
        for comparison, means in [pair]
    ]
    corrected = holm({f"{system}\n{metric}": comparison.p for system, metric, comparison, *_ in found})
    return [
        Change(
            system=system,
            metric=metric,
            before=mean_before,
            after=mean_after,
            comparison=comparison,
            p_holm=corrected[f"{system}\n{metric}"],
        )
        for system, metric, comparison, mean_before, mean_after in found
    ]


def render_changes(changes: list[Change], before: Path, after: Path) -> str:
    """The changes as a table, with a sentence in words under it."""
    lines = [f"before  {_signature(before)}", f"after   {_signature(after)}"]
    for system in dict.fromkeys(change.system for change in changes):
        lines += ["", system, f"{'':18}{'before':>9}{'after':>9}{'change':>9}   95 % interval       p (Holm)   n"]
        lines += [_line(change) for change in changes if change.system == system]
    return "\n".join([*lines, "", _in_words(changes)])


def _read(folder: Path) -> ScoreTable:
    table = read_scores(folder)
    if table is None:
        raise UsageError(f"{folder} holds no finished run", "Make one with: python -m eval score ... -o FOLDER")
    return table


def _pairs(left: ScoreTable, right: ScoreTable) -> list[tuple[str, str, str]]:
    ours, theirs = ([name for name in table.values if name not in BASELINES] for table in (left, right))
    common = [(name, name, name) for name in ours if name in theirs]
    if not common and len(ours) == len(theirs) == 1:
        common = [(ours[0], theirs[0], f"{ours[0]} -> {theirs[0]}")]
    if not common:
        raise UsageError("the runs share no system", f"The first has {_named(ours)}; the second has {_named(theirs)}.")
    return common


def _named(systems: list[str]) -> str:
    return ", ".join(systems) or "baselines only"


def _paired(
    left: ScoreTable, one: str, right: ScoreTable, other: str, metric: str
) -> tuple[Comparison, tuple[float, float]] | None:
    before = dict(zip(left.ids, left.values[one].get(metric, ()), strict=False))
    after = dict(zip(right.ids, right.values[other].get(metric, ()), strict=False))
    ids = [name for name in before if not (isnan(before[name]) or isnan(after.get(name, nan)))]
    if not ids:
        return None
    old, new = [before[name] for name in ids], [after[name] for name in ids]
    return compare(new, old), (sum(old) / len(ids), sum(new) / len(ids))


def _line(change: Change) -> str:
    interval = change.comparison.difference
    bounds = f"[{interval.low:+.4f}, {interval.high:+.4f}]"
    values = f"{change.before:9.4f}{change.after:9.4f}{interval.mean:+9.4f}"
    return f"{change.metric:18}{values}   {bounds:18}  {change.p_holm:8.4f}{change.comparison.n:5}"


def _in_words(changes: list[Change]) -> str:
    sure = [change for change in changes if change.comparison.is_decided(change.p_holm)]
    if not sure:
        widest = next((change for change in changes if change.metric == "rouge1"), changes[0])
        return f"No difference is decided; {widest.comparison.n} articles show {widest.metric} differences from {_size(widest)}."
    named = (f"{c.system}'s {c.metric} {'rose' if c.comparison.difference.mean > 0 else 'fell'}" for c in sure)
    return f"Decided: {'; '.join(named)}."


def _size(change: Change) -> str:
    return f"{change.comparison.detectable:.4f}"


def _signature(folder: Path) -> str:
    try:
        return str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["signature"])
    except (OSError, json.JSONDecodeError, KeyError, TypeError):
        return folder.name
