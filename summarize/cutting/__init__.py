"""Looks at where a shortened sentence was cut: whether it begins, ends and is joined where its source lets it.

A small writer knows which words matter better than where a phrase ends. What its source says next to each cut tells: "from 13"
was cut off from "from 13 countries", and "died and was missing" from "died and one was missing".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from summarize.cutting.clauses import clause_faults
from summarize.cutting.ends import end_faults
from summarize.cutting.joints import joint_faults, moves_source, start_faults
from summarize.cutting.words import SAYING, align, foreign_words, read_words
from summarize.shortening.lists import word_set
from summarize.shortening.tokens import split_tokens

__all__ = ["adds_words", "attributes_anew", "cut_faults", "repeats_words"]

_QUOTES = ("“", "”", '"')
_LAST_QUOTE = re.compile(r"[“\"]([^“”\"]+?)[.,]?[”\"]\.?$")
_JOINING = word_set("and but or because when if that which who while after before since")
_SPOKEN_BEFORE = re.compile(r"[^\"“”]+[,.!?](?:”|\"(?!\S))[^\"“”]*$")
_LONE_GENITIVE = re.compile(r"\w+['’]s (?:to|of|in|on|at|for|with|by|from|and)\b")
_STUB = re.compile(r"\b(?:[Aa]n?|[Tt]he)[,;.]")
_RUN_ON = re.compile(r"\b(?:said|says) (?:The|A|An|It|He|She|They|We|There|This|That)\b")
_STOPPED = re.compile(r"(?<!\S)[a-z][\w-]*\.(?=[\s\w])\S*")
_OPENING_MARK = re.compile(r"(?:^|(?<=[:,] )|(?<= ))['‘](?=[A-Za-z])(?!(?:s|t|em|til|cause|n)\b)")
_CLOSING_MARK = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_INITIAL = re.compile(r"[A-Z]\. [A-Z][\w'’-]+")
_ENDS = ".,;:!?-—–…”\"’'"


def cut_faults(text: str, sentence: str) -> list[str]:
    """Return what is wrong with the places where a sentence was cut, one line a fault.

    Args:
        text: the shortened sentence.
        sentence: the sentence that it was written from.
    """
    return list(_faults(text, sentence))


@lru_cache(maxsize=1024)
def _faults(text: str, sentence: str) -> tuple[str, ...]:
    short, whole = read_words(text), read_words(sentence)
    if not short.texts or not whole.texts:
        return ("there are no words",)
    places = align(short, whole)
    spoken = tuple(_mark_faults(text, sentence))
    if _is_said_only(text, sentence, places):
        spoken = (*spoken, "it does not say who speaks")
    if short.texts == whole.texts or all(place is None for place in places):
        return spoken
    return (
        *spoken,
        *start_faults(short, whole, places),
        *joint_faults(short, whole, places),
        *end_faults(short, whole, places[-1]),
        *clause_faults(short, whole, places),
    )


def _is_left_open(text: str, sentence: str) -> bool:
    """Tell whether a single mark opens a quotation that no other ends, though one does in the source, or behind a colon."""
    opened = _OPENING_MARK.search(text)
    if opened is None or _CLOSING_MARK.search(text, opened.end()):
        return False
    return text[: opened.start()].endswith(": ") or bool(_CLOSING_MARK.search(sentence))


def _mark_faults(text: str, sentence: str) -> Iterator[str]:
    """Yield what its marks tell: words without speaker or end, sentences run together, a genitive or article without noun."""
    if _is_quotation(text) or (_is_spoken(sentence) and not _says(text)):
        yield "it does not say who speaks"
    if text.count('"') % 2 or _is_left_open(text, sentence):
        yield "a quotation is not closed"
    if _RUN_ON.search(text) or text.endswith(" as saying."):
        yield "it does not say what was said"
    if any(found not in sentence for found in _LONE_GENITIVE.findall(text)):
        yield "a genitive has lost its noun"
    if any(found not in sentence for found in _STUB.findall(text)):
        yield "an article stands before a mark"
    if ",," in text or any(found not in sentence for found in _STOPPED.findall(text)):
        yield "a mark stands where its source has none"
    initial = _INITIAL.match(text)
    if initial and re.search(rf"[A-Z][\w'’-]+ {re.escape(initial[0])}", sentence):
        yield "it begins within a name"
    ending = _LAST_QUOTE.search(text)
    if ending and (rest := sentence.partition(ending[1])[2]) and rest[0] not in _ENDS and rest.split()[0] not in _JOINING:
        yield "its quotation is cut short"


def _is_quotation(text: str) -> bool:
    inner = text.strip().strip(".")
    return inner[:1] in _QUOTES and inner[-1:] in _QUOTES and not any(mark in inner[1:-1] for mark in _QUOTES)


def _says(text: str) -> bool:
    """Tell whether a text has a verb of saying."""
    return not SAYING.isdisjoint(re.findall(r"\w+", text.lower()))


def _is_said_only(text: str, sentence: str, places: Sequence[int | None]) -> bool:
    """Tell whether a text states as a fact what stands in quotation marks in its source, all of it."""
    if any(mark in text for mark in _QUOTES) or _says(text):
        return False
    quoted = [token.quoted for token in split_tokens(sentence) if token.is_word]
    return all(place is None or quoted[place] for place in places) and any(place is not None for place in places)


def _is_spoken(sentence: str) -> bool:
    """Tell whether a sentence is somebody's words, closed, going on in the next or from the one before."""
    going_on = sentence[:1] in _QUOTES and not any(mark in sentence[1:] for mark in _QUOTES)
    return _is_quotation(sentence) or going_on or bool(_SPOKEN_BEFORE.match(sentence))


def attributes_anew(text: str, sentence: str) -> bool:
    """Tell whether a text puts something into someone's mouth elsewhere than its source does ("72% said three-quarters ...")."""
    short, whole = read_words(text), read_words(sentence)
    return moves_source(short, whole, align(short, whole))


def adds_words(text: str, sentence: str) -> bool:
    """Tell whether a text has words that its source has in no form; "says" is none."""
    short, whole = read_words(text), read_words(sentence)
    return bool(foreign_words(short, whole, align(short, whole)))


def repeats_words(text: str, sentence: str) -> bool:
    """Tell whether a text says two words in a row more often than once, and than its source does."""
    said, source = (Counter(pairwise(read_words(one).texts)) for one in (text, sentence))
    return any(n > max(1, source[pair]) for pair, n in said.items())
