"""Finds what a sentence can lose inside its main clause: openers, parentheses, appositives, titles, days and fillers."""

from __future__ import annotations

from summarize.shortening.lists import word_set

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.shortening.tokens import Token
from summarize.shortening.words import FINITE, WEEKDAYS, has_finite, lowers

CONNECTIVES = word_set(
    "however meanwhile moreover furthermore still nevertheless nonetheless additionally also besides indeed overall "
    "instead thus therefore consequently finally importantly notably similarly likewise and but so yet then again "
    "well now first second third interestingly unfortunately fortunately clearly obviously certainly accordingly "
    "conversely separately elsewhere"
)
CONNECTIVE_PHRASES = (
    "in addition,|of course,|for example,|for instance,|as a result,|in fact,|in short,|on top of that,|in other words,|after all,|"
    "at the same time,|on the other hand,|in turn,|in the meantime,|by contrast,|in contrast,|above all,|to be sure,|in particular,|"
    "that said,|even so,|for now,|for his part,|for her part,|for its part,|for their part,|what ’s more,|as such,|in general,"
)
_PHRASES = tuple(tuple(phrase.replace(",", " ,").split()) for phrase in CONNECTIVE_PHRASES.split("|"))
RESTRICTIONS = word_set(
    "if unless until till only without except whether before provided providing under had were should not never no "
    "nor than rather even when whenever according had"
)
FILLERS = word_set(
    "also actually really very quite simply recently previously specifically essentially basically particularly "
    "eventually already truly duly meanwhile currently"
)
SPEECH = word_set(
    "said says say told tells added adds noted explained warned argued claimed wrote insisted stated reported "
    "acknowledged suggested recalled continued declared observed predicted testified announced alleged tweeted "
    "concluded writes notes argues explains believes reports warns cautioned concludes claims insists contends "
    "contend contended admitted thinks thought believe believed hopes hoped knows knew worries worried feels felt "
    "fear fears feared predict predicts argue warn expects confirmed revealed found finds shows showed means meant "
    "maintains suggests indicates indicated"
)
_TIME_NOUNS = word_set("morning afternoon evening night")
_PERIODS = word_set("week month year night weekend")
ROLES = word_set(
    "president senator representative governor mayor minister secretary director chief leader candidate attorney "
    "lawyer spokesman spokeswoman spokesperson professor economist analyst officer coach striker midfielder defender "
    "actor actress singer author chairman chairwoman executive congressman congresswoman adviser ambassador "
    "commissioner judge justice sheriff nominee prosecutor activist comedian star host journalist reporter historian "
    "strategist whip speaker consultant researcher founder"
)
_TITLE_ABBREVIATIONS = word_set("sen. rep. gov. dr. mr. mrs. ms. prof. gen. lt. col. capt. sgt. rev. sir")


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens ``first`` (included) to ``last`` (excluded) that may go; ``cost`` grows with what is lost, 0 always goes."""

    first: int
    last: int
    cost: float


def find_inner_cuts(tokens: Sequence[Token], tags: str, lead: int = 0) -> list[Cut]:
    """Return the cuts before and inside the main clause, which begins after ``lead`` tokens ("Smith says")."""
    commas = depth_zero(tokens, tags)
    cuts = [*_openers(tokens, tags, commas, lead), *_brackets(tokens, tags), *_dash_pairs(tokens, tags)]
    cuts += _comma_pairs(tokens, tags, commas, lead)
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


def depth_zero(tokens: Sequence[Token], tags: str) -> list[int]:
    """Return the places of the commas outside quotations and brackets."""
    commas, depth = [], 0
    for index, tag in enumerate(tags):
        if tag == "(":
            depth += 1
        elif tag == ")":
            depth = max(0, depth - 1)
        elif tag == "," and not depth and not tokens[index].quoted:
            commas.append(index)
    return commas


def _openers(tokens: Sequence[Token], tags: str, commas: list[int], lead: int) -> Iterator[Cut]:
    """Yield the connective and the adverbial phrase or clause that stand before the subject."""
    start = lead
    while start < len(tokens) and not tokens[start].quoted:
        step = _connective(tokens, tags, start)
        if not step:
            break
        yield Cut(lead, start + step, 0)
        start += step
    if start >= len(tokens) or tokens[start].quoted:
        return
    cost = _opener_cost(tokens, tags, start)
    end = _opener_end(tokens, tags, start, commas) if cost else 0
    if end:
        weight = sum(tokens[i].is_word for i in range(start, end))
        yield Cut(lead, end + 1, cost + 0.03 * weight)


def _connective(tokens: Sequence[Token], tags: str, start: int) -> int:
    """Return how many tokens of connective open the sentence at ``start``."""
    word = lowers(tokens[start])
    follow = tags[start + 1 : start + 2]
    if word in CONNECTIVES and follow == ",":
        return 2
    if (
        word in {"but", "and", "so", "yet"}
        and follow
        and follow not in ".,#"
        and (word != "so" or follow not in "AP")
        and has_finite(tags, start + 1, len(tags))
    ):
        return 1
    words = tuple(lowers(token) for token in tokens[start : start + 5])
    return next((len(phrase) for phrase in _PHRASES if words[: len(phrase)] == phrase), 0)


def _opener_cost(tokens: Sequence[Token], tags: str, start: int) -> float:
    """Return what losing the opening phrase costs; 0 where the sentence has none that may go."""
    word, tag = lowers(tokens[start]), tags[start]
    if word in RESTRICTIONS or any(lowers(t) in {"only", "not", "if"} for t in tokens[start : start + 3]):
        return 0.0
    if word in {
        "on",
        "earlier",
        "last",
        "later",
        "speaking",
        "asked",
        "flanked",
        "turning",
        "while",
        "although",
        "though",
        "despite",
    }:
        return 0.5
    if word in {
        "in",
        "at",
        "during",
        "after",
        "as",
        "amid",
        "following",
        "with",
        "since",
        "over",
        "throughout",
        "for",
        "because",
    }:
        return 0.8
    if tag in "PGEST" or tokens[start].text in WEEKDAYS:
        return 1.0
    return 0.7 if tag == "A" and word.endswith("ly") and word not in {"reportedly", "allegedly"} else 0.0


def _opener_end(tokens: Sequence[Token], tags: str, start: int, commas: list[int]) -> int:
    """Return the place of the comma that ends the opening phrase, 0 if there is none to be sure of."""
    inside = [comma for comma in commas if comma > start][:6]
    for number, comma in enumerate(inside):
        after = comma + 1
        if after >= len(tags) or comma - start > 40:
            break
        if tags[after] not in "DMRN#JEGA" or (tags[after] == "E" and tags[after + 1 : after + 2] in ("P", "S", "A")):
            continue
        stops = [*inside[number + 1 :], len(tags)]
        first = tags[after : stops[0]]
        if any(tag in FINITE for tag in first.split("W")[0]):
            return comma
        if tags[after] in "DMN" and first[-1] in "MN" and not _is_place(tags, after, stops[0]) and _verb_after(tags, stops):
            return comma
    return 0


def _verb_after(tags: str, stops: Sequence[int]) -> bool:
    """Tell whether the subject's verb follows one of the next two commas, behind an appositive or relative clause."""
    aside = tags[stops[0] + 1 : stops[0] + 2] in ("W", "D", "M", "N")
    return aside and any(tags[stop + 1 : stop + 2] in ("V", "X") for stop in stops[1:3])


