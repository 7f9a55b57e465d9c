"""What a cut does to a sentence's grammar: what is kept has to hang together, and has to have what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.grammar.claims import is_unsaid
from summarize.grammar.complements import cut_off, unfinished
from summarize.grammar.edges import edges
from summarize.grammar.fragments import fragments
from summarize.grammar.keeping import Kept
from summarize.grammar.needs import is_finite, is_plural, missing
from summarize.grammar.parting import parted
from summarize.grammar.scope import claims_more, claims_too_much, doubles
from summarize.grammar.trees import AUXILIARIES, RELATIVES, SUBJECTS, VERBS, Tree
from summarize.grammar.valency import alone
from summarize.mentions import CALENDAR
from summarize.shortening.lists import word_set

_MARKS = word_set("punct intj meta")
_JOINING = word_set("cc preconj")
_PASSED_ON = word_set("conj appos")
_CLAUSES = word_set("ccomp advcl relcl acl parataxis conj dep pcomp csubj ROOT xcomp")
_BESIDE = 3
"""Two verbs that share an object stand so near."""
_SINGULAR = frozenset(("NN", "NNP"))
_PRONOUNS = word_set("he she they")
_FAR = word_set("that those")
_SHARED = word_set("nsubj nsubjpass expl csubj mark advmod npadvmod prep cc advcl aux auxpass")


def grammar_faults(tree: Tree, kept: Kept) -> list[str]:
    """Return what is wrong with the grammar of a shortened sentence, one line a fault.

    Args:
        tree: the whole sentence's tree.
        kept: what the shortened one keeps of it.
    """
    loose, roots = _hang(tree, kept)
    faults = [f"'{tree.words[place]}' hangs on nothing" for place in loose]
    if len(roots) > 1:
        faults.append("it falls apart")
    if kept.genitive:
        faults.append("it has a genitive of its own")
    faults += _root_faults(tree, roots, kept)
    if any(_has_lost_subject(tree, place, kept) for place in kept.places if tree.labels[place] == "relcl"):
        faults.append("a relative clause has lost its subject")
    if any(_has_lost_noun(tree, place, kept.places) for place in kept.places if tree.labels[place] == "relcl"):
        faults.append("a relative clause has lost its noun")
    faults += [*claims_too_much(tree, kept.places), *doubles(tree, kept.places)]
    faults += [*_joins_nothing(tree, kept), *_lacks(tree, kept, frozenset(roots)), *alone(tree, kept.places)]
    faults += [*cut_off(tree, kept.places), *unfinished(tree, kept.places)]
    faults += [*_unshared(tree, kept.places), *_unhelped(tree, kept.places)]
    if kept.says is None and is_unsaid(tree, kept.places):
        faults.append("a claim has lost its speaker")
    faults += [*claims_more(tree, kept.places), *fragments(tree, kept.places), *parted(tree, kept.places)]
    faults += edges(tree, kept.places)
    return [*faults, *_plural(tree, kept.places), *_nameless(tree, kept.places), *_pointing(tree, kept.places)]


def _has_lost_noun(tree: Tree, verb: int, kept: frozenset[int]) -> bool:
    """Tell whether a "that" or "who" tells of a noun that is gone: "vetoed a bill that they pay" of "the tax that they pay"."""
    noun = tree.heads[verb]
    besides = tree.labels[noun] == "appos" and tree.heads[noun] in kept
    return noun not in kept and not besides and any(tree.words[one] in RELATIVES for one in tree.children[verb] if one in kept)


def _unshared(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield the verbs that have lost their object with the verb they share it with: "to capture and withdraw blood clots"."""
    for verb in kept:
        for other in tree.dependents(verb, "conj") if tree.tags[verb] in VERBS else ():
            objects = [one for one in tree.dependents(other, "dobj") if one > other]
            own = (one for one in tree.children[verb] if verb < one < other and tree.labels[one] not in _JOINING | _MARKS)
            alike = other not in kept and tree.tags[other] == tree.tags[verb] and 0 < other - verb <= _BESIDE
            if alike and objects and kept.isdisjoint(objects) and not any(True for _ in own):
                yield f"'{tree.words[verb]}' has lost the object that it shares"


