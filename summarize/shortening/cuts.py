"""Finds what a sentence can lose inside its main clause: parentheses, appositives, titles, days and fillers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.shortening.lists import CONNECTIVES, FILLERS, PHRASES, ROLES, SPEECH, word_set
from summarize.shortening.openers import find_openers
from summarize.shortening.spans import Cut, depth_zero
from summarize.shortening.tokens import Token
from summarize.shortening.words import WEEKDAYS, has_finite, lowers

_TIME_NOUNS = word_set("morning afternoon evening night")
_PERIODS = word_set("week month year night weekend")
_TITLE_ABBREVIATIONS = word_set("sen. rep. gov. dr. mr. mrs. ms. prof. gen. lt. col. capt. sgt. rev. sir")


def find_inner_cuts(tokens: Sequence[Token], tags: str, lead: int = 0) -> list[Cut]:
    """Return the cuts before and inside the main clause, which begins after ``lead`` tokens ("Smith says")."""
    commas = depth_zero(tokens, tags)
    openers = list(find_openers(tokens, tags, commas, lead))
    start = max((cut.last for cut in openers), default=lead)
    cuts = [*openers, *_brackets(tokens, tags), *_dash_pairs(tokens, tags)]
    cuts += _comma_pairs(tokens, tags, [comma for comma in commas if comma >= start], start)
    cuts += _days(tokens, tags)
    cuts += _occasions(tokens, tags)
    cuts += _titles(tokens, tags)
    cuts += [
        Cut(index, index + 1, 0.4)
        for index, token in enumerate(tokens)
        if index
        and not token.quoted
        and token.text in FILLERS
        and tags[index - 1] not in "D,(-q"
        and "’" not in token.text
        and tags[index + 1 : index + 2] not in ("", ".", ",", "C", "P", "#", "q")
        and lowers(tokens[index - 1]) not in ("not", "but")
    ]
    return cuts


def _brackets(tokens: Sequence[Token], tags: str) -> Iterator[Cut]:
    """Yield each pair of brackets outside quotations."""
    opened: list[int] = []
    for index, tag in enumerate(tags):
        if tokens[index].quoted:
            continue
        if tag == "(":
            opened.append(index)
        elif tag == ")" and opened:
            first = opened.pop()
            if not opened:
                yield Cut(first, index + 1, 0)


def _dash_pairs(tokens: Sequence[Token], tags: str) -> Iterator[Cut]:
    """Yield the words between two dashes."""
    dashes = [i for i, tag in enumerate(tags) if tag == "-" and not tokens[i].quoted and 0 < i < len(tags) - 1]
    if len(dashes) == 2 and dashes[0] >= 1:
        first, last = dashes
        if has_finite(tags, 0, first) or tags[last + 1] in "VXAP":
            yield Cut(first, last + 1, 0.6)


def _comma_pairs(tokens: Sequence[Token], tags: str, commas: list[int], start: int) -> Iterator[Cut]:
    """Yield what stands between two commas and may go with both: appositives, relative clauses, ages, connectives."""
    if start >= len(tokens):
        return
    opener = tags[start] in "PSGEAT" or tokens[start].text in WEEKDAYS
    for number, comma in enumerate(commas):
        if opener and number == 0:
            continue
        word = lowers(tokens[comma + 1]) if comma + 1 < len(tokens) else ""
        head = tags[comma + 1 : comma + 2]
        for later in commas[number + 1 : number + 4]:
            cost = _pair_cost(tokens, tags, comma, later, word, head)
            if cost >= 0:
                first = comma
                if cost and number > opener and not has_finite(tags, commas[number - 1], comma):
                    first = commas[number - 1]
                joined = cost == 0 and tags[later + 1 : later + 2] in tuple("WCGE")
                yield Cut(first, later if joined else later + 1, cost)
                break


def _pair_cost(tokens: Sequence[Token], tags: str, comma: int, later: int, word: str, head: str) -> float:
    """Return the cost of losing ``tokens[comma:later + 1]``, -1 where that is not safe."""
    size = later - comma - 1
    if not size > 0 or comma == 0:
        return -1
    if size <= 3 and (word in CONNECTIVES or word in {"too", "of", "for", "in"}) and not has_finite(tags, comma, later):
        phrase = (*(lowers(token) for token in tokens[comma + 1 : later]), ",")
        if phrase in PHRASES or (size == 1 and word in CONNECTIVES - {"and", "but", "so", "yet"}) or word == "too":
            return 0
    following = tags[later + 1 : later + 2]
    verb_next = following in ("X", "V") or (following == "A" and tags[later + 2 : later + 3] in ("V", "X"))
    if not verb_next or (has_finite(tags, 0, comma) and head != "W"):
        return -1
    if head == "W":
        return 0.6
    if head == "#" and size == 1:
        return 0.4
    if head in "DMNGEPJ" and not has_finite(tags, comma, later):
        return 0.8 if head in "DMN" else 1.0
    return -1


def _days(tokens: Sequence[Token], tags: str) -> Iterator[Cut]:
    """Yield days and times of day that tell when something was said or done: "on Friday", "Monday night", "last week"."""
    for index, token in enumerate(tokens):
        if token.quoted or index == 0:
            continue
        first, last = index, index + 1
        if token.text in WEEKDAYS:
            if last < len(tokens) and tokens[last].text in _TIME_NOUNS:
                last += 1
        elif token.text in {"last", "this", "earlier"} and last < len(tokens) and tokens[last].text in _PERIODS | {"this"}:
            last += 1
            if token.text == "earlier":
                if last >= len(tokens) or tokens[last].text not in _PERIODS:
                    continue
                last += 1
        else:
            continue
        if lowers(tokens[first - 1]) == "on":
            first -= 1
        if lowers(tokens[first - 1]) in {"late", "early", "later"}:
            first -= 1
        before, following = tags[first - 1 : first], tags[last : last + 1]
        if following in ("V", "X") and before not in ("N", "M"):
            continue
        if (first and before in tuple("VNMIE#RA") and following in ("", ".", "P", "T", "S", "R", "V", "X")) or (
            before == "V" and following in "DM"
        ):
            yield Cut(first, last, 0.35)


def _occasions(tokens: Sequence[Token], tags: str) -> Iterator[Cut]:
    """Yield where and when something was said, between the verb and its "that": "in an interview with CNN"."""
    for index in range(1, len(tags) - 2):
        if tags[index] in "PA#M" and lowers(tokens[index - 1]) in SPEECH - {"told", "tells"} and not tokens[index].quoted:
            end = next((i for i in range(index, len(tags)) if tags[i] in "SWXV,:;-q"), len(tags))
            if end < len(tags) and lowers(tokens[end]) == "that" and end - index > 1 and "C" not in tags[index:end]:
                yield Cut(index, end, 0.3)
            return


def _titles(tokens: Sequence[Token], tags: str) -> Iterator[Cut]:
    """Yield the titles and roles before a full name."""
    index = 0
    while index < len(tokens):
        if tags[index] not in "MN" or tokens[index].quoted:
            index += 1
            continue
        start = index
        while index < len(tokens) and tags[index] in "MN" and not tokens[index].quoted:
            index += 1
        roles = [i for i in range(start, index) if _is_role(lowers(tokens[i]), tags[i])]
        if not roles:
            continue
        name = roles[-1] + 1
        full = 2 <= index - name <= 3 and all(
            tags[i] == "M" and tokens[i].text[-2:] not in ("’s", "'s") for i in range(name, index - 1)
        )
        if full and (start == 0 or tags[start - 1] in "PVXC,IT") and "’" not in "".join(t.text for t in tokens[start:name]):
            yield Cut(start, name, 0.9 if name - start < 3 else 0.8)


def _is_role(word: str, tag: str) -> bool:
    return word in _TITLE_ABBREVIATIONS or word in ROLES
