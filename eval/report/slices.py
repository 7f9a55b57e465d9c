"""Means on parts of the data: a system that is best on the whole may not be best on long articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isnan, nan

from eval.data import Example
from eval.report.ranking import METRIC
from eval.report.records import Slice, SliceGroup
from eval.score import ScoreTable

_MOST, _LEAST = 12, 2
_FEW_YEARS = 2
_DATE = re.compile(r"\d{4}(?:-\d\d)?(?!\d)")


def slice_groups(table: ScoreTable, examples: Sequence[Example], names: Sequence[str]) -> tuple[SliceGroup, ...]:
    """Slices by the article's length in thirds and, where the data says them, by desk, source, topic and date of publication."""
    groups = [SliceGroup(name="Length of the article", slices=_by_length(table, examples, names))]
    for title, keys in (
        ("Desk", [example.desk for example in examples]),
        ("Source", [example.source for example in examples]),
        ("Topic", [example.topic for example in examples] if _repeats(examples) else []),
        ("Published", _periods([example.published for example in examples])),
    ):
        found = _by_key(table, keys, names)
        if len(found) > 1:
            groups.append(SliceGroup(name=title, slices=found))
    return tuple(groups)


def _repeats(examples: Sequence[Example]) -> bool:
    """Topics are slices only where they are kinds of articles; where each article has its own they are headings."""
    return 2 * len({example.topic for example in examples}) <= len(examples)


def _periods(dates: Sequence[str]) -> list[str]:
    """The year of each date, or its month where all are of one year or two; "" where none is given as 2026 or 2026-11-24."""
    found = [match[0] if (match := _DATE.match(date)) else "" for date in dates]
    n_years = len({date[:4] for date in found if date})
    return [date if n_years <= _FEW_YEARS and len(date) > 4 else date[:4] for date in found]


def _by_length(table: ScoreTable, examples: Sequence[Example], names: Sequence[str]) -> tuple[Slice, ...]:
    lengths = [len(example.document.split()) for example in examples]
    ordered = sorted(range(len(examples)), key=lambda number: lengths[number])
    n_parts = min(3, len(ordered))
    cuts = [round(part * len(ordered) / n_parts) for part in range(n_parts + 1)]
    parts = [ordered[cuts[part] : cuts[part + 1]] for part in range(n_parts)]
    return tuple(_slice(table, f"{lengths[part[0]]:,} to {lengths[part[-1]]:,} words", part, names) for part in parts)


def _by_key(table: ScoreTable, keys: Sequence[str], names: Sequence[str]) -> tuple[Slice, ...]:
    counts = {key: n for key in keys if key and (n := keys.count(key)) >= _LEAST}
    most = sorted(counts, key=lambda key: (-counts[key], key))[:_MOST]
    parts = {key: [number for number, other in enumerate(keys) if other == key] for key in sorted(most)}
    others = [number for number, key in enumerate(keys) if key not in parts]
    if parts and others:
        parts["others"] = others
    return tuple(_slice(table, key, numbers, names) for key, numbers in parts.items())


def _slice(table: ScoreTable, name: str, numbers: Sequence[int], names: Sequence[str]) -> Slice:
    means = {}
    for system in names:
        known = [value for number in numbers if not isnan(value := table.values[system][METRIC][number])]
        means[system] = sum(known) / len(known) if known else nan
    return Slice(name=name, n=len(numbers), means=means)