def _unhelped(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield the verbs that say as a fact what they do not, without a first verb's "should" or "not": "should have gone big and
    expanded the scope"."""
    for verb in kept:
        first = tree.heads[verb]
        verbs = tree.labels[verb] in {"conj", "advcl"} and {tree.tags[verb], tree.tags[first]} <= VERBS
        if not verbs or first in kept or any(True for _ in tree.dependents(verb, *SUBJECTS, *AUXILIARIES)):
            continue
        helpers = [one for one in tree.children[first] if one < verb and (tree.tags[one] == "MD" or tree.labels[one] == "neg")]
        if helpers and kept.isdisjoint(helpers) and any(one in kept for one in tree.dependents(first, *SUBJECTS)):
            yield f"'{tree.words[verb]}' has lost its '{tree.words[helpers[0]]}'"


def _plural(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield that a verb is in the plural where of its two subjects only the second is kept: "Vale and Orm have met"."""
    for place in kept:
        first = tree.heads[place]
        second = tree.labels[place] == "conj" and tree.tags[place] in _SINGULAR and first not in kept
        if second and tree.labels[first] in SUBJECTS and tree.heads[first] in kept and is_plural(tree, tree.heads[first]):
            yield "its verb is in the plural"


def _nameless(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield that "he" or "they", which does not open the sentence, is the first of all that is named: "On Monday, he left"."""
    words = [place for place in sorted(kept) if tree.labels[place] != "punct"]
    place = next((place for place in words if tree.words[place] in _PRONOUNS), None)
    if place is None or place == words[0]:
        return
    names = (tree.tags[one].startswith("NNP") and tree.words[one] not in CALENDAR for one in words if one < place)
    if not any(names) and not any(tree.labels[one] in SUBJECTS for one in words if one < place):
        yield f"'{tree.words[place]}' is nobody named"


def _pointing(tree: Tree, kept: frozenset[int]) -> Iterator[str]:
    """Yield the "that" or "those" of a noun that no clause tells more of: "the strongest of those powers"; nor may it go then."""
    for noun in kept:
        far = [place for place in tree.dependents(noun, "det") if tree.words[place] in _FAR]
        if far and not any(one in kept for one in tree.dependents(noun, "relcl", "acl")):
            yield f"'{tree.words[far[0]]}' points elsewhere"


def _hang(tree: Tree, kept: Kept) -> tuple[list[int], list[int]]:
    """Return the kept pieces that hang on nothing kept, and those that head the sentence now."""
    loose, roots = list[int](), list[int]()
    for place in sorted(kept.places):
        head = tree.heads[place]
        if head in kept.places or tree.labels[place] in _MARKS:
            continue
        label = tree.labels[place]
        while head >= 0 and head not in kept.places and label in _PASSED_ON:
            label, head = tree.labels[head], tree.heads[head]
        if head < 0:
            roots.append(place)
        elif head in kept.places or _is_shared(tree, place, kept.places) or _says(tree, place, kept):
            continue
        elif label in _CLAUSES and not any(one in kept.places for one in tree.ancestors(place)) and tree.tags[place] in VERBS:
            roots.append(place)
        else:
            loose.append(place)
    return loose, roots


def _is_shared(tree: Tree, place: int, kept: frozenset[int]) -> bool:
    """Tell whether it hung on the first of several verbs of which a later one is kept."""
    head = tree.heads[place]
    later = any(one in kept for one in tree.dependents(head, "conj"))
    return later and tree.tags[head] in VERBS and tree.labels[place] in _SHARED


def _says(tree: Tree, place: int, kept: Kept) -> bool:
    """Tell whether it is who says it, where the source has "according to" them."""
    return kept.says is not None and kept.says in tree.subtree(place)


def _has_lost_subject(tree: Tree, verb: int, kept: Kept) -> bool:
    subjects = tuple(tree.dependents(verb, *SUBJECTS))
    return tree.tags[verb] in VERBS and bool(subjects) and kept.places.isdisjoint(subjects)


def _root_faults(tree: Tree, roots: list[int], kept: Kept) -> Iterator[str]:
    if not roots:
        yield "it has no main verb"
    for root in roots:
        if tree.tags[root] == "VB" and root == min(kept.places) and not kept.renamed:
            yield "it is an order"
        if tree.tags[root] not in VERBS or not is_finite(tree, root, kept.places):
            yield f"'{tree.words[root]}' is no finite verb"
        elif not _has_subject(tree, root, kept):
            yield f"'{tree.words[root]}' has no subject"
        elif any(one in kept.places for one in tree.dependents(root, "mark")):
            yield "it is no main clause"


def _has_subject(tree: Tree, root: int, kept: Kept) -> bool:
    verbs, place = [root], root
    while tree.labels[place] == "conj" and tree.heads[place] >= 0:
        place = tree.heads[place]
        verbs.append(place)
    subjects = [one for verb in verbs for one in tree.dependents(verb, *SUBJECTS)]
    if any(one in kept.places for subject in subjects for one in tree.subtree(subject)):
        return True
    return kept.renamed or (tree.labels[root] == "relcl" and tree.heads[root] in kept.places)


def _joins_nothing(tree: Tree, kept: Kept) -> Iterator[str]:
    """Yield the "and", "both" and the like that have lost what they join; one that opens the sentence joins it to another."""
    for place in kept.places:
        if tree.labels[place] in _JOINING and place > 0 and tree.heads[place] in kept.places:
            joined = tree.dependents(tree.heads[place], "conj")
            if not any(other in kept.places and other > place for other in joined):
                yield f"'{tree.words[place]}' has lost what it joins"


def _lacks(tree: Tree, kept: Kept, roots: frozenset[int]) -> Iterator[str]:
    for head in sorted(kept.places):
        for child in tree.children[head]:
            if child in kept.places or (kept.renamed and tree.labels[child] in SUBJECTS and tree.tags[child] == "PRP"):
                continue
            fault = missing(tree, head, child, kept.places, roots)
            if fault:
                yield fault
