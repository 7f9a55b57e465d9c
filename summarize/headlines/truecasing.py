"""Writes a headline as a sentence is written: ordinary words in lower case, apostrophes and quotation marks as in the article.

Bringing words to the case that they have within a sentence is called truecasing (Lita et al., "tRuEcasIng", 2003); here the
article itself tells it, and where it does not, how news text writes the word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from summarize.layout import is_title_case
from summarize.mentions import TITLES, common_words
from summarize.shortening.lists import word_set

_WORD = re.compile(r"[^\W_](?:[\w’']|&(?=\w))*(?:\.(?=[A-Za-z]\b)[A-Za-z])*")
_QUOTED = re.compile(r"(?<![\w’'])['‘]([^'‘’]+(?:['’]\w[^'‘’]*)*)['’](?!\w)")
_EMPHASIS = 4
"""A word of so many capitals may be an ordinary one, shouted."""
_NAMED = 3
"""A word is a name that has a capital so many times more often than none."""
_SINGLE = frozenset("AI")
_SMALL = word_set(
    "a an the of in on at by for with from to into onto over under after before as and or but nor if than that is are was be"
)
_LAST = re.compile(r"\S+ $")
_NUMBER = re.compile(r" \d+")
_NEXT = re.compile(r" [A-Z][\w’'&-]*")
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("ier", "y"),
    ("iest", "y"), ("ly", ""),
)  # fmt: skip
_SHORTENED = (
    "doesn't didn't isn't won't wasn't aren't can't couldn't wouldn't shouldn't hasn't haven't he's she's they're don't"
)
_LOST = {word.replace("'", ""): word for word in _SHORTENED.split()}


class Truecaser:
    """How an article writes its words: how often in lower case, and how often with a capital within a sentence."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Count the words of an article."""
        self.text = "\n".join(sentences)
        self.small, self.capital = Counter[str](), Counter[str]()
        for sentence in self.text.split("\n"):
            for place, word in enumerate(_WORD.findall(sentence)):
                base = _base(word)
                (self.small if base[0].islower() else self.capital)[base] += bool(place) or base[0].islower()

    def unshouted(self, title: str) -> str:
        """Return a headline in capitals in Title Case, but for words that the article has in capitals."""
        if not title.isupper():
            return title
        return _WORD.sub(lambda found: self._unshouted(found[0]), title)

    def _unshouted(self, word: str) -> str:
        return word if self.capital[_base(word)] or "." in word else word.capitalize()

    def written(self, title: str) -> str:
        """Return a headline as a sentence, without a full stop, or "" where it has words of which nothing tells how they are
        written."""
        if is_title_case(title):
            words = [self._lowered(title, *found.span()) for found in _WORD.finditer(title)]
        else:
            words = [self._as_written(found[0]) for found in _WORD.finditer(title)]
        if "" in words:
            return ""
        left = iter(words)
        text = _QUOTED.sub(self._quoted, _WORD.sub(lambda _: next(left), title))
        return re.sub(r"[^\W_]", lambda found: found[0].upper(), text, count=1)

    def _lowered(self, title: str, start: int, end: int) -> str:
        """Return a word of a headline in Title Case as a sentence has it, "" if nothing tells."""
        word = title[start:end]
        base = _base(word)
        low = base.lower()
        if start and low in _SMALL:
            return word.lower()
        if not base[0].isupper() or any(mark.isupper() or mark.isdigit() for mark in base[1:]) or word in _SINGLE:
            return self._as_written(word)
        if self._is_named(title, start, end) or self.capital[base] > _NAMED * self.small[low]:
            return word
        if self.small[low] or not start or low in common_words():
            return word[0].lower() + word[1:]
        return word[0].lower() + word[1:] if any(form in common_words() or self.small[form] for form in _unended(low)) else ""

    def _is_named(self, title: str, start: int, end: int) -> bool:
        """Tell whether the article has a word of the headline with a capital beside the word before or behind it."""
        before, after = _LAST.search(title[:start]), _NEXT.match(title[end:])
        if (number := _NUMBER.match(title[end:])) and f"{title[start:end]}{number[0]}" in self.text:
            return True
        if title[start:end] in TITLES and after:
            name = after[0].strip().lower()
            return not self.small[name] and name not in common_words()
        pairs = (before and f"{before[0]}{title[start:end]}", after and f"{title[start:end]}{after[0]}")
        return any(pair and re.search(rf"\b{re.escape(pair)}\b", self.text) for pair in pairs)

    def _as_written(self, word: str) -> str:
        """Return a word of a headline without the emphasis of capitals, and with the apostrophe that some pages lose."""
        base = _base(word)
        if base.isupper() and len(base) >= _EMPHASIS and self.small[base.lower()] > self.capital[base]:
            return word.lower()
        owner = word[:-1]
        lost = word[0].isupper() and word.endswith("s") and not self.capital[word] and self.capital[owner]
        lost = lost and not self.small[word.lower()] and (len(owner) > _EMPHASIS or owner.isupper())
        return _LOST.get(word) or (f"{owner}'s" if lost else word)

    def _quoted(self, found: re.Match[str]) -> str:
        """Return a quotation between the article's own marks, where it stands there."""
        opening, closing = ("“", "”") if "“" in self.text else ('"', '"')
        stands = re.search(rf"(?<!\w){re.escape(found[1].rstrip(','))}(?!\w)", self.text, re.IGNORECASE)
        if not stands:
            return found[0]
        quoted = stands[0][0].lower() + stands[0][1:] if found[1][0].islower() else stands[0]
        return f"{opening}{quoted}{',' if found[1].endswith(',') else ''}{closing}"


def _base(word: str) -> str:
    """Return a word without a possessive ending."""
    return word.replace("’", "'").removesuffix("'s").rstrip("'")


def _unended(word: str) -> Iterator[str]:
    """Yield what a word may be a form of."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending) + instead
