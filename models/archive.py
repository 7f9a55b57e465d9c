"""Reads a newsroom's own archive, as ``python -m eval harvest`` writes it, and parts it by date: to train on, to know when to
stop, and the newest to measure on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

from eval.data import Example, read_examples
from models.corpora import opening
from summarize.errors import UsageError

LEAST_ARTICLES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The three parts of an archive, and how they were told apart, a line for each thing to know."""

    training: tuple[Example, ...]
    development: tuple[Example, ...]
    held_out: tuple[Example, ...]
    notes: tuple[str, ...]


def read_archive(path: Path, *, held_out: float, development: float) -> Archive:
    """Read a dataset and part it.

    Args:
        path: JSON lines with ``id``, ``document``, ``references`` and, best, ``published``.
        held_out: the share of the articles, the newest, that is only measured on.
        development: the share, the newest before these, that decides when to stop.

    Raises:
        UsageError: the file is missing or wrong, or holds too few articles.
    """
    examples = read_examples(path)
    if len(examples) < LEAST_ARTICLES:
        raise UsageError(f"{path} holds {len(examples)} articles", f"Fine-tuning needs {LEAST_ARTICLES} or more, better hundreds")
    return split_archive(examples, held_out=held_out, development=development)


def split_archive(examples: Sequence[Example], *, held_out: float, development: float) -> Archive:
    """Part articles by the day they were published; by a digest of their ids where that cannot be done, which a note says.

    A day is never divided. Articles without a date are only trained on, unless most have none; an article that begins like one
    of the other two parts is left out of training.
    """
    dated = sorted((day, _order(example), example.id, example) for example in examples if (day := published_day(example)))
    undated = [example for example in examples if not published_day(example)]
    cuts = _cuts([day for day, *_ in dated], held_out, development) if len(dated) > len(undated) else None
    if cuts is None:
        ordered = sorted(examples, key=_order)
        first, second = _places(len(ordered), held_out, development)
        notes = [f"parted by a digest of the ids: the dates of {len(dated)} of {len(examples)} articles do not tell new from old"]
        return _without_doubles(ordered[:first], ordered[first:second], ordered[second:], notes)
    first, second = cuts
    days = [day for day, *_ in dated]
    ordered = [example for *_, example in dated]
    notes = [f"parted by date: training to {days[first - 1]}, development from {days[first]}, held out from {days[second]} on"]
    if undated:
        notes.append(f"{len(undated)} articles without a date are only trained on")
    return _without_doubles([*ordered[:first], *undated], ordered[first:second], ordered[second:], notes)


def published_day(example: Example) -> str:
    """Return the day an article was published, as 2026-11-24; "" where it has none that can be read (ISO 8601 or RFC 5322)."""
    given = example.published.strip()
    try:
        return date.fromisoformat(given[:10]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(given).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _order(example: Example) -> str:
    return hashlib.sha256(example.id.encode()).hexdigest()


def _places(n: int, held_out: float, development: float) -> tuple[int, int]:
    """Return where the development part and the held-out part begin; neither is empty."""
    second = n - max(1, round(held_out * n))
    return second - max(1, round(development * n)), second


def _cuts(days: Sequence[str], held_out: float, development: float) -> tuple[int, int] | None:
    """Return where the two later parts begin when no day is divided; None where less than half would be left to train on."""
    first, second = _places(len(days), held_out, development)
    second = days.index(days[second])
    first = days.index(days[min(first, second - 1)]) if second else 0
    return (first, second) if 2 * first >= len(days) else None


def _without_doubles(
    training: Sequence[Example], development: Sequence[Example], held_out: Sequence[Example], notes: Sequence[str]
) -> Archive:
    """Leave out of training, and of development, what begins like an article of a later part."""
    measured = {opening(example.document) for example in held_out}
    stopping = [example for example in development if opening(example.document) not in measured]
    known = measured | {opening(example.document) for example in stopping}
    kept = [example for example in training if opening(example.document) not in known]
    doubles = len(training) + len(development) - len(kept) - len(stopping)
    told = [f"{doubles} articles left out: they begin like one of a later part"] if doubles else []
    return Archive(training=tuple(kept), development=tuple(stopping), held_out=tuple(held_out), notes=(*notes, *told))
