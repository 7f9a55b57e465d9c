"""Gives a headline's nouns and names the "a" and "the" that headlines go without, as the article has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from summarize.grammar.pieces import Piece, split_pieces
from summarize.grammar.trees import Tree
from summarize.headlines.phrases import DETERMINING, NAMES, ORDINALS, Phrase, bare_phrases
from summarize.mentions import common_words
from summarize.planning.vectors import stem
from summarize.shortening.articles import agree_articles
from summarize.shortening.lists import ROLES, word_set

_ARTICLES = word_set("a an the")
_OWNERS = word_set("his her its their")
_INSTITUTION = re.compile(
    r"(?:[A-Z]\.?){2,5}|(?:.* )?(?:House|Senate|Court|Department|Bureau|Agency|Administration|Commission|Committee|Council|Union"
    r"|Association|Kremlin|Vatican|Taliban|Treasury|Fed|Constitution|Times|Post|Bank|League|States|Kingdom"
    r"|Nations|Party|Republic|Caucus|Office|Capitol|East|Cup|Open|Prize)"
)
_COUNTRIES = word_set("U.S. US UK U.K. EU U.N. UN")
_KNOWN = _COUNTRIES | frozenset(
    ("FBI", "CIA", "NSA", "EPA", "IRS", "GOP", "House", "Senate", "Supreme Court", "White House", "Pentagon", "Army", "Navy",
     "Middle East", "Oval Office", "Capitol")
)  # fmt: skip
"""Names that have "the", unless they stand before another noun."""
_OF_MANY = word_set(
    "panel committee court judge group firm company man woman mother father son daughter doctor aide ally official lawmaker "
    "teacher student boy girl player senator congressman officer lawyer professor economist analyst actor actress singer report "
    "journalist reporter activist prosecutor adviser donor poll survey study victim worker nurse driver mum dad couple "
    "teenager church school hospital town restaurant store"
)
"""Of these there are many, so that the first spoken of is "a", whatever name stands before it."""
_UNIQUE = word_set(
    "director president chief secretary minister governor mayor speaker leader editor ceo author manager head spokesman "
    "spokeswoman administration campaign government team military election race primary probe memo dossier deal scandal "
    "investigation hearing inquiry trial nomination"
)
"""Of these there is one, where a name stands before: "the Corwell mayor"."""
_SOURCES = word_set("study report poll survey book analysis trial review memo")
"""Who says so at a headline's end: "trial shows"."""
_PLACES = word_set("city town village state province island region day night morning eve end start beginning anniversary")
"""These have "the" before "of"."""
_STAYING = word_set("stay stays stayed remain remains remained go goes went")
_TITLES = word_set("Rep. Sen. Gov. Dr. Gen. Lt. Col. Sgt. Capt.")
_TOLD = word_set("attr dobj oprd acomp")
"""So hangs what somebody stays: "stays mum"."""
_PARTISANS = word_set("democrat republican conservative liberal")
_BEGINNING = word_set(
    "seek launch open announc announce urg urge demand propos propose unveil plan begin start fac face order want"
)
"""What these take as their object is new."""
_PREPOSITIONS = word_set(
    "in at on for with by from to into of over under after before against about amid during as despite without"
)
_PREPOSITION = rf"(?:{'|'.join(sorted(_PREPOSITIONS))})"
_ENDED = (
    r"(?=[,.;:!?]| (?:in|of|for|to|and|or|but|at|on|by|with|from|after|before|as|over|about|amid|during|since|until|if|when|while"
    r"|than|is|was|has|had|that|which|who)\b)"
)
"""What shows that no other noun follows."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MOSTLY = 0.7
"""A name has "the" where the article has it so often before the name."""


class Articles:
    """How an article speaks of its nouns and names."""

    def __init__(self, opening: Sequence[Tree], text: str) -> None:
        """Take an article.

        Args:
            opening: the trees of its first sentences.
            text: all of it.
        """
        self.opening, self.text = opening, text

    def given(self, text: str, tree: Tree) -> str:
        """Return a headline with articles before those nouns that need one, and before names that mostly have one.

        Args:
            text: the headline as a sentence.
            tree: its tree (``clause.for_parser``).
        """
        made, pieces = text, split_pieces(text)
        for phrase in bare_phrases(tree):
            article = self._article(phrase, tree, text[pieces[phrase.first].start : pieces[phrase.noun].end])
            if article:
                named = tree.tags[0] in NAMES and not self._is_common(tree, 0) and not self._is_small(tree)
                keeps = phrase.first > 0 or named
                text = self._inserted(text, pieces[phrase.first], article, keeps_capital=keeps)
        return agree_articles(text[:1].upper() + text[1:], made)

    def _article(self, phrase: Phrase, tree: Tree, text: str) -> str:
        """Return the article of a phrase, or ""."""
        if tree.words[phrase.noun] in _SOURCES and phrase.noun == len(tree.words) - 3:
            return "a"
        noun, head = tree.words[phrase.noun].split("-")[-1], tree.words[tree.heads[phrase.noun]]
        following = tree.words[phrase.noun + 1] if phrase.noun + 1 < len(tree.words) else ""
        kept = tree.words[tree.heads[phrase.noun]] in _STAYING and tree.labels[phrase.noun] in _TOLD
        if following[:1].isdigit() or kept or tree.pieces[phrase.first].text in _TITLES:
            return ""
        if phrase.is_one:
            return self._of_one(tree.words[phrase.first], noun)
        if noun in _PARTISANS:
            return "a"
        if phrase.is_name and not self._is_common(tree, phrase.noun):
            return self._of_name(text) or (self._of_name(f"{text} of") if following == "of" else "")
        if noun in ROLES and (head == "as" or tree.labels[phrase.noun] == "appos"):
            return ""
        if not ORDINALS.isdisjoint(tree.words[phrase.first : phrase.noun]):
            return "a"
        if tree.labels[phrase.noun] == "dobj" and stem(head) in _BEGINNING and noun in countable():
            return "a"
        if phrase.first == phrase.noun:
            governed = tree.labels[phrase.noun] in {"pobj", "dobj"}
            return self._of_noun(noun, stem(head) if governed else "")
        owned = tree.tags[phrase.noun - 1] in NAMES or tree.pieces[phrase.noun - 1].text[0].isupper()
        if _YEAR.search(text) and noun in _UNIQUE:
            return "the"
        if noun in _PLACES and following == "of":
            return "the"
        described = any(tree.tags[place] == "JJ" for place in range(phrase.first, phrase.noun))
        beside = [tree.words[one] for one in tree.dependents(phrase.noun, "conj") if tree.tags[one] == "NN"]
        if described and beside and countable().keys().isdisjoint(beside):
            return ""
        first = tree.labels[phrase.noun] == "dobj" and tree.labels[tree.heads[phrase.noun]] == "ROOT"
        if first and (owner := self._owner(text)):
            return owner
        return self._of_phrase(text.strip("“”\"'‘’"), noun, owned=owned, described=described)

    def _of_noun(self, noun: str, governor: str) -> str:
        """Return the article that a noun has where it stands first, or the one that such a noun mostly has, or ""."""
        needed = countable().get(noun, "")
        if f"{governor} {noun}" in countable() or (governor == "to" and not needed):
            return ""
        for number, tree in enumerate(self.opening):
            for place, word in enumerate(tree.words):
                if word == noun and tree.tags[place] == "NN":
                    found = _determiner(tree, place)
                    if found in _OWNERS and governor and not number:
                        return found
                    if found in _ARTICLES and (needed or found != "the"):
                        return found
                    return "the" if found and needed else needed
        return needed

    def _of_one(self, word: str, noun: str) -> str:
        """Return what the article has before "first", "last" or a superlative of a noun, or "the" if it has that alone."""
        one = rf"\b(the|his|her|its|their) {re.escape(word)}\b"
        together = re.search(rf"{one} (?:[\w’'-]+ ){{0,2}}{re.escape(noun)}\b", self.text, re.IGNORECASE)
        if together:
            return together[1].lower()
        others = {found.lower() for found in re.findall(one, self.text, re.IGNORECASE)}
        return "the" if others == {"the"} else ""

    def _of_phrase(self, text: str, noun: str, *, owned: bool, described: bool) -> str:
        """Return the article of a noun with something before it: what the article has before both, or what it has mostly.

        Args:
            text: the phrase.
            noun: its noun.
            owned: whether a name stands before the noun.
            described: whether an adjective stands in the phrase.
        """
        if owned and noun in _OF_MANY and text.split()[0] not in _COUNTRIES:
            return "a"
        found: list[str] = [one.lower() for one in re.findall(rf"\b([\w’']+) {re.escape(text)}(?!\w)", self.text, re.IGNORECASE)]
        given = [before for before in found if before in _ARTICLES]
        bare = len(re.findall(rf"\b{_PREPOSITION} {re.escape(text)}{_ENDED}", self.text, re.IGNORECASE))
        if given and len(given) >= bare and (noun in countable() or 2 * len(given) > len(found)):
            return given[0]
        if owned and noun in _UNIQUE:
            return "the"
        if bare or noun not in countable():
            return ""
        if owned and self._is_known(noun):
            return "the"
        return "a" if described else countable().get(noun, "")

    def _owner(self, text: str) -> str:
        """Return "its" or the like, if the article's first sentences have nothing else before a phrase."""
        opening = " ".join(" ".join(tree.words) for tree in self.opening)
        found = set(re.findall(rf"\b([\w']+) {re.escape(text.lower())}(?!\w)", opening))
        return found.pop() if len(found) == 1 and found <= _OWNERS else ""

    def _is_small(self, tree: Tree) -> bool:
        """Tell whether a headline's first word is a usual one that the article has in lower case, and no part of a name there."""
        word, pair = tree.words[0], " ".join(piece.text for piece in tree.pieces[:2])
        usual = common_words().get(word) is True and pair not in self.text
        return usual and bool(re.search(rf"\b{re.escape(word)}\b", self.text))

    def _is_known(self, noun: str) -> bool:
        """Tell whether the article's first sentences speak of a noun with "the"."""
        known = ((tree, place) for tree in self.opening for place, word in enumerate(tree.words) if word == noun)
        return any(_determiner(tree, place) == "the" for tree, place in known)

    def _of_name(self, name: str) -> str:
        """Return "the" for an institution's name that mostly has it, or ""."""
        if name in _KNOWN or not (_INSTITUTION.fullmatch(name) or name.endswith(" of")):
            return "the" if name in _KNOWN else ""
        end = "" if name.endswith(" of") else r"(?!\w|['’-]| [A-Z])"
        found = re.findall(rf"(\b[Tt]he )?\b{re.escape(name)}{end}", self.text)
        return "the" if found and sum(map(bool, found)) >= _MOSTLY * len(found) else ""

    def _is_common(self, tree: Tree, place: int) -> bool:
        """Tell whether a headline's first word is a common noun, which its capital may hide."""
        word = tree.words[0]
        known = tree.pieces[0].text in _KNOWN
        return not place and not known and word in countable() and bool(re.search(rf"\b{re.escape(word)}\b", self.text))

    def _is_capital(self, word: str) -> bool:
        """Tell whether a word begins with a capital within a sentence as well."""
        low = word.lower()
        small = low in countable() or common_words().get(low) or re.search(rf"\b{re.escape(low)}\b", self.text)
        return not word[1:].islower() or (not small and bool(re.search(rf"[a-z,] {re.escape(word)}\b", self.text)))

    def _inserted(self, text: str, piece: Piece, article: str, *, keeps_capital: bool) -> str:
        """Return a text with an article before a piece, whose first word loses the capital of the headline's beginning."""
        rest = text[piece.start :]
        if not keeps_capital and not self._is_capital(piece.text):
            rest = rest[0].lower() + rest[1:]
        return f"{text[: piece.start]}{article} {rest}"


def _determiner(tree: Tree, noun: int) -> str:
    return next((tree.words[child] for child in tree.dependents(noun, *DETERMINING)), "")


@cache
def countable() -> dict[str, str]:
    """Return the nouns that need an article, each with the one that it mostly has, and such as "in court", which need none, with
    "" (``models.countable``)."""
    lines = Path(__file__).with_name("countable.txt").read_text("utf-8").splitlines()
    of_noun = (line.split(" ", 1) for line in lines)
    return {noun: "the" if article == "the" else "" if article == "-" else "a" for article, noun in of_noun}
