"""What a cut claims more by leaving out what limits it.

Words may be left out of most phrases and what is left is as true: a long walk is a walk. Under a negation, a ban, "only", "all",
a superlative, a number or a share it is not so: "no long walk" is not "no walk". Such positions are called downward or not
monotone: MacCartney and Manning, "Natural Logic for Textual Inference" (2007).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.grammar.trees import AUXILIARIES, SUBJECTS, VERBS, Tree
from summarize.shortening.lists import ROLES, word_set
from summarize.shortening.words import WEEKDAYS

_NONE = word_set("no nobody nothing none neither fewer hardly")
_ALL = word_set("all any every most half")
_FORBIDDING = word_set(
    "prevent prevents prevented preventing block blocks blocked blocking deny denies denied denying refuse refuses refused "
    "refusing reject rejects rejected rejecting oppose opposes opposed opposing avoid avoids avoided avoiding lack lacks lacked "
    "fail fails failed failing limit limits limited restrict restricts restricted stop stops stopped stopping without"
)
_BANNING = word_set(
    "ban bans banned banning bar bars barred barring prohibit prohibits prohibited prohibiting forbid forbids forbade"
)
_SHARES = word_set("% percent percentage half third quarter ratio")
_OF_SHARES = word_set("in for of among")
_SUPERLATIVE = frozenset(("JJS", "RBS"))
_LAST = word_set("latest")
_RANKS = frozenset(("first", "last", "only"))
_BASES = frozenset(("of", "among"))
_OF_VERBS = frozenset(("prep", "advmod", "npadvmod"))
_OF_NOUNS = frozenset(("prep", "amod", "advmod", "relcl", "acl"))
_OF_FIRST = frozenset(("prep", "amod"))
_OF_THINGS = frozenset(("amod", "advmod"))
_WITHIN = _OF_NOUNS | {"advcl"}
_JOINED = frozenset(("conj", "cc"))
_IDLE = frozenset(day.lower() for day in WEEKDAYS) | word_set(
    "on late early last this week month morning night afternoon evening today yesterday also now still already even just"
)
_PARTIES = word_set("republicans democrats conservatives liberals tories")
_TOLD_APART = frozenset(("prep", "relcl", "acl"))
_NAMES = frozenset(("NNP", "CD"))
_PRESENT = word_set("is are")
_GENERAL = frozenset(("VB", "VBZ"))


def claims_more(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield what of a shortened sentence claims more than its source, one line each.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that are kept.
    """
    for place in sorted(kept):
        if any(_is_lost(tree, one, kept) for one in _limits(tree, place, kept)):
            yield f"'{tree.words[place]}' has lost what limits it"
    root = tree.heads.index(-1)
    if root in kept and any(_is_front(tree, one, root) for one in tree.children[root] if one not in kept):
        yield "it has lost where or when it is so"


