"""Tells who people are where a box first speaks of them, as far as the length of its points allows: full name and calling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from summarize.callings import callings
from summarize.checks.form import fits
from summarize.mentions import QUOTATION, TITLES, Mention, common_words, find_mentions
from summarize.shortening.antecedents import CALLINGS, first_names
from summarize.shortening.lists import ROLES, word_set
from summarize.shortening.tokens import split_tokens
from summarize.shortening.words import tag_tokens
from summarize.types import Document, Length

_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")
_COURTESY = re.compile(
    r"(?<!Mr\. and )(?<!Mr and )\b(Mr|Mrs|Ms)\.? (?=([A-Z][\w’'-]+))(?!(?:President|Speaker|Chairman|Justice)\b)"
)
_TITLES = "|".join(sorted(TITLES))
_CALLED = re.compile(rf"\b(?:(?i:{'|'.join(CALLINGS.split())})|(?:{_TITLES})\.?) $")
_ANOTHER = re.compile(rf"\b(?:a|an|another|any|no)(?: [a-z]+)* (?:{_TITLES})\.? $")
"""Behind this it is told what somebody is like: "a new President Renn"."""
_AGED = re.compile(r", \d\d,")
_BOUND = ROLES | word_set("a an the his her its their our this that former")
_NEAR = 40
_PART = r"[A-Z][\w’'.]+(?:-[A-Z]\w+)?"
_TITLED = re.compile(rf"^.*\b(?:{_TITLES})\.? (?=[A-Z][\w’'.-]* [A-Z])")
_NAME = re.compile(rf"{_PART}(?: [A-Z]\.?| {_PART})? {_PART}")


class People:
    """The people of an article who are known by one full name; each is looked at only when asked for."""

    def __init__(self, document: Document) -> None:
        """Collect the names of an article."""
        self._document, self._full = document, dict[str, str]()
        self._names: dict[str, list[str]] = {}
        for sentence in document.sentences:
            for mention in find_mentions(sentence.text):
                name = _TITLED.sub("", mention.text)
                if mention.kind == "name" and _NAME.fullmatch(name):
                    self._names.setdefault(name.split()[-1], []).append(name)

    def full_name(self, last: str) -> str:
        """Return the full name that goes with a last one, or "" where several do or nothing shows that it is a person's."""
        if last not in self._full:
            found = self._names.get(last, [])
            known = len({name.split()[0] for name in found}) == 1 and _is_person(found[0], last, self._text)
            self._full[last] = found[0] if known and not self._is_other(found[0], last) else ""
        return self._full[last]

    def _is_other(self, name: str, last: str) -> bool:
        """Tell whether the last name alone is a president's, who is never called so by the full name: his son's, perhaps."""
        return f"President {last}" in self._text and f"President {name}" not in self._text

    @cached_property
    def known(self) -> str:
        """Headline and first sentence: whom they name needs no introduction."""
        return " ".join((self._document.title or "", *(sentence.text for sentence in self._document.sentences[:1])))

    @cached_property
    def _text(self) -> str:
        return " ".join(sentence.text for sentence in self._document.sentences)

    def callings(self, name: str) -> list[str]:
        """Return what the article says that somebody is, as it may stand before the full name (``callings``)."""
        return callings(name, (sentence.text for sentence in self._document.sentences))

    @cached_property
    def _courtesies(self) -> dict[str, set[str]]:
        """The last names that "Mr." and the like stand before, with which of these."""
        found: dict[str, set[str]] = {}
        for title, name in _COURTESY.findall(self._text):
            found.setdefault(name.removesuffix("’s").removesuffix("'s"), set()).add(title)
        return found

    def without_courtesy(self, sentence: str) -> str:
        """Return a sentence without "Mr.", "Mrs." and "Ms.", but in quotations and where two people are told apart by them."""
        quoted, end = set[int](), 0
        for token in split_tokens(sentence):
            start = sentence.index(token.text, end)
            end = start + len(token.text)
            quoted |= {start} if token.quoted else set()

        def shortened(match: re.Match[str]) -> str:
            several = len(self._courtesies.get(match[2].removesuffix("’s").removesuffix("'s"), ())) > 1
            return match[0] if several or match.start() in quoted else ""

        return _COURTESY.sub(shortened, sentence)


