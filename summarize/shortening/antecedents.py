"""Names the "he" or "she" that opens a shortened sentence, where the article leaves no doubt who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from summarize.mentions import find_mentions
from summarize.shortening.lists import SPEECH, word_set
from summarize.types import Document

_BACK = 3
_GOING_ON = {"He": ("He ", "His ", "“", '"'), "She": ("She ", "Her ", "“", '"')}
"""How sentences open between the one that names somebody and the pronoun."""
_HONORIFICS = {"He": r"Mr\.?", "She": r"(?:Mrs|Ms|Miss)\.?"}
_OTHER = {"He": "She", "She": "He"}
_PRONOUN = re.compile(r"\b(?:he|she|his|her|hers|him)\b", re.IGNORECASE)
CALLINGS = (
    "president mayor governor senator minister secretary chief director leader officer commissioner judge justice captain coach "
    "lawyer attorney chairman chairwoman chair spokesman spokeswoman professor author analyst economist candidate nominee owner "
    "founder executive superintendent prosecutor sheriff treasurer manager councillor composer"
)
_SPEAKING = "|".join(sorted(SPEECH))
_BEFORE_PEOPLE = rf"\b[A-Z][a-z]{{1,4}}\.|(?i:{'|'.join([*CALLINGS.split(), _SPEAKING])})"
_AFTER_PEOPLE = f"who|a|an|the|{_SPEAKING}"
_LINKING = word_set("of in to by with for from against about that who on at than and said says is was were are has had as")
"""Words behind which a name is not the subject."""
_MOST_BEFORE = 7


def name_opening(text: str, document: Document, number: int, people: Mapping[str, str]) -> str:
    """Return the text with its opening "He" or "She" named, or as it is where the article leaves a doubt.

    There is no doubt where the sentences before ``number``, back to the nearest that names a person, name just one, who is the
    subject or the speaker there and whom nothing shows to be the other sex.

    Args:
        text: a shortened sentence.
        document: its article.
        number: which of the article's sentences it is.
        people: last names with the fullest name by which the article calls them (``summarize.shortening.context``).
    """
    first, _, rest = text.partition(" ")
    if first not in _GOING_ON or not rest:
        return text
    name = _antecedent(first, document, number, people)
    return f"{name} {rest}" if name else text


def _antecedent(pronoun: str, document: Document, number: int, people: Mapping[str, str]) -> str | None:
    own = document.sentences[number].text
    if _names_first(own, pronoun):
        return None
    for place in range(number - 1, max(-1, number - 1 - _BACK), -1):
        before = " ".join(document.sentences[place].text.split())
        found = set(_people_in(before, people))
        if len(found) == 1:
            last = found.pop()
            name = people[last]
            meant = _leads(name, last, before) and not re.search(rf"\b{re.escape(last)}\b", own)
            return name if meant and _may_be(pronoun, name, document) and _is_person(name, document) else None
        if found or not before.startswith(_GOING_ON[pronoun]):
            return None
    return None


def _names_first(sentence: str, pronoun: str) -> bool:
    """Tell whether a sentence names somebody or something before its pronoun."""
    found = re.search(rf"\b{pronoun}\b", sentence, re.IGNORECASE)
    return found is not None and any(mention.kind == "name" for mention in find_mentions(sentence[: found.start()]))


def _people_in(sentence: str, people: Mapping[str, str]) -> Iterator[str]:
    """Yield the last names of the people that a sentence names."""
    for mention in find_mentions(sentence):
        last = mention.text.split()[-1]
        if mention.kind == "name" and last in people:
            yield last


def _leads(name: str, last: str, sentence: str) -> bool:
    """Tell whether a sentence is about somebody: the name is its subject, as far as the words before it tell, or who speaks."""
    at = re.search(rf"\b(?:{re.escape(name)}|{re.escape(last)})\b", sentence)
    before = sentence[: at.start()] if at else ""
    if at is None or _PRONOUN.search(before):
        return False
    words = before.rsplit(",", 1)[-1].split()
    if len(words) <= _MOST_BEFORE and _LINKING.isdisjoint(word.lower() for word in words):
        return True
    speaker = rf"[,”\"]\s*(?:{_SPEAKING}) (?:[A-Z][\w.]* ){{0,3}}{re.escape(last)}\b"
    return bool(re.search(rf"{speaker}|\b{re.escape(last)}(?:, [^,]+,)? (?:{_SPEAKING})[.,]", sentence))


def _may_be(pronoun: str, name: str, document: Document) -> bool:
    """Tell whether neither the first name nor how the article calls somebody shows that the pronoun is another's."""
    first, last = name.split()[0], re.escape(name.split()[-1])
    called = any(re.search(rf"\b{_HONORIFICS[_OTHER[pronoun]]} {last}\b", one.text) for one in document.sentences)
    return not called and first_names().get(first) != _OTHER[pronoun]


@cache
def first_names() -> dict[str, str]:
    """Return the first names that are mostly one sex's, each with its pronoun (``models.first_names``)."""
    lines = Path(__file__).with_name("first_names.txt").read_text("utf-8").splitlines()
    return {name: pronoun for pronoun, *names in map(str.split, lines) for name in names}


def _is_person(name: str, document: Document) -> bool:
    """Tell whether a name may be somebody's: not if it has "in" or the like before it and nothing shows that it is a person's."""
    text = " ".join(sentence.text for sentence in document.sentences)
    whole, last = re.escape(name), re.escape(name.split()[-1])
    if len(re.findall(rf"\b{last}\b", text)) > len(re.findall(rf"\b{whole}\b", text)):
        return True
    if re.search(rf"(?:{_BEFORE_PEOPLE}) {whole}\b|\b{whole}(?:,? (?:{_AFTER_PEOPLE})\b|, \d\d\b)", text):
        return True
    return not re.search(rf"\b(?:in|from|to|at|of|across|the|for) {whole}\b", text)
