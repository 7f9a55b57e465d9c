"""Finds what a summary must not get wrong: names, numbers, dates and quotations, as spans of a sentence.

The writer's sources and the checks both stand on these spans, so that the names it is given are the names that are checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

Kind = Literal["name", "number", "date", "quotation"]

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT_MONTHS = r"Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
CALENDAR = frozenset(f"{MONTHS}|{WEEKDAYS}".lower().split("|"))
"""The months and weekdays in lower case, which are written like names."""
YEAR = r"(?:1[5-9]|20)\d\d"
SCALE = r"thousand|million|billion|trillion|m|bn|tn|k"
UNIT = r"%|percentage points?|percent|per cent"

DATE = re.compile(
    rf"\b(?:(?:{WEEKDAYS}),? )?(?:{MONTHS}|{SHORT_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d))?(?:,? {YEAR}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})(?:,? {YEAR}\b)?"
    rf"|\b(?:{WEEKDAYS})\b|(?<![\d$£€.,-]){YEAR}s?\b(?![.,]\d|%|-\d)"
)
NUMBER = re.compile(
    r"(?:(?:US|A|C|HK|NZ)?[$£€¥]\s?)?(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?"
    rf"(?:(?:st|nd|rd|th)\b|(?:[-–:/]\d+(?:\.\d+)?)+|[ -]?(?:{SCALE})\b)?(?:\s?(?:{UNIT}))?(?:\s?[ap]\.m\.)?"
)
QUOTATION = re.compile(r"“[^“”]{1,2000}”|(?<!\w)\"[^\"]{1,2000}\"(?!\w)")
CAPITAL = r"[A-Z\u00c0-\u00de][\w’'&.-]*"
_WORD = re.compile(r"[^\W_](?:[\w&]|[’'.-](?=\w)|\.(?=\w\.|\s+[A-Z]))*\.?|\S")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.)+$|(?:Jr|Sr|St|Mt|Ft)\.$")
_JOINERS = frozenset("of de la le el al bin ibn van von der den da di du and & for".split())
_WEAK_JOINERS = frozenset({"and", "for"})
TITLES = frozenset(
    "President Vice Sen Rep Gov Dr Mr Mrs Ms Prof Sir Lord Lady Dame Judge Justice Prime Minister Secretary Senator "
    "Congressman Congresswoman Governor Mayor Gen Lt Col Capt Sgt Maj General Colonel Captain Sergeant Chancellor King Queen "
    "Prince Princess Pope Detective Inspector Chief Officer Attorney Rev Representative Professor Director Speaker".split()
)
_NEVER = frozenset("I I’m I'm I’ve I've I’ll I'll I’d I'd A An The Mr Mrs Ms".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One name, number, date or quotation: ``text`` is the sentence's ``[start:end]`` (quotation marks included)."""

    kind: Kind
    start: int
    end: int
    text: str


@cache
def common_words() -> dict[str, bool]:
    """Return the words that news text writes in lower case: True for mostly, False for often."""
    lines = (Path(__file__).parent / "common_words.txt").read_text("utf-8").split()
    return {line.rstrip("*"): not line.endswith("*") for line in lines}


@lru_cache(maxsize=1 << 12)
def find_mentions(sentence: str) -> tuple[Mention, ...]:
    """Return the mentions in one sentence, by position; only quotations may hold other mentions."""
    found = [Mention(kind="quotation", start=m.start(), end=m.end(), text=m[0]) for m in QUOTATION.finditer(sentence)]
    taken: list[tuple[int, int]] = []
    for kind, pattern in (("date", DATE), ("number", NUMBER)):
        for match in pattern.finditer(sentence):
            if not any(start < match.end() and match.start() < end for start, end in taken) and not _modal(match, sentence):
                taken.append(match.span())
                found.append(Mention(kind=kind, start=match.start(), end=match.end(), text=match[0]))  # type: ignore[arg-type]
    for start, end in _names(sentence, taken):
        found.append(Mention(kind="name", start=start, end=end, text=sentence[start:end]))
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _modal(match: re.Match[str], sentence: str) -> bool:
    """Tell whether a bare "May" or "March" that opens a sentence is a word rather than a month."""
    return match[0] in {"May", "March"} and match.start() == 0


def _names(sentence: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of runs of capitalised words, less titles and sentence openers."""
    words = [m.span() for m in _WORD.finditer(sentence)]
    blocked = {start for start, end in words if any(a < end and start < b for a, b in taken)}
    runs: list[list[tuple[int, int]]] = []
    run: list[tuple[int, int]] = []
    pending: list[tuple[int, int]] = []
    for start, end in words:
        word = sentence[start:end]
        if start not in blocked and _is_capital(word):
            gap = sentence[run[-1][1] : start] if run else ""
            if run and (pending or gap in {" ", "-"}) and not _ends(sentence, run):
                run += [*pending, (start, end)]
            else:
                runs.append(run)
                run = [(start, end)]
            pending = []
        elif run and not pending and word in _JOINERS and not _weak(word, sentence, run):
            pending = [(start, end)]
        else:
            runs.append(run)
            run, pending = [], []
    runs.append(run)
    spans = (_trim(sentence, run) for run in runs if run)
    return [span for span in spans if span]


def _weak(word: str, sentence: str, run: list[tuple[int, int]]) -> bool:
    """Tell whether "and"/"for" joins two names rather than parts of one: only "Department of X and Y" holds together."""
    return word in _WEAK_JOINERS and not any(sentence[a:b] == "of" for a, b in run) and word != "for"


def _ends(sentence: str, run: list[tuple[int, int]]) -> bool:
    """Tell whether the run's last word closes it: a possessive, or a full stop that is neither an initial's nor a title's."""
    last = sentence[run[-1][0] : run[-1][1]]
    if last.endswith(("’s", "'s")):
        return True
    return last.endswith(".") and not _ABBREVIATION.search(last) and last.rstrip(".") not in TITLES


def _is_capital(word: str) -> bool:
    return word[0].isupper() and word not in _NEVER


def _opens(sentence: str, start: int) -> bool:
    """Tell whether a word stands where any word is capitalised: first, or after a quotation mark, colon or full stop."""
    before = sentence[:start].rstrip(" ‘'([–—-")
    return not before or before[-1] in "“\":.?!…•"


def _trim(sentence: str, run: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the run's span without titles, an opening common word, a possessive or a full stop; None if nothing is left."""
    while run and sentence[run[0][0] : run[0][1]].rstrip(".") in TITLES:
        run = run[1:]
    if run and _opens(sentence, run[0][0]):
        first = sentence[run[0][0] : run[0][1]]
        mostly = common_words().get(first.lower().removesuffix("’s").removesuffix("'s").rstrip("."))
        if mostly is True or (mostly is False and len(run) == 1):
            run = run[1:]
    while run and sentence[run[0][0] : run[0][1]] in _JOINERS | {"&"}:
        run = run[1:]
    if not run:
        return None
    start, end = run[0][0], run[-1][1]
    text = sentence[start:end]
    if text.endswith(("’s", "'s")):
        end -= 2
    elif text.endswith(".") and not _ABBREVIATION.search(text.split()[-1]):
        end -= 1
    return (start, end) if end > start and any(c.isalpha() for c in sentence[start:end]) else None
