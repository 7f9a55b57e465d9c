"""Makes labels of what is done in a point: as a noun, as what somebody made, as a short headline."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.grammar.trees import OBJECTS, SUBJECTS, Tree
from summarize.labels import title_case
from summarize.naming.deeds import MAKING, UNDERGONE, is_so, nouns_of
from summarize.naming.versions import Offer, before_noun, is_name_piece, text_of, versions
from summarize.shortening.lists import SPEECH
from summarize.shortening.words import UNFIT

_CONTROLLED = frozenset(("acl", "advcl", "pcomp", "conj"))
_AIMS = frozenset("to for against on over with".split())
_NEEDED = frozenset("of on for against with to from into".split())
_LIGHT = frozenset("be been is are was were am has had have does do did done gets got".split())
_ANYBODY = frozenset("people person men women others".split())
_WON = frozenset(("Victory", "Defeat"))
"""What is won or lost is not victorious or defeated."""


def _named_subjects(tree: Tree, verb: int) -> Iterator[int]:
    return (place for place in tree.dependents(verb, *SUBJECTS) if tree.tags[place].startswith("NN"))


def _doers(tree: Tree, verb: int) -> list[int]:
    """Return who does what a verb says: its subjects, or those of what a participle hangs on ("spent millions investigating")."""
    found = list(_named_subjects(tree, verb))
    if found or tree.tags[verb] != "VBG" or tree.labels[verb] not in _CONTROLLED:
        return found
    above = next((place for place in tree.ancestors(verb) if list(tree.dependents(place, *SUBJECTS))), verb)
    return list(_named_subjects(tree, above)) if is_so(tree, above) else []


def _objects(tree: Tree, verb: int) -> list[int]:
    things = (place for place in tree.dependents(verb, "dobj") if tree.tags[place].startswith("NN"))
    return [place for place in things if tree.words[place] not in UNFIT]


def _genitive(owner: str) -> str:
    return f"{owner}’" if owner.endswith("s") else f"{owner}’s"


def deeds(tree: Tree, verb: int) -> Iterator[Offer]:
    """Yield "Romney's Denial" for what is done, "Share Decline" for what happens, "Attack Condemnation" for its object."""
    things, acts = _objects(tree, verb), list(tree.dependents(verb, "dobj"))
    for noun in nouns_of(tree, verb) if is_so(tree, verb) else ():
        for subject in _doers(tree, verb):
            passive = tree.labels[subject] == "nsubjpass"
            owns = (passive or noun not in UNDERGONE) and tree.words[subject] not in _ANYBODY
            for places in versions(tree, subject, 2):
                if owns:
                    text = title_case(f"{_genitive(text_of(tree, places))} {noun}")
                    yield Offer(text, "owner", subject, (*places, verb), verb, noun)
                counted = any(tree.tags[place] == "CD" for place in places)
                if not (acts or counted or noun == "Death" or (is_name_piece(tree, subject) and not passive)):
                    text = title_case(f"{before_noun(tree, places)} {noun}")
                    yield Offer(text, "undergone" if passive else "event", subject, (*places, verb), verb, noun)
        for thing in things if noun not in _WON else ():
            for places in versions(tree, thing, 3):
                yield Offer(title_case(f"{before_noun(tree, places)} {noun}"), "object", thing, (*places, verb), verb, noun)


def owned(tree: Tree, verb: int) -> Iterator[Offer]:
    """Yield "McCarthy's Letter" for what somebody made or sent."""
    if tree.words[verb] not in MAKING or not is_so(tree, verb):
        return
    for subject in _named_subjects(tree, verb):
        for thing in _objects(tree, verb):
            for places in versions(tree, subject, 2):
                for after in versions(tree, thing, 2):
                    text = title_case(f"{_genitive(text_of(tree, places))} {text_of(tree, after)}")
                    yield Offer(text, "owned", thing, (*places, verb, *after), verb)


def aimed(tree: Tree, verb: int) -> Iterator[Offer]:
    """Yield "Letter to ABC" where what an object is for or to hangs on the verb."""
    for thing in _objects(tree, verb):
        last = max(tree.subtree(thing))
        for link in tree.dependents(verb, "prep", "dative"):
            near = link == last + 1 and tree.words[link] in _AIMS
            for other in tree.dependents(link, "pobj") if near else ():
                if tree.tags[other].startswith("NN") and tree.words[other] not in UNFIT:
                    yield from _aimed(tree, thing, link, other)


def _aimed(tree: Tree, thing: int, link: int, other: int) -> Iterator[Offer]:
    for before in versions(tree, thing, 2):
        for after in versions(tree, other, 2):
            places = (*before, link, *after)
            yield Offer(title_case(text_of(tree, places)), f"aimed {tree.words[link]}", thing, places)


def _goes_on(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is followed by what it needs, as in "descended from"."""
    return any(link == verb + 1 and tree.words[link] in _NEEDED for link in tree.dependents(verb, "prep"))


def headlines(tree: Tree, verb: int) -> Iterator[Offer]:
    """Yield "Border Agent Killed" and "Taxes Fell", where the verb needs no more, and "Closing Plants" for a participle."""
    things, word = _objects(tree, verb), tree.pieces[verb].text
    for thing in things if tree.tags[verb] == "VBG" else ():
        for places in versions(tree, thing, 3):
            yield Offer(title_case(f"{word} {text_of(tree, places)}"), "gerund", thing, (verb, *places), verb)
    light = tree.words[verb] in _LIGHT or tree.words[verb] in SPEECH or tree.tags[verb] in {"VB", "VBG"}
    if light or not is_so(tree, verb) or any(tree.dependents(verb, "prt", *OBJECTS)):
        return
    for subject in _named_subjects(tree, verb):
        kind = "passive" if tree.labels[subject] == "nsubjpass" else "active"
        if kind == "active" and (is_name_piece(tree, subject) or _goes_on(tree, verb) or tree.labels[verb] == "relcl"):
            continue
        for places in versions(tree, subject, 3):
            yield Offer(title_case(f"{text_of(tree, places)} {word}"), kind, subject, (*places, verb), verb)
