"""Looks up in the article what a sentence leaves open when it stands alone: who "he" is, and who speaks in a bare quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.mentions import common_words, find_mentions
from summarize.shortening.lists import SPEECH
from summarize.shortening.phrases import bare
from summarize.shortening.speech import find_attribution
from summarize.shortening.tokens import join_tokens, split_tokens
from summarize.shortening.words import tag_tokens
from summarize.types import Document

_BACK = 3
_PLACES = frozenset("north south east west new central".split())
_PRONOUNS = frozenset({"He", "She"})
_CALLINGS = (
    "president mayor governor senator minister secretary chief director leader officer commissioner judge justice captain coach "
    "lawyer attorney chairman chairwoman chair spokesman spokeswoman professor author analyst economist candidate nominee owner "
    "founder executive superintendent prosecutor sheriff treasurer manager councillor composer"
)
_BEFORE_PEOPLE = rf"\b[A-Z][a-z]{{1,4}}\.|(?i:{'|'.join([*_CALLINGS.split(), *sorted(SPEECH)])})"
_OPENING_WORD = re.compile(r"[“\"‘'(]*([A-Z][a-z]+)\b")
_AFTER_PEOPLE = "who|a|an|the|" + "|".join(sorted(SPEECH))


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


def name_opening(text: str, document: Document, number: int, people: dict[str, str]) -> str:
    """Return the text with its opening "He" or "She" named, or as it is where the article leaves a doubt.

    There is no doubt where the sentences before ``number``, back to the nearest that names a person, name just one.
    """
    first, _, rest = text.partition(" ")
    if first not in _PRONOUNS or not rest:
        return text
    for place in range(number - 1, max(-1, number - 1 - _BACK), -1):
        before = document.sentences[place].text
        found = set(_people_in(before, people))
        if len(found) == 1:
            name = people[found.pop()]
            return f"{name} {rest}" if _is_person(name, document) else text
        if found or not before.startswith(("He ", "She ", "“", '"', "His ", "Her ")):
            return text
    return text


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


def _is_person(name: str, document: Document) -> bool:
    """Tell whether a name may be somebody's: not if it has "in" or the like before it and nothing shows that it is a person's."""
    text = " ".join(sentence.text for sentence in document.sentences)
    whole, last = re.escape(name), re.escape(name.split()[-1])
    if len(re.findall(rf"\b{last}\b", text)) > len(re.findall(rf"\b{whole}\b", text)):
        return True
    if re.search(rf"(?:{_BEFORE_PEOPLE}) {whole}\b|\b{whole}(?:,? (?:{_AFTER_PEOPLE})\b|, \d\d\b)", text):
        return True
    return not re.search(rf"\b(?:in|from|to|at|of|across|the|for) {whole}\b", text)


def _people_in(sentence: str, people: dict[str, str]) -> Iterator[str]:
    """Yield the last names of the people that a sentence names."""
    for mention in find_mentions(sentence):
        last = mention.text.split()[-1]
        if mention.kind == "name" and last in people:
            yield last


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
