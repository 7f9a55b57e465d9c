"""What is estimated: a cut of a sentence, and what its article tells about its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from summarize.grammar.trees import Tree
from summarize.introductions import People, people_of
from summarize.planning.ranker import ranker
from summarize.planning.terms import split_terms, weigh_terms
from summarize.types import Document, Length, Making

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"(?<!\w)'.*?'+(?!\w)")


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A sentence shortened: its tree, the places of the pieces that are kept, and how it was made.

    ``named`` tells whether its opening pronoun has become a name, ``log_probability`` is what the writer gives it (None if the
    writer did not write it), ``place`` is the sentence's in its article, ``faults`` what rules find wrong (``fault_kinds``).
    """

    tree: Tree
    kept: frozenset[int]
    made: Making
    length: Length
    place: int
    named: bool = False
    log_probability: float | None = None
    faults: frozenset[str] = frozenset()

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The places of the pieces that are kept, in order; marks are not among them."""
        return tuple(place for place in sorted(self.kept) if self.is_word(place))

    @cached_property
    def lost(self) -> tuple[int, ...]:
        """The places of the words that are left out."""
        return tuple(place for place in range(len(self.tree.pieces)) if place not in self.kept and self.is_word(place))

    def is_word(self, place: int) -> bool:
        """Tell whether a piece is a word, no mark."""
        return self.tree.labels[place] != "punct"


def fault_kinds(at_cuts: Iterable[str], of_tree: Iterable[str]) -> frozenset[str]:
    """Return the kinds of what is wrong with a cut, the words that are quoted left out.

    Args:
        at_cuts: what ``summarize.cutting`` finds.
        of_tree: what ``summarize.grammar`` finds.

    >>> fault_kinds(["'from 13' has lost its noun"], [])
    frozenset({'cut: _ has lost its noun'})
    >>> fault_kinds([], ["'n't' has lost what limits it"])
    frozenset({'tree: _ has lost what limits it'})
    """
    found = (*(f"cut: {fault}" for fault in at_cuts), *(f"tree: {fault}" for fault in of_tree))
    return frozenset(_QUOTED.sub("_", fault) for fault in found)


class Setting:
    """What an article tells about the words of its sentences."""

    def __init__(self, document: Document) -> None:
        """Read an article."""
        self._document = document
        self.n_sentences = len(document.sentences)

    @cached_property
    def likely(self) -> Mapping[str, float]:
        """The probability that a box has a stem (``summarize.planning.terms``)."""
        return weigh_terms(self._document, ranker().terms).likely

    @cached_property
    def title(self) -> frozenset[str]:
        """The stems of the longer words of the headline, or of the first sentence where there is none."""
        return _stems(self._document.title) or self.lead

    @cached_property
    def people(self) -> People:
        """The article's people (``summarize.introductions``)."""
        return people_of(self._document)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words of headline and first sentence, which a reader of the box knows."""
        lead = self._document.sentences[0].text if self._document.sentences else ""
        return frozenset(_WORD.findall(f"{self._document.title} {lead}"))

    @cached_property
    def lead(self) -> frozenset[str]:
        """The stems of the first sentence's longer words."""
        return _stems(self._document.sentences[0].text if self._document.sentences else "")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for word, stem in split_terms(text) if len(word) > 3)