@lru_cache(maxsize=64)
def people_of(document: Document) -> People:
    """Return an article's people."""
    return People(document)


def introduce(points: Sequence[str], document: Document, length: Length) -> list[str]:
    """Return a box's points, in which the first that speaks of somebody has the full name, and what they are, if that fits.

    Args:
        points: the box's points, in order.
        document: the article, which tells the full names.
        length: the length that the points keep to.
    """
    people, introduced = people_of(document), list[str]()
    for point in points:
        before = " ".join(introduced)
        new = [one for one in find_mentions(point) if not re.search(rf"\b{re.escape(one.text)}\b", before)]
        names = {mention.text: people.full_name(mention.text) for mention in new}
        for last, name in names.items():
            named = _named(point, last, name) if name else point
            point = named if fits(named, length) else point
        for mention in new:
            if mention.kind == "name":
                called = _called(point, names[mention.text] or _TITLED.sub("", mention.text), people)
                point = next((text for text in called if fits(text, length)), point)
        introduced.append(point)
    return introduced


def _called(point: str, name: str, people: People) -> Iterator[str]:
    """Yield a point with what somebody is before the full name, if it has that and no word that belongs to it before it."""
    spoken = QUOTATION.sub(lambda quoted: "_" * len(quoted[0]), point)
    start = spoken.find(name) if " " in name and name.split()[-1] not in people.known else -1
    before = point[:start].split()[-1:] if start > 0 else []
    if start < 0 or (before and (before[0][:1].isupper() or before[0] in _BOUND)):
        return
    for calling in people.callings(name):
        if calling.lower() not in point.lower():
            yield f"{point[:start]}{calling if before else calling[0].upper() + calling[1:]} {point[start:]}"


def _is_person(name: str, last: str, text: str) -> bool:
    """Tell whether a first name, "Mr.", an age or a calling shows that a name is somebody's.

    A first name does not where the last is a usual word as well: "House Republicans", "Washington Post".
    """
    usual = bool({last.lower(), last.lower().removesuffix("s")} & common_words().keys())
    if (name.split()[0] in first_names() and not usual) or re.search(rf"\b(?:Mr|Mrs|Ms)\.? {re.escape(last)}\b", text):
        return True
    starts = (found.start() for found in re.finditer(rf"\b{re.escape(name)}\b", text))
    return any(_CALLED.search(text[max(0, start - _NEAR) : start]) or _AGED.match(text, start + len(name)) for start in starts)


def _named(point: str, last: str, name: str) -> str:
    """Return a point with the full name in place of the last, if that stands alone there and is nothing's modifier."""
    mentions = find_mentions(point)
    for mention in mentions:
        if mention.kind == "name" and mention.text == last and not any(_is_within(mention, other) for other in mentions):
            before = _HONORIFIC.sub("", point[: mention.start])
            if _modifies(point, mention) or before.endswith(f"{name.split()[-2]} ") or _ANOTHER.search(before):
                return point
            return before + name + point[mention.end :]
    return point


def _is_within(mention: Mention, other: Mention) -> bool:
    return other.kind == "quotation" and other.start <= mention.start < other.end


def _modifies(point: str, mention: Mention) -> bool:
    """Tell whether a name belongs to what stands beside it, as in "the Trump plan" or "Trump-era"."""
    tokens, end = split_tokens(point), 0
    tags = tag_tokens(tokens)
    for place, token in enumerate(tokens):
        end = point.find(token.text, end) + len(token.text)
        if end >= mention.end:
            possessive = point[mention.end : end] in {"'s", "’s"}
            apart = possessive or (end == mention.end and tags[place : place + 2] not in {"MN", "MM"})
            return not apart or (place > 0 and tags[place - 1] == "D")
    return True
