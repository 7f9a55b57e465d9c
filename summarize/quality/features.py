"""The features of a cut: binary ones, which are named flags, and numeric ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import fsum

from summarize.grammar.trees import SUBJECTS
from summarize.planning.terms import split_terms
from summarize.quality.cut import Cut, Setting
from summarize.shortening.lists import word_set

_CLOSED = word_set("prep mark advmod cc det aux neg poss amod prt predet npadvmod quantmod")
"""How that hangs whose very word counts."""
_POINTING = word_set(
    "he she it they his her their its him them this that these those we i you our my there here who which such other another "
    "both same one ones"
)
_SPEAKING = word_set("said says say told according tells")
_MOST = 5


def flags(cut: Cut) -> frozenset[str]:
    """Return the names of the binary features that a cut has."""
    found = {f"made {cut.made}", f"length {cut.length}", *cut.faults}
    if cut.named:
        found.add("named")
    found.update(_losses(cut))
    found.update(_joints(cut))
    found.update(_edges(cut))
    found.update(_words(cut))
    return frozenset(found)


def _losses(cut: Cut) -> Iterator[str]:
    """Yield how what is left out hung on what is kept, and how what is kept hung on what is left out."""
    tree, kept = cut.tree, cut.kept
    for place in cut.lost:
        head, label = tree.heads[place], tree.labels[place]
        if head not in kept:
            continue
        branch = list(tree.subtree(place))
        kind = "lifted" if any(one in kept for one in branch) else "lost"
        side = "after" if place > head else "before"
        first, last = min(branch), max(branch)
        parted = first > 0 and not cut.is_word(first - 1)
        yield f"{kind} {label} {side}"
        yield f"{kind} {label} of {tree.tags[head]}"
        yield f"{kind} {label} of {tree.labels[head]}"
        yield f"{kind} {label} {side} {'parted' if parted else 'close'}"
        yield f"{kind} {label} {side} of size {min(4, len(branch) // 3)}"
        yield f"{kind} {label} of '{tree.words[head]}'"
        if label in _CLOSED:
            yield f"{kind} {label} '{tree.words[place]}'"
        if not any(cut.is_word(one) for one in range(last + 1, len(tree.pieces))):
            yield f"{kind} {label} at the end"
        if not any(one > head and one in kept for one in tree.children[head]):
            yield f"bare {tree.tags[head]} {tree.labels[head]} without {label}"
    for place in cut.order:
        head = tree.heads[place]
        if head >= 0 and head not in kept:
            yield f"from {tree.labels[place]}"
            yield f"from {tree.labels[place]} of {tree.labels[head]}"
            yield f"from {tree.labels[place]} {tree.tags[place]}"


def _joints(cut: Cut) -> Iterator[str]:
    """Yield what stands side by side where words are left out."""
    tree, n_joints = cut.tree, 0
    for left, right in pairwise(cut.order):
        between = range(left + 1, right)
        if not any(cut.is_word(place) for place in between):
            continue
        n_joints += 1
        commas = sum(tree.words[place] == "," for place in between)
        yield f"joint {tree.tags[left]} {tree.tags[right]}"
        yield f"joint {tree.labels[left]} {tree.labels[right]}"
        yield f"joint {tree.tags[left]} over {min(commas, 2)} commas"
        yield f"joint after '{tree.words[left]}'"
        yield f"joint before '{tree.words[right]}'"
    yield f"{min(n_joints, _MOST)} joints"


def _edges(cut: Cut) -> Iterator[str]:
    """Yield how a cut begins and ends."""
    if not cut.order:
        return
    tree, first, last = cut.tree, cut.order[0], cut.order[-1]
    begins, ends = not cut.lost or cut.lost[0] > first, not cut.lost or cut.lost[-1] < last
    yield f"first {tree.tags[first]}"
    yield f"first {tree.labels[first]}"
    yield f"first '{tree.words[first]}'"
    yield f"first two '{' '.join(tree.words[place] for place in cut.order[:2])}'"
    yield f"last {tree.tags[last]} {tree.labels[last]}"
    yield f"last '{tree.words[last]}'"
    yield f"{'whole' if begins else 'cut'} start, {'whole' if ends else 'cut'} end"


def _words(cut: Cut) -> Iterator[str]:
    """Yield which telling words a cut has, and what its subjects are."""
    tree = cut.tree
    words = {tree.words[place] for place in cut.order}
    for word in words & _POINTING:
        yield f"has '{word}'"
    spoken = bool(_SPEAKING.intersection(tree.words))
    if spoken:
        yield "speech kept" if words & _SPEAKING else "speech lost"
    yield from _quotations(cut)
    if "?" in tree.words:
        yield "question"
    for place in cut.order:
        if tree.labels[place] in SUBJECTS:
            yield f"subject {tree.tags[place]}"


def _quotations(cut: Cut) -> Iterator[str]:
    """Yield what became of the sentence's quotations."""
    quoted, begun = list[int](), False
    for place, piece in enumerate(cut.tree.pieces):
        if piece.text in "“”\"":
            begun = piece.text == "“" or (piece.text == '"' and not begun)
            quoted = [] if begun else quoted
        elif begun and cut.is_word(place):
            quoted.append(place)
        if quoted and (not begun or place == len(cut.tree.pieces) - 1):
            kept = [one for one in quoted if one in cut.kept]
            if kept:
                yield "quotation"
                yield "quotation whole" if len(kept) == len(quoted) else "quotation cut"
                if quoted[-1] not in cut.kept:
                    yield "quotation cut at its end"
            quoted = []


def numbers(cut: Cut, setting: Setting) -> dict[str, float]:
    """Return a cut's numeric features by name."""
    tree, kept, lost = cut.tree, cut.order, cut.lost
    likely = setting.likely
    keeps, loses = _stems_at(cut, kept), _stems_at(cut, lost)
    loses -= keeps
    worth, gone = [likely.get(stem, 0.0) for stem in keeps], [likely.get(stem, 0.0) for stem in loses]
    found = {
        "words": float(len(kept)),
        "share": len(kept) / max(1, len(kept) + len(lost)),
        "sentence": float(len(kept) + len(lost)),
        "lost branches": float(sum(tree.heads[place] in cut.kept for place in lost)),
        "names": float(sum(tree.tags[place] in {"NNP", "NNPS"} for place in kept)),
        "digits": float(sum(any(letter.isdigit() for letter in tree.words[place]) for place in kept)),
        "place": float(cut.place),
        "relative place": cut.place / max(1, setting.n_sentences),
        "in title": float(len(keeps & setting.title)),
        "in lead": float(len(keeps & setting.lead)) if cut.place else -1.0,
        "likely kept": fsum(worth),
        "likely lost": fsum(gone),
        "likely a word": fsum(worth) / max(1, len(worth)),
        "likely share": fsum(worth) / max(0.01, fsum(worth) + fsum(gone)),
        "likeliest kept": max(worth, default=0.0),
        "likeliest lost": max(gone, default=0.0),
    }
    if cut.log_probability is not None:
        found["log-probability"] = cut.log_probability
        found["log-probability a word"] = cut.log_probability / max(1, len(kept))
    return found


def _stems_at(cut: Cut, places: tuple[int, ...]) -> set[str]:
    return {stem for place in places for _, stem in split_terms(cut.tree.pieces[place].text)}
