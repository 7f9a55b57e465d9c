"""Takes a sentence apart into words and marks and puts it together again, so that rules work on whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from summarize.shortening.lists import word_set

_PIECE = re.compile(
    r"--+|\.\.\.+|…|(?:[$£€¥#@]|(?<!\w)['’](?=\d\ds?\b))?[^\W_](?:[\w&+@%/]|[.,:'’*\u2011-](?=[^\W_])|\.(?=-[^\W_])|(?<=\d)[%°])*|\S"
)
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof sen rep gov gen lt col capt sgt maj rev st mt ft jr sr inc corp co ltd no vs jan feb aug sept "
    "sep oct nov dec u.s u.k u.n d.c a.m p.m e.g i.e ph.d ariz calif colo conn fla ga ill ind kan ky la md mass mich "
    "minn mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ala ark del"
)
_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'"}
_LOOSE = frozenset({",", ";", ":", "—", "–", "--", "-", "…", "..."})
_DASHES = frozenset({"—", "–", "--", "-"})
_MARKS = frozenset("”\"’'")


class Token(NamedTuple):
    """One word or mark; ``space`` tells whether a space stands before it, ``quoted`` whether it is part of a quotation."""

    text: str
    space: bool
    quoted: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit."""
        return self.text[0].isalnum() or (len(self.text) > 1 and self.text[1].isalnum())


def split_tokens(sentence: str) -> list[Token]:
    """Return the words and marks of a sentence; quotation marks belong to their quotation, an apostrophe to its word."""
    return list(_split(sentence))


@lru_cache(maxsize=1024)
def _split(sentence: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    end, closing = -1, ""
    for match in _PIECE.finditer(sentence):
        text, (start, stop) = match[0], match.span()
        space = start > end >= 0
        end = stop
        if len(text) > 1 or text.isalnum():
            tokens.append(Token(text, space, closing != ""))
            continue
        last = tokens[-1] if tokens and not space and tokens[-1].is_word else None
        if last and (_is_stop(text, last.text, sentence, stop) or _is_possessive(text, last.text, closing)):
            tokens[-1] = Token(last.text + text, last.space, last.quoted)
            continue
        closes = text == closing and not sentence[stop : stop + 1].isalnum()
        if not closing and not _is_tail(text, sentence, start) and _may_open(text, last, sentence[stop : stop + 1]):
            closing = _CLOSING[text]
        tokens.append(Token(text, space, closing != ""))
        if closes:
            closing = ""
    return tuple(tokens)


def _may_open(mark: str, word: Token | None, following: str) -> bool:
    return mark in '“"‘' or (mark == "'" and not word and following.isalnum())


def _is_tail(mark: str, sentence: str, start: int) -> bool:
    """Tell whether a straight quotation mark closes what a sentence before began: 'We lost," she said.'"""
    return mark == '"' and start > 0 and (sentence[start - 1] in ",.?!" or sentence[start - 1].isalpha())


def _is_stop(mark: str, word: str, sentence: str, end: int) -> bool:
    return (mark == "." and _is_abbreviated(word, sentence, end)) or (mark == "-" and sentence[end : end + 1] == " ")


def _is_possessive(mark: str, word: str, closing: str) -> bool:
    """Tell whether an apostrophe belongs to a plural before it ("workers’") rather than closes a quotation."""
    return mark in "’'" and word[-1] in "sz" and closing not in {"’", "'"}


def _is_abbreviated(word: str, sentence: str, end: int) -> bool:
    """Tell whether the full stop before ``end`` belongs to the word: "Gov.", "U.S.", "J."."""
    bare = word.lower()
    if end >= len(sentence) or sentence[end:].isspace() if len(sentence) - end < 4 else False:
        return "." in word
    return bare in _ABBREVIATIONS or "." in word or (len(word) == 1 and word.isupper() and word != "I")


def count_words(text: str) -> int:
    """Return how many whitespace tokens hold a letter or a digit."""
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))


def join_tokens(tokens: Sequence[Token]) -> str:
    """Return the tokens as text, with the spaces that they carry."""
    return "".join(f" {token.text}" if token.space else token.text for token in tokens).strip()


def tidy(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without marks that a cut left hanging, capital first, full stop last."""
    kept: list[Token] = []
    for token in tokens:
        loose = token.text in _LOOSE and not token.quoted
        if loose or token.text in ".?!":
            if loose and (not kept or (token.text == "," and _is_loose(kept[-1]))):
                continue
            while kept and _is_loose(kept[-1]):
                kept.pop()
            token = Token(token.text, token.space and loose, token.quoted)
        kept.append(token)
    while kept and _is_loose(kept[-1]):
        kept.pop()
    if not kept:
        return []
    first = kept[0]
    kept[0] = Token(capitalise(first.text), False, first.quoted)
    return _stop(kept)


def _is_loose(token: Token) -> bool:
    return token.text in _LOOSE and not token.quoted


def capitalise(word: str) -> str:
    """Return the word with a capital first, except names such as "iPhone" that begin with a small letter on purpose."""
    return word if len(word) > 1 and word[1:2].isupper() else word[:1].upper() + word[1:]


def _stop(kept: list[Token]) -> list[Token]:
    """End the sentence with exactly one full stop, question mark or exclamation mark, inside a closing quotation mark."""
    last = kept[-1]
    if last.text == "." and len(kept) > 1 and kept[-2].text[-1] == "." and not kept[-2].quoted:
        return kept[:-1]
    if last.text in ".?!" and not last.quoted and len(kept) > 2 and kept[-2].quoted and kept[-2].text in _MARKS:
        kept, last = kept[:-1], kept[-2]
    if last.quoted and last.text in _MARKS and len(kept) > 2 and not last.space:
        before = kept[-2]
        if before.text in _LOOSE:
            return [*kept[:-2], Token(".", False, True), last]
        return kept if before.text[-1] in ".?!…" else [*kept[:-1], Token(".", False, True), last]
    if last.quoted and last.text not in _MARKS:
        opening = next((token.text for token in reversed(kept) if token.text in _CLOSING and token.quoted), '"')
        body = kept if last.text[-1] in ".?!" else [*kept, Token(".", False, True)]
        return [*body, Token(_CLOSING[opening], False, True)]
    return kept if last.text[-1] in ".?!" else [*kept, Token(".", False)]
