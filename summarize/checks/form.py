"""Checks a point's form: one whole sentence of the right length that can be understood alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.checks.words import stem, word_set
from summarize.types import Finding, Length

LIMITS: dict[Length, tuple[int, int]] = {"short": (8, 14), "full": (9, 22)}
"""The fewest and the most words of a point."""
NEARLY: dict[Length, int] = {"short": 0, "full": 2}
"""By so many words a point may be too long, where that wins much; of the news a full one is told in place of a short one."""

_POINTING = word_set("he she it they this that these those his her hers its their theirs him them i we you my our your us")
_POINTING_NOUN = re.compile(
    r"(?:The (?:move|decision|plan|news|announcement|comments?|remarks|incident|ruling|statement|former|latter|pair|duo|trio)"
    r"|(?:Such|This|That|These|Those) \w+|Both|Another|Others|The (?:other|same) \w+)\b"
    r" (?!of\b|to\b|that\b|by\b|at\b|in\b|on\b|over\b|from\b)"
)
_COMPLETE_OPENING = re.compile(
    r"(?:This|That) (?:year|week|month|season|summer|winter|spring|fall|weekend)\b|Th(?:ose|ese) (?:who|with|in|of)\b"
    r"|It (?:is|was|remains|remained) (?:\w+ ){0,2}(?:that|who|whether|if|how|what|why|when)\b"
)
_OPEN_END = word_set(
    "a an the of at by for with from to into onto between among against about during until than as and or but nor if because "
    "where which who whose although unless whether its their our my your very"
)
_REPEATED = re.compile(r"(?<![\w'’])(\w+) (\1)(?!\w)", re.IGNORECASE)
_MAY_REPEAT = frozenset({"had", "that"})
_INNER_STOP = re.compile(r"\b([\w.]+)[.?!][”\"’']? (?=[A-Z“\"])")
_ABBREVIATIONS = word_set(
    "st mr mrs ms dr jr sr no vs lt sen sens rep reps gov govs gen rev col sgt capt maj cmdr adm cpl supt hon prof det "
    "jan feb aug sept oct nov dec inc corp co ltd ft mt ave blvd calif fla ill mass mich minn pa tenn tex va wis ariz "
    "ala ark colo conn del ga ind kan ky la md mo mont neb nev okla ore wash wyo u.s u.k u.n p.m a.m d.c n.y n.j n.c s.c"
)
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_VERBS = word_set(
    "is are was were be been am has have had do does did can could will would shall should may might must says said 's 're"
)
_ENDED = re.compile(r"\.[”\"’')]?$|[?!][”\"’']\.?$")


def nearly_fits(point: str, length: Length) -> bool:
    """Tell whether a point has as many words as its length asks for, or hardly more (``NEARLY``)."""
    fewest, most = LIMITS[length]
    return fewest <= len(point.split()) <= most + NEARLY[length]


def check_form(point: str, *, length: Length) -> tuple[Finding, ...]:
    """Return what is wrong with a point's form; an error is what an editor would not print, a warning what can stand.

    Args:
        point: the sentence to be printed.
        length: the length that was asked for.
    """
    return tuple(
        finding
        for check in (_check_sentence, _check_length, _check_pointing, _check_end, _check_marks, _check_repeats, _check_verb)
        for finding in check(point, length)
    )


def _check_sentence(point: str, length: Length) -> Iterator[Finding]:
    """One sentence that begins with a capital or a digit and ends with a full stop."""
    first = point.lstrip("\"'“‘$£€(")[:1]
    if not (first.isupper() or first.isdigit() or re.match(r"[a-z]+[A-Z]", point)):
        yield _finding("error", "the point does not begin with a capital or a digit", (0, min(1, len(point))))
    if not _ENDED.search(point):
        yield _finding("error", "the point does not end with a full stop", (max(0, len(point) - 1), len(point)))
    for inner in _INNER_STOP.finditer(point):
        if inner[1].lower() not in _ABBREVIATIONS and not _INITIALS.fullmatch(inner[1]):
            yield _finding("error", "the point is more than one sentence", inner.span())


def fits(point: str, length: Length) -> bool:
    """Tell whether a point has as many words as its length asks for."""
    fewest, most = LIMITS[length]
    return fewest <= len(point.split()) <= most


def _check_length(point: str, length: Length) -> Iterator[Finding]:
    count = len(point.split())
    fewest, most = LIMITS[length]
    if not fits(point, length):
        yield _finding("warning", f"{count} words, where a {length} point has {fewest} to {most}")


def _check_pointing(point: str, length: Length) -> Iterator[Finding]:
    """No word at the start that points back to a sentence that the reader does not see."""
    opening = re.match(r"[\"“'‘]?(?!US\b)([A-Za-z]+)(?:['’]\w+)?", point)
    noun = _POINTING_NOUN.match(point)
    if opening and not point.startswith(('"', "“", "‘", "'")) and opening[1].lower() in _POINTING and not _names_itself(point):
        yield _finding("error", f"'{opening[0]}' at the start points to nothing", opening.span())
    elif noun and not _names_itself(point):
        yield _finding("warning", f"'{noun[0].strip()}' at the start may point to nothing", (0, len(noun[0].rstrip())))


def _names_itself(point: str) -> bool:
    """Tell whether an opening "this", "that" or "it" needs nothing before it ("This year", "It is clear that")."""
    return bool(_COMPLETE_OPENING.match(point))


def _check_end(point: str, length: Length) -> Iterator[Finding]:
    last = re.search(r"([\w'’]+)\W*$", point)
    if last and last[1] in _OPEN_END and not point.endswith(("”", '"', "’", "'")):
        yield _finding("error", f"the point breaks off after '{last[1]}'", last.span(1))


def _check_marks(point: str, length: Length) -> Iterator[Finding]:
    """Every quotation mark and bracket that opens also closes."""
    straight = len(re.findall(r"\"", point))
    curly = point.count("“") != point.count("”")
    if straight % 2 or curly or point.count("(") != point.count(")"):
        at = max(point.find(mark) for mark in '"“”()')
        yield _finding("error", "a quotation mark or bracket stands alone", (at, at + 1))


def _check_repeats(point: str, length: Length) -> Iterator[Finding]:
    for match in _REPEATED.finditer(point):
        if match[1].lower() not in _MAY_REPEAT and not (match[1] == match[2] and match[1][0].isupper()):
            yield _finding("error", f"'{match[2]}' stands twice", match.span())


def _check_verb(point: str, length: Length) -> Iterator[Finding]:
    """A sentence has a verb; only points without any word that could be one are named."""
    for word in re.findall(r"(?<=[ \"“])[a-z][\w'’]*", point):
        if word in _VERBS or "'" in word or "’" in word or stem(word) != word or (len(word) > 3 and word.endswith("ed")):
            return
    yield _finding("warning", "the point seems to have no verb")


def _finding(severity: str, message: str, span: tuple[int, int] | None = None) -> Finding:
    return Finding(check="form", severity="error" if severity == "error" else "warning", message=message, span=span)
