"""Reads dates as newspapers write them: "Jan. 5" and "5 January" are one date, "last Friday" and "next Friday" are not."""

from __future__ import annotations

import re
from dataclasses import dataclass


def _words(text: str) -> list[str]:
    return text.split()


_MONTHS = _words("January February March April May June July August September October November December")
_WEEKDAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SHORT_MONTHS = _words("Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec")
_DIRECTION = {
    "last": "last",
    "past": "last",
    "previous": "last",
    "this": "this",
    "next": "next",
    "following": "next",
    "coming": "next",
}

_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT_MONTHS)})(?=\.|\s\d))\b\.?"
_WEEKDAY = "|".join(_WEEKDAYS)
_YEAR = r"(?:1[5-9]|20)\d\d"
_NO_DAY = r"(?![,.:]\d|%|[-–]\d|\s(?:percent|million|billion))"
_DATE = re.compile(
    rf"(?:\b(?P<relation>{'|'.join(_DIRECTION)}) )?(?:"
    rf"\b(?:(?P<weekday1>{_WEEKDAY}),? (?:the )?)?(?:"
    rf"(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month1>{_MONTH})(?:,? (?P<year1>{_YEAR})\b)?"
    rf"|(?P<month2>{_MONTH})(?: (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b{_NO_DAY})?(?:,? (?:of )?(?P<year2>{_YEAR})\b)?)"
    rf"|\b(?P<weekday2>{_WEEKDAY})s?\b"
    rf"|(?<![\w$£€.,-])(?:(?P<decade>{_YEAR})s|[’'](?P<short>\d0)s)\b"
    rf"|(?<![\w$£€.,])(?P<year3>{_YEAR})\b(?![.,]\d|%|:\d))"
)
_STRETCH = re.compile(
    rf"\b({'|'.join(_DIRECTION)}) (week|weekend|month|year|night|summer|winter|spring|fall|autumn|season)\b", re.IGNORECASE
)
_DAY_WORD = re.compile(r"\b(yesterday|today|tomorrow|tonight)\b", re.IGNORECASE)
_HINT = re.compile(rf"\d0s|\d{{4}}|{'|'.join(name[:3] for name in _MONTHS)}|day\b|days\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as it stands in ``text[start:end]``: whatever is not said is None (``relation`` and ``stretch`` are "")."""

    start: int
    end: int
    text: str
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    decade: int | None = None
    relation: str = ""
    stretch: str = ""


def read_dates(text: str) -> tuple[Date, ...]:
    """Return the dates, weekdays, years, decades and stretches such as "last week" in a text, by position."""
    found = []
    if _HINT.search(text):
        found = [_date(match) for match in _DATE.finditer(text) if not _is_word(match)]
    for match in _STRETCH.finditer(text):
        relation = _DIRECTION[match[1].lower()]
        found.append(Date(start=match.start(), end=match.end(), text=match[0], relation=relation, stretch=match[2].lower()))
    for match in _DAY_WORD.finditer(text):
        found.append(Date(start=match.start(), end=match.end(), text=match[0], relation=match[1].lower(), stretch="day"))
    return tuple(sorted(found, key=lambda date: date.start))


def _is_word(match: re.Match[str]) -> bool:
    """Tell whether "May" or "March" opens a sentence, where it is as likely a verb."""
    return match[0] in {"May", "March"} and match.string[: match.start()].rstrip(" \"“‘'")[-1:] in {"", ".", "?", "!"}


def _date(match: re.Match[str]) -> Date:
    month = match["month1"] or match["month2"]
    day = match["day1"] or match["day2"]
    year = match["year1"] or match["year2"] or match["year3"]
    weekday = match["weekday1"] or match["weekday2"]
    decade = match["decade"] or (f"19{match['short']}" if match["short"] else None)
    return Date(
        start=match.start(),
        end=match.end(),
        text=match[0],
        weekday=_WEEKDAYS.index(weekday) if weekday else None,
        month=next(number for number, name in enumerate(_MONTHS, 1) if name[:3] == month[:3]) if month else None,
        day=int(day) if day else None,
        year=int(year) if year else None,
        decade=int(decade) if decade else None,
        relation=_DIRECTION[match["relation"]] if match["relation"] else "",
    )
