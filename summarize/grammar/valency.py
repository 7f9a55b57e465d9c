"""Words that do not stand alone: "seeks" without what, "the kind" without of what, "spent the day" without how.

``models.valency`` counted in a treebank which words are seldom without something that follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from summarize.grammar.trees import OBJECTS, VERBS, Tree
from summarize.shortening.lists import word_set

LOOSE = word_set("punct cc conj case prt neg intj")
"""How that hangs which completes nothing."""
COMPLETING = OBJECTS | {"dative", "agent"}
NOUNS = word_set("NN NNS")
HOLDING = word_set("dobj pobj nsubj attr nsubjpass")
"""How nouns hang that are looked at."""
MODIFIERS = word_set("amod compound nmod prep relcl acl nummod appos poss")
_BEING = word_set("is are was were be been being am 's 're 'm")
_SAYING_WHAT = word_set("attr acomp prep advmod ccomp xcomp oprd npadvmod agent")


@cache
def _needy() -> frozenset[tuple[str, str]]:
    """Return the words, each with the kind of its use: "verb" without an object, "object" for one with, "noun", "a" with "a"."""
    lines = Path(__file__).with_name("valency.txt").read_text(encoding="utf-8").splitlines()
    return frozenset((kind, word) for kind, word in map(str.split, lines))


def alone(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield what is wrong with words that have lost all that followed them."""
    for place in kept:
        if (("a", tree.words[place]) in _needy() or tree.labels[place] == "appos") and _is_bare(tree, place, kept):
            yield f"'{tree.words[place]}' says too little"
        after = [child for child in tree.children[place] if child > place and tree.labels[child] not in LOOSE]
        if after and not _may_end(tree, place, after, kept):
            yield f"'{tree.words[place]}' stands alone"


def _may_end(tree: Tree, place: int, after: list[int], kept: frozenset[int]) -> bool:
    """Tell whether a word has kept some of what followed it, or does not need it."""
    word, kind = tree.words[place], _kind(tree, place, after)
    if kind == "verb" and word in _BEING:
        after = [child for child in after if tree.labels[child] in _SAYING_WHAT]
        return not after or _keeps_any(tree, after, kept) or any(child in kept for child in tree.dependents(place, *COMPLETING))
    if tree.tags[place] in {"VBG", "VBN"} and tree.labels[place] in {"acl", "advcl"}:
        return _keeps_any(tree, after, kept)
    if kind == "object":
        first = next(child for child in after if tree.labels[child] == "dobj")
        after = [child for child in after if child > first]
    if not after or _keeps_any(tree, after, kept) or (kind, word) not in _needy():
        return True
    fronted = any(child in kept for child in tree.dependents(place, *COMPLETING))
    opened = any(tree.tags[child].startswith("W") for child in tree.children[place])
    return kind == "verb" and (fronted or (tree.labels[place] in {"relcl", "acl", "ccomp", "parataxis"} and not opened))


def _keeps_any(tree: Tree, children: list[int], kept: frozenset[int]) -> bool:
    return any(one in kept for child in children for one in tree.subtree(child))


def _is_bare(tree: Tree, place: int, kept: frozenset[int]) -> bool:
    """Tell whether a noun has kept "a" and lost all that says which."""
    children = tree.children[place]
    said = [child for child in children if tree.labels[child] in MODIFIERS]
    article = any(child in kept and tree.words[child] in {"a", "an"} for child in children)
    return article and bool(said) and not _keeps_any(tree, said, kept)


def _kind(tree: Tree, place: int, after: list[int]) -> str:
    if tree.tags[place] in VERBS:
        return "object" if any(tree.labels[child] == "dobj" for child in after) else "verb"
    return "noun" if tree.tags[place] in NOUNS and tree.labels[place] in HOLDING else ""
