"""Checks that a point is made of real words in a sane order: no invented word, no phrase said twice, no end left hanging."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.checks.source import SourceFacts
from summarize.mentions import common_words
from summarize.types import Finding

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "'s", "’s", "s'", "s’")


def check_wording(point: str, *, facts: SourceFacts) -> tuple[Finding, ...]:
    """Return what no editor would print: a word known neither to the article nor to news English, or a phrase said twice."""
    return (*_unknown_words(point, facts), *_repeated_phrases(point))


def _unknown_words(point: str, facts: SourceFacts) -> Iterator[Finding]:
    source = f" {facts.phrase} "
    for match in _WORD.finditer(point):
        word = match[0].lower().replace("’", "'").removesuffix("'s")
        if len(word) < 3 or word in common_words() or f" {word} " in source or _inflected(word, source):
            continue
        message = f"'{match[0]}' is neither in the article nor a common word"
        yield Finding(check="wording", severity="error", message=message, span=match.span())


def _inflected(word: str, source: str) -> bool:
    """Tell whether another form of the word is common or stands in the article."""
    stems = {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    stems |= {stem + "e" for stem in stems} | {stem[:-1] + "y" for stem in stems if stem.endswith("i")} | {word}
    return any(
        stem in common_words() or f" {stem} " in source or any(f" {stem}{ending} " in source for ending in _ENDINGS)
        for stem in stems
        if len(stem) >= 3
    )


def _repeated_phrases(point: str) -> Iterator[Finding]:
    """Find three words in a row that come again, and a long plain word that does."""
    words = [(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"[\w$%.,'’-]*\w[%]?", point)]
    seen: set[tuple[str, ...]] = set()
    for place in range(len(words) - 2):
        phrase = tuple(word for word, _, _ in words[place : place + 3])
        if phrase in seen and sum(len(word) > 3 for word in phrase) > 1:
            span = (words[place][1], words[place + 2][2])
            yield Finding(check="wording", severity="error", message=f"'{' '.join(phrase)}' stands twice", span=span)
            return
        seen.add(phrase)
    met: set[str] = set()
    for word, start, end in words:
        if len(word) > 6 and word in met and point[start].islower():
            yield Finding(check="wording", severity="warning", message=f"'{word}' stands twice", span=(start, end))
            return
        met.add(word)
