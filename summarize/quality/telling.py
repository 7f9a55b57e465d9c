"""What a cut tells the reader of a box: whom and what it does not make known, and how much it says that is new."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from summarize.checks.form import LIMITS
from summarize.mentions import CALENDAR
from summarize.planning.terms import split_terms
from summarize.planning.vectors import STOP, favour, rarity, stem
from summarize.quality.cut import Cut, Setting
from summarize.shortening.lists import word_set

_PRONOUNS = word_set("he she it they him her them his its their")
_RARE = 3.0
"""The rarity from which a word is news."""


def reader_flags(cut: Cut, setting: Setting) -> frozenset[str]:
    """Return the names of the binary features: whether headline or first sentence know the subject, what is lost next, and what
    stands before the first pronoun."""
    return frozenset((*_subject(cut, setting), *_next(cut), *_pronoun(cut)))


def _subject(cut: Cut, setting: Setting) -> Iterator[str]:
    tree = cut.tree
    root = tree.heads.index(-1)
    for place in cut.order:
        if tree.heads[place] == root and tree.labels[place] in {"nsubj", "nsubjpass"}:
            stems = {key for _, key in split_terms(tree.pieces[place].text)}
            known = "in title" if stems & setting.title else "in lead" if stems & setting.lead else "new"
            yield f"subject {known}"
            yield f"subject {tree.tags[place]} {known}"
            yield f"subject '{tree.words[place]}'"
            return
    yield "no subject"


def _next(cut: Cut) -> Iterator[str]:
    """Yield how the first word behind the cut hangs on it."""
    tree = cut.tree
    lost = next((place for place in cut.lost if cut.order and place > cut.order[-1]), None)
    if lost is None:
        yield "nothing next"
        return
    branch = next((one for one in (lost, *tree.ancestors(lost)) if tree.heads[one] in cut.kept or tree.heads[one] < 0), lost)
    head = tree.heads[branch]
    parted = not cut.is_word(lost - 1)
    yield f"next {tree.labels[branch]} of {tree.tags[head] if head >= 0 else 'nothing'}"
    yield f"next {tree.labels[branch]} {'parted' if parted else 'close'}"
    yield f"next '{tree.words[lost]}'"


def _pronoun(cut: Cut) -> Iterator[str]:
    """Yield how the first pronoun hangs, and the best that it may refer to among the words before it."""
    tree = cut.tree
    place = next((one for one in cut.order if tree.words[one] in _PRONOUNS), None)
    if place is None:
        return
    subject = tree.labels[place] in {"nsubj", "nsubjpass"}
    role = "subject" if subject and tree.heads[tree.heads[place]] < 0 else "lesser subject" if subject else "other"
    before = [one for one in cut.order if one < place and tree.tags[one].startswith("NN")]
    if any(tree.tags[one].startswith("NNP") for one in before):
        behind = "a name"
    elif any(tree.labels[one] in {"nsubj", "nsubjpass"} for one in before):
        behind = "a subject"
    else:
        behind = "a noun" if before else "nothing"
    yield f"{role} '{tree.words[place]}' behind {behind}"
    yield f"{role} pronoun behind {behind}"


def reader_numbers(cut: Cut, setting: Setting) -> dict[str, float]:
    """Return a cut's numeric features by name."""
    tree = cut.tree
    keeps = {key for place in cut.order for _, key in split_terms(tree.pieces[place].text)}
    known = setting.title | setting.lead
    kept, lost = _rarities(cut, cut.order), _rarities(cut, cut.lost)
    return {
        **_names(cut, setting),
        "known": fsum(setting.likely.get(key, 0.0) for key in keeps & known),
        "new": float(len(_rare(cut) - known)),
        "rarity": fsum(kept),
        "rarity share": fsum(kept) / max(0.1, fsum((*kept, *lost))),
        "favour": fsum(favour(stem(tree.words[place])) for place in cut.order),
    }


def _rare(cut: Cut) -> set[str]:
    """Return the stems of the rare words that are kept."""
    words = (pair for place in cut.order for pair in split_terms(cut.tree.words[place]))
    return {key for word, key in words if _rarity(word) > _RARE}


def _rarity(word: str) -> float:
    return 0.0 if word in STOP else rarity(word)


def _rarities(cut: Cut, places: tuple[int, ...]) -> list[float]:
    words = (cut.tree.words[place] for place in places)
    return [_rarity(word) for word in words if any(map(str.isalpha, word))]


def _names(cut: Cut, setting: Setting) -> dict[str, float]:
    """Return how many names that headline and first sentence do not have stand alone: whether the full name can be put in their
    place (``summarize.introductions``), cannot, or is not known."""
    tree, found = cut.tree, {"introduced": 0.0, "unintroduced": 0.0, "unknown": 0.0}
    texts = {tree.pieces[place].text for place in cut.order}
    room = LIMITS[cut.length][1] - len(cut.order)
    for place in cut.order:
        word = tree.pieces[place].text
        known = word in setting.known_words or tree.words[place] in CALENDAR
        if known or not tree.tags[place].startswith("NNP") or tree.labels[place] == "compound":
            continue
        named = any(child in cut.kept and tree.labels[child] in {"compound", "nmod", "appos"} for child in tree.children[place])
        full = setting.people.full_name(word).split()
        if full and full[0] not in texts:
            found["introduced" if room >= len(full) - 1 else "unintroduced"] += 1
        elif not full and not named:
            found["unknown"] += 1
    return found
