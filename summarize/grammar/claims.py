"""Claims that have lost who makes them: what a sentence only reports, a shortened one must not state of itself.

Which claims: of 2,425 cuts without their speaker that were judged (``models/VERDICTS.md``) 14 % were false, of those that are
found here 22 %, of the others 7 %, of cuts with their speaker 6 %.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.cutting.words import SAYING
from summarize.grammar.trees import AUXILIARIES, SUBJECTS, VERBS, Tree
from summarize.shortening.lists import SPEECH, word_set

_CLAIMING = word_set("could should must ought would if never no nobody nothing n't")
_PRESENT = frozenset(("VBZ", "VBP"))
_HOLDING = word_set("is are 's 're can may might")
_CONTESTED = word_set(
    "affidavit complaint indictment lawsuit suit petition critics opponents activists analysts experts economists observers "
    "researchers newspaper paper"
)
"""Who says what others deny, or what may be otherwise."""
_FORETELLING = word_set("will wo cannot")
_FEW = word_set("one two")
_COMPARING = frozenset(("JJR", "JJS", "RBR", "RBS"))
_HEARD = (SPEECH | word_set("according critics")) - word_set("means meant")
_QUOTES = frozenset(("“", '"'))
_MOST_CALLED = 5
"""Who said it is told in so many words at most, unless it is a name."""


def is_unsaid(tree: Tree, kept: frozenset[int]) -> bool:
    """Tell whether who said it is left out of a claim: "the levy should go", without "the mayor said".

    A claim holds, denies, demands or compares in the present, is said by who is known to take sides, or goes with a quotation.
    That something happened, or will, is none: the attribution's check flags it. Nor may "said" lose who says it.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that are kept.
    """
    root = tree.heads.index(-1)
    if any(_is_reported(tree, place, kept) for place in kept if tree.heads[place] != root):
        return True
    if tree.words[root] not in SAYING:
        return root in kept and any(one not in kept and (one < root or _holds(tree, root)) for one in _according(tree, root))
    said = [place for place in tree.dependents(root, "ccomp") if place in kept]
    if not said:
        return root not in kept
    speaker = [place for subject in tree.dependents(root, *SUBJECTS) for place in tree.subtree(subject)]
    if root in kept:
        return min(said) < root and bool(speaker) and kept.isdisjoint(speaker)
    if any(tree.words[place] in _CLAIMING for place in kept) or any(tree.words[place] in _CONTESTED for place in speaker):
        return True
    return any(_holds(tree, verb) for verb in said) or _goes_on_quoting(tree)


def _is_reported(tree: Tree, verb: int, kept: frozenset[int]) -> bool:
    """Tell whether a clause is what somebody says or thinks in a clause that is left out."""
    head = tree.heads[verb]
    return tree.labels[verb] == "ccomp" and head >= 0 and head not in kept and tree.words[head] in SPEECH


def is_opinion(tree: Tree, kept: frozenset[int]) -> bool:
    """Tell whether what is kept is said by nobody in it, and more than that somebody did something or how many there were.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that are kept.
    """
    if any(tree.words[place] in _HEARD for place in kept):
        return False
    if any(tree.words[place] in _CLAIMING | _FORETELLING or _compares(tree, place) for place in kept):
        return True
    verbs = [place for place in kept if tree.tags[place] in VERBS and tree.labels[place] not in AUXILIARIES]
    if not verbs or any(tree.tags[place] == "CD" and tree.words[place] not in _FEW for place in kept):
        return False
    top = min(verbs, key=lambda place: (sum(1 for _ in tree.ancestors(place)), place))
    subject = (piece for one in tree.dependents(top, *SUBJECTS) for piece in tree.subtree(one))
    return _holds(tree, top) or not any(tree.tags[piece] == "NNP" for piece in subject)


def _compares(tree: Tree, place: int) -> bool:
    """Tell whether a piece is a comparative or superlative, but that of "more than 40"."""
    return tree.tags[place] in _COMPARING and tree.words[place + 1 : place + 2] != ("than",)


def _goes_on_quoting(tree: Tree) -> bool:
    """Tell whether a quotation begins within the sentence, with a small letter: the words before it are the speaker's as well."""
    return any(word in _QUOTES and piece.text[:1].islower() for word, piece in zip(tree.words, tree.pieces[1:], strict=False))


def _holds(tree: Tree, verb: int) -> bool:
    """Tell whether a verb says how things are, not what has happened or will."""
    helpers = [tree.words[place] for place in tree.dependents(verb, *AUXILIARIES)]
    return tree.tags[verb] in _PRESENT if not helpers else not _HOLDING.isdisjoint(helpers)


def find_speaker(tree: Tree, kept: frozenset[int]) -> frozenset[int]:
    """Return the places of who said what is kept, and of "said", in as few words as tell that.

    None where they are kept, stand before what is said, are a pronoun, or are not told so shortly.

    Args:
        tree: the whole sentence's tree.
        kept: the places of the pieces that are kept.
    """
    root = tree.heads.index(-1)
    if root in kept:
        return _accorded(tree, root, kept)
    subjects = list(tree.dependents(root, *SUBJECTS))
    said = [place for place in tree.dependents(root, "ccomp") if place in kept and place < root]
    if not said or tree.words[root] not in SAYING or len(subjects) != 1:
        return frozenset()
    if any(tree.words[place] in SPEECH for place in said) or tree.tags[subjects[0]] == "PRP":
        return frozenset()
    speaker = _called(tree, subjects[0])
    return speaker.union(tree.dependents(root, *AUXILIARIES), [root]) if speaker else frozenset()


def _according(tree: Tree, root: int) -> Iterator[int]:
    """Yield the places of "according", of "according to" somebody, by whom the whole sentence is."""
    return (place for place in tree.children[root] if tree.words[place] == "according")


def _accorded(tree: Tree, root: int, kept: frozenset[int]) -> frozenset[int]:
    """Return the places of "according to" somebody that is left out."""
    for place in _according(tree, root):
        link = next((one for one in tree.children[place] if tree.words[one] == "to" and place not in kept), None)
        source = next(tree.dependents(link, "pobj"), None) if link is not None else None
        if link is not None and source is not None and tree.tags[source] != "PRP" and (called := _called(tree, source)):
            return called | {place, link}
    return frozenset()


def _called(tree: Tree, subject: int) -> frozenset[int]:
    """Return the places of the words that somebody is called by: a name, or a noun with all that says whose or which it is."""
    if tree.tags[subject] == "NNP" and not any(True for _ in tree.dependents(subject, "det", "poss", "prep", "conj")):
        names = frozenset(place for place in tree.dependents(subject, "compound") if tree.tags[place] == "NNP")
        return names | {subject}
    besides = frozenset(piece for place in tree.dependents(subject, "appos", "relcl") for piece in tree.subtree(place))
    called = frozenset(place for place in tree.subtree(subject) if tree.labels[place] != "punct") - besides
    return called if len(called) <= _MOST_CALLED else frozenset()
