"""Takes a headline apart: what is told, who says so before or behind a colon, and what is no part of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarize.shortening.articles import opens_with_vowel
from summarize.shortening.lists import ROLES
from summarize.writing import decapitalise

_KICKER = re.compile(
    r"^(?:(?:exclusive|breaking(?: news)?|watch|updated?|video|live|latest|developing|just in|revealed|news)\s*[:|–—-]\s+)+",
    re.IGNORECASE,
)
_POLL = re.compile(
    r"(?P<by>(?:[A-Z][\w/.-]*\s+){0,3}(?:[Pp]olls?|[Ss]urvey|[Ss]tudy|[Rr]eport|[Ss]ources|POLL|STUDY|REPORT))\s*:\s+(?P<told>.+)"
)
_BEHIND = re.compile(r"(?P<told>.+?)\s*(?P<mark>[:|]|\s[–—-]+)\s+(?P<by>[^:|]{2,40})$")
_BEFORE = re.compile(r"(?P<by>[A-Z][^:'‘“\"]{1,40}):\s+(?P<told>\S.+)")
_SOURCE = re.compile(r"(?:new |[A-Z][\w/.-]*\s+){0,3}(polls?|survey|study|reports?|officials?|sources?|police)", re.IGNORECASE)
_FIRST = re.compile(r"; |(?<=[a-z]{3}\.) (?=[A-Z])")
_QUOTING = re.compile(r"(?<=\w): ['‘“\"].+['’”\"]$")
"""What a headline quotes behind what it tells."""
_OFFICE = re.compile(rf"(?:[\w’'.-]+ ){{0,3}}(?:{'|'.join(sorted(ROLES))}) (?:to|is|will|has|was)\b", re.IGNORECASE)
"""Behind a name this may be what that person is: "Helen Dorsey: Corwell mayor to run again"."""
_PARTED = re.compile(r":\s|\s\||\s[–—-]+\s")
_VERBS = {"poll": "finds", "survey": "finds", "study": "finds", "report": "says", "polls": "find"}
_SAID = r"(?:said|says|wrote|tweeted|added|argued|warned|explained|insisted|testified|announced|claimed)"


class Told(NamedTuple):
    """What a headline tells, and who says so: ``before`` as in "Calder says", ``behind`` as in "poll finds"."""

    text: str
    before: str = ""
    behind: str = ""


def told_part(title: str, text: str) -> Told | None:
    """Return what a headline tells and who says so, or None where its parts cannot be told apart.

    >>> told_part("Ferrin Poll: Voters Back Tunnel", "")
    Told(text='Voters Back Tunnel', before='', behind='a Ferrin poll finds')

    Args:
        title: the headline.
        text: the article's sentences, in which a speaker must be said to speak.
    """
    title = _KICKER.sub("", re.sub(r"\s+", " ", title).strip(), count=1)
    title = _QUOTING.sub("", _FIRST.split(title, maxsplit=1)[0].rstrip("."))
    if not _PARTED.search(title):
        return Told(title)
    if found := _POLL.fullmatch(title):
        return Told(found["told"], behind=_sourced(found["by"]))
    found = _BEHIND.fullmatch(title)
    if found and (_SOURCE.fullmatch(found["by"]) or (found["mark"] == ":" and speaks(found["by"], text))):
        return Told(found["told"], behind=_sourced(found["by"]))
    found = _BEFORE.fullmatch(title)
    if not found or not speaks(found["by"], text) or _OFFICE.match(found["told"]):
        return None
    return Told(found["told"], before=f"{found['by']} says")


def speaks(name: str, text: str) -> bool:
    """Tell whether an article says that somebody of a name said something."""
    last = re.escape(name.split()[-1])
    known = bool(re.fullmatch(r"(?:[A-Z][\w’'.-]*\s?){1,4}", name))
    before, behind = rf"\b{last}(?:,[^,.]{{3,40}},)? (?:{_SAID}|told|tells)\b", rf"\b{_SAID} (?:[A-Z][\w.]+ ){{0,3}}{last}\b"
    return known and bool(re.search(f"{before}|{behind}", text))


def _sourced(by: str) -> str:
    source = _SOURCE.fullmatch(by)
    if not source:
        return f"{by} says"
    kind, of = source[1].lower(), by[: source.start(1)]
    verb = _VERBS.get(kind, "say" if kind.endswith("s") or kind == "police" else "says")
    article = "" if kind.endswith("s") or kind == "police" else "an " if opens_with_vowel((of or kind).split()[0]) else "a "
    return f"{article}{decapitalise(of)}{kind} {verb}"
