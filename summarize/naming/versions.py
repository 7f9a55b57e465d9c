"""Says a noun with each choice of what describes it: what labels are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarize.grammar.needs import LIMITING
from summarize.grammar.trees import Tree
from summarize.labels import singular
from summarize.mentions import common_words

_MODIFIERS = frozenset(("compound", "amod", "nummod", "nmod", "poss", "advmod", "quantmod"))
_MOST_MODIFIERS = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """A label: its text, how it was made, what it is about, all of its pieces, its verb (-1: none) and that verb as a noun."""

    text: str
    kind: str
    head: int
    places: tuple[int, ...]
    verb: int = -1
    noun: str = ""


def text_of(tree: Tree, places: Iterable[int]) -> str:
    """Return pieces as text: those of one word without a space between them."""
    text, last = "", -1
    for place in places:
        piece = tree.pieces[place]
        text += piece.text if piece.token == last or not text else f" {piece.text}"
        last = piece.token
    return text


def modifiers_of(tree: Tree, noun: int) -> list[int]:
    """Return what stands before a noun and describes it or what describes it, in order, and a "no"; the nearest six."""
    found: list[int] = []
    for place in range(noun):
        near = tree.heads[place] == noun
        describes = tree.labels[place] in _MODIFIERS and not (near and tree.labels[place] == "advmod")
        if (describes or tree.words[place] == "no") and (near or noun in tree.ancestors(place)):
            found.append(place)
    return found[-_MOST_MODIFIERS:]


def _with_genitive(tree: Tree, place: int) -> tuple[int, ...]:
    return (place, *tree.dependents(place, "case"))


def is_name_piece(tree: Tree, place: int) -> bool:
    """Tell whether a piece is of a name."""
    return tree.tags[place].startswith("NNP")


def _names_in(tree: Tree, modifiers: Sequence[int]) -> Iterator[list[int]]:
    """Yield the names before a noun: what of them stands side by side."""
    run: list[int] = []
    for place in (*modifiers, -1):
        is_name = place >= 0 and is_name_piece(tree, place) and tree.labels[place] in {"compound", "nmod", "poss"}
        if run and (not is_name or place != run[-1] + 1 or tree.labels[run[-1]] == "poss"):
            yield run
            run = []
        if is_name:
            run.append(place)


def _splits_run(tree: Tree, run: Sequence[int], chosen: Sequence[int]) -> bool:
    """Tell whether a choice has a part of a name that is no surname: "York Times" of "New York Times", "Hillary" of two."""
    kept = [place for place in run if place in chosen]
    surname = len(run) == 2 and kept == [run[-1]] and tree.words[run[0]] not in common_words()
    return 0 < len(kept) < len(run) and not surname


def is_whole(tree: Tree, noun: int, chosen: Sequence[int]) -> bool:
    """Tell whether a choice is no name, or all of one."""
    parts = (place for place in tree.dependents(noun, "compound") if is_name_piece(tree, place))
    return not is_name_piece(tree, noun) or all(place in chosen for place in parts)


def before_noun(tree: Tree, places: Sequence[int]) -> str:
    """Return pieces as they stand before another noun: "tax" for "taxes"."""
    *before, last = text_of(tree, places).split()
    return " ".join([*before, singular(last) if tree.tags[places[-1]] == "NNS" else last])


def versions(tree: Tree, noun: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield a noun with each choice of its modifiers, up to so many words; none without the one that it describes."""
    modifiers = modifiers_of(tree, noun)
    for size in range(min(len(modifiers), most - 1) + 1):
        for chosen in combinations(modifiers, size):
            whole = all(tree.heads[place] == noun or tree.heads[place] in chosen for place in chosen)
            if whole and not (_misleads(tree, noun, chosen) or _splits_name(tree, noun, modifiers, chosen)):
                places = (*(piece for place in chosen for piece in _with_genitive(tree, place)), noun)
                if len(text_of(tree, places).split()) <= most:
                    yield places


def _misleads(tree: Tree, noun: int, chosen: Sequence[int]) -> bool:
    """Tell whether a choice leaves out a "no", an "alleged" or the like, or "more than" before a number."""
    limits = (child for child in tree.children[noun] if tree.words[child] in LIMITING or tree.words[child] == "no")
    numbers = (piece for number in chosen if tree.tags[number] == "CD" for piece in tree.subtree(number))
    return any(child < noun and child not in chosen for child in (*limits, *numbers))


def _splits_name(tree: Tree, noun: int, modifiers: Sequence[int], chosen: Sequence[int]) -> bool:
    """Tell whether a choice breaks a name up: it has some of its words, or "States" without "United", "News" without "ABC"; or
    a compound word, "party-backed" without the "tea" before it."""
    beside = (place for place in modifiers if place + 1 in modifiers and "-" in tree.words[place + 1])
    if any(tree.labels[place] in {"nmod", "compound"} and (place in chosen) != (place + 1 in chosen) for place in beside):
        return True
    if any(_splits_run(tree, run, chosen) for run in _names_in(tree, modifiers)):
        return True
    if not is_name_piece(tree, noun):
        return False
    parts = [place for place in modifiers if is_name_piece(tree, place) and tree.labels[place] == "compound"]
    kept = sum(place in chosen for place in parts)
    return kept < len(parts) and (kept > 0 or tree.tags[noun] == "NNPS" or tree.words[noun] in common_words())
