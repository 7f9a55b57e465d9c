"""The quality gate: floors per system and metric on the repository's own examples, which may rise but not fall unexplained."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from math import floor, isnan
from pathlib import Path

from eval.score import score_hypotheses
from eval.suites import find_suite, read_suite
from eval.systems import run_system
from summarize.errors import UsageError

SUITE = "examples"
MARGIN = 0.005
GATED = (
    "rouge1",
    "rouge2",
    "rougeLsum",
    "covered",
    "evidence_precision",
    "evidence_touched",
    "number_support",
    "trigram_support",
    "answered",
    "count_held",
    "one_sentence",
    "length_kept",
    "label_form",
    "label_unique",
)
Measured = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The lowest values allowed, by system and metric, for data of one digest; ``regressions`` says why any was lowered."""

    data_digest: str
    systems: dict[str, dict[str, float]] = field(default_factory=dict)
    regressions: tuple[str, ...] = ()


def read_floors(path: Path) -> Floors | None:
    """Read a floors file; None where there is none yet.

    Raises:
        UsageError: the file is not what ``write_floors`` writes.
    """
    if not path.exists():
        return None
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return Floors(data_digest=row["data_digest"], systems=row["systems"], regressions=tuple(row["regressions"]))
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UsageError(f"{path.name} is not a floors file ({type(error).__name__}: {error})") from error


def write_floors(floors: Floors, path: Path) -> None:
    """Write floors as readable JSON."""
    path.write_text(json.dumps(asdict(floors), indent=2) + "\n", encoding="utf-8")


def broken_floors(floors: Floors, measured: Measured) -> list[str]:
    """One line for every floor that a measured value falls below, or for which nothing was measured."""
    lines = []
    for system, found in measured.items():
        for metric, lowest in floors.systems.get(system, {}).items():
            value = found.get(metric)
            if value is None or value < lowest:
                lines.append(f"{system}: {metric} is {'missing' if value is None else f'{value:.3f}'}, its floor is {lowest:.3f}")
    return lines


def raised_floors(floors: Floors, measured: Measured, why: str | None = None) -> Floors:
    """Floors lifted to just under the measured values (``MARGIN`` for rounding on other machines); lowered only with a reason."""
    systems = {system: dict(lowest) for system, lowest in floors.systems.items()}
    for system, found in measured.items():
        old = systems.setdefault(system, {})
        for metric, value in found.items():
            new = max(0.0, floor((value - MARGIN) * 1000) / 1000)
            old[metric] = new if why else max(new, old.get(metric, 0.0))
    regressions = (*floors.regressions, why) if why else floors.regressions
    return replace(floors, systems=systems, regressions=regressions)


def measure(systems: Sequence[str]) -> tuple[str, Measured]:
    """The examples' digest, and each system's means of the gated metrics on them."""
    examples = read_suite(find_suite(SUITE))
    table = score_hypotheses({name: run_system(name, examples, "short") for name in systems}, examples, "short")
    means = {name: {metric: table.mean(name, metric) for metric in GATED} for name in systems}
    return table.digest, {name: {m: value for m, value in found.items() if not isnan(value)} for name, found in means.items()}


def run_gate(systems: Sequence[str], path: Path, *, update: bool = False, why: str | None = None) -> int:
    """Measure, compare with the floors and say what broke: 0 if nothing did, 1 otherwise.

    Raises:
        UsageError: there are no floors yet, the examples are not those that the floors were set on, or a reason without update.
    """
    if why and not update:
        raise UsageError("--allow-regression goes with --update")
    floors = read_floors(path)
    if floors is None and not update:
        raise UsageError(f"{path.name} is not there", "Write it with --update.")
    names = list(systems) or list(floors.systems if floors else ()) or ["extract"]
    digest, measured = measure(names)
    if floors and floors.data_digest != digest:
        if not (update and why):
            raise UsageError("the examples have changed since the floors were set", 'Use --update --allow-regression "why".')
        floors = Floors(data_digest=digest, regressions=floors.regressions)
    floors = floors or Floors(data_digest=digest)
    broken = [] if why else broken_floors(floors, measured)
    if update:
        write_floors(raised_floors(floors, measured, why), path)
    for line in broken:
        print(f"gate: {line}", file=sys.stderr)
    if not broken:
        print(f"gate: {', '.join(names)} held {sum(len(found) for found in measured.values())} values on {SUITE} ({digest[:12]})")
    return 1 if broken else 0
