"""What a sentence states, each as a sentence of its own: all of it without what is idle, its main clause, and other clauses
that are as much said to be so.

A writer that shortens one sentence shortens these as well: it comes to what matters sooner. Simplifying before compressing is an
old way, as in Siddharthan, "Syntactic Simplification and Text Cohesion" (2006).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from summarize.cutting.words import CONDITIONS
from summarize.grammar.idle import changes_article, idle_parts, is_mark
from summarize.grammar.leaving import leave_out
from summarize.grammar.needs import is_finite, is_plural
from summarize.grammar.trees import AUXILIARIES, SUBJECTS, VERBS, Tree
from summarize.shortening.lists import SPEECH, word_set
from summarize.shortening.tokens import count_words, split_tokens

Kind = Literal["whole", "main", "clause", "shared", "relative"]
TOO_LONG = 1.5
"""From so many times the words wanted on, a sentence goes without what is idle: shorter ones are trimmed when they are cut."""
_Clause = tuple[Kind, int, frozenset[int]]
"""What a clause is, its verb, and the places of its pieces."""
FEWEST = 7
"""A statement has so many words at least."""
_OPEN = CONDITIONS | word_set("except lest whether despite")
_UNLIMITING = word_set("as after with amid following")
_PLACING = word_set("in on at from")
_PARENTHETICAL = frozenset(("appos", "relcl", "acl"))
_PARTING = frozenset((",", "—", "–", "--", "-", "("))
_CLOSING = frozenset((",", "—", "–", "--", "-", ")"))
_HEDGED = word_set("allegedly reportedly apparently supposedly probably possibly likely never not hardly nearly almost")
_DOUBTED = word_set("or nor than")
_REPORTED = frozenset(("ccomp", "xcomp", "pcomp", "csubj", "acl", "advcl", "parataxis", "dep"))
_NOUNS = SUBJECTS | {"dobj", "attr"}
_SOURCES = word_set("according per")
_BEFORE_VERBS = frozenset((*AUXILIARIES, "advmod", "neg", "punct", "cc"))


class Statement(NamedTuple):
    """A sentence, and which part of another it is: "whole", "main" clause, another "clause", one with a "shared" subject, or a
    "relative" one with what it tells of."""

    kind: Kind
    text: str


def find_statements(tree: Tree, sentence: str, most: int) -> list[Statement]:
    """Return what a sentence states, first all of it; only that where it has no more words than wanted.

    Args:
        tree: the sentence's tree.
        sentence: the sentence.
        most: the greatest number of words that is wanted.
    """
    tokens = split_tokens(sentence)
    quoted = frozenset(place for place, piece in enumerate(tree.pieces) if tokens[piece.token].quoted)
    if (n_words := count_words(sentence)) <= most or _is_open(sentence):
        return [Statement("whole", sentence)]
    everything = frozenset(range(len(tree.pieces)))
    little = (part for part in idle_parts(tree, everything) if not changes_article(tree, min(part), max(part)))
    idle = _join(part for part in little if part.isdisjoint(quoted) and n_words > TOO_LONG * most)
    asides = [part for part in _asides(tree) if part.isdisjoint(quoted)]
    found: dict[str, Kind] = {}
    root = tree.heads.index(-1)
    clauses: list[_Clause] = [("whole", -1, everything), ("main", root, _clause(tree, root)), *_clauses(tree, quoted)]
    for kind, verb, told in clauses:
        places = told - _join(part for part in asides if verb >= 0 and verb not in part)
        text = leave_out(tree, sentence, everything - (places - idle))
        if count_words(text) >= FEWEST and not _is_open(text):
            found.setdefault(text, kind)
    whole = [] if "whole" in found.values() else [Statement("whole", sentence)]
    return [*whole, *(Statement(kind, text) for text, kind in found.items())]


def _is_open(sentence: str) -> bool:
    """Tell whether a quotation or a bracket goes on before or behind the sentence."""
    return sentence.count('"') % 2 == 1 or any(sentence.count(a) != sentence.count(b) for a, b in ("“”", "()", "[]"))


def _join(parts: Iterator[frozenset[int]]) -> frozenset[int]:
    return frozenset[int]().union(*parts)


def _asides(tree: Tree) -> Iterator[frozenset[int]]:
    """Yield what stands before the main clause, parted from it, and what is told besides between commas, dashes or brackets."""
    root = tree.heads.index(-1)
    subject = next(tree.dependents(root, *SUBJECTS), root)
    opening = min(tree.subtree(subject))
    for place, (head, label) in enumerate(zip(tree.heads, tree.labels, strict=True)):
        below = sorted(tree.subtree(place))
        first, last = below[0], below[-1]
        parted = last + 1 < len(tree.words) and tree.words[last + 1] in _CLOSING
        fronted = head == root and last < opening and _is_front(tree, place)
        besides = label in _PARENTHETICAL and place > head and len(below) > 1 and tree.words[first - 1] in _PARTING
        if parted and (fronted or besides):
            yield frozenset(piece for piece in below if tree.labels[piece] != "punct")


def _is_front(tree: Tree, place: int) -> bool:
    """Tell whether what stands before a main clause neither limits what it says nor tells who says it.

    "After the vote" and "with a grin" do not; "in 2005", "among men" and, before a number, "in Ohio" do.
    """
    label, word = tree.labels[place], tree.words[place]
    if {word, *(tree.words[one] for one in tree.children[place])} & (_OPEN | _SOURCES):
        return False
    if label == "prep" and word in _UNLIMITING:
        return True
    placed = label == "npadvmod" or (label == "prep" and word in _PLACING)
    return label in {"advcl", "xcomp", "advmod"} or (placed and not any(tag == "CD" for tag in tree.tags))


def _clause(tree: Tree, verb: int) -> frozenset[int]:
    """Return a verb with what hangs on it, but for other clauses with a subject of their own that are joined to it."""
    whole = frozenset(tree.subtree(verb))
    joined = [place for place in tree.dependents(verb, "conj") if list(tree.dependents(place, *SUBJECTS))]
    gone = frozenset(piece for place in joined for piece in tree.subtree(place))
    links = [place for place in tree.dependents(verb, "cc") if joined and place < max(gone)]
    left = (piece for piece in whole - gone if links and min(links) < piece < max(gone) and tree.labels[piece] != "punct")
    return whole if any(piece not in links for piece in left) else whole.difference(gone, links)


def _clauses(tree: Tree, quoted: Collection[int]) -> Iterator[_Clause]:
    """Yield the other clauses of a sentence that it says to be so, by itself and without a condition."""
    if any(word in _SOURCES for word in tree.words):
        return
    for verb, (label, tag) in enumerate(zip(tree.labels, tree.tags, strict=True)):
        if tag not in VERBS or verb in quoted or not _is_said(tree, verb):
            continue
        if label == "conj" and tree.labels[tree.heads[verb]] in {"ROOT", "conj"}:
            subjects = list(tree.dependents(verb, *SUBJECTS))
            if subjects and is_finite(tree, verb, frozenset(tree.children[verb])):
                if not (_refers(tree, subjects) or _speaks(tree)):
                    yield "clause", verb, _clause(tree, verb)
            elif not subjects and (places := _shared(tree, verb)):
                yield "shared", verb, places
        elif label == "relcl" and (places := _relative(tree, verb)):
            yield "relative", verb, places


def _is_said(tree: Tree, verb: int) -> bool:
    """Tell whether a clause is as much said to be so as its sentence: it hangs on no condition, wish, or what somebody says, nor
    stands behind a condition, of which it may be a part."""
    if any(word in _OPEN for word in tree.words[:verb]):
        return False
    above = [verb, *tree.ancestors(verb)]
    for place in above:
        if tree.labels[place] in _REPORTED or any(tree.words[one] in _OPEN for one in tree.dependents(place, "mark", "advmod")):
            return False
        if any(tree.words[one] in _DOUBTED for one in tree.dependents(place, "cc")) or any(tree.dependents(place, "preconj")):
            return False
        if any(tree.words[one] in SPEECH for one in tree.dependents(place, "parataxis", "ccomp")):
            return False
    return tree.labels[verb] == "conj" or not _speaks(tree)


def _speaks(tree: Tree) -> bool:
    """Tell whether a sentence is mainly what somebody says."""
    root = tree.heads.index(-1)
    return tree.words[root] in SPEECH and any(True for _ in tree.dependents(root, "ccomp"))


def _refers(tree: Tree, subjects: Collection[int]) -> bool:
    """Tell whether a subject is one of what was named before: "some of whom", "another that"."""
    below = [piece for place in subjects for piece in tree.subtree(place)]
    return any(tree.tags[piece].startswith("W") or tree.words[piece] in {"that", "another"} for piece in below)


def _shared(tree: Tree, verb: int) -> frozenset[int]:
    """Return a clause whose verb shares the subject of the one before it, with that subject and the helpers that it needs;
    nothing where it is not plain what it shares."""
    first = tree.heads[verb]
    while tree.labels[first] == "conj":
        first = tree.heads[first]
    subjects = list(tree.dependents(first, *SUBJECTS))
    before = [place for place in tree.children[first] if place < first]
    hedged = any(tree.words[place] in _HEDGED or tree.labels[place] in {"neg", "preconj"} for place in before)
    joined = any(True for _ in tree.dependents(tree.heads[verb], "cc"))
    if len(subjects) != 1 or subjects[0] > first or hedged or not joined:
        return frozenset()
    helpers = [place for place in before if tree.labels[place] in AUXILIARIES]
    own = any(True for _ in tree.dependents(verb, *AUXILIARIES))
    leading = (place for place in tree.children[verb] if place < verb and tree.labels[place] not in _BEFORE_VERBS)
    if any(True for _ in leading) or (not own and not _agrees(tree, first, verb, helpers)):
        return frozenset()
    if not own and tree.tags[verb] not in {"VBD", "VBZ", "VBP"}:
        subjects += helpers
    return _clause(tree, verb).union(*(tree.subtree(place) for place in subjects))


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
    if tree.labels[noun] not in (_NOUNS if tree.words[first] == "which" else _NOUNS | {"pobj"}):
        return frozenset()
    if tree.words[first] == "which" and (is_plural(tree, verb) != (tree.tags[noun][-1] == "S")):
        return frozenset()
    if any(tree.labels[place] in {"relcl", "conj", "appos"} for place in said_of if place != noun):
        return frozenset()
    return said_of | (_clause(tree, verb) - {first})
