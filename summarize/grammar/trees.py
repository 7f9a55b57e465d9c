"""A sentence's dependency tree, over its pieces (``summarize.grammar.pieces``).

Labels are those of the ClearNLP style that spaCy's English pipelines use (nsubj, dobj, pobj, relcl ...), tags those of the Penn
Treebank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.grammar.pieces import Piece
from summarize.shortening.lists import word_set
from summarize.shortening.tokens import split_tokens

VERBS = word_set("VB VBD VBG VBN VBP VBZ MD")
FINITE = word_set("VBD VBP VBZ MD")
SUBJECTS = word_set("nsubj nsubjpass csubj csubjpass expl")
AUXILIARIES = word_set("aux auxpass")
OBJECTS = word_set("dobj attr oprd acomp xcomp ccomp")
"""How what a verb says of something hangs on it: its objects and complements."""
COPULAS = word_set("is are was were be been")
RELATIVES = word_set("that which who whom")


@dataclass(frozen=True)
class Tree:
    """Pieces with the place of the piece that each hangs on (-1 for the root), how it hangs on it, and its part of speech."""

    pieces: Sequence[Piece]
    heads: Sequence[int]
    labels: Sequence[str]
    tags: Sequence[str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The pieces' texts in lower case, with straight apostrophes."""
        return tuple(piece.text.lower().replace("’", "'") for piece in self.pieces)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The pieces that hang on each, in order."""
        found: list[list[int]] = [[] for _ in self.heads]
        for place, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(place)
        return tuple(map(tuple, found))

    def subtree(self, place: int) -> Sequence[int]:
        """Return a piece and all that hangs on it."""
        if place not in self._subtrees:
            stack, found = [place], list[int]()
            while stack:
                found.append(stack.pop())
                stack.extend(self.children[found[-1]])
            self._subtrees[place] = found
        return self._subtrees[place]

    @cached_property
    def _subtrees(self) -> dict[int, Sequence[int]]:
        return {}

    def is_gone(self, place: int, kept: Collection[int]) -> bool:
        """Tell whether nothing is kept of a piece and all that hangs on it."""
        return not any(one in kept for one in self.subtree(place))

    def last_word(self, kept: Collection[int]) -> int:
        """Return the last piece that is kept and no mark, or -1."""
        return max((place for place in kept if self.words[place][0].isalnum()), default=-1)

    def ancestors(self, place: int) -> Iterator[int]:
        """Yield what a piece hangs on, up to the root."""
        head = self.heads[place]
        while head >= 0:
            yield head
            head = self.heads[head]

    def dependents(self, place: int, *labels: str) -> Iterator[int]:
        """Yield the pieces that hang on one by one of some labels."""
        return (child for child in self.children[place] if self.labels[child] in labels)


def quoted_places(tree: Tree, sentence: str) -> frozenset[int]:
    """Return the places of a sentence's pieces that stand in quotation marks."""
    tokens = split_tokens(sentence)
    return frozenset(place for place, piece in enumerate(tree.pieces) if tokens[piece.token].quoted)
