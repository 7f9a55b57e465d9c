"""How a shortened sentence begins, and how the words are joined that stand apart in its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.cutting.words import CONDITIONS, SAYING, TELLING, TIMES, Words
from summarize.shortening.lists import HEDGES, LESSER, word_set

_NOMINAL = frozenset("NMDR#")
_FRONTED = word_set("should had were")
_DEGREES = word_set("so as too very")
_NEGATIONS = word_set("not never nor neither hardly")
_RELATIVE = word_set("which whom whose")
_LINKING = word_set("that which who")
_CONTRACTED = word_set("it he she that there what who they we you i")
_ARTICLES = word_set("a an the his her its their our my your")
_OFFICES = word_set("secretary chief director speaker minister chancellor commissioner governor ambassador")
_SHARES = word_set("many some most half part parts several few none one third quarter majority minority first last")


def _office_start(whole: Words, place: int) -> int:
    """Return where the office begins that stands right before a name ("Secretary of State Ida Renn"), or the name's place."""
    for back in (2, 3):
        of = place - back
        if of > 0 and whole.texts[of] == "of" and whole.texts[of - 1] in _OFFICES and whole.tags[place] == "M":
            return of - 1
    return place


def start_faults(short: Words, whole: Words, places: Sequence[int | None]) -> Iterator[str]:
    """Yield what is wrong with how it begins: within a phrase or list, with a verb, or without its condition."""
    place = places[0]
    moved = next((i for i, word in enumerate(short.texts) if word in SAYING and places[i] is None), None)
    if place and moved is None:
        before, last = whole.tags[: _office_start(whole, place)], whole.texts[place - 1]
        if last in CONDITIONS or (last == "that" and not whole.marked[place - 1]):
            yield "it begins within a clause that something was said of"
        elif whole.texts[0] in CONDITIONS:
            yield "its condition is left out"
        elif before[-1:] == "C":
            if place > 1 and not whole.finite(0, place):
                yield "it begins within a list"
        elif last in _DEGREES or (not whole.marked[place - 1] and (short.tags[0] == "P" or not set(before) <= set("DNMA"))):
            yield "it begins within a phrase"
        elif whole.marked[place - 1] and not whole.finite(0, place) and _opens_aside(short):
            yield "it begins with an aside"
        if loses_article(whole, -1, place):
            yield "its first word has lost its article"
        if short.tags[0] in "PSWTG" and whole.finite(0, place):
            yield "it begins with what hangs on a clause before it"
    if short.texts[0] in _FRONTED and short.tags[0] == "X":
        yield "its main clause is missing"
    if (short.tags[0] in "VEXI" or short.texts[0] == "not") and place != 0:
        yield "it begins with a verb"
    lead = next((i for i, at in enumerate(places) if at is not None), 0)
    if lead and moved is None and set(short.texts[:lead]) <= set(whole.texts):
        yield "it begins with words from elsewhere"
    if moved and short.tags[0] in "PTC" and True not in short.marked[:moved]:
        yield "who says it is no subject"


def _opens_aside(short: Words) -> bool:
    """Tell whether a mark stands right before the first verb, and so in place of the subject."""
    verb = next((i for i, tag in enumerate(short.tags) if tag in "VX"), 0)
    return verb > 0 and short.marked[verb - 1] and sum(short.marked[:verb]) == 1


def joint_faults(short: Words, whole: Words, places: Sequence[int | None]) -> Iterator[str]:
    """Yield what is wrong with the joints."""
    for i, (one, two) in enumerate(pairwise(places)):
        if one is None or two is None or two <= one + 1:
            continue
        if short.marked[i]:
            if whole.texts[one + 1 : two] == ("and",) and True not in whole.marked[one:two]:
                yield "a list has lost its 'and'"
            elif short.tags[i] in "NM" and short.tags[i + 1] in "VX" and whole.marked[one] and True not in short.marked[:i]:
                yield "a comma parts subject and verb"
            elif not whole.marked[one] and whole.marked[two - 1] and _are_nouns(short, i) and whole.finite(one + 1, two):
                yield "it lists what its source does not"
            continue
        if not (whole.marked[one] and whole.marked[two - 1]):
            fault = _joint_fault(whole, one, two)
            if "that" in whole.texts[one + 1 : two] and not {"V", "X", "E"} & set(short.tags[i + 1 :]):
                fault = "has lost its verb"
            if fault:
                yield f"'{short.texts[i]} {short.texts[i + 1]}' {fault}"
    kept = [place for place in places if place is not None]
    lost = [place for place in range(kept[0], kept[-1]) if place not in kept]
    if any(whole.texts[place] in HEDGES or (whole.texts[place] in LESSER and place + 1 in kept) for place in lost):
        yield "it says as a fact what its source does not"
    named = {word for word, tag in zip(short.texts, short.tags, strict=True) if tag in "NM"}
    if any(short.texts.count(word) > max(1, whole.texts.count(word)) for word in named):
        yield "it says a word twice"
    for i, word in enumerate(short.texts[:-1]):
        place = places[i]
        if word == "not" and i and place and whole.tags[place - 1] == "X" and short.tags[i - 1] != "X":
            yield "'not' has lost its verb"
        after = short.tags[i + 1 :].lstrip("A")[:1]
        passive = short.tags[i - 1 : i] in ("X", "B")
        told = word in SAYING or (word in TELLING and after == "X")
        if short.tags[i + 1] == "X" and short.texts[i + 1].split("'")[0] in _CONTRACTED:
            continue
        if told and after and after in ("VX" if passive else "VXT") and not short.marked[i]:
            yield f"'{word}' has two verbs"


