"""Finds halves of constructions: "so ... that", "not just ... but", "may ... but", "told him ... that", "put it ... at"."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.grammar.trees import VERBS, Tree
from summarize.shortening.lists import word_set

_DEGREES = word_set("so such")
_CONSEQUENCES = ("ccomp", "advcl")
_LIMITED = word_set("just only merely simply")
_NEGATIONS = word_set("not n't")
_ANSWERS = word_set("but also they it he")
_NEAR = 3
_CONCEDING = word_set("may might supposed")
_PLACING = word_set(
    "put puts putting place places placed placing pit pits pitted equate equates equated turn turns turned treat treats treated "
    "link links linked"
)
"""These say of their object where it goes, or what it is taken for."""
_NAMES = word_set(
    "co inc corp ltd llc leader party committee department council association university college commission court agency center "
    "centre institute foundation bank group company times post news union county city street avenue house school hospital"
)
"""The last words of names that say little alone."""
_LENGTHS = word_set("mile miles feet blocks yards kilometers kilometres km metres meters")
_AWAY = word_set("from of north south east west away off")
_PROPER = word_set("NNP NNPS")


def halved(tree: Tree, kept: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of words that need another, which is lost, and of the lost one.

    Of 516 such cuts that were judged 11 % were printable; of those that conceded something ("may") 31 % were false.
    """
    last = tree.last_word(kept)
    yield from _at_the_end(tree, last, kept)
    for place in sorted(kept):
        if tree.tags[place] in VERBS:
            yield from _of_verb(tree, place, kept)
        if tree.words[place] in _DEGREES and tree.heads[place] >= 0:
            yield from _so_that(tree, place, kept)
        if tree.words[place] in _LIMITED and place - 1 in kept and tree.words[place - 1] in _NEGATIONS:
            after = range(last + 1, min(last + 1 + _NEAR, len(tree.words)))
            yield from ((place, one) for one in after if tree.words[one] in _ANSWERS)
        first = place - 1
        named = tree.tags[place] in _PROPER and tree.words[place].strip(".") in _NAMES and place > 0
        if named and first not in kept and tree.heads[first] == place and tree.tags[first] in _PROPER:
            yield place, first
    for place, word in enumerate(tree.words):
        if word == "neither" and place not in kept and tree.heads[place] in kept:
            yield tree.heads[place], place


def _at_the_end(tree: Tree, last: int, kept: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield an adjective without its noun, "as soon" without "as", "three miles" without "from"."""
    if last < 1:
        return
    if tree.labels[last] == "amod" and last < tree.heads[last] not in kept:
        yield last, tree.heads[last]
    following = tree.words[last + 1] if last + 1 < len(tree.words) else ""
    if (tree.words[last - 1] == "as" and following == "as") or (tree.words[last] in _LENGTHS and following in _AWAY):
        yield last, last + 1


def _so_that(tree: Tree, place: int, kept: frozenset[int]) -> Iterator[tuple[int, int]]:
    head = tree.heads[place]
    for above in (head, tree.heads[head]) if tree.labels[place] in {"advmod", "predet"} else ():
        for clause in tree.dependents(above, *_CONSEQUENCES) if above >= 0 else ():
            links = [one for one in tree.dependents(clause, "mark") if tree.words[one] == "that"]
            if clause > head and links and tree.is_gone(clause, kept):
                yield place, links[0]


def _of_verb(tree: Tree, verb: int, kept: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield "put" without where its object goes, and "may" without the "but" behind it."""
    after = [one for one in tree.children[verb] if one > verb and tree.labels[one] != "punct"]
    thing = next((one for one in after if tree.labels[one] == "dobj"), -1)
    rest = [one for one in after if one > thing]
    placed = tree.words[verb] in _PLACING and thing in kept and any(tree.labels[one] == "prep" for one in rest)
    if placed and all(tree.is_gone(one, kept) for one in rest):
        yield verb, rest[0]
    concedes = any(tree.words[one] in _CONCEDING for one in (verb, *tree.children[verb]) if one in kept)
    links = [one for one in tree.dependents(verb, "cc") if tree.words[one] == "but" and one not in kept]
    if concedes and links and all(tree.is_gone(one, kept) for one in tree.dependents(verb, "conj")):
        yield verb, links[0]
