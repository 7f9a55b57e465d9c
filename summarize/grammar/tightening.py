"""Says with fewer helpers what a sentence says: "has been arrested" as "was arrested", "is facing" as "faces", "the men who were
killed" as "the men killed".

Annotated boxes have a third of the helpers that ``desk`` had, and tell events in one past and what goes on in the present. A
writer that shortens the tighter sentence has room for a word or two more.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.grammar.tense import REPORTING
from summarize.grammar.trees import AUXILIARIES, SUBJECTS, Tree, quoted_places
from summarize.grammar.verbs import of_gerunds, of_participles
from summarize.shortening.lists import word_set

Edit = tuple[int, int, str]
"""Where something new stands in a sentence, up to where, and what."""
LONGEST = 120
"""In a sentence of more pieces nothing is changed."""
_HAVING = word_set("has have had 've 'd 's")
_PRESENT_BEING = word_set("is are am 's 're 'm")
_PAST_BEING = word_set("was were")
_LASTING = word_set(
    "for since until so far yet ever never still long always often already repeatedly once before after when while by just only "
    "twice times recently"
)
"""Beside these a perfect tells more than a past: how long, how often, by when."""
_DURING = word_set("when while as")
_CONDITIONS = word_set("if unless wish though until")
_OPEN = word_set(
    "been had lived known worked wanted hoped planned expected intended meant believed supposed scheduled existed remained "
    "stayed got gotten seen heard lasted served spent seemed appeared continued left asked born"
)
"""Participles of what may go on, or never came about, or says something else in the past."""
_STANDING = word_set(
    "accusing asking attacking backing benefiting blaming boosting calling challenging considering costing debating "
    "declining defending defying demanding denying disputing drawing driving dropping facing falling fighting fueling "
    "gaining growing heading hurting insisting lacking leading losing mounting offering opposing planning praising pressing "
    "pressuring proposing pushing questioning refusing rejecting rising seeking sparking struggling suffering suing "
    "supporting surging targeting threatening touting urging vowing warning weighing winning"
)
"""What these tell of goes on, told in either tense; "is investigating" and "is trying" annotated boxes tell as they stand."""
_DENYING = word_set("n't not never no")
_WHO = word_set("who which that")
_NOBODY = word_set("there what it they we you") | _WHO


def tighten(tree: Tree, sentence: str) -> str:
    """Return a sentence with its perfect and progressive verbs in simple tenses, and relative clauses without "who were".

    Args:
        tree: the sentence's tree.
        sentence: the sentence; what it quotes stays.
    """
    if not 0 < len(tree.words) <= LONGEST:
        return sentence
    quoted = quoted_places(tree, sentence)
    edits = (edit for verb in range(len(tree.words)) if verb not in quoted for edit in _edits(tree, verb))
    for start, end, new in sorted(edits, reverse=True):
        sentence = sentence[:start] + new + sentence[end:]
    return sentence


def _edits(tree: Tree, verb: int) -> Sequence[Edit]:
    """Return what changes at a verb."""
    helpers = list(tree.dependents(verb, *AUXILIARIES))
    subject = _subject(tree, verb)
    if not helpers or max(helpers) > verb or subject is None or subject > helpers[0] or _is_open(tree, verb):
        return ()
    return (
        _without_relative(tree, verb, subject, helpers)
        or _in_past(tree, verb, subject, helpers)
        or _in_simple(tree, verb, subject, helpers)
    )


def _subject(tree: Tree, verb: int) -> int | None:
    """Return the last subject before a verb, or before the one that it is joined to."""
    while True:
        subjects = [place for place in tree.dependents(verb, *SUBJECTS) if place < verb]
        if subjects or tree.labels[verb] != "conj":
            return subjects[-1] if subjects else None
        verb = tree.heads[verb]


def _is_open(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is denied or under a condition, or another that needs its helper is joined to it."""
    before = tree.words[min(tree.children[verb], default=verb) : verb]
    if not _DENYING.isdisjoint(before) or any(tree.words[one] in _CONDITIONS for one in tree.children[verb]):
        return True
    joined = (one for one in tree.dependents(verb, "conj") if tree.tags[one] == tree.tags[verb])
    return any(not _is_finite(tree, list(tree.dependents(one, *AUXILIARIES))) for one in joined)


