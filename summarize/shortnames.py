"""Calls people in fewer words: by the last name where the headline does, and by it for "the president" or "the senator"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from summarize.introductions import people_of
from summarize.mentions import QUOTATION, common_words, find_mentions
from summarize.shortening.antecedents import first_names
from summarize.types import Document

_OFFICES = {
    "president": ("President",),
    "prime minister": ("Prime Minister",),
    "senator": ("Sen.", "Senator"),
    "congressman": ("Rep.", "Congressman"),
    "congresswoman": ("Rep.", "Congresswoman"),
    "governor": ("Gov.", "Governor"),
    "mayor": ("Mayor",),
    "chancellor": ("Chancellor",),
    "sheriff": ("Sheriff",),
    "attorney general": ("Attorney General",),
    "pope": ("Pope",),
    "pontiff": ("Pope",),
}
_NAME = r"(?:[A-Z][\w’'-]+ |[A-Z]\. ){0,2}([A-Z][\w-]+)"
_FORMER = re.compile(r"\b(?:former|vice|ex|then|late|deputy|acting|old|past)[ -]$", re.IGNORECASE)
_TITLES = "|".join(f"{office}|{office.title()}" for office in _OFFICES)
_OFFICE = re.compile(
    rf"(?<!, )(?<!\bas )(?<!\bbe )(?<!\bis )(?<!\bwas )(?<!\bbecome )(?<!\bbecame )\b[Tt]he ({_TITLES})\b"
    r"(?!-| (?:of|for|and chief|pro tem|elect|himself|herself)\b|,? (?:who|whose)\b| [A-Z])"
    r"(?![’']s (?:office|race|mansion|department|residence)\b)"
)
"""An office that stands for a person: no part of a name, and not what somebody is or becomes."""
_GENERAL = re.compile(
    r"\b(?:laws?|constitution\w*|act|section|article|clause|statute|electoral|powers?|authori\w+|any|every)\b", re.IGNORECASE
)
"""In such a sentence "the president" may be any."""
_RANKS = (
    "president vice sen rep gov senator congressman congresswoman governor mayor judge justice speaker secretary attorney "
    "general chancellor prime minister majority minority leader house senate republican democratic gop presidential "
    "candidate nominee hopeful contender frontrunner front-runner presumptive former then special counsel whip"
)
_LINKS = "of in to by at on as for with from that said says about after against"
_BEFORE_RANKS = "".join(rf"|(?<=\b{word} )" for word in _LINKS.split())
_RANK = re.compile(
    rf"(?:^|(?<=, ){_BEFORE_RANKS})(?:U\.S\. |US )?(?:(?i:{'|'.join(_RANKS.split())})\.? (?:of State |of Defense )?)+$"
)
"""Offices right before a name, which belong to nothing before them."""
_BACK = 3
"""In the headline or so many sentences before, the holder has to be named, and nobody else of the office may be."""
_OFTEN = 3
"""So often an article has a last name alone that is taken for one."""
_WORD = 12
"""So many letters before an office tell whether it is a former one."""


class ShortNames:
    """How an article's people can be called shortly."""

    def __init__(self, document: Document) -> None:
        """Take an article."""
        self._document = document

    def shortened(self, sentence: str, place: int) -> str:
        """Return a sentence with people called shortly, but in what it quotes.

        Args:
            sentence: what the sentence says now.
            place: where it stands in the article.
        """
        return _outside_quotations(sentence, lambda text: self._by_name(self._last(text), place))

    def _last(self, text: str) -> str:
        """Return a text with last names alone where the headline has these alone, and without the offices before them."""
        title, people = self._document.title, people_of(self._document)
        for mention in reversed(find_mentions(text)):
            words = mention.text.split()
            last = words[-1]
            if mention.kind != "name" or not re.search(rf"\b{re.escape(last)}\b", title) or words[0].lower() in common_words():
                continue
            whole = mention.text not in title and people.full_name(last) == mention.text
            if whole or (len(words) == 1 and self._is_known(last)):
                text = _RANK.sub("", text[: mention.start]) + text[mention.end - len(last) :]
        return text

    def _by_name(self, text: str, place: int) -> str:
        """Return a text with a last name for an office, where it does not have that name as well."""

        def named(match: re.Match[str]) -> str:
            holder = self._holder(match[1].lower(), place)
            return holder if holder and holder not in text else match[0]

        return text if _GENERAL.search(text) else _OFFICE.sub(named, text)

    def _holder(self, office: str, place: int) -> str:
        """Return the last name of the one person whom the article calls by an office, if it speaks of them there, or ""."""
        holders, others = self._holders[office]
        sentences = self._document.sentences[max(0, place - _BACK) : place + 1]
        near = " ".join((self._document.title, *(one.text for one in sentences)))
        found = [name for name in others if re.search(rf"\b{re.escape(name)}\b", near)]
        return found[0] if len(holders) == 1 and holders == set(found) and self._is_known(found[0]) else ""

    def _is_known(self, name: str) -> bool:
        """Tell whether a name is a last one that the article has alone again and again."""
        plain = name in first_names() or name.lower() in common_words() or name.isupper()
        alone = rf"(?m)(?:^|[.?!:“”\"] ?|(?<!\w)(?!the )[a-z]+,? ){re.escape(name)}\b"
        return not plain and len(re.findall(alone, self._text)) >= _OFTEN

    @cached_property
    def _holders(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """By office, the last names of who holds it, and of those who hold one like it, or once held it."""
        return {office: self._named_with(titles) for office, titles in _OFFICES.items()}

    def _named_with(self, titles: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        holders, others = set[str](), set[str]()
        for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, titles))}) {_NAME}", self._text):
            others.add(found[1])
            if not _FORMER.search(self._text, max(0, found.start() - _WORD), found.start()):
                holders.add(found[1])
        return frozenset(holders), frozenset(others)

    @cached_property
    def _text(self) -> str:
        return "\n".join((self._document.title, *(sentence.text for sentence in self._document.sentences)))


@lru_cache(maxsize=64)
def short_names(document: Document) -> ShortNames:
    """Return how an article's people can be called shortly."""
    return ShortNames(document)


def _outside_quotations(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(f"({QUOTATION.pattern})", text)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)
