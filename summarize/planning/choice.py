"""Chooses sentences one by one: each time the one that is worth most beside those chosen before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace

from summarize.planning.fitness import why_unfit
from summarize.planning.pairs import PRONOUNS, REACH, pair_probability
from summarize.planning.ranker import Ranker
from summarize.planning.terms import Terms, weigh_terms
from summarize.planning.vectors import dot, rare_vectors
from summarize.types import Document

_ALIKE = 0.5
_OPENS_BACKWARD = re.compile(
    rf"\W*(?:(?:{'|'.join(sorted(PRONOUNS))})\b|the (?:[\w-]+-year-old|pair|duo|trio|couple|two|three|four|former|latter|move|"
    r"decision|incident|announcement|measure|statement|remarks?|comments?|man|woman|men|women|others?)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a sentence's place in the plan is weighed by, beside its score.

    What pays: ``terms``, the words of a box that it brings and none chosen before has; ``lead``, being the article's first
    sentence, which tells the news. What costs: ``pair``, belonging in one bullet with a chosen sentence; ``repeat``, saying much
    the same as one; ``dangling``, opening with what only the sentences before tell; ``place``, each place further down.
    """

    terms: float = 1.0
    pair: float = 0.75
    repeat: float = 1.0
    dangling: float = 0.1
    lead: float = 0.2
    place: float = 0.0


@dataclass(slots=True)
class Choice:
    """A choice on its way: ``chosen`` are the sentences taken so far, in the order taken.

    ``costs`` holds, for each sentence, how many of these it has been weighed beside and what they cost it.
    """

    document: Document
    scores: Sequence[float]
    ranker: Ranker
    selection: Selection
    chosen: list[int] = field(default_factory=list)
    terms: Terms = field(init=False)
    vectors: list[dict[str, float]] = field(init=False)
    covered: set[str] = field(default_factory=set)
    costs: dict[int, tuple[int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Weigh the article's words."""
        self.terms = weigh_terms(self.document, self.ranker.terms)
        self.vectors = rare_vectors(sentence.text for sentence in self.document.sentences)

    def value(self, place: int) -> float:
        """Return what a sentence is worth now: it never rises as more are chosen."""
        weights = self.selection
        value = self.scores[place] - weights.place * place - weights.dangling * _dangles(self.document, place)
        value += weights.lead * (place == 0) + weights.terms * self.terms.gain(place, self.covered)
        return value - self._cost(place)

    def _cost(self, place: int) -> float:
        """Return what a sentence costs beside those chosen; each of these is weighed once."""
        n_weighed, cost = self.costs.get(place, (0, 0.0))
        for other in self.chosen[n_weighed:]:
            cost += self.selection.repeat * max(0.0, dot(self.vectors[place], self.vectors[other]) - _ALIKE)
            if self.selection.pair and abs(place - other) <= REACH:
                shared = pair_probability(self.ranker.pairs, self.document, self.vectors, place, other)
                cost += self.selection.pair * shared * shared
        self.costs[place] = (len(self.chosen), cost)
        return cost

    def take(self, place: int) -> None:
        """Choose a sentence."""
        self.chosen.append(place)
        self.covered |= self.terms.sentences[place]


def choose(
    document: Document, scores: Sequence[float], usable: Sequence[int], wanted: int, ranker: Ranker, selection: Selection
) -> list[int]:
    """Return sentences in the order chosen; those unfit to be printed only where the others are too few.

    A value never rises, so that only the sentence with the highest one known has to be weighed again.
    """
    choice = Choice(document, scores, ranker, selection)
    unfit: list[int] = []
    known = [(-choice.value(place), place) for place in usable]
    heapify(known)
    while known and len(choice.chosen) < wanted:
        place = known[0][1]
        now = (-choice.value(place), place)
        if len(known) > 1 and now > min(known[1:3]):
            heapreplace(known, now)
            continue
        heappop(known)
        if why_unfit(document, place):
            unfit.append(place)
        else:
            choice.take(place)
    return [*choice.chosen, *unfit][:wanted] if len(choice.chosen) < wanted else choice.chosen


def _dangles(document: Document, place: int) -> bool:
    return bool(_OPENS_BACKWARD.match(document.sentences[place].text))
