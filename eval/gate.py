"""The quality gate: floors per suite, system and metric, which may rise but not fall unexplained.

Floors on the repository's own examples hold everywhere; those on other suites where their data is there.
"""

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


def read_floors(path: Path, suite: str = SUITE) -> Floors | None:
    """Read a suite's floors from a floors file; None where there are none yet.

    Raises:
        UsageError: the file is not what ``write_floors`` writes.
    """
    return _read_all(path).get(suite)


def write_floors(floors: Floors, path: Path, suite: str = SUITE) -> None:
    """Write a suite's floors as readable JSON into the file, beside those of the other suites.

    Raises:
        UsageError: the file is there and is no floors file, or cannot be written.
    """
    every = _read_all(path) | {suite: floors}
    try:
        path.write_text(json.dumps({name: asdict(one) for name, one in every.items()}, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def _read_all(path: Path) -> dict[str, Floors]:
    if not path.exists():
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Floors(data_digest=row["data_digest"], systems=row["systems"], regressions=tuple(row["regressions"]))
            for name, row in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path.name} is not a floors file ({type(error).__name__}: {error})") from error


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


def measure(systems: Sequence[str], suite: str = SUITE) -> tuple[str, Measured]:
    """The digest of a suite's examples, and each system's means of the gated metrics on them.

    Raises:
        QuickLooksError: the suite is unknown or its data missing, or a model is.
    """
    examples = read_suite(find_suite(suite))
    table = score_hypotheses({name: run_system(name, examples, "short") for name in systems}, examples, "short")
    means = {name: {metric: table.mean(name, metric) for metric in GATED} for name in systems}
    return table.digest, {name: {m: value for m, value in found.items() if not isnan(value)} for name, found in means.items()}


def run_gate(systems: Sequence[str], path: Path, *, suite: str = SUITE, update: bool = False, why: str | None = None) -> int:
    """Measure, compare with the floors and say what broke: 0 if nothing did, 1 otherwise.

    Raises:
        UsageError: there are no floors yet, the data is not what the floors were set on, or a reason without update.
    """
    if why and not update:
        raise UsageError("--allow-regression goes with --update")
    floors = read_floors(path, suite)
    if floors is None and not update:
        raise UsageError(f"{path.name} holds no floors for {suite}", "Set them with --update.")
    names = list(systems) or list(floors.systems if floors else ()) or ["extract"]
    digest, measured = measure(names, suite)
    if floors and floors.data_digest != digest:
        if not (update and why):
            changed = f"the data of {suite} has changed since the floors were set"
            raise UsageError(changed, 'Use --update --allow-regression "why".')
        floors = Floors(data_digest=digest, regressions=floors.regressions)
    floors = floors or Floors(data_digest=digest)
    broken = [] if why else broken_floors(floors, measured)
    if update:
        write_floors(raised_floors(floors, measured, why), path, suite)
    for line in broken:
        print(f"gate: {line}", file=sys.stderr)
    if not broken:
        n_values = sum(len(found) for found in measured.values())
        print(f"gate: {', '.join(names)} held {n_values} values on {suite} ({digest[:12]})")
    return 1 if broken else 0
