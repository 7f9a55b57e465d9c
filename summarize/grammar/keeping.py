"""Which pieces of a parsed sentence a shortened one keeps."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.cutting.words import SAYING, Words, align, read_words
from summarize.grammar.trees import Tree
from summarize.shortening.tokens import split_tokens

_STEM = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """The places of the pieces that are kept, and what a shortened sentence has of its own."""

    places: frozenset[int]
    renamed: bool
    """Whether it opens with a name that its sentence does not have."""
    genitive: bool
    """Whether it has a genitive that its sentence does not have."""
    says: int | None
    """The place of the piece kept right before a "says" that its source does not have, or None."""

    @property
    def is_cut(self) -> bool:
        """Whether words were only left out."""
        return not self.renamed and not self.genitive and self.says is None


def find_kept(text: str, sentence: str, tree: Tree) -> Kept:
    """Return what of a sentence's pieces a shortened one keeps; its words may have been moved.

    Args:
        text: the shortened sentence.
        sentence: the sentence that it was written from.
        tree: the sentence's tree.
    """
    short, whole = read_words(text), read_words(sentence)
    places = _places(short, whole)
    tokens = [token.text for token in split_tokens(text) if token.is_word]
    own = _pieces_of_words(tree, sentence)
    kept, genitive = set[int](), False
    for place, token in zip(places, tokens, strict=True):
        if place is None:
            continue
        first, *rest = own[place]
        kept.add(first)
        possessive = token.endswith(("'s", "’s", "s'", "s’"))
        kept.update(piece for piece in rest if tree.labels[piece] != "case" or possessive)
        genitive = genitive or (possessive and not rest and not tree.words[first].endswith(("'", "'s")))
    lead = next((i for i, place in enumerate(places) if place is not None), 0)
    foreign = next((i for i, word in enumerate(short.texts) if word in SAYING and places[i] is None), None)
    before = [places[i] for i in range(foreign or 0) if places[i] is not None]
    says = own[before[-1]][0] if before and before[-1] is not None else None
    return Kept(frozenset(kept), 0 < lead < 5 and tokens[0][:1].isupper(), genitive, says)


def _places(short: Words, whole: Words) -> list[int | None]:
    """Return where each word stands in the whole sentence; what ``align`` leaves is looked for elsewhere and in other forms."""
    places = list(align(short, whole))
    used = {place for place in places if place is not None}
    for i, word in enumerate(short.texts):
        if places[i] is not None:
            continue
        free = [j for j in range(len(whole.texts)) if j not in used]
        found = [j for j in free if whole.texts[j] == word] or [j for j in free if _alike(word, whole.texts[j])]
        if found:
            near = places[i - 1] if i else 0
            places[i] = min(found, key=lambda j: abs(j - 1 - (near or 0)))
            used.add(places[i] or 0)
    return places


def _alike(word: str, other: str) -> bool:
    return {word, other} <= SAYING or (len(word) >= _STEM and word[:_STEM] == other[:_STEM])


def _pieces_of_words(tree: Tree, sentence: str) -> list[list[int]]:
    """Return the pieces of each word of a sentence."""
    found: dict[int, list[int]] = {}
    for place, piece in enumerate(tree.pieces):
        found.setdefault(piece.token, []).append(place)
    return [found[i] for i, token in enumerate(split_tokens(sentence)) if token.is_word]
