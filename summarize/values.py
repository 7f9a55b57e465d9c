"""Turns numbers as newspapers write them into values that can be compared.

"1,300", "1.3 thousand" and "thirteen hundred" are one number. Nothing is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace


def _words(text: str) -> list[str]:
    return text.split()


SMALL_NUMBERS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _words(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_WORDS = {word: float(value) for value, word in enumerate(SMALL_NUMBERS)} | {word: 20.0 + 10 * i for i, word in enumerate(_TENS)}
_ORDINAL_VALUES = {word: float(value) for value, word in enumerate(_ORDINALS)} | {"thirtieth": 30.0, "fortieth": 40.0}
_ORDINAL_VALUES |= {"fiftieth": 50.0, "sixtieth": 60.0, "hundredth": 100.0}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_PARTS = {"half": 2.0, "third": 3.0, "quarter": 4.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "eighth": 8.0, "tenth": 10.0}
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_MEASURES = {
    "%": "%", "percent": "%", "pct": "%", "percentage-point": "point", "percentage": "%", "point": "point",
    "dollar": "$", "pound": "£", "euro": "€", "yen": "¥", "year": "year", "month": "month", "week": "week", "day": "day",
    "hour": "hour", "minute": "minute", "mile": "mile", "kilometer": "km", "kilometre": "km", "km": "km", "foot": "foot",
    "feet": "foot", "inch": "inch", "inche": "inch", "meter": "metre", "metre": "metre", "acre": "acre", "degree": "degree",
    "gallon": "gallon", "ton": "ton", "tonne": "ton", "cent": "cent",
}  # fmt: skip
_MONEY = frozenset("$£€¥")
_UNIT_WORDS = (
    r"percentage[ -]points?|percent(?:age)?|per cent|pct|points?|dollars?|pounds?|euros?|yen|years?|months?|weeks?|days?|hours?|"
    r"minutes?|miles?|kilomet(?:er|re)s?|km|f(?:oo|ee)t|inch(?:es)?|met(?:er|re)s?|acres?|degrees?|gallons?|tons?|tonnes?|cents?"
)
_CARDINAL = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_DIGITS = re.compile(
    r"(?P<money>(?:US|A|C|HK|NZ)?[$£€¥]\s?)?(?<![\w.,])(?P<glue>[A-Z][A-Za-z]*-?|[a-z]+)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<sign>\s?[½¼¾⅓⅔])?(?P<clock>[:.]\d\d(?=\s?[ap]\.?m\b)|:\d\d(?!\d))?(?P<ordinal>(?:st|nd|rd|th)\b)?"
    rf"(?:[ -]?(?P<scale>(?:{_SCALE}|mn|bn|tn|[kmb])\b(?!\.m)))?(?:\s?(?P<hour>[ap])\.?m\b\.?)?"
    rf"(?:[ -]?(?P<unit>%|(?:{_UNIT_WORDS})\b))?",
)
_SPELT = re.compile(
    rf"\b(?:(?P<half>half)(?: |-)an? (?P<of>million|billion|trillion|dozen)|(?P<top>an?|{_CARDINAL})[ -]"
    rf"(?P<part>halves|half|thirds?|"
    rf"quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)\b|(?P<lone>half)\b|"
    rf"(?P<cardinal>(?:an? (?=(?:{_SCALE})\b)|(?:{_CARDINAL})\b)(?:[ -]?(?:and )?(?:{_CARDINAL}|{_SCALE})\b)*)"
    rf"(?:-(?P<unitth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)?"
    rf"(?:[ -](?P<unit>%|(?:{_UNIT_WORDS})\b))?|(?P<ordinal>{'|'.join(sorted(_ORDINAL_VALUES, key=len, reverse=True))})\b)",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|our|my|your|this|that|for|in)|['’]s|s['’]|\d)[ -]$")
_LETTERS = re.compile(r"[A-Za-z]+")
_NUMBER_WORDS = frozenset(_WORDS) | frozenset(_ORDINAL_VALUES) | {"a", "an", "half"}
_BETWEEN = re.compile(
    r"\s?[-–—:/]\s?|,? (?:to|and|or|versus|vs\.?|against|but not more than|through|until) (?:[$£€¥]\s?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it stands in ``text[start:end]``; any of ``values`` is a right reading, ``unit`` is "" where none stands,
    "nth" for ordinals, "part" for fractions, "code" where letters stand before it ("A380").
    """

    start: int
    end: int
    text: str
    values: tuple[float, ...]
    unit: str = ""


def read_numbers(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Number, ...]:
    """Return the numbers in a text, in digits or in words, by position; those that touch a span in ``taken`` are left out."""
    found = [_from_digits(m) for m in _DIGITS.finditer(text)]
    found += _spelt_numbers(text)
    free = [n for n in found if not any(start < n.end and n.start < end for start, end in taken)]
    return _share_units(sorted(free, key=lambda number: number.start), text)


def same_value(one: Number, other: Number) -> bool:
    """Tell whether two numbers have a reading in common; 50 percent and one half have."""
    if not set(one.values).isdisjoint(other.values):
        return True
    if "%" in (one.unit, other.unit) and one.unit != other.unit:
        share, part = (one, other) if one.unit == "%" else (other, one)
        return part.unit == "part" and any(abs(a / 100 - b) < 1e-6 for a in share.values for b in part.values)
    return False


