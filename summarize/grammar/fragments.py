"""What of a shortened sentence is but a part: a clause with "when" alone, "is" without what it says, a list without its end."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.cutting.words import SAYING
from summarize.grammar.leaving import QUOTES
from summarize.grammar.trees import COPULAS, SUBJECTS, VERBS, Tree
from summarize.shortening.lists import word_set

_ASKING = word_set("when where why how")
_SAID_OF = ("acomp", "attr")
_LINKING = word_set("that to")
_INSTEAD = word_set("dobj xcomp oprd attr acomp parataxis dep")
_LINKS = frozenset("&;")
_TELLING = word_set(
    "tell tells told telling warn warns warned warning inform informs informed remind reminds reminded assure assures assured "
    "convince convinces convinced persuade persuaded notify notified advise advised show shows showed write wrote writes"
)
"""Of these the object is mostly who is told."""
_SAYING_SO = word_set("say says said")
_SAYABLE = word_set("anything something nothing everything thing things name names word words prayer prayers goodbye")
_HELPING = frozenset(("aux", "auxpass"))


def fragments(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield what is but a part, one line each: of 700 such cuts that were judged 5 % were printable.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that are kept.
    """
    for place in sorted(kept):
        if tree.words[place] in COPULAS and tree.labels[place] not in _HELPING:
            told = list(tree.dependents(place, *_SAID_OF))
            if told and kept.isdisjoint(told):
                yield f"'{tree.words[place]}' has lost what it says"
        if tree.labels[place] == "conj" and tree.heads[place] in kept and _has_lost_end(tree, place, kept):
            yield "a list has lost its end"
        if tree.labels[place] == "conj" and tree.tags[place] in VERBS and _is_either(tree, place, kept):
            yield "it is one of two that 'or' joins"
    yield from _without_verb(tree, kept)
    first = min((place for place in kept if tree.labels[place] != "punct"), default=-1)
    if first >= 0 and _is_clause_alone(tree, first, kept):
        yield "it is no main clause"
    root = tree.heads.index(-1)
    if tree.words[root] in SAYING and root in kept:
        claims = (place for place in tree.dependents(root, "ccomp") if place not in kept)
        if any(_lacks_verb(tree, kept.intersection(tree.subtree(place))) for place in claims):
            yield "a claim has lost its verb"


def _without_verb(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield what of a clause stands without its verb: "comes as Renn", "claims stay low, and the index"; and verbs of saying and
    thinking without what is told: of 596 such cuts that were judged 8 % were printable."""
    last = tree.last_word(kept)
    for place in sorted(kept):
        head = tree.heads[place]
        lost = head >= 0 and head not in kept
        if lost and tree.labels[place] == "mark" and tree.words[place] not in _LINKING:
            yield f"'{tree.words[place]}' introduces nothing"
        if lost and tree.labels[place] in SUBJECTS and last in tree.subtree(place):
            yield "it ends in a subject without its verb"
        if tree.tags[place] in VERBS and _has_lost_claim(tree, place, kept):
            yield f"'{tree.words[place]}' lacks what is told"
        if tree.words[place] in _SAYING_SO and tree.tags[place] in VERBS and _says_thing(tree, place, kept):
            yield "a claim has lost its verb"


def _says_thing(tree: Tree, verb: int, kept: frozenset[int]) -> bool:
    """Tell whether somebody says a thing, which is what is left of a claim: "says prospects for a renewal"; of 29 such cuts that
    were judged 17 % were printable."""
    things = [place for place in tree.dependents(verb, "dobj") if place in kept and tree.tags[place].startswith("NN")]
    spoken = any(tree.words[place] in QUOTES for place in range(min(kept), min(max(kept) + 2, len(tree.words))))
    claims = any(place in kept for place in tree.dependents(verb, "ccomp"))
    return bool(things) and not claims and not spoken and all(tree.words[place] not in _SAYABLE for place in things)


def _has_lost_claim(tree: Tree, verb: int, kept: frozenset[int]) -> bool:
    """Tell whether a verb has lost all of the clause that it tells, and has nothing else in its place."""
    claims = [place for place in tree.dependents(verb, "ccomp") if place > verb or tree.words[verb] in SAYING]
    instead = tree.dependents(verb, *(_INSTEAD - {"dobj"} if tree.words[verb] in _TELLING else _INSTEAD))
    if not claims or any(place in kept for place in instead):
        return False
    return all(tree.is_gone(place, kept) for place in claims)


def _has_lost_end(tree: Tree, place: int, kept: frozenset[int]) -> bool:
    """Tell whether a list goes without "and" and its last: "she had a dog, a cat"."""
    first = place
    while tree.labels[first] == "conj" and tree.heads[first] >= 0:
        first = tree.heads[first]
    linked = any(tree.labels[one] == "cc" or tree.words[one] in _LINKS for one in kept if first < one < place)
    lost = any(one not in kept for one in tree.dependents(place, "cc"))
    return lost and not linked and kept.isdisjoint(tree.dependents(place, "conj"))


def _is_either(tree: Tree, verb: int, kept: frozenset[int]) -> bool:
    """Tell whether a clause is left alone of two of which one is so: "they must pay, or the pier will close"."""
    first = tree.heads[verb]
    links = (one for one in tree.dependents(first, "cc") if one < verb and tree.words[one] in {"or", "nor"})
    return first not in kept and tree.tags[first] in VERBS and any(one not in kept for one in links)


def _is_clause_alone(tree: Tree, first: int, kept: frozenset[int]) -> bool:
    """Tell whether it opens with the "when" or "how" of a clause whose main clause is gone."""
    verb = tree.heads[first]
    alone = tree.words[first] in _ASKING and tree.labels[first] == "advmod" and verb >= 0
    return alone and tree.heads[verb] >= 0 and tree.heads[verb] not in kept and tree.heads.index(-1) not in kept


def _lacks_verb(tree: Tree, kept: frozenset[int]) -> bool:
    """Tell whether there is something kept of a claim but none of its verbs."""
    return bool(kept) and not any(tree.tags[place] in VERBS and tree.labels[place] in {"ccomp", "conj"} for place in kept)
