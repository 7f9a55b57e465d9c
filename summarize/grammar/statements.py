"""What a sentence states, each as a sentence of its own: all of it without what is idle, its main clause, and other clauses
that are as much said to be so.

A writer that shortens one sentence shortens these as well: it comes to what matters sooner. Simplifying before compressing is an
old way, as in Siddharthan, "Syntactic Simplification and Text Cohesion" (2006).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summarize.grammar.clauses import OPEN, SOURCES, Clause, Kind, find_clauses, own_clause
from summarize.grammar.idle import changes_article, idle_parts
from summarize.grammar.leaving import leave_out
from summarize.grammar.scope import claims_more
from summarize.grammar.trees import SUBJECTS, Tree, quoted_places
from summarize.shortening.lists import word_set
from summarize.shortening.tokens import count_words

TOO_LONG = 1.5
"""From so many times the words wanted on, a sentence goes without what is idle: shorter ones are trimmed when they are cut."""
FEWEST = 7
"""A statement has so many words at least."""
LONGEST = 120
"""A sentence of more words is hardly one: nothing is taken out of it."""
_SUBORDINATING = word_set("when while although though because since if unless as after before until where that which who how")
_LIMITING = word_set("when whenever once to")
_UNLIMITING = word_set("as after with amid following")
_PLACING = word_set("in on at from")
_PARENTHETICAL = frozenset(("appos", "relcl", "acl"))
_PARTING = frozenset((",", "—", "–", "--", "-", "("))
_CLOSING = frozenset((",", "—", "–", "--", "-", ")"))


class Statement(NamedTuple):
    """A sentence, and which part of another it is: "whole", "main" clause, another "clause", one with a "shared" subject, a
    "relative" one with what it tells of, or the article's "headline"."""

    kind: Kind
    text: str


def find_statements(tree: Tree, sentence: str, most: int) -> list[Statement]:
    """Return what a sentence states, first all of it; only that where it has no more words than wanted, or far too many.

    Args:
        tree: the sentence's tree.
        sentence: the sentence.
        most: the greatest number of words that is wanted.
    """
    quoted = quoted_places(tree, sentence)
    if not most < (n_words := count_words(sentence)) <= LONGEST or _is_open(sentence):
        return [Statement("whole", sentence)]
    everything = frozenset(range(len(tree.pieces)))
    little = (part for part in idle_parts(tree, everything) if not changes_article(tree, min(part), max(part)))
    idle = _join(part for part in little if part.isdisjoint(quoted) and n_words > TOO_LONG * most)
    asides = [part for part in _asides(tree) if part.isdisjoint(quoted)]
    found: dict[str, Kind] = {}
    root = tree.heads.index(-1)
    clauses: list[Clause] = [("whole", -1, everything), ("main", root, own_clause(tree, root)), *find_clauses(tree, quoted)]
    for kind, verb, told in clauses:
        places = told - _join(part for part in asides if verb >= 0 and verb not in part)
        if any(True for _ in claims_more(tree, places)):
            continue
        text = leave_out(tree, sentence, everything - (places - idle))
        subordinate = text.split(" ", 1)[0].lower() in _SUBORDINATING and "," not in text
        if count_words(text) >= FEWEST and not _is_open(text) and not subordinate:
            found.setdefault(text, kind)
    whole = [] if "whole" in found.values() else [Statement("whole", sentence)]
    return [*whole, *(Statement(kind, text) for text, kind in found.items())]


def _is_open(sentence: str) -> bool:
    """Tell whether a quotation or a bracket goes on before or behind the sentence."""
    return sentence.count('"') % 2 == 1 or any(sentence.count(a) != sentence.count(b) for a, b in ("“”", "()", "[]"))


def _join(parts: Iterable[frozenset[int]]) -> frozenset[int]:
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
        alone = (first == 0 or tree.labels[first - 1] == "punct") and tree.words[last + 1 : last + 2] == (",",)
        fronted = head == root and last < opening and alone and _is_front(tree, place)
        besides = label in _PARENTHETICAL and place > head and len(below) > 1 and tree.words[first - 1] in _PARTING
        if parted and (fronted or besides):
            yield frozenset(piece for piece in below if tree.labels[piece] != "punct")


def _is_front(tree: Tree, place: int) -> bool:
    """Tell whether what stands before a main clause neither limits what it says nor tells who says it.

    "After the vote" and "with a grin" do not; "in 2005", "among men", "to vote" and, before a number, "in Ohio" do.
    """
    label, word = tree.labels[place], tree.words[place]
    if {word, *(tree.words[one] for one in tree.children[place])} & (OPEN | SOURCES | _LIMITING):
        return False
    if label == "prep" and word in _UNLIMITING:
        return True
    placed = label == "npadvmod" or (label == "prep" and word in _PLACING)
    return label in {"advcl", "xcomp", "advmod"} or (placed and not any(tag == "CD" for tag in tree.tags))
