"""Sentences that an editor cut, as ``models/cuts.jsonl.xz`` keeps them: where each stands, and what of it a bullet keeps.

``models/CUTS.md`` tells how they are made. The archive holds no text but the labels, which are the editor's own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.corpora import read_records
from models.verdicts import Key, check_sum, plain
from summarize.cutting.words import align, read_words
from summarize.grammar import Grammar
from summarize.grammar.keeping import find_kept
from summarize.grammar.trees import Tree
from summarize.shortening.tokens import Token, join_tokens, split_tokens, tidy
from summarize.types import Document, Length

CUTS = Path("models/cuts.jsonl.xz")
LENGTHS: tuple[Length, ...] = ("short", "full")
_OPENING = frozenset("“\"‘(")
_PRONOUNS = frozenset("he she it they his her its their we i this that these those".split())
_NAME = 5
"""So many words, at most, take a pronoun's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorCut:
    """A sentence's place and check sum, its label, and for each length the places of the pieces that its point keeps.

    A sentence that no bullet can be cut from has no label and no points.
    """

    place: int
    sum: int
    label: str | None
    points: Mapping[Length, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutArticle:
    """An article's cuts, and the sentences of the best box of all, most important first."""

    article: Key
    best: tuple[int, ...]
    cuts: tuple[EditorCut, ...]


def read_cuts(path: Path) -> Iterator[CutArticle]:
    """Yield the articles of an archive."""
    for record in read_records(path):
        cuts = tuple(_cut(fields) for fields in record["cuts"])
        yield CutArticle(article=(record["corpus"], record["record"]), best=tuple(record["best"]), cuts=cuts)


def _cut(fields: Sequence[Any]) -> EditorCut:
    place, check_sum, label, *points = fields
    kept = {length: tuple(one) for length, one in zip(LENGTHS, points, strict=False) if one}
    return EditorCut(place=place, sum=check_sum, label=label, points=kept)


def trees_of(document: Document, cuts: Sequence[EditorCut]) -> Iterator[tuple[EditorCut, Tree]]:
    """Yield the cuts of an article with their sentences' trees; those of sentences that are not found any more are left out."""
    grammar = Grammar()
    found = [cut for cut in cuts if check_sum(plain(document, cut.place)) == cut.sum]
    grammar.parse(dict.fromkeys(plain(document, cut.place) for cut in found))
    for cut in found:
        tree = grammar.tree(plain(document, cut.place))
        if tree:
            yield cut, tree


def kept_pieces(cut: str, sentence: str, tree: Tree) -> frozenset[int]:
    """Return the places of the pieces that a cut in its sentence's own words (``restore``) keeps, marks among them.

    A mark is the sentence's if it stands between the same two words.
    """
    kept = set(find_kept(cut, sentence, tree).places)
    tokens, own = split_tokens(cut), split_tokens(sentence)
    words = [i for i, token in enumerate(own) if token.is_word]
    found = iter(align(read_words(cut), read_words(sentence)))
    ends = [words[place] if token.is_word and (place := next(found)) is not None else None for token in tokens]
    first = {piece.token: i for i, piece in reversed(list(enumerate(tree.pieces)))}
    last = -1
    for i, token in enumerate(tokens):
        if token.is_word:
            last = ends[i] if ends[i] is not None else last  # type: ignore[assignment]
            continue
        until = next((end for end in ends[i:] if end is not None), len(own))
        between = [j for j in range(last + 1, until) if own[j].text == token.text and first[j] not in kept]
        if between:
            kept.add(first[between[-1 if token.text in _OPENING else 0]])
    return frozenset(kept)


def text_of(kept: Collection[int], sentence: str, tree: Tree) -> str:
    """Return what is kept of a sentence as one."""
    tokens = split_tokens(sentence)
    texts: dict[int, str] = {}
    for place in sorted(kept):
        piece = tree.pieces[place]
        texts[piece.token] = texts.get(piece.token, "") + piece.text
    made: list[Token] = []
    last, opened = -1, False
    for i, text in texts.items():
        token = tokens[i]
        opened = (opened and token.quoted) or (not token.is_word and text in _OPENING)
        made.append(Token(text, token.space or (token.is_word and i > last + 1), opened))
        last = i
    return join_tokens(tidy(made))


def restore(cut: str, sentence: str) -> str | None:
    """Return a cut with its sentence's "a" and "an", and with an opening pronoun that had become a name put back, or None.

    None if words are not its sentence's, or stand in another order.

    >>> restore("Reyes added that an old union agreed.", "He added on Monday that a very old union agreed.")
    'He added that an old union agreed.'
    >>> restore("The union said no.", "The union agreed.")
    """
    own, words = sentence.split(), cut.split()
    places = _follow(words, own, 0)
    if places is not None:
        return " ".join(own[place] if word in {"a", "an"} else word for word, place in zip(words, places, strict=True))
    for size in range(1, min(_NAME, len(words) - 1) + 1):
        for start, word in enumerate(own):
            if re.split("['’]", _bare(word))[0] in _PRONOUNS and _follow(words[size:], own, start + 1) is not None:
                return " ".join([word, *words[size:]])
    return None


def _follow(words: Sequence[str], own: Sequence[str], start: int) -> list[int] | None:
    """Return where words stand in a sentence, one after another, or None."""
    places: list[int] = []
    for word in map(_bare, words):
        while start < len(own) and not _same(word, _bare(own[start])):
            start += 1
        if start == len(own):
            return None
        places.append(start)
        start += 1
    return places


def _same(word: str, other: str) -> bool:
    return word == other or {word, other} == {"a", "an"}


def _bare(word: str) -> str:
    """Return a word in lower case, without the marks around it."""
    return re.sub(r"^[^\w$£€]+|[^\w%]+$", "", word.lower().replace("’", "'")) or word

