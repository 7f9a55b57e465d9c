"""Whether each clause that is left of a sentence has its verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.cutting.words import CONDITIONS, SAYING, TELLING, TIMES, Words
from summarize.shortening.lists import word_set

_NEED_VERB = word_set("that whether because although though while if when which who whose where whereas")
_DATES = word_set("year day week month time moment night")
_MAY_NEED = word_set("as after before since until once")
_PARTICIPLES = ("ed", "left", "held", "made", "led", "given", "known", "found")


def clause_faults(short: Words, whole: Words, places: Sequence[int | None]) -> Iterator[str]:
    """Yield what is wrong with its clauses; ``places`` is where its words stand in the whole sentence."""
    last = places[-1]
    following = whole.tags[last + 1 : last + 2] if last is not None else ""
    verbs = [i for i, tag in enumerate(short.tags) if tag in "VX" and _is_finite(short, i, following)]
    verbs = [i for i in verbs if short.tags[i - 1 : i] != "T"]
    groups = sum(i - 1 not in verbs for i in verbs)
    if groups <= _openings(short) + _told(short, verbs) or _says_nothing(short) or _opens_in_vain(short):
        yield "a clause has no verb"
    elif _has_no_subject(short, verbs) or _loses_comma(short, whole, places, verbs):
        yield "its main clause has no subject"
    elif _only_fronted(short) or _told_half(short):
        yield "its main clause is missing"
    elif _says_not_what(short):
        yield "a verb does not say what something is"
    elif _ends_in_subject(short, verbs):
        yield "its last clause has no verb"
    elif last is None:
        return
    elif _only_participles(short, whole, verbs, last) or _loses_verb(short, whole, last):
        yield "its last clause has no verb"
    elif _loses_main(short, whole, last):
        yield "its main clause is missing"


def _openings(short: Words) -> int:
    """Return how many clauses besides the main one ask for a verb: "that", "who", "the men he led"."""
    named = sum(word in _NEED_VERB and tag not in "DR" for word, tag in zip(short.texts, short.tags, strict=True))
    return named + _contacts(short)


def _told(short: Words, verbs: list[int]) -> int:
    """Return how many clauses with a verb of their own follow "says" without "that"."""
    places = range(len(short.tags) - 1)
    return sum(
        short.texts[i] in SAYING and short.tags[i + 1] in "DNMR#" and not short.marked[i] and any(v > i for v in verbs)
        for i in places
        if "that" not in short.texts[i + 1 : i + 4]
    )


def _contacts(short: Words, start: int = 0) -> int:
    """Return how many relative clauses without a pronoun begin behind a place: "the men | he led"."""
    places = range(start, len(short.tags) - 1)
    return sum(short.tags[i] == "N" and short.texts[i + 1] in _SUBJECTS and not short.marked[i] for i in places)


def _says_nothing(short: Words) -> bool:
    """Tell whether what someone says has no verb: "Renn says the men he led"."""
    for i in range(len(short.tags) - 1):
        if short.texts[i] in SAYING and short.tags[i + 1] in "DNMR#" and True not in short.marked[max(0, i - 1) : i + 1]:
            rest = short.tags[i + 1 :]
            verbs = sum(tag in "VXE" and rest[place - 1 : place] not in ("X", "V", "E", "B") for place, tag in enumerate(rest))
            return verbs <= _contacts(short, i + 1)
    return False


def _opens_in_vain(short: Words) -> bool:
    """Tell whether nothing like a verb follows the last "that", or only what stands before its clause: "that for those"."""
    tail = max((i for i, word in enumerate(short.texts[:-1]) if word in _NEED_VERB and short.tags[i] not in "DR"), default=-1)
    if tail < 1:
        return False
    fronted = short.texts[tail] == "that" and (short.tags[tail + 1] == "P" or short.texts[tail + 1].endswith("ed"))
    return not set("VXE") & set(short.tags[tail + 1 :]) or (fronted and True not in short.marked[tail + 1 : -1])


def _has_no_subject(short: Words, verbs: list[int]) -> bool:
    """Tell whether the first finite verb comes right behind what is fronted: "After years away, are out in time."."""
    dated = short.tags.startswith(("P#X", "P#V"))
    return dated or (bool(verbs) and short.tags[0] in "PSGA" and verbs[0] > 0 and short.marked[verbs[0] - 1])


_COPULAS = word_set("is are was were be seem seems seemed become becomes became remain remains remained")
_SUBJECTS = word_set("he she it they we i you")


def _loses_comma(short: Words, whole: Words, places: Sequence[int | None], verbs: list[int]) -> bool:
    """Tell whether the comma behind a fronted phrase is gone, and the subject with it: "According to the council are late"."""
    if not verbs or not (short.tags[0] == "P" or short.texts[0] == "according") or True in short.marked[: verbs[0]]:
        return False
    first, verb = places[0], places[verbs[0]]
    return first is not None and verb is not None and True in whole.marked[first:verb]


def _says_not_what(short: Words) -> bool:
    """Tell whether nothing but an aside follows "is" or "seems": "Renn and Calder are, like Solberg."."""
    for i, word in enumerate(short.texts[:-1]):
        if word in _COPULAS and short.marked[i] and short.tags[i + 1] in "PG" and True not in short.marked[i + 1 : -1]:
            return True
    return False


def _only_fronted(short: Words) -> bool:
    """Tell whether all there is stands before the main clause: "In the study, involving 238 men.", "Two years after he left."."""
    if short.texts[0] in {"how", "why", "whether"} or (short.tags[0] == "S" and True not in short.marked[:-1]):
        return True
    opening = pairwise(short.texts[:6])
    if True not in short.marked[:-1] and any(one in TIMES and two in {"after", "before"} for one, two in opening):
        return not short.finite(0, next(i for i, word in enumerate(short.texts) if word in {"after", "before"}))
    if short.tags[0] not in "PS" or True not in short.marked[:-1]:
        return False
    rest = short.marked.index(True) + 1
    return short.tags[rest] in "GEP" and True not in short.marked[rest:-1]


def _told_half(short: Words) -> bool:
    """Tell whether "that" is followed by what hangs on a clause that is not there: "think that once he runs"."""
    for i, (one, two) in enumerate(pairwise(short.texts)):
        if one == "that" and two in _MAY_NEED | CONDITIONS and True not in short.marked[i + 2 : -1]:
            return True
    return False


def _ends_in_subject(short: Words, verbs: list[int]) -> bool:
    """Tell whether the last clause, behind ", and" or "said,", is a subject alone."""
    joined = max((i for i in range(1, len(short.tags)) if short.tags[i] == "C" and short.marked[i - 1]), default=0)
    if joined and short.tags[joined + 1 : joined + 2] in ("D", "P") and not any(i > joined for i in verbs):
        return True
    said = max((i for i in range(len(short.tags) - 1) if short.texts[i] in SAYING), default=-1)
    if said < 0 or not (short.marked[said] or short.tags[said + 1] == "P"):
        return False
    mark = next((i for i in range(said, len(short.tags) - 1) if short.marked[i]), -1)
    return mark >= 0 and short.tags[mark + 1] in "NMD" and not any(i > said for i in verbs)


def _loses_verb(short: Words, whole: Words, last: int) -> bool:
    """Tell whether the last clause ("as the guard") has its verb only behind the cut ("of honor filed in")."""
    opener = max((i for i, word in enumerate(short.texts) if word in _MAY_NEED), default=-1)
    if opener < 0 or short.finite(opener):
        return False
    if whole.marked[last]:
        return whole.tags[last + 1 : last + 2] == "W"
    joined = whole.texts[last + 1 : last + 4] == ("as", "well", "as")
    for place in range(last + 1 + 3 * joined, len(whole.texts)):
        if whole.tags[place] in "VX":
            return True
        if whole.marked[place] or whole.tags[place] in "SW":
            return False
    return False


def _only_participles(short: Words, whole: Words, verbs: list[int], last: int) -> bool:
    """Tell whether its verbs may all be participles, and one more stands behind the cut: "people diagnosed with it | suggest"."""
    like = ("NVP", "MVP", "NVT", "MVT")
    if whole.marked[last] or not all(short.texts[i].endswith(_PARTICIPLES) and short.tags[i - 1 : i + 2] in like for i in verbs):
        return False
    places = range(last + 1, len(whole.texts))
    end = next((i + 1 for i in places if whole.marked[i] or whole.tags[i] in "CSWT"), len(whole.texts))
    return "V" in whole.tags[last + 1 : end]


def _loses_main(short: Words, whole: Words, last: int) -> bool:
    """Tell whether the main clause, or its verb, stands behind the cut: "The idea is, if it rains | , we stay"."""
    if not whole.marked[last] or last + 1 >= len(whole.texts):
        return False
    after = whole.tags[last + 1]
    if short.tags[0] == "S" and after in "DNMR" and not _is_told(whole, last) and not _has_main(short):
        return True
    if any(word in CONDITIONS and i > 0 for i, word in enumerate(short.texts)) and after in "DNMR":
        return True
    first = next((i for i, mark in enumerate(short.marked[:-1]) if mark), -1)
    return after in "VX" and first >= 0 and not short.finite(0, first + 1)


def _has_main(short: Words) -> bool:
    """Tell whether a clause with a subject of its own follows a mark; "the year he died" is none."""
    starts = [i + 1 for i, mark in enumerate(short.marked[:-1]) if mark]
    dated = {i for i in starts if short.texts[i + 1 : i + 2] and short.texts[i + 1] in _DATES}
    return any(short.tags[i] in "DNMRA#" and short.finite(i) for i in starts if i not in dated)


def _is_told(whole: Words, last: int) -> bool:
    """Tell whether what follows the cut says only who said it: ", the council said"."""
    verb = next((i for i in range(last + 1, len(whole.texts)) if whole.tags[i] in "VX"), None)
    return verb is not None and whole.texts[verb] in TELLING


def _is_finite(short: Words, place: int, following: str) -> bool:
    """Tell whether a verb is finite, and not a participle behind its noun ("the men held in June", "a study, presented")."""
    if short.tags[place] == "X" or not short.texts[place].endswith(_PARTICIPLES):
        return True
    after = short.texts[place + 1] if place + 1 < len(short.texts) else ""
    if after == "by" or (short.texts[place] == "compared" and after in {"to", "with"} and short.tags[place - 1] in "NM"):
        return False
    if place and short.marked[place - 1] and sum(short.marked[:place]) == 1 and short.tags[0] not in "PSAG":
        return False
    return bool(after) or following != "P" or short.tags[place - 1] not in "NM"
