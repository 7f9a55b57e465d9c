"""Makes labels of a point's tree: its noun phrases, what is linked to them, and what is done, as a noun or a short headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarize.grammar.needs import LIMITING
from summarize.grammar.trees import OBJECTS, SUBJECTS, Tree
from summarize.labels import singular, title_case
from summarize.shortening.lists import SPEECH
from summarize.shortening.phrases import DEEDS, NOMINAL

MOST_WORDS = 4
_MODIFIERS = frozenset(("compound", "amod", "nummod", "nmod", "poss", "advmod", "quantmod"))
_MOST_MODIFIERS = 6
_LINKS = frozenset("of in on over for against with to from at under after".split())
_NEEDED = frozenset("of on for against with to from into".split())
_SWAPPED = frozenset(("of", "in", "on", "for", "over"))
_LIGHT = frozenset("be been is are was were am has had have does do did done gets got".split())
_VAGUE = frozenset(
    "kind sort type lot result dozens hundreds thousands millions billions minutes number numbers percent half rest part most "
    "one some each pair couple series group majority state member members piece bit".split()
)
"""What something of another says nothing without that, or about it."""
_TO_DO = frozenset(("Start", "Work", "Move", "Increase"))
_WON = frozenset(("Victory", "Defeat"))
"""What is won or lost is not victorious or defeated."""
_CLAIMS = frozenset("claim claims claimed argue argues argued insist insists insisted".split())


@dataclass(frozen=True, slots=True)
class Offer:
    """A label: its text, how it was made, what it is about, all of its pieces, its verb (-1: none) and that verb as a noun."""

    text: str
    kind: str
    head: int
    places: tuple[int, ...]
    verb: int = -1
    noun: str = ""


def make_offers(tree: Tree) -> list[Offer]:
    """Return the labels that a tree gives, each text once: 2 to 4 words in Title Case."""
    found: dict[str, Offer] = {}
    for place, tag in enumerate(tree.tags):
        if tag.startswith("NN") and tree.labels[place] != "compound":
            for offer in (*_phrases(tree, place), *_links(tree, place)):
                found.setdefault(offer.text, offer)
        elif tag.startswith("VB"):
            for offer in (*_deeds(tree, place), *_headlines(tree, place)):
                found.setdefault(offer.text, offer)
    return [offer for offer in found.values() if 2 <= len(offer.text.split()) <= MOST_WORDS]


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


def _is_name(tree: Tree, place: int) -> bool:
    return tree.tags[place].startswith("NNP")


def _before_noun(tree: Tree, places: Sequence[int]) -> str:
    """Return pieces as they stand before another noun: "tax" for "taxes"."""
    *before, last = text_of(tree, places).split()
    return " ".join([*before, singular(last) if tree.tags[places[-1]] == "NNS" else last])


def _versions(tree: Tree, noun: int, most: int) -> Iterator[tuple[int, ...]]:
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
    numbers = (child for number in chosen if tree.tags[number] == "CD" for child in tree.children[number])
    return any(child < noun and child not in chosen for child in (*limits, *numbers))


def _splits_name(tree: Tree, noun: int, modifiers: Sequence[int], chosen: Sequence[int]) -> bool:
    """Tell whether a choice breaks a name up: it has some of its words, or "States" without "United"."""
    if not _is_name(tree, noun):
        return False
    parts = [place for place in modifiers if _is_name(tree, place) and tree.labels[place] == "compound"]
    kept = sum(place in chosen for place in parts)
    return kept < len(parts) and (kept > 0 or tree.tags[noun] == "NNPS")


def _phrases(tree: Tree, noun: int) -> Iterator[Offer]:
    for places in _versions(tree, noun, MOST_WORDS):
        yield Offer(title_case(text_of(tree, places)), "phrase", noun, places)


def _links(tree: Tree, noun: int) -> Iterator[Offer]:
    """Yield "Stake for Distribution", and "Bridge Collapse" for "collapse of the bridge"."""
    for link in tree.dependents(noun, "prep") if tree.words[noun] not in _VAGUE else ():
        word = tree.words[link]
        for other in tree.dependents(link, "pobj") if word in _LINKS else ():
            if not tree.tags[other].startswith("NN"):
                continue
            for before in _versions(tree, noun, 2):
                for after in _versions(tree, other, 2):
                    yield Offer(title_case(text_of(tree, (*before, link, *after))), f"link {word}", noun, (*before, link, *after))
            for after in _versions(tree, other, 2) if word in _SWAPPED and not _is_name(tree, noun) else ():
                text = title_case(f"{_before_noun(tree, after)} {tree.pieces[noun].text}")
                yield Offer(text, f"swap {word}", noun, (*after, noun))


def _subjects(tree: Tree, verb: int) -> Iterator[int]:
    return (place for place in tree.dependents(verb, *SUBJECTS) if tree.tags[place].startswith("NN"))


def _objects(tree: Tree, verb: int) -> list[int]:
    return [place for place in tree.dependents(verb, "dobj") if tree.tags[place].startswith("NN")]


def _is_so(tree: Tree, verb: int) -> bool:
    """Tell whether what a verb says is said to be so: it is not denied, possible, to come, or a condition."""
    doubts = (tree.labels[child] in {"neg", "mark"} or tree.tags[child] == "MD" for child in tree.children[verb])
    return not any(doubts)


def _nouns_of(tree: Tree, verb: int) -> Sequence[str]:
    """Return what a verb is as a noun."""
    word = tree.words[verb]
    found = [noun for noun in (NOMINAL.get(word), DEEDS.get(word)) if noun]
    if any(tree.dependents(verb, "xcomp")):
        found = ["Refusal" if noun == "Decline" else noun for noun in found if noun not in _TO_DO]
    return [*found, "Claim"] if word in _CLAIMS else found


def _deeds(tree: Tree, verb: int) -> Iterator[Offer]:
    """Yield "Romney's Denial" for what is done, "Share Decline" for what happens, "Attack Condemnation" for its object."""
    things = _objects(tree, verb)
    for noun in _nouns_of(tree, verb) if _is_so(tree, verb) else ():
        for subject in _subjects(tree, verb):
            for places in _versions(tree, subject, 2):
                owner = text_of(tree, places)
                genitive = f"{owner}’" if owner.endswith("s") else f"{owner}’s"
                yield Offer(title_case(f"{genitive} {noun}"), "owner", subject, (*places, verb), verb, noun)
                counted = any(tree.tags[place] == "CD" for place in places)
                if not (things or counted or noun == "Death" or _is_name(tree, subject)):
                    text = title_case(f"{_before_noun(tree, places)} {noun}")
                    yield Offer(text, "event", subject, (*places, verb), verb, noun)
        for thing in things if noun not in _WON else ():
            for places in _versions(tree, thing, 3):
                yield Offer(title_case(f"{_before_noun(tree, places)} {noun}"), "object", thing, (*places, verb), verb, noun)


def _goes_on(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is followed by what it needs, as in "descended from"."""
    return any(link == verb + 1 and tree.words[link] in _NEEDED for link in tree.dependents(verb, "prep"))


def _headlines(tree: Tree, verb: int) -> Iterator[Offer]:
    """Yield "Border Agent Killed" and "Taxes Fell", where the verb needs no more, and "Closing Plants" for a participle."""
    things, word = _objects(tree, verb), tree.pieces[verb].text
    for thing in things if tree.tags[verb] == "VBG" else ():
        for places in _versions(tree, thing, 3):
            yield Offer(title_case(f"{word} {text_of(tree, places)}"), "gerund", thing, (verb, *places), verb)
    light = tree.words[verb] in _LIGHT or tree.words[verb] in SPEECH or tree.tags[verb] in {"VB", "VBG"}
    if light or not _is_so(tree, verb) or any(tree.dependents(verb, "prt", *OBJECTS)):
        return
    for subject in _subjects(tree, verb):
        kind = "passive" if tree.labels[subject] == "nsubjpass" else "active"
        if kind == "active" and (_is_name(tree, subject) or _goes_on(tree, verb) or tree.labels[verb] == "relcl"):
            continue
        for places in _versions(tree, subject, 3):
            yield Offer(title_case(f"{text_of(tree, places)} {word}"), kind, subject, (*places, verb), verb)
