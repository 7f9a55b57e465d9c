"""Finds dates that the article does not state, or does not state together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarize.checks.calendar import Date
from summarize.checks.source import Passage, SourceFacts
from summarize.types import Finding

_OPPOSITE = {("last", "next"), ("next", "last"), ("yesterday", "tomorrow"), ("tomorrow", "yesterday")}


def check_dates(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error for each date that the article does not state, a warning for one that stands far from the evidence."""
    near = [date for passage in (*facts.near(evidence), *facts.others) for date in passage.dates]
    cited = [date for passage in facts.cited(evidence) for date in passage.dates]
    for date in point.dates:
        if not _stated(date, facts.dates):
            if not _is_figure(date, facts):
                yield _finding(date, "error", f"the article does not say '{date.text}'", (*cited, *facts.dates))
        elif not _same_relation(date, facts.dates):
            opposite = _is_opposite(date, facts.dates)
            said = "says otherwise than" if opposite else "does not say"
            yield _finding(date, "error" if opposite else "warning", f"the article {said} '{date.text}'", facts.dates)
        elif replaced := _replaced(date, point.dates, cited):
            message = f"the evidence gives another date than '{date.text}'"
            span = (date.start, date.end)
            yield Finding(check="dates", severity="error", message=message, span=span, nearest=replaced.text)
        elif evidence and not _stated(date, near):
            yield _finding(date, "warning", f"'{date.text}' stands far from the evidence", facts.dates)


def _replaced(date: Date, said: Sequence[Date], cited: Sequence[Date]) -> Date | None:
    """Return the evidence's date if it is one of the same kind in place of this one, such as another weekday."""
    kind = _kind(date)
    known = [other for other in cited if _kind(other) == kind]
    if not known or _stated(date, cited) or any(_stated(other, said) for other in known):
        return None
    return known[0]


def _kind(date: Date) -> tuple[bool, ...]:
    return (
        date.weekday is None,
        date.month is None,
        date.day is None,
        date.year is None,
        date.decade is None,
        date.stretch == "",
    )


def _stated(date: Date, others: Iterable[Date]) -> bool:
    """Tell whether dates of the article hold every part of this one, day with month and month with year."""
    known = list(others)
    if date.stretch:
        return True
    if date.weekday is not None and not any(date.weekday == other.weekday for other in known):
        return False
    if date.decade is not None:
        return any(date.decade == (other.decade or (other.year or 0) // 10 * 10) for other in known)
    if date.day is not None:
        known = [other for other in known if (date.month, date.day) == (other.month, other.day)] if date.month else known
    elif date.month is not None:
        known = [other for other in known if date.month == other.month]
    if date.month is not None and not known:
        return False
    if date.year is None:
        return True
    if date.month is None:
        return any(date.year in {other.year, other.decade} for other in known)
    return any(other.year in {None, date.year} for other in known) and any(date.year == other.year for other in others)


def _same_relation(date: Date, others: Iterable[Date]) -> bool:
    """Tell whether "last", "next" and the like stand in the article too, before the same word."""
    if not date.relation:
        return True
    return any(other.relation == date.relation for other in others if _same_word(date, other))


def _same_word(one: Date, other: Date) -> bool:
    return (one.stretch, one.weekday, one.month, one.year) == (other.stretch, other.weekday, other.month, other.year)


def _is_opposite(date: Date, others: Iterable[Date]) -> bool:
    alike = [other for other in others if _same_word(date, other)]
    return bool(alike) and all((date.relation, other.relation) in _OPPOSITE for other in alike)


def _is_figure(date: Date, facts: SourceFacts) -> bool:
    """Tell whether what looks like a year stands in the article as a plain number."""
    return date.year is not None and date.month is None and date.weekday is None and float(date.year) in facts.numbers


def _nearest(date: Date, others: Iterable[Date]) -> str | None:
    def distance(other: Date) -> tuple[bool, bool, int, int]:
        years = abs((date.year or date.decade or 0) - (other.year or other.decade or 0))
        return (_kind(date) != _kind(other), date.month != other.month, years, abs((date.day or 0) - (other.day or 0)))

    nearest = min(others, key=distance, default=None)
    return nearest.text if nearest else None


def _finding(date: Date, severity: str, message: str, others: Iterable[Date]) -> Finding:
    return Finding(
        check="dates",
        severity="error" if severity == "error" else "warning",
        message=message,
        span=(date.start, date.end),
        nearest=_nearest(date, others),
    )
