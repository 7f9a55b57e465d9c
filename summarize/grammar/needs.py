"""What a piece of a sentence needs: the parts without which it is no phrase any more, or says something else."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.cutting.words import CONDITIONS
from summarize.grammar.trees import AUXILIARIES, FINITE, OBJECTS, RELATIVES, SUBJECTS, VERBS, Tree
from summarize.shortening.lists import word_set

_CONDITIONS = CONDITIONS | {"until"}
_EXCEPTIONS = word_set("without except")
_UNITS = word_set(
    "percent cent cents degrees dollars pounds euros feet foot miles kilometers kilometres metres meters inches tons tonnes "
    "points minutes hours days weeks months years year million billion trillion"
)
LIMITING = word_set(
    "first second third fourth fifth last next former alleged suspected attempted potential possible fake only same other "
    "most least best worst prospective so-called would-be acting deputy vice assistant failed planned proposed presumed supposed "
    "future late"
)
"""Adjectives without which a noun is another thing."""
HEDGING = word_set(
    "not never nearly almost hardly barely rarely seldom scarcely allegedly reportedly only less least likely unlikely "
    "supposedly apparently possibly probably potentially falsely wrongly partly partially mostly largely longer anymore yet"
)
_PARTICLES = word_set("forward away back up down out off on in over together apart aside there here")
_MODIFIERS = word_set("compound amod nmod npadvmod quantmod advmod")
_DEGREES = word_set("about approximately roughly around at up more too so as most")
_AMOUNTS = word_set("no neither any few some most many both half each every several")
_COUNTED = word_set("both together respectively sens reps govs drs messrs profs")
_DETERMINING = frozenset(("det", "poss", "nummod"))
_POINTED = word_set("the any every those no all")
_GENERAL = word_set("anyone those someone people everyone something anything everything")
_TELLING = word_set("tell tells told ask asks asked remind reminded")
_VOTING = word_set("vote votes voted voting")
_THINGS = word_set("dobj attr")
_COMPLEMENTS = word_set("dobj attr oprd acomp xcomp pobj pcomp dative")
_HELPERS = word_set("aux auxpass neg prt predet case")
_COMMON = word_set("NN NNS")
_DEGREED = word_set("JJ JJR RB RBR IN")


def missing(tree: Tree, head: int, child: int, kept: frozenset[int], roots: frozenset[int]) -> str | None:
    """Return what is wrong with keeping a piece without one that hangs on it, or None.

    Args:
        tree: the sentence's tree.
        head: the piece that is kept.
        child: the piece that hangs on it and is not.
        kept: all pieces that are kept.
        roots: those of them that head a clause of the shortened sentence.
    """
    label, word = tree.labels[child], tree.words[child]
    kept_below = label not in _HELPERS | {"det", "mark"} and any(place in kept for place in tree.subtree(child))
    if kept_below or _is_aside(tree, child):
        return None
    lacks = f"'{tree.words[head]}' lacks '{word}'"
    if label in SUBJECTS:
        return lacks if _needs_subject(tree, head, child, kept, roots) else None
    if label in _HELPERS:
        return lacks
    if label in _COMPLEMENTS or label == "ccomp":
        return lacks if _needs_object(tree, head, child, kept) else None
    if label in {"det", "poss", "amod", "nummod", "quantmod", "compound", "advmod", "npadvmod"}:
        return lacks if _needs_modifier(tree, head, child, kept) else None
    if label == "mark":
        return lacks if word in _CONDITIONS or (word != "that" and head not in roots) else None
    if label in {"prep", "relcl", "acl"} and child - 1 in kept and _is_number(tree, child - 1):
        return f"'{tree.words[child - 1]}' lacks '{word}'"
    if label == "prep":
        of = word == "of" and tree.tags[head] in {"NN", "NNS", "CD", "DT", "JJS"}
        bound = tree.tags[head] in {"RB", "IN", "JJ"} or (word == "as" and tree.tags[head] in VERBS)
        ranging = word == "to" and tree.tags[head] == "CD"
        return lacks if of or bound or ranging or word in _EXCEPTIONS or _bounds(tree, head, child, kept) else None
    if label in {"relcl", "acl"}:
        return lacks if _narrows(tree, head, child) else None
    if label == "advcl":
        bound = tree.tags[head] in {"JJ", "RB", "JJR", "RBR"} or _is_voted_for(tree, head, child)
        return lacks if bound or _is_condition(tree, child) else None
    return next(_halves(tree, head, child, kept), None) if label == "conj" else None


def _is_aside(tree: Tree, child: int) -> bool:
    """Tell whether it stands in brackets, or is no object since a comma parts it from its verb: "agreed to merge, a deal ..."."""
    first = min(tree.subtree(child))
    parted = tree.labels[child] in _THINGS and tree.heads[child] < child
    return first > 0 and tree.words[first - 1] in ({"(", "[", ",", "—", "--"} if parted else {"(", "["})


def _needs_subject(tree: Tree, head: int, child: int, kept: frozenset[int], roots: frozenset[int]) -> bool:
    if any(place in kept for place in tree.dependents(head, *SUBJECTS)):
        return False
    return not (tree.labels[head] in {"relcl", "acl"} and tree.words[child] in RELATIVES and head in roots)


def _needs_object(tree: Tree, head: int, child: int, kept: frozenset[int]) -> bool:
    label, verb = tree.labels[child], tree.words[head]
    if label in {"dobj", "pobj"} and tree.words[child] in RELATIVES:
        return False
    if label in {"pobj", "pcomp", "xcomp", "dative"} or (verb in _TELLING and label in {"ccomp", "dobj"}):
        return True
    others = _THINGS if label == "dobj" else OBJECTS
    return not any(place in kept for place in tree.dependents(head, *others))


def _needs_modifier(tree: Tree, head: int, child: int, kept: frozenset[int]) -> bool:
    label, word, tag = tree.labels[child], tree.words[child], tree.tags[head]
    if label in {"det", "poss"}:
        pointed = any(place in kept for place in tree.dependents(head, *_DETERMINING))
        return word in _AMOUNTS or (tag == "NN" and not pointed)
    if tree.labels[head] in _MODIFIERS or any(tree.tags[place].startswith("W") for place in tree.subtree(child)):
        return True
    if label == "amod":
        return child < head and (_limits(tree, head, child) or word.startswith("ex-") or tree.tags[child] in {"JJR", "JJS"})
    if label == "nummod":
        return tree.words[head] in _UNITS or tree.labels[head] == "npadvmod"
    if label == "compound":
        return tag in _COMMON and tree.tags[child] in _COMMON and child == head - 1
    if label == "advmod":
        particle = word in _PARTICLES and child == head + 1
        return particle or word in HEDGING or (word in _DEGREES and tag not in VERBS)
    return label == "quantmod" or tag in _DEGREED


def _is_number(tree: Tree, place: int) -> bool:
    """Tell whether a piece is a number without a noun, which means little without of what: "57% in favor"."""
    word = tree.words[place]
    bare = (tree.tags[place] == "CD" and word[0].isdigit()) or word.endswith("%") or word in {"percent", "third", "half"}
    return bare and tree.labels[place] in {"dobj", "attr", "nsubj", "pobj"} and not _is_date(tree, place)


def _is_date(tree: Tree, place: int) -> bool:
    return len(tree.words[place]) == 4 and tree.words[place].isdigit()


def _limits(tree: Tree, head: int, child: int) -> bool:
    """Tell whether an adjective says of which things something is said: "gay couples", "Indian Wells", "the first mayor"."""
    if tree.words[child] in LIMITING | _AMOUNTS:
        return True
    if tree.tags[head] in {"NNP", "NNPS"}:
        return child == head - 1 and tree.pieces[child].text[0].isupper()
    return not any(True for _ in tree.dependents(head, *_DETERMINING))


def _bounds(tree: Tree, head: int, child: int, kept: frozenset[int]) -> bool:
    """Tell whether it says since when something is the most or the first: "its steepest drop since 2020"."""
    ranked = (tree.tags[place] in {"JJS", "RBS"} or tree.words[place] == "first" for place in tree.subtree(head) if place in kept)
    return tree.words[child] == "since" and any(ranked)


def _narrows(tree: Tree, head: int, child: int) -> bool:
    """Tell whether a clause says which of several is meant: "the man who shot her", but not "Ms. Lind, who shot her"."""
    if tree.tags[head] not in {"DT", "NN", "NNS", "PRP", "WP"} or "," in tree.words[head + 1 : child + 1]:
        return False
    pointed = any(tree.words[place] in _POINTED for place in tree.dependents(head, "det"))
    return pointed or tree.tags[head] in {"DT", "WP"} or tree.words[head] in _GENERAL


def _is_condition(tree: Tree, clause: int) -> bool:
    marks = {tree.words[place] for place in tree.dependents(clause, "mark", "advmod")}
    return bool(marks & _CONDITIONS) and "even" not in marks


def _is_voted_for(tree: Tree, head: int, clause: int) -> bool:
    """Tell whether it is what a vote is for, which is seldom taken for an object: "voted 7-2 on Tuesday to close the pier"."""
    return tree.words[head] in _VOTING and any(tree.words[place] == "to" for place in tree.dependents(clause, "aux"))


def _halves(tree: Tree, head: int, child: int, kept: frozenset[int]) -> Iterator[str]:
    """Yield what is wrong where one of two joined things is left out."""
    others = [place for place in tree.dependents(head, "conj") if place in kept]
    if tree.tags[head] == "NNP" and any(True for _ in tree.dependents(child, "poss")):
        yield "it may be the first of two owners"
    if not others and any(place in kept and tree.words[place].rstrip(".") in _COUNTED for place in tree.subtree(head)):
        yield "what is said of several is said of one"
    above = tree.heads[head]
    if tree.labels[head] == "pobj" and tree.words[above] == "between":
        yield "'between' has lost one of two"
    single = tree.tags[head] in {"NN", "NNP"} or tree.words[head] in {"he", "she", "it"}
    if tree.labels[head] in SUBJECTS and single and not others and is_plural(tree, above):
        yield "its verb is in the plural"


def is_plural(tree: Tree, verb: int) -> bool:
    """Tell whether a verb, or a helper of its, is in the plural."""
    verbs = [verb, *tree.dependents(verb, *AUXILIARIES)]
    return any(tree.words[one] in {"are", "were", "have", "do"} or tree.tags[one] == "VBP" for one in verbs)


def is_finite(tree: Tree, verb: int, kept: frozenset[int]) -> bool:
    """Tell whether a verb is finite, by itself or by a helper that is kept.

    One with a subject and no helper is, whatever its tag: "announced" and "come" are easily taken for a participle or infinitive.
    """
    helpers = [*tree.dependents(verb, *AUXILIARIES)]
    if tree.tags[verb] in FINITE or any(place in kept and tree.tags[place] in FINITE for place in helpers):
        return True
    return tree.tags[verb] in {"VB", "VBN"} and not helpers and any(True for _ in tree.dependents(verb, "nsubj"))