def doubles(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield that a cut makes two people of one: "the mayor and Calder" of "the mayor and council president Calder"."""
    for place in kept:
        head = tree.heads[place]
        if tree.labels[place] == "conj" and tree.tags[place] == "NNP" and head in kept and tree.words[head] in ROLES:
            roles = [one for one in tree.dependents(place, "compound", "nmod") if tree.words[one] in ROLES]
            if roles and kept.isdisjoint(roles):
                yield "it makes two people of one"


def claims_too_much(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield what claims too much by: "the worst day" without "since 1987", "75 percent" without "of the rest"."""
    superlatives = [place for place in kept if tree.tags[place] in _SUPERLATIVE or tree.words[place] in _RANKS]
    lost = [place for place, word in enumerate(tree.words) if word == "since" and place not in kept]
    if any(place < since for place in superlatives for since in lost):
        yield "a superlative has lost its time"
    if any(_loses_scope(tree, place, kept) for place in kept if tree.tags[place] in _SUPERLATIVE):
        yield "a superlative has lost its scope"
    if tree.words and tree.words[0] in _BASES and 0 not in kept and (superlatives or any(tree.tags[one] == "CD" for one in kept)):
        yield "what a number is of is left out"


def _loses_scope(tree: Tree, superlative: int, kept: frozenset[int]) -> bool:
    """Tell whether a noun does not say any more among which it is the most: "the worst storm" without "in ten years"."""
    noun = next((one for one in (superlative, *tree.ancestors(superlative)) if tree.tags[one].startswith("NN")), None)
    if noun is None or noun not in kept or any(one in kept for one in tree.dependents(noun, "poss")):
        return False
    return any(one > noun and one not in kept for one in tree.dependents(noun, "prep", "relcl", "acl"))


def _limits(tree: Tree, place: int, kept: frozenset[int]) -> Iterator[int]:
    """Yield the pieces that limit what a word denies, forbids, counts or sets apart."""
    word, head = tree.words[place], tree.heads[place]
    noun = head if head in kept else place
    if tree.labels[place] == "neg" and head in kept:
        yield from _denied(tree, place, head)
    elif word in _NONE:
        yield from _below(tree, noun, _OF_NOUNS)
        verb = tree.heads[noun]
        if verb in kept and tree.tags[verb] in VERBS:
            yield from (one for one in tree.children[verb] if one > place and tree.labels[one] in _OF_VERBS)
    elif word in _ALL and head in kept:
        yield from (one for one in tree.children[head] if tree.labels[one] in _OF_NOUNS)
    elif word == "only":
        yield from (one for one in _below(tree, noun, _WITHIN | _JOINED) if one > place)
    elif word in _FORBIDDING | _BANNING:
        labels = _OF_NOUNS if word in _BANNING else _OF_THINGS
        yield from (one for one in _below(tree, place, labels) if one > place and tree.heads[one] != place)
    elif word == "first" and tree.labels[place] == "amod":
        beside = [one for one in tree.dependents(tree.heads[head], "advcl") if one > head]
        yield from (one for top in (head, *beside) for one in _below(tree, top, _OF_FIRST) if one > place)
    elif word == "people" or (word in _PARTIES and tree.labels[place] in SUBJECTS):
        apart = (one for one in tree.children[place] if tree.labels[one] in _TOLD_APART)
        yield from (one for one in apart if min(tree.subtree(one)) == place + 1)
    if tree.tags[place] in _SUPERLATIVE and word not in _LAST and tree.tags[head].startswith("NN"):
        yield from (one for one in tree.children[head] if tree.labels[one] in _OF_NOUNS)
    if tree.tags[place] == "CD" and head >= 0:
        yield from _counted(tree, place, head, kept)
    if word in _SHARES:
        yield from (one for one in tree.children[place] if tree.labels[one] in {"prep", "amod"})
        yield from (one for one in tree.children[head] if head in kept and tree.words[one] in _OF_SHARES)


def _counted(tree: Tree, number: int, head: int, kept: frozenset[int]) -> Iterator[int]:
    """Yield what is joined to what a number counts: "$6 billion in cash" is not "$6 billion in cash and stock"."""
    counts = tree.labels[number] in {"nummod", "compound", "quantmod"} and head in kept
    top = head if counts else number
    beside = tree.dependents(tree.heads[top], "prep") if tree.heads[top] >= 0 else iter(())
    for part in (top, *(one for one in beside if one > top and one in kept)):
        joined = (one for one in tree.subtree(part) if tree.labels[one] == "conj" and not tree.tags[one].startswith("V"))
        yield from (one for one in joined if one > number and tree.heads[one] != top)


def _denied(tree: Tree, place: int, verb: int) -> Iterator[int]:
    yield from (one for one in tree.children[verb] if one > place and tree.labels[one] in _OF_VERBS)
    yield from (one for one in _below(tree, verb, _WITHIN) if one > place and tree.heads[one] != verb)


def _below(tree: Tree, place: int, labels: frozenset[str]) -> Iterator[int]:
    """Yield what hangs below a piece in some way, but not within a clause that is joined to it, and no subject."""
    for one in tree.children[place]:
        if tree.labels[one] in SUBJECTS or (tree.labels[one] == "conj" and tree.tags[one] in VERBS):
            continue
        if tree.labels[one] in labels:
            yield one
        yield from _below(tree, one, labels)


def _is_lost(tree: Tree, place: int, kept: frozenset[int]) -> bool:
    """Tell whether a piece is left out of what is kept, and is no mere day and no aside."""
    if place in kept or tree.heads[place] not in kept:
        return False
    below = list(tree.subtree(place))
    aside = tree.labels[place] == "relcl" and tree.words[min(below) - 1] == ","
    return not aside and not _IDLE.issuperset(tree.words[one] for one in below)


def _is_front(tree: Tree, place: int, root: int) -> bool:
    """Tell whether a piece stands in front and tells in which place something is so, or when it could or should be."""
    passive = tree.tags[root] == "VBN" and any(tree.words[one] in _PRESENT for one in tree.dependents(root, *AUXILIARIES))
    if place > root or not (passive or tree.tags[root] in _GENERAL):
        return False
    if tree.labels[place] == "advcl":
        return tree.tags[root] == "VB" and not any(tree.words[one] == "to" for one in tree.children[place])
    return tree.words[place] == "in" and any(tree.tags[one] in _NAMES for one in tree.subtree(place))
