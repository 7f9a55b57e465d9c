"""Finds figures that the article does not state: nothing is rounded, and a unit must fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import inf, log

from summarize.checks.source import Passage, SourceFacts
from summarize.checks.words import fold, stem, words
from summarize.types import Finding
from summarize.values import Number, fits, is_money, same_value

_CODE = re.compile(r"(?<![\w$£€-])(?:[A-Z][A-Za-z]*-?\d+[A-Za-z]*|\d+[A-Z]+\w*)\b")
_STRICT_UNITS = frozenset({"%", "point"})


def check_numbers(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error for each figure that the article does not state, a warning for one that stands far from the evidence."""
    near = (*facts.near(evidence, before=2, after=1), *facts.others)
    cited = facts.cited(evidence)
    for number in point.numbers:
        if number.unit == "code":
            continue
        replaced = _replaced(number, point, cited)
        if replaced:
            message = f"the evidence gives another figure than '{number.text}'"
            span = (number.start, number.end)
            yield Finding(check="numbers", severity="error", message=message, span=span, nearest=replaced.text)
        elif any(_supports(number, passage) for passage in near):
            continue
        elif _has_value(number, facts) and any(_supports(number, passage) for passage in (*facts.passages, *facts.others)):
            if evidence:
                yield _finding(number, "warning", f"'{number.text}' stands far from the evidence", facts)
        else:
            yield _finding(number, "error", f"'{number.text}' is not in the article", facts)


def check_codes(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error for each name with figures in it ("Covid-19", "A380") that the article does not hold."""
    for match in _CODE.finditer(point.text):
        code = fold(match[0]).replace("-", "")
        if code not in facts.phrase.replace(" ", ""):
            yield Finding(
                check="numbers", severity="error", message=f"'{match[0]}' is not in the article", span=match.span(), nearest=None
            )


def nearest_number(number: Number, candidates: Iterable[Number]) -> Number | None:
    """Return the number of the same unit that is closest in size, or of any unit where none has that one."""
    everything = list(candidates)
    alike = [other for other in everything if other.unit == number.unit] or everything
    return min(alike, key=lambda other: _distance(number, other), default=None)


def _replaced(number: Number, point: Passage, cited: tuple[Passage, ...]) -> Number | None:
    """Return the evidence's figure for the same thing, if it is another one and the point has it nowhere."""
    if not cited or any(_supports(number, passage) for passage in cited):
        return None
    things = _counted(point, number)
    others = ((passage, other) for passage in cited for other in passage.numbers)
    return next(
        (
            other
            for passage, other in others
            if _counted(passage, other) == things and not any(same_value(other, mine) for mine in point.numbers)
        ),
        None,
    )


def _counted(passage: Passage, number: Number) -> tuple[str, ...]:
    """Return the unit of a number and the word after it."""
    after = words(passage.text[number.end : number.end + 30])
    return (number.unit, *(stem(word) for word in after[:1]))


def _has_value(number: Number, facts: SourceFacts) -> bool:
    if any(value in facts.numbers for value in number.values) or number.unit in {"%", "part"}:
        return True
    return any(date.year in number.values or date.day in number.values for date in facts.dates)


def _supports(number: Number, passage: Passage) -> bool:
    """Tell whether a passage states a number; a bare number there may take its unit from elsewhere in the passage."""
    for other in passage.numbers:
        if fits(number, other) and not (_needs_unit(number) and other.unit == "" and not _has_unit(passage, number.unit)):
            return True
        if number.unit in _STRICT_UNITS and other.unit == "point" and same_value(number, other):
            return True
    return number.unit in {"", "nth"} and any({date.year, date.day} & set(number.values) for date in passage.dates)


def _needs_unit(number: Number) -> bool:
    return number.unit == "%" or is_money(number.unit)


def _has_unit(passage: Passage, unit: str) -> bool:
    return any(other.unit == unit for other in passage.numbers)


def _distance(one: Number, other: Number) -> float:
    a, b = one.values[0], other.values[0]
    return abs(log(a / b)) if a > 0 and b > 0 else (0.0 if a == b else inf)


def _finding(number: Number, severity: str, message: str, facts: SourceFacts) -> Finding:
    stated = (other for passage in (*facts.passages, *facts.others) for other in passage.numbers)
    nearest = nearest_number(number, stated)
    return Finding(
        check="numbers",
        severity="error" if severity == "error" else "warning",
        message=message,
        span=(number.start, number.end),
        nearest=nearest.text if nearest else None,
    )
