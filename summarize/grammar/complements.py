"""Words that are cut before what mostly completes them: "cast doubt" without "on", "a role" without "in", "plans" without "to".

``models.complements`` counted, in sentences of the news, which complements verbs and nouns mostly have.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from summarize.grammar.trees import VERBS, Tree
from summarize.planning.vectors import stem
from summarize.shortening.lists import word_set

FOLLOWING = word_set("prep xcomp oprd dative acomp attr prt agent")
"""How that hangs which completes a verb without an object."""
COMPLEMENTS = word_set("prep acl xcomp relcl oprd")
"""How that hangs which is looked at."""
_NOUNS = word_set("NN NNS")
_TOLD = word_set("dobj ccomp")
_PASSIVE = word_set("auxpass nsubjpass")


def uses(tree: Tree, head: int) -> Iterator[tuple[str, list[int]]]:
    """Yield each kind of use of a verb or noun, and what hangs on it to its right with no mark between.

    The kinds: a verb ("met"), one in the passive ("charged passive"), one with an object ("provide +": what follows the object),
    a verb with its very object ("cast doubt": what follows on either), and a noun with its article ("a role", "- plans").
    """
    word, tag = tree.words[head], tree.tags[head]
    if not word.isalpha() or tag not in VERBS | _NOUNS:
        return
    after = _close(tree, head)
    if tag in _NOUNS:
        articles = {tree.words[child] for child in tree.dependents(head, "det")}
        yield f"{'a' if articles & {'a', 'an'} else 'the' if 'the' in articles else '-'} {word}", after
        return
    thing = next((child for child in after if tree.labels[child] == "dobj"), None)
    if thing is None:
        yield f"{word} passive" if any(True for _ in tree.dependents(head, *_PASSIVE)) else word, after
        return
    after = [child for child in after if child > thing]
    yield f"{word} +", after
    if tree.tags[thing] in _NOUNS:
        yield f"{word} {tree.words[thing]}", after + _close(tree, thing)


def _close(tree: Tree, head: int) -> list[int]:
    children = (child for child in tree.children[head] if child > head and tree.labels[child] != "punct")
    return [child for child in children if tree.labels[min(tree.subtree(child)) - 1] != "punct"]


def complement(tree: Tree, child: int) -> str:
    """Return the kind of a complement: how it hangs, with the preposition or "to"."""
    label = tree.labels[child]
    if label == "xcomp":
        return "xcomp to" if any(tree.words[one] == "to" for one in tree.dependents(child, "aux")) else "xcomp"
    return f"prep {tree.words[child]}" if label == "prep" else label


def cut_off(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield what is wrong with words that have lost the complement that they mostly have.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that the shortened sentence keeps.
    """
    for head in sorted(kept):
        for use, places in uses(tree, head):
            if any(_is_missed(tree, use, child, kept) for child in places):
                yield f"'{tree.words[head]}' is cut before what mostly completes it"
                break


def unfinished(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield the verbs without an object that have lost what follows them and mostly have that: "the two will meet".

    Of 531 such cuts that were judged 14 % were printable.
    """
    for verb in sorted(kept):
        use, after = openness(tree, verb)
        lost = any(tree.labels[child] in FOLLOWING for child in after)
        if lost and use in _mostly_followed() and all(tree.is_gone(child, kept) for child in after):
            yield f"'{tree.words[verb]}' is cut before what mostly completes it"


def openness(tree: Tree, verb: int) -> tuple[str, list[int]]:
    """Return how a verb is used ("bare" or "passive", and its stem), and what hangs on it to its right.

    One with an object, or that tells a clause, has no use.
    """
    if tree.tags[verb] not in VERBS or not tree.words[verb].isalpha():
        return "", []
    if any(tree.labels[child] in _TOLD for child in tree.children[verb]):
        return "", []
    passive = any(True for _ in tree.dependents(verb, *_PASSIVE))
    return f"{'passive' if passive else 'bare'} {stem(tree.words[verb]).rstrip('e')}", _close(tree, verb)


def _is_missed(tree: Tree, use: str, child: int, kept: frozenset[int]) -> bool:
    if child in kept or tree.labels[child] not in COMPLEMENTS or tree.heads[child] not in kept:
        return False
    return f"{use}\t{complement(tree, child)}" in _mostly() and tree.is_gone(child, kept)


@cache
def _mostly() -> frozenset[str]:
    """Return the kinds of uses, each with a complement that it mostly has."""
    return frozenset(Path(__file__).with_name("complements.txt").read_text("utf-8").splitlines())


@cache
def _mostly_followed() -> frozenset[str]:
    """Return the uses of verbs that mostly have something behind them (``models.completions``)."""
    return frozenset(Path(__file__).with_name("completions.txt").read_text("utf-8").splitlines())
