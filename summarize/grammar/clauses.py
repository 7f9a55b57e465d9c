"""Which clauses of a sentence it says to be so, each by itself: those that "and" joins to its main clause, with a subject of
their own or that clause's, and those that "who" or "which" adds.

Where the tree may be wrong about what hangs on what, a clause is left out: a wrong subject makes a false statement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from summarize.cutting.words import CONDITIONS
from summarize.grammar.idle import is_mark
from summarize.grammar.needs import HEDGING, is_finite, is_plural
from summarize.grammar.trees import AUXILIARIES, SUBJECTS, VERBS, Tree
from summarize.shortening.lists import SPEECH, word_set

_SOME = word_set("only no few any some most many all several half")
"""What is said of such is not said of all that the noun names: "only prisoners, who are a tenth of all"."""
Kind = Literal["whole", "main", "clause", "shared", "relative", "headline"]
Clause = tuple[Kind, int, frozenset[int]]
"""What a clause is, its verb, and the places of its pieces."""
OPEN = CONDITIONS | word_set("except lest whether despite")
"""What begins something that may not be so."""
SOURCES = word_set("according per")
_DENIED = word_set("few no none nobody nothing neither not only hardly")
_DOUBTED = word_set("or nor than")
_SINGULAR = word_set("is was has")
_JOINING = word_set("and but")
_REPORTED = frozenset(("ccomp", "xcomp", "pcomp", "csubj", "acl", "advcl", "parataxis", "dep"))
_BEFORE_VERBS = frozenset((*AUXILIARIES, "advmod", "neg", "punct", "cc"))
_NOUNS = SUBJECTS | {"dobj", "attr"}


def own_clause(tree: Tree, verb: int) -> frozenset[int]:
    """Return a verb with what hangs on it, but for other clauses with a subject of their own that are joined to it."""
    whole = frozenset(tree.subtree(verb))
    joined = [place for place in tree.dependents(verb, "conj") if list(tree.dependents(place, *SUBJECTS))]
    gone = frozenset(piece for place in joined for piece in tree.subtree(place))
    links = [place for place in tree.dependents(verb, "cc") if joined and place < max(gone)]
    left = (piece for piece in whole - gone if links and min(links) < piece < max(gone) and tree.labels[piece] != "punct")
    return whole if any(piece not in links for piece in left) else whole.difference(gone, links)


def find_clauses(tree: Tree, quoted: Collection[int]) -> Iterator[Clause]:
    """Yield the other clauses of a sentence that it says to be so, by itself and without a condition."""
    if any(word in SOURCES for word in tree.words) or tree.words[0] == "under":
        return
    for verb, (label, tag) in enumerate(zip(tree.labels, tree.tags, strict=True)):
        if tag not in VERBS or verb in quoted or not _is_said(tree, verb):
            continue
        if label == "conj" and tree.labels[tree.heads[verb]] in {"ROOT", "conj"}:
            subjects = list(tree.dependents(verb, *SUBJECTS))
            if subjects and is_finite(tree, verb, frozenset(tree.children[verb])):
                if not (_refers(tree, subjects) or _speaks(tree) or _is_last(tree, subjects, verb)) and _is_joined(tree, verb):
                    yield "clause", verb, own_clause(tree, verb)
            elif not subjects and (places := _shared(tree, verb)):
                yield "shared", verb, places
        elif label == "relcl" and (places := _relative(tree, verb)):
            yield "relative", verb, places


def _is_said(tree: Tree, verb: int) -> bool:
    """Tell whether a clause is as much said to be so as its sentence: it hangs on no condition, wish, or what somebody says, nor
    stands behind a condition, of which it may be a part."""
    if any(word in OPEN for word in tree.words[:verb]):
        return False
    above = [verb, *tree.ancestors(verb)]
    for place in above:
        if tree.labels[place] in _REPORTED or any(tree.words[one] in OPEN for one in tree.dependents(place, "mark", "advmod")):
            return False
        if any(tree.words[one] in _DOUBTED for one in tree.dependents(place, "cc")) or any(tree.dependents(place, "preconj")):
            return False
        if any(tree.words[one] in SPEECH for one in tree.dependents(place, "parataxis", "ccomp")):
            return False
    return not _speaks(tree) or (tree.labels[verb] == "conj" and tree.words[verb] in SPEECH)


def _speaks(tree: Tree) -> bool:
    """Tell whether a sentence is mainly what somebody says."""
    root = tree.heads.index(-1)
    return tree.words[root] in SPEECH and any(True for _ in tree.dependents(root, "ccomp"))


def _is_joined(tree: Tree, verb: int) -> bool:
    """Tell whether "and" or "but" stands right before a clause, or a semicolon; behind another clause with a comma before it."""
    first = min(place for place in own_clause(tree, verb) if tree.labels[place] != "punct")
    if tree.tags[first].startswith("W") or tree.labels[first] == "mark" or first < 2:
        return False
    plain = tree.words[first - 2] == "," or not _between(tree, tree.heads[verb], first)
    return tree.words[first - 1] == ";" or (tree.words[first - 1] in _JOINING and plain)


def _between(tree: Tree, first: int, last: int) -> bool:
    """Tell whether another clause with a subject stands between two places."""
    return any(tree.labels[place] in SUBJECTS for place in range(first + 1, last))


def _refers(tree: Tree, subjects: Collection[int]) -> bool:
    """Tell whether a subject is one of what was named before: "some of whom", "another that"."""
    below = [piece for place in subjects for piece in tree.subtree(place)]
    return any(tree.tags[piece].startswith("W") or tree.words[piece] in {"that", "another"} for piece in below)


def _is_last(tree: Tree, subjects: Collection[int], verb: int) -> bool:
    """Tell whether a subject is but the last of several, since it is one thing and its verb is in the plural."""
    several = (place for place in subjects if tree.tags[place][-1] == "S" or any(True for _ in tree.dependents(place, "conj")))
    named = all(tree.tags[place].startswith("NN") for place in subjects)
    return named and is_plural(tree, verb) and not any(True for _ in several)


def _shared(tree: Tree, verb: int) -> frozenset[int]:
    """Return a clause whose verb shares the subject of the one before it, with that subject and the helpers that it needs;
    nothing where it is not plain what it shares."""
    first = tree.heads[verb]
    while tree.labels[first] == "conj":
        first = tree.heads[first]
    subjects = list(tree.dependents(first, *SUBJECTS))
    before = [place for place in tree.children[first] if place < first]
    hedged = any(tree.words[place] in HEDGING or tree.labels[place] in {"neg", "preconj"} for place in before)
    start = min(place for place in own_clause(tree, verb) if tree.labels[place] != "punct")
    joined = tree.words[start - 1] in _JOINING
    if len(subjects) != 1 or subjects[0] > first or hedged or not joined or _between(tree, first, verb):
        return frozenset()
    if any(tree.words[place] in _DENIED for place in tree.subtree(subjects[0])):
        return frozenset()
    helpers = [place for place in before if tree.labels[place] in AUXILIARIES]
    helped = [tree.words[place] for place in tree.dependents(verb, *AUXILIARIES)]
    if tree.tags[subjects[0]] in {"NNS", "NNPS"} and not _SINGULAR.isdisjoint(helped):
        return frozenset()
    leading = (place for place in tree.children[verb] if place < verb and tree.labels[place] not in _BEFORE_VERBS)
    if any(True for _ in leading) or (not helped and not _agrees(tree, first, verb, helpers)):
        return frozenset()
    if not helped and tree.tags[verb] not in {"VBD", "VBZ", "VBP"}:
        subjects += helpers
    return own_clause(tree, verb).union(*(tree.subtree(place) for place in subjects))


def _agrees(tree: Tree, first: int, verb: int, helpers: Collection[int]) -> bool:
    """Tell whether a verb without a helper of its own goes with the subject of the one before it, and with its helpers."""
    tag = tree.tags[verb]
    if tag in {"VBZ", "VBP"}:
        return is_plural(tree, verb) == is_plural(tree, first)
    if tag == "VBD":
        passive = any(tree.labels[place] == "auxpass" for place in helpers)
        return not passive or any(True for _ in tree.dependents(verb, "dobj"))
    return bool(helpers) and (tag == "VBN") == (tree.tags[first] == "VBN")


def _relative(tree: Tree, verb: int) -> frozenset[int]:
    """Return what a relative clause that only adds something says, with what it says it of; nothing where that is not plain."""
    noun, subjects = tree.heads[verb], list(tree.dependents(verb, *SUBJECTS))
    first = min(tree.subtree(verb))
    said_of = frozenset(place for place in tree.subtree(noun) if place < first - 1)
    whose = len(subjects) == 1 and tree.words[subjects[0]] in {"who", "which"} and is_mark(tree, first - 1)
    if not whose or subjects[0] != first or not tree.tags[noun].startswith("NN") or max(said_of, default=-1) != first - 2:
        return frozenset()
    person = tree.words[first] == "who" and tree.tags[noun] == "NNP"
    nouns = (place for place in said_of if place > noun and tree.tags[place].startswith("NN"))
    if tree.labels[noun] not in (_NOUNS | {"pobj"} if person else _NOUNS) or any(True for _ in nouns):
        return frozenset()
    if tree.words[min(said_of) - 1] in _JOINING or not _SOME.isdisjoint(tree.words[place] for place in said_of):
        return frozenset()
    if tree.words[first] == "which" and (is_plural(tree, verb) != (tree.tags[noun][-1] == "S")):
        return frozenset()
    if any(tree.labels[place] in {"relcl", "conj", "appos"} for place in said_of if place != noun):
        return frozenset()
    return said_of | (own_clause(tree, verb) - {first})
