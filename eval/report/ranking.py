"""Ranks the systems of a score table and says in words which one to use, or that this is not decided."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

from eval.baselines import BASELINES
from eval.report.records import Decision, Kind, Row
from eval.score import ScoreTable, compare_systems
from eval.statistics import Comparison, holm
from summarize.errors import UsageError

METRIC = "rouge1"
METRIC_NAME = "ROUGE-1"
CEILINGS = frozenset({"evidence", "oracle"})
SURE = 0.05
FEW = 20
SHOWN = 0.0005


def kind_of(name: str) -> Kind:
    """A ceiling sees the reference, a baseline needs no model, everything else is a system."""
    if name in CEILINGS:
        return "ceiling"
    return "baseline" if name in BASELINES else "system"


def rank_systems(table: ScoreTable, baseline: str, flagged: Mapping[str, float]) -> tuple[Row, ...]:
    """One row a system, best first; ``flagged`` is added to the means where it is known.

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
        means |= {"flagged": flagged[name]} if name in flagged else {}
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


def decide(table: ScoreTable, rows: tuple[Row, ...], baseline: str) -> Decision:
    """Which system to use, by paired tests against the baseline and against the best system's rivals."""
    systems = [row for row in rows if row.kind == "system"]
    candidates = systems or [row for row in rows if row.kind == "baseline" and row.name != baseline]
    candidates = [row for row in candidates if row.name != baseline and row.difference]
    if not candidates:
        return Decision(sentence=f"Not decided: there is nothing to compare with {baseline}.", decided=False, best=baseline)
    best = candidates[0]
    assert best.difference is not None
    rivals = _undecided_rivals(table, best.name, [row.name for row in candidates[1:]])
    sentence, decided = _sentence(best, best.difference, baseline, rivals, len(candidates))
    return Decision(sentence=sentence, decided=decided, best=best.name, notes=_notes(candidates, best, best.difference))


def in_words(row: Row, baseline: str) -> str:
    """One sentence about a system against the baseline."""
    if row.difference is None:
        return f"{row.name} is what the others are compared with."
    size = points(abs(row.difference.difference.mean))
    if row.p < SURE:
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


def _undecided_rivals(table: ScoreTable, best: str, names: list[str]) -> dict[str, Comparison]:
    compared = {name: found for name in names if (found := table.compare(best, name, METRIC))}
    corrected = holm({name: comparison.p for name, comparison in compared.items()})
    return {name: comparison for name, comparison in compared.items() if corrected[name] >= SURE}


def _sentence(best: Row, found: Comparison, baseline: str, rivals: dict[str, Comparison], n: int) -> tuple[str, bool]:
    size = points(abs(found.difference.mean))
    above = found.difference.mean > 0
    if best.p >= SURE:
        low, high = 100 * found.difference.low, 100 * found.difference.high
        who = f"{best.name}, the best of {n}," if n > 1 else best.name
        more = more_articles(found)
        where = f"{size} {'above' if above else 'below'} {baseline} (95 % interval {low:+.1f} to {high:+.1f})"
        corrected = f" after correction for {n} systems" if n > 1 and not low <= 0 <= high else ""
        return f"Not decided{corrected}: {who} is {where}{'; ' + more if more else ''}.", False
    if not above:
        return f"None of these: {'even ' if n > 1 else ''}{best.name} is {size} below {baseline}, and that is decided.", True
    if not rivals:
        return f"Use {best.name}: it is {size} above {baseline}{' and surely ahead of its rivals' if n > 1 else ''}.", True
    rival, comparison = next(iter(rivals.items()))
    more = more_articles(comparison)
    others = f"{rival} and {len(rivals) - 1} more" if len(rivals) > 1 else rival
    gap = f"{best.name} is {points(comparison.difference.mean)} ahead of {rival}, which is not decided"
    return f"Use {best.name} or {others}: {best.name} is {size} above {baseline}, but {gap}{'; ' + more if more else ''}.", False


def _notes(candidates: list[Row], best: Row, comparison: Comparison) -> tuple[str, ...]:
    known = [row for row in candidates if not isnan(row.means["rouge1_cut"])]
    first = max(known, key=lambda row: row.means["rouge1_cut"]) if known else best
    shows = comparison.n >= FEW and comparison.detectable >= SHOWN
    notes = [f"{comparison.n} articles are enough for differences from {points(comparison.detectable)}." if shows else ""]
    if comparison.n < FEW:
        notes.append(f"So few articles decide little, and intervals from fewer than {FEW} are too narrow.")
    if len(candidates) > 1:
        notes.append(
            f"Cut to the reference's number of words, {best.name} still comes first."
            if first.name == best.name
            else f"Cut to the reference's number of words, {first.name} comes first: part of the difference is length."
        )
    if flagged := best.means.get("flagged"):
        notes.append(f"The checks name something in {100 * flagged:.0f} % of {best.name}'s bullets.")
    silent = [row.name for row in candidates if row.means["answered"] < 1]
    if silent:
        notes.append(f"Not every article was answered by {', '.join(silent[:4])}{' and others' if len(silent) > 4 else ''}.")
    return tuple(note for note in notes if note)


def _or_zero(value: float) -> float:
    return 0.0 if isnan(value) else value
