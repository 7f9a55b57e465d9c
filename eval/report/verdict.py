"""Says in words which system to use, that this is not decided, and what the choice costs in faithfulness."""

from __future__ import annotations

from math import isnan, nan

from eval.report.ranking import METRIC, more_articles, points
from eval.report.records import Decision, Row
from eval.score import ScoreTable
from eval.statistics import Comparison, holm

FEW = 20
SHOWN = 0.0005
PRICE = "flagged"
MACHINE_MADE = "The references are machine-assisted: scores may favour text that is like a machine's."
UNMEASURED = "No figure here says how a bullet reads, nor proves it true: read the articles below before choosing."


def decide(table: ScoreTable, rows: tuple[Row, ...], baseline: str, *, machine_assisted: bool = False) -> Decision:
    """Which system to use, by paired tests against the baseline and against the best system's rivals.

    ``machine_assisted`` says that people did not write the references alone, which the verdict then declares.
    """
    references = MACHINE_MADE if machine_assisted else ""
    systems = [row for row in rows if row.kind == "system"]
    candidates = systems or [row for row in rows if row.kind == "baseline" and row.name != baseline]
    candidates = [row for row in candidates if row.name != baseline and row.difference]
    if not candidates:
        nothing = f"Not decided: there is nothing to compare with {baseline}."
        return Decision(sentence=nothing, decided=False, best=baseline, references=references)
    best = candidates[0]
    assert best.difference is not None
    rivals = _undecided_rivals(table, best.name, [row.name for row in candidates[1:]])
    sentence, decided = _sentence(best, best.difference, baseline, rivals, len(candidates))
    return Decision(
        sentence=sentence,
        decided=decided,
        best=best.name,
        tradeoff=_tradeoff(table, best, baseline, candidates[1:]),
        references=references,
        notes=_notes(candidates, best, best.difference),
    )


def _undecided_rivals(table: ScoreTable, best: str, names: list[str]) -> dict[str, Comparison]:
    compared = {name: found for name in names if (found := table.compare(best, name, METRIC))}
    corrected = holm({name: comparison.p for name, comparison in compared.items()})
    open_ones = {name: one for name, one in compared.items() if not one.is_decided(corrected[name])}
    return {name: comparison.corrected_for(len(compared)) for name, comparison in open_ones.items()}


def _sentence(best: Row, found: Comparison, baseline: str, rivals: dict[str, Comparison], n: int) -> tuple[str, bool]:
    size = points(abs(found.difference.mean))
    above = found.difference.mean > 0
    if not found.is_decided(best.p):
        who = f"{best.name}, the best of {n}," if n > 1 else best.name
        more = more_articles(found)
        where = f"{size} {'above' if above else 'below'} {baseline} ({_range(found)})"
        clear = not found.difference.low <= 0 <= found.difference.high
        corrected = f" after correction for {n} systems" if n > 1 and clear else ""
        return f"Not decided{corrected}: {who} is {where}{'; ' + more if more else ''}.", False
    if not above:
        return f"None of these: {'even ' if n > 1 else ''}{best.name} is {size} below {baseline}, and that is decided.", True
    if not rivals:
        return f"Use {best.name}: it is {size} above {baseline}{' and surely ahead of its rivals' if n > 1 else ''}.", True
    rival, comparison = next(iter(rivals.items()))
    more = more_articles(comparison)
    others = rival if len(rivals) == 1 else f"{len(rivals)} rivals"
    ahead = f"{points(comparison.difference.mean)} ahead of {rival} ({_range(comparison)})"
    gap = f"{best.name} is {size} above {baseline}, which is decided, but {ahead}{'; ' + more if more else ''}"
    return f"Not decided between {best.name} and {others}: {gap}.", False


def _range(comparison: Comparison) -> str:
    return f"95 % interval {100 * comparison.difference.low:+.1f} to {100 * comparison.difference.high:+.1f}"


def _tradeoff(table: ScoreTable, best: Row, baseline: str, rivals: list[Row]) -> str:
    """How often the checks name something in the bullets of the best system, the baseline, and a rival that surely has less."""
    compared = _price(table, best.name, baseline)
    if compared is None:
        return ""
    rates = f"{_rate(best)} % of {best.name}'s bullets and {_share(table.mean(baseline, PRICE))} % of {baseline}'s"
    if not compared.is_decided():
        found = f"In faithfulness no difference is decided: the checks name something in {rates}"
    elif compared.difference.mean > 0:
        found = f"That is a trade-off with faithfulness: the checks name something in {rates}"
    else:
        found = f"It costs no faithfulness that the checks see: they name something in {rates}"
    if _is_repaired(best):
        found += f" (but {best.name} was repaired until these same checks were silent, so its rate proves little)"
    gaps = {row.name: gap for row in rivals if (gap := _price(table, best.name, row.name))}
    corrected = holm({name: gap.p for name, gap in gaps.items()})
    less = [row for row in rivals if row.name in gaps and gaps[row.name].verdict(corrected[row.name]) == "better"]
    if less:
        least = min(less, key=lambda row: row.means[PRICE])
        found += f"; {least.name}, {points(_behind(best, least))} behind it, has {_rate(least)} %"
    return found + "."


def _is_repaired(row: Row) -> bool:
    """Whether the product wrote it: only the product counts its own findings, and mends what its checks name."""
    return not isnan(row.means.get("findings", nan))


def _price(table: ScoreTable, one: str, other: str) -> Comparison | None:
    known = all(PRICE in table.values[name] for name in (one, other))
    return table.compare(one, other, PRICE) if known else None


def _behind(best: Row, other: Row) -> float:
    return best.means[METRIC] - other.means[METRIC]


def _rate(row: Row) -> str:
    return _share(row.means[PRICE])


def _share(value: float) -> str:
    return f"{100 * value:.1f}"


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
    silent = [row.name for row in candidates if row.means["answered"] < 1]
    if silent:
        notes.append(f"Not every article was answered by {', '.join(silent[:4])}{' and others' if len(silent) > 4 else ''}.")
    return (*(note for note in notes if note), UNMEASURED)
