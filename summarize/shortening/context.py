"""Looks up in the article what a sentence leaves open when it stands alone: who is who, and who speaks in a bare quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.mentions import common_words, find_mentions
from summarize.shortening.phrases import bare
from summarize.shortening.speech import find_attribution
from summarize.shortening.tokens import join_tokens, split_tokens
from summarize.shortening.words import tag_tokens
from summarize.types import Document

_BACK = 3
_PLACES = frozenset("north south east west new central".split())
_OPENING_WORD = re.compile(r"[“\"‘'(]*([A-Z][a-z]+)\b")


def full_names(document: Document) -> dict[str, str]:
    """Return the people of an article: last name to the fullest name by which the article calls them."""
    people: dict[str, str] = {}
    for sentence in document.sentences:
        for mention in find_mentions(sentence.text):
            words = mention.text.split()
            if mention.kind == "name" and 2 <= len(words) <= 3 and not words[-1].isupper() and not _has_common(words):
                people.setdefault(words[-1], mention.text)
    return people


def _has_common(words: Sequence[str]) -> bool:
    """Tell whether the first or the last word is a common one, or a part of a place's name."""
    ends = {bare(words[0]), bare(words[-1])}
    return bool(ends & _PLACES or ends & common_words().keys())


def keep_capital(text: str, sentence: str, document: Document) -> str:
    """Return a shortened sentence in which a name that opened the sentence, and is a word as well, has its capital again.

    It is a name where the article has it inside a sentence, and nowhere as a word: "Sessions" is, "Police" is not.
    """
    opening = _OPENING_WORD.match(sentence)
    small = opening[1][0].lower() + opening[1][1:] if opening else ""
    if not opening or f" {small} " not in text:
        return text
    whole = " ".join(one.text for one in document.sentences)
    is_name = re.search(rf"[\w,;] {opening[1]}\b", whole) and not re.search(rf"\b{small}\b", whole)
    return text.replace(f" {small} ", f" {opening[1]} ", 1) if is_name else text


def find_speaker(document: Document, number: int) -> str:
    """Return who speaks in a sentence that is a bare quotation: who spoke just before it in its paragraph, or ""."""
    sentence = document.sentences[number]
    for place in range(number - 1, max(-1, number - 1 - _BACK), -1):
        before = document.sentences[place]
        if before.paragraph != sentence.paragraph:
            return ""
        tokens = split_tokens(before.text)
        found = find_attribution(tokens, tag_tokens(tokens)) if any(token.quoted for token in tokens) else None
        if found and found.speaker:
            return join_tokens(found.speaker)
    return ""
