"""Turns a quotation round: “Q,” said Smith, a title. becomes Smith says “Q.”, or Smith says a verbatim part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.shortening.lists import PRESENT, word_set
from summarize.shortening.speech import Attribution, find_attribution, lower_first, say
from summarize.shortening.tokens import Token
from summarize.shortening.words import has_finite, lowers

_CLOSING = frozenset("”\"’'")
_BREAKS = word_set("and but because so while although")
_CONDITIONS = word_set("if when because as while although unless since once")
_DANGLING = word_set("that it this he she they these those and but so")


def rewrite(tokens: Sequence[Token], tags: str) -> list[tuple[list[Token], int]]:
    """Return the sentence with its attribution in front, and how many tokens that is, best first; empty if none moves."""
    opened = _introduced(tokens, tags)
    if opened:
        return opened
    found = find_attribution(tokens, tags)
    if not found or not found.speaker:
        return []
    before, after = list(tokens[: found.first]), list(tokens[found.last :])
    while before and before[-1].text == "," and not before[-1].quoted:
        before.pop()
    resumed = next((token.text for token in after if token.quoted and token.is_word), "")
    if before and before[-1].quoted and before[0].quoted:
        if resumed[:1].islower() and resumed not in {"and", "but", "so"}:
            return []
        return _quotations(found, before, tags)
    if any(token.quoted for token in before) and after and any(token.quoted for token in after):
        return []
    while after and not after[0].is_word and not after[0].quoted and after[0].text not in ".?!":
        after.pop(0)
    if after and after[0].quoted and (tags[0] in "PSGEA" or not has_finite(tags, 0, found.first)):
        closed = next((i for i, token in enumerate(after) if not token.quoted), len(after))
        return _quotations(found, after[:closed], tags[len(tags) - len(after) :])
    claim = [*before, *(Token(t.text, True, t.quoted) if i == 0 and before and t.is_word else t for i, t in enumerate(after))]
    if not has_finite(tags, 0, found.first) and not has_finite(tags, found.last, len(tags)):
        return []
    if claim and claim[-1].text in "?!":
        return []
    lead = say(found, claim)
    return [([*lead, *lower_first(claim)], len(lead))]


def _introduced(tokens: Sequence[Token], tags: str) -> list[tuple[list[Token], int]]:
    """Return the readings of "Smith said: “Q.”", where the quotation is all that follows."""
    start = next((i for i, token in enumerate(tokens) if token.quoted), 0)
    if start < 3 or tokens[start - 1].text not in {",", ":"} or not tokens[-1].quoted or lowers(tokens[start - 2]) not in PRESENT:
        return []
    if has_finite(tags, 0, start - 2) or any(tag in ",:;-" for tag in tags[: start - 2]):
        return []
    found = Attribution(tuple(tokens[: start - 2]), lowers(tokens[start - 2]), 0, start)
    return _quotations(found, list(tokens[start:]), tags[start:])


def _quotations(found: Attribution, quotation: list[Token], tags: str) -> list[tuple[list[Token], int]]:
    """Return the speaker with the whole quotation and with each part of it that stands alone."""
    opening, closing = quotation[0], quotation[-1]
    if closing.text not in _CLOSING or sum(token.text == opening.text for token in quotation) > 2:
        return []
    body = quotation[1:-1]
    lead = say(found, quotation)
    if not body or (lowers(body[0]) in _CONDITIONS and body[-1].text in ",—–-"):
        return []
    if lowers(found.speaker[0]) in {"i", "we"} and len(found.speaker) == 1:
        return []
    texts = []
    for first, last in _parts(body, tags):
        part = list(body[first:last])
        while part and part[-1].text in {",", ";", "—", "–", "--", ":"}:
            part.pop()
        if not part:
            continue
        mark = [] if part[-1].text[-1] in ".?!" else [Token(".", False, True)]
        head = Token(part[0].text, False, True)
        words = [*lead, Token(opening.text, True, True), head, *part[1:], *mark, Token(closing.text, False, True)]
        texts.append((words, len(lead)))
    return texts


def _parts(body: Sequence[Token], tags: str) -> Iterator[tuple[int, int]]:
    """Yield the whole quotation, its sentences, and the beginnings of its sentences up to a clause's end."""
    yield 0, len(body)
    ends = [i + 1 for i, token in enumerate(body) if token.text in {".", "?", "!"} and i + 1 < len(body)]
    starts = [0, *ends]
    spans = list(zip(starts, [*ends, len(body)], strict=True))
    offset = 1
    for first, last in spans:
        if last - first > 3 and (first, last) != (0, len(body)) and _stands(body, tags, first, last, offset):
            yield first, last
    for first, last in spans:
        for index in range(last - 1, first + 3, -1):
            clause = body[index].text in {",", "—", "–", "--", ";"}
            plain = lowers(body[index]) in _BREAKS and tags[index + offset - 1] in "NMI#VE"
            restricts = index + 1 < last and {lowers(body[index]), lowers(body[index + 1])} & {"if", "unless", "when"}
            plain = (
                plain
                and tags[index + offset + 1 : index + offset + 2] in tuple("RDMNVX")
                and has_finite(tags, index + offset, last + offset)
            )
            if (clause or plain) and not restricts and _stands(body, tags, first, index, offset):
                yield first, index


def _stands(body: Sequence[Token], tags: str, first: int, last: int, offset: int) -> bool:
    """Tell whether these words of a quotation make a sentence of their own."""
    if (first and lowers(body[first]) in _DANGLING) or lowers(body[first]) in _CONDITIONS:
        return False
    end = tags[first + offset : last + offset].rstrip(".")[-1:]
    return has_finite(tags, first + offset, last + offset) and end not in tuple("DPSCWXT")