def _is_finite(tree: Tree, helpers: Sequence[int]) -> bool:
    return bool(helpers) and tree.words[helpers[0]] not in {"been", "being"}


def _without_relative(tree: Tree, verb: int, subject: int, helpers: Sequence[int]) -> Sequence[Edit]:
    """Return that "who were" goes before a verb, right behind the noun that it tells of."""
    first, noun = min(tree.subtree(verb)), tree.heads[verb]
    words = [tree.words[place] for place in helpers]
    acts = words[-1] == "being" or any(True for _ in tree.dependents(verb, "dobj"))
    passive = tree.tags[verb] == "VBN" and tree.labels[helpers[-1]] == "auxpass" and not acts
    goes_on = tree.tags[verb] == "VBG" and words[0] in _PRESENT_BEING | _PAST_BEING and len(words) == 1
    whole = list(range(first, verb)) == [subject, *helpers]
    if tree.labels[verb] != "relcl" or not whole or not (passive or goes_on) or tree.words[subject] not in _WHO:
        return ()
    if first - 1 != noun or tree.tags[noun] not in {"NN", "NNS"} or (passive and words[0] not in _PAST_BEING | _HAVING):
        return ()
    return ((tree.pieces[first].start, tree.pieces[verb].start, ""),)


def _in_past(tree: Tree, verb: int, subject: int, helpers: Sequence[int]) -> Sequence[Edit]:
    """Return what makes a perfect a past."""
    having, *rest = (tree.words[place] for place in helpers)
    passive = rest == ["been"]
    word, beside = tree.words[verb], _beside(tree, verb)
    if tree.tags[verb] not in {"VBN", "VBD"} or having not in _HAVING or not (passive or not rest) or beside & _LASTING:
        return ()
    if (having in {"'s", "'d"} and not passive) or word in _OPEN or (not passive and word in REPORTING):
        return ()
    if passive:
        being = _was(tree, subject, having)
        place = tree.pieces[helpers[1]]
        return (_gone(tree, helpers[0]), (place.start, place.end, being)) if being else ()
    forms = of_participles().get(word)
    if not forms:
        return ()
    return (_gone(tree, helpers[0]), (tree.pieces[verb].start, tree.pieces[verb].end, forms.past))


def _beside(tree: Tree, verb: int) -> frozenset[str]:
    """Return the words that hang on a verb, but for the "by" of who did it, and what opens its clauses."""
    clauses = (one for clause in tree.dependents(verb, "advcl") for one in tree.dependents(clause, "mark", "advmod"))
    own = (one for one in tree.children[verb] if tree.labels[one] != "agent")
    return frozenset(tree.words[one] for one in (*own, *clauses))


def _was(tree: Tree, subject: int, having: str) -> str:
    """Return the past of a helper that goes with "has", "have" or "had"; "" where that is not sure."""
    if having in {"has", "'s"}:
        return "was"
    if having in {"have", "'ve"}:
        return "was" if tree.words[subject] == "i" else "were"
    if tree.words[subject] in _NOBODY or any(True for _ in tree.dependents(subject, "conj")):
        return ""
    return "were" if tree.tags[subject] in {"NNS", "NNPS"} else "was" if tree.tags[subject] in {"NN", "NNP"} else ""


def _in_simple(tree: Tree, verb: int, subject: int, helpers: Sequence[int]) -> Sequence[Edit]:
    """Return what makes "is facing" "faces"."""
    words = [tree.words[place] for place in helpers]
    if tree.words[verb] not in _STANDING or len(words) != 1 or words[0] not in _PRESENT_BEING or tree.labels[verb] == "advcl":
        return ()
    if _beside(tree, verb) & _DURING or tree.words[subject] in {"there", "what"} or tree.tags[verb] != "VBG":
        return ()
    forms = of_gerunds()[tree.words[verb]]
    form = forms.third if words[0] in {"is", "'s"} else forms.base
    return (_gone(tree, helpers[0]), (tree.pieces[verb].start, tree.pieces[verb].end, form))


def _gone(tree: Tree, helper: int) -> Edit:
    """Return that a helper goes, with the space behind it, or with its apostrophe."""
    piece, following = tree.pieces[helper], tree.pieces[helper + 1]
    return (piece.start, piece.end if piece.text[0] in "'’" else following.start, "")
