"""Calls people by their full name where a box first speaks of them, as far as the length of its points allows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.checks.form import fits
from summarize.mentions import TITLES, Mention, find_mentions
from summarize.shortening.antecedents import CALLINGS, first_names
from summarize.shortening.tokens import split_tokens
from summarize.shortening.words import tag_tokens
from summarize.types import Document, Length

_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")
_WORDS = re.compile(r"\w+")
_PART = r"[A-Z][\w’'.]+(?:-[A-Z]\w+)?"
_NAME = re.compile(rf"{_PART}(?: [A-Z]\.?| {_PART})? {_PART}")


def introduce(points: Sequence[str], document: Document, length: Length) -> list[str]:
    """Return a box's points, in which the first that calls somebody by the last name alone has the full name if that fits.

    Args:
        points: the box's points, in order.
        document: the article, which tells the full names.
        length: the length that the points keep to.
    """
    people, introduced, known = known_people(document), list[str](), set[str]()
    for point in points:
        for last in [last for last in people if last in point and last not in known]:
            named = _named(point, last, people[last])
            point = named if fits(named, length) else point
        introduced.append(point)
        known.update(_WORDS.findall(point))
    return introduced


def known_people(document: Document) -> dict[str, str]:
    """Return the last names of those whom an article calls by one full name, which something shows to be a person's."""
    text = " ".join(sentence.text for sentence in document.sentences)
    names: dict[str, list[str]] = {}
    for sentence in document.sentences:
        for mention in find_mentions(sentence.text):
            if mention.kind == "name" and _NAME.fullmatch(mention.text):
                names.setdefault(mention.text.split()[-1], []).append(mention.text)
    return {
        last: found[0]
        for last, found in names.items()
        if len({name.split()[0] for name in found}) == 1 and _is_person(found[0], last, text)
    }


def _is_person(name: str, last: str, text: str) -> bool:
    """Tell whether a first name, "Mr.", an age or a calling shows that a name is somebody's."""
    if name.split()[0] in first_names() or re.search(rf"\b(?:Mr|Mrs|Ms)\.? {re.escape(last)}\b", text):
        return True
    called = "|".join((*(f"(?i:{calling})" for calling in CALLINGS.split()), *(rf"{title}\.?" for title in TITLES)))
    return bool(re.search(rf"\b(?:{called}) {re.escape(name)}\b|{re.escape(name)}, \d\d,", text))


def _named(point: str, last: str, name: str) -> str:
    """Return a point with the full name in place of the last, if that stands alone there and is nothing's modifier."""
    mentions = find_mentions(point)
    for mention in mentions:
        if mention.kind == "name" and mention.text == last and not any(_is_within(mention, other) for other in mentions):
            before = _HONORIFIC.sub("", point[: mention.start])
            if _modifies(point, mention) or before.endswith(f"{name.split()[-2]} "):
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
