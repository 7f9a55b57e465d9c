"""Finds what stands before a clause's subject and may go: connectives, adverbials, subordinate clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.shortening.lists import CONNECTIVES, PHRASES, RESTRICTIONS, word_set
from summarize.shortening.spans import Cut
from summarize.shortening.tokens import Token
from summarize.shortening.words import FINITE, WEEKDAYS, has_finite, lowers

_COSTS = {
    0.5: word_set("on earlier last later speaking asked flanked turning while although though despite"),
    0.8: word_set("in during after as amid following with since over at throughout because"),
}


def find_openers(tokens: Sequence[Token], tags: str, commas: list[int], lead: int) -> Iterator[Cut]:
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
    return next((len(phrase) for phrase in PHRASES if words[: len(phrase)] == phrase), 0)


def _opener_cost(tokens: Sequence[Token], tags: str, start: int) -> float:
    """Return what losing the opening phrase costs; 0 where the sentence has none that may go."""
    word, tag = lowers(tokens[start]), tags[start]
    measured = word in {"at", "over"} and "#" in tags[start : start + 3]
    if measured or word in {"among", "for", "between", "within"} or (word == "in" and tags[start + 1 : start + 2] == "N"):
        return 0.0
    if word in RESTRICTIONS or any(lowers(t) in {"only", "not", "if"} for t in tokens[start : start + 3]):
        return 0.0
    placed = word == "in" and "M" in tags[start + 1 : start + 3]
    if placed:
        return 0.0 if any(lowers(token) in {"not", "no", "never"} for token in tokens) else 1.4
    for costs, words in _COSTS.items():
        if word in words:
            return costs
    if tag in "PGEST" or tokens[start].text in WEEKDAYS:
        return 1.0
    return 0.7 if tag == "A" and word.endswith("ly") and word not in {"reportedly", "allegedly"} else 0.0


def _opener_end(tokens: Sequence[Token], tags: str, start: int, commas: list[int]) -> int:
    """Return the place of the comma that ends the opening phrase, 0 if there is none to be sure of."""
    inside = [comma for comma in commas if comma > start][:6]
    for number, comma in enumerate(inside):
        after = comma + 1
        if after >= len(tags) or comma - start > 40 or lowers(tokens[after]) in {"according", "but", "and"}:
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