def fits(one: Number, other: Number) -> bool:
    """Tell whether two numbers can be the same figure: a reading in common, and no unit against another."""
    if not same_value(one, other):
        return False
    units = {one.unit, other.unit} - {"code"}
    return len(units) <= 1 or "" in units or units in ({"%", "part"}, {"nth", "part"})


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency."""
    return unit in _MONEY


def _spelt_numbers(text: str) -> list[Number]:
    found: list[Number] = []
    at = 0
    for word in _LETTERS.finditer(text):
        if word.start() < at or word[0].lower() not in _NUMBER_WORDS:
            continue
        match = _SPELT.match(text, word.start())
        if match:
            at = match.end()
            number = None if _is_adverb(match) else _from_words(match)
            found += [number] if number else []
    return found


def _is_adverb(match: re.Match[str]) -> bool:
    """Tell whether "first" or "second" counts nothing ("repeal first"), or "half" is a half-year or a half of play."""
    before = match.string[: match.start()].lower()
    if match[0].lower() in {"first", "second"}:
        return not _DETERMINED.search(before)
    return match[0].lower() == "half" and before.endswith(("first ", "second ", "first-", "second-"))


def _from_digits(match: re.Match[str]) -> Number:
    value = float(match["digits"].replace(",", ""))
    if match["sign"]:
        value += _SIGNS[match["sign"].strip()]
    if match["clock"]:
        value += int(match["clock"][1:]) / 100
    scale = (match["scale"] or "").lower()
    value = round(value * (_SCALES | _SHORT_SCALES).get(scale, 1.0), 6)
    unit = match["money"].strip()[-1] if match["money"] else _unit(match["unit"])
    if match["glue"]:
        return Number(start=match.start(), end=match.end(), text=match[0], values=(value,), unit="code")
    unit = "nth" if match["ordinal"] else f"{match['hour']}m" if match["hour"] else unit
    return Number(start=match.start(), end=match.end(), text=match[0], values=(value,), unit=unit)


def _from_words(match: re.Match[str]) -> Number | None:
    unit, values = "", ()  # type: tuple[str, tuple[float, ...]]
    if match["half"]:
        values = (_SCALES[match["of"].lower()] / 2,)
    elif match["part"]:
        top = _WORDS.get(match["top"].lower(), 1.0)
        name = match["part"].lower().replace("halves", "half").removesuffix("s")
        values, unit = (round(top / _PARTS[name], 6),), "part"
        if match["top"].lower() in {"a", "an"} and name in _ORDINAL_VALUES:
            values += (_ORDINAL_VALUES[name],)
    elif match["lone"]:
        values, unit = (0.5,), "part"
    elif match["ordinal"]:
        values, unit = (_ORDINAL_VALUES[match["ordinal"].lower()],), "nth"
    else:
        value = _cardinal(match["cardinal"].lower()) + _ORDINAL_VALUES.get((match["unitth"] or "").lower(), 0.0)
        unit = "nth" if match["unitth"] else _unit(match["unit"])
        if value == 1.0 and not unit:
            return None
        values = (value,)
    return Number(start=match.start(), end=match.end(), text=match[0], values=values, unit=unit)


def _cardinal(words: str) -> float:
    total = current = 0.0
    for word in re.split(r"[ -]+", words):
        if word in _WORDS:
            current += _WORDS[word]
        elif word in {"hundred", "dozen"}:
            current = max(current, 1.0) * _SCALES[word]
        elif word in _SCALES:
            total += max(current, 1.0) * _SCALES[word]
            current = 0.0
    return total + current


def _unit(words: str | None) -> str:
    if not words:
        return ""
    name = words.lower().replace("per cent", "percent")
    if name.startswith("percentage") and "point" in name:
        return "point"
    return _MEASURES[name if name in _MEASURES else name.removesuffix("s")]


def _share_units(numbers: Sequence[Number], text: str) -> tuple[Number, ...]:
    """Give the first number of "from 30 to 40 percent" or "$5-6 billion" the unit and the scale of the second as well."""
    shared = list(numbers)
    for i in range(len(shared) - 2, -1, -1):
        left, right = shared[i], shared[i + 1]
        if not _BETWEEN.fullmatch(text[left.end : right.start]):
            continue
        scale = _scale_word(right.text)
        if scale > 1 and not _scale_word(left.text) > 1:
            left = replace(left, values=(*left.values, *(round(value * scale, 6) for value in left.values)))
        if left.unit == "" and right.unit not in {"nth", "part"}:
            left = replace(left, unit=right.unit)
        elif right.unit == "" and is_money(left.unit):
            shared[i + 1] = replace(right, unit=left.unit)
        shared[i] = left
    return tuple(shared)


def _scale_word(text: str) -> float:
    match = re.search(rf"(?:\d[ -]?|\b)({_SCALE}|mn|bn|tn|[kmb])\b", text.lower())
    return (_SCALES | _SHORT_SCALES)[match[1]] if match else 1.0