def _are_nouns(short: Words, place: int) -> bool:
    return set(short.tags[place : place + 2]) <= {"N", "M"}


def _joint_fault(whole: Words, one: int, two: int) -> str:
    """Return what is wrong with joining two words that stand apart, or ""."""
    left, right, gone = whole.tags[one], whole.tags[two], whole.tags[one + 1]
    lost = whole.texts[one + 1 : two]
    if missed := _missed(whole, one, two):
        return missed
    if gone == "T" and right in "RDNM" and set(whole.tags[one + 1 : two]) & set("IV"):
        return "has lost its verb"
    if left == "V" and right in "DNM#" and gone in "DNM#" and whole.finite(one + 1, two):
        return "has lost its object"
    if (left in "PDT" and right != "M" and True in whole.marked[one:two]) or (left in "#D" and right in "SW" and gone == "N"):
        return "joins two phrases"
    if left in "NM" and right in _NOMINAL and not (left == "N" and right == "N" and gone in "NM"):
        return "joins two phrases"
    if left in "PDT" and right in "PVXCSWT":
        return "leaves a phrase out"
    if _loses_subject(whole, one, two):
        return "has lost its subject"
    if left in "NMR" and right in "EV" and gone in "VX":
        return "has lost its verb"
    if (left in "NM" or "-" in whole.texts[one]) and right in "NM" and whole.finite(one + 1, two):
        return "has lost its verb"
    if right == "#" and (left == "X" or (left == "A" and one > 0 and whole.tags[one - 1] == "X")):
        return "joins two phrases"
    if left in "VEI" and right == "G" and gone in "PD":
        return "joins two verbs"
    if left == "V" and right == "P" and gone in _NOMINAL:
        return "has lost its object"
    if (left == "X" and right in "XV") or (right in "EV" and whole.tags[two - 1] == "X"):
        return "joins two verbs"
    if loses_article(whole, one, two):
        return "has lost an article"
    bare = gone in "PS" and lost[0] != "that" and (two == one + 2 or (left in "VI" and right in _NOMINAL))
    return "has lost a preposition" if bare else ""


def _missed(whole: Words, one: int, two: int) -> str:
    """Return what is missed of the words between two words, or ""."""
    left, right, lost = whole.tags[one], whole.tags[two], whole.texts[one + 1 : two]
    if _SHARES & set(lost) and ("of" in lost or (whole.texts[two] == "of" and not whole.marked[two - 1])):
        return "makes a part the whole"
    if set(lost) <= {"last", "next", "this"} and whole.texts[two] in TIMES:
        return "has lost which one it is"
    if set(lost) <= _RELATIVE or (right in "VX" and whole.texts[two - 1] in _LINKING and left in "NM"):
        return "has lost a relative pronoun"
    if "that" in lost and whole.tags[two:].lstrip("A")[:1] == "E":
        return "has lost its subject"
    return "has lost a negation" if _NEGATIONS & set(lost) and not whole.finite(one + 1, two) else ""


def loses_article(whole: Words, one: int, two: int) -> bool:
    """Tell whether all that stands between two words is what goes before a noun, and the noun cannot do without: "at time"."""
    if whole.texts[max(0, one - 1) : one + 2] == ("one", "of", "the"):
        return True
    bare = whole.texts[one + 1] in _ARTICLES and set(whole.tags[one + 1 : two]) <= set("DAM#")
    left = whole.tags[one] if one >= 0 else "D"
    if whole.marked[two - 1] or not (bare or (whole.texts[two - 1] in {"a", "an", "the"} and left != "D")):
        return False
    end = next((i for i in range(two, len(whole.tags)) if whole.tags[i] not in "AN" or whole.marked[i]), len(whole.tags) - 1)
    noun = whole.texts[max(two, end - (whole.tags[end] not in "AN"))]
    return whole.tags[two] in "AN" and (one >= 0 or not noun.endswith("s"))


def _loses_subject(whole: Words, one: int, two: int) -> bool:
    """Tell whether a verb is joined to what is not its subject: "died and was missing", "Seattle was in 10-foot seas"."""
    left, right, gone = whole.tags[one], whole.tags[two], whole.tags[one + 1]
    if gone in "SW":
        return right in "VXA"
    own = whole.tags[two - 1] == "R" or (whole.tags[two - 1] in "NM" and whole.finite(one + 1, two))
    if right in "VX" and own and gone != "N" and not whole.marked[two - 1]:
        return True
    return right in "VX" and gone in _NOMINAL and (left == "C" or (left in "NMR" and not whole.marked[two - 1]))


def moves_source(short: Words, whole: Words, places: Sequence[int | None]) -> bool:
    """Tell whether a "says" stands where the source has none; in the place of its "said" it is in order."""
    for i, word in enumerate(short.texts):
        if word in SAYING and places[i] is None:
            before, after = places[i - 1] if i else None, places[i + 1] if i + 1 < len(places) else None
            if before is None or after is None or not 2 <= after - before <= 3 or whole.texts[before + 1] not in TELLING:
                return True
    return False
