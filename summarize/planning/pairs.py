"""How likely two sentences of an article are to belong in one bullet: neighbours of a paragraph that speak of the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.planning.linear import Linear
from summarize.planning.vectors import Vector, dot, words_of
from summarize.types import Document

PAIR_NAMES = (
    "next", "second", "third", "fourth", "same_paragraph", "next_in_paragraph", "next_paragraph", "likeness", "next_likeness",
    "opens_pronoun", "next_opens_pronoun", "quotation", "next_quotations", "next_short", "opening", "n_sentences",
)  # fmt: skip
REACH = 6
"""So far apart, at most, are sentences that are looked at as a pair."""
PRONOUNS = frozenset("he she they it his her their its this that these those him them such".split())
_SHORT = 12
_LONG = 60


def read_pair(document: Document, vectors: Sequence[Vector], first: int, second: int) -> list[float]:
    """Return the numbers of a pair of sentences, in the order of ``PAIR_NAMES``; ``first`` comes before ``second``."""
    one, other = document.sentences[first], document.sentences[second]
    apart = second - first
    following = apart == 1
    likeness = dot(vectors[first], vectors[second])
    pronoun = bool(PRONOUNS.intersection(words_of(other.text[:30])[:1]))
    quoted, before_quoted = (bool({"“", '"'}.intersection(s.text)) for s in (other, one))
    same = one.paragraph == other.paragraph
    row = [
        *(apart == distance for distance in (1, 2, 3, 4)),
        same,
        same and following,
        other.paragraph - one.paragraph == 1,
        likeness,
        likeness * following,
        pronoun,
        pronoun and following,
        quoted,
        quoted and before_quoted and following,
        following and len(other.text.split()) < _SHORT,
        first == 0,
        min(len(document.sentences), _LONG) / _LONG,
    ]
    return [float(value) for value in row]


def pair_probability(model: Linear, document: Document, vectors: Sequence[Vector], one: int, other: int) -> float:
    """Return the probability that two sentences, if each is some bullet's evidence, share one; 0 for those far apart."""
    first, second = min(one, other), max(one, other)
    if not 0 < second - first <= REACH:
        return 0.0
    return model.probability(read_pair(document, vectors, first, second))