def _is_place(tags: str, start: int, stop: int) -> bool:
    """Tell whether a single name or number between commas goes with the word before it: "Austin, Texas," or "May 3, 2020,"."""
    return stop - start <= 2 and tags[start] in "M#" and start >= 2 and tags[start - 2] in "M#"


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


def _comma_pairs(tokens: Sequence[Token], tags: str, commas: list[int], lead: int) -> Iterator[Cut]:
    """Yield what stands between two commas and may go with both: appositives, relative clauses, ages, connectives."""
    opener = tags[lead : lead + 1] in tuple("PSGEAT") or tokens[lead].text in WEEKDAYS
    for number, comma in enumerate(commas):
        if opener and number == 0:
            continue
        word = lowers(tokens[comma + 1]) if comma + 1 < len(tokens) else ""
        head = tags[comma + 1 : comma + 2]
        for later in commas[number + 1 : number + 4]:
            cost = _pair_cost(tokens, tags, comma, later, word, head)
            if cost >= 0:
                joined = cost == 0 and tags[later + 1 : later + 2] in tuple("WCGE")
                yield Cut(comma, later if joined else later + 1, cost)
                break


def _pair_cost(tokens: Sequence[Token], tags: str, comma: int, later: int, word: str, head: str) -> float:
    """Return the cost of losing ``tokens[comma:later + 1]``, -1 where that is not safe."""
    size = later - comma - 1
    if not 0 < size or comma == 0:
        return -1
    if size <= 3 and (word in CONNECTIVES or word in {"too", "of", "for", "in"}) and not has_finite(tags, comma, later):
        phrase = (*(lowers(token) for token in tokens[comma + 1 : later]), ",")
        if phrase in _PHRASES or (size == 1 and word in CONNECTIVES - {"and", "but", "so", "yet"}) or word == "too":
            return 0
    following = tags[later + 1 : later + 2]
    verb_next = following in ("X", "V") or (following == "A" and tags[later + 2 : later + 3] in ("V", "X"))
    if not verb_next or has_finite(tags, 0, comma) and head != "W":
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
        before, following = tags[first - 1 : first], tags[last : last + 1]
        if (
            first
            and before in tuple("VNMIE#RA")
            and following in ("", ".", "P", "T", "S", "R", "V", "X")
            or (before == "V" and following in "DM")
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
