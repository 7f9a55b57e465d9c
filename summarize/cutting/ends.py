"""How a shortened sentence ends: whether its last word may stand without the one that its source has next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.cutting.words import CONDITIONS, TELLING, TIMES, Words
from summarize.shortening.lists import word_set

_BOUND = {
    "as": word_set("much many well soon far long known serve serves served act acts acted emerge emerges emerged hailed"),
    "with": word_set("conjunction accordance connection line compliance charged compared filled associated faced"),
    "from": word_set("ranging ranged suffering different away"),
    "in": word_set("born sworn engaged involved located"),
    "on": word_set("focused focuses focus focusing relies rely relied depend depends depended based intent convicted ban bans"),
    "of": word_set("accused convicted capable aware"),
    "to": word_set(
        "way time according due linked related committed subject similar run-up likely able unable set willing ready necessary "
        "obliged forced bound entitled poised prepared determined eager reluctant known"
    ),
    "since": word_set("time"),
    "for": word_set("call calls called calling slated scheduled responsible known time backdrop"),
    "than": word_set("more less fewer rather other higher lower better worse"),
    "when": word_set("time moment"),
    "but": word_set("nothing anything"),
    "threatening": word_set("life"),
    "between": word_set("ties link links relations relationship connection difference differences gap border distinction"),
}
_REST = dict.fromkeys(TIMES, word_set("before earlier ago after later"))
_WHEN = word_set("last this next earlier late")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
_URGING = word_set(
    "require requires required urges urged asked ordered forced allow allows allowed enables enabled persuade persuaded "
    "invited encourage encourages encouraged"
)
"""Verbs that ask for what somebody is to do."""
_ASKS = {
    "of": word_set("accuse accuses accused accusing"),
    "than": word_set("more less fewer rather"),
    "to": _URGING
    | word_set("liken likens likened compares compared attribute attributed attributes transform transforms transformed"),
    "as": word_set("describe describes described describing portray portrays portrayed regards regarded view views see sees"),
}
_INFINITIVE = word_set(
    "opportunity chance ability attempt attempts effort efforts right bid refusal power authority desire willingness tendency key"
)
"""Nouns that mean little without the infinitive that follows them."""
_QUESTIONS = word_set("how why what whether where")
_PARTICLES = word_set("up out down back off away")
_ALONE = word_set(
    "died dies fell falls rose rises slowed slows declined climbed dropped grew increased decreased resigned collapsed retired "
    "crashed sank won lost failed ended began closed opened survived returned escaped agreed disagreed changed worked improved"
)
"""Verbs that may end a sentence whatever their source says next."""
_DESCRIBING = ("ic", "ive", "ous", "ful", "less", "able", "ible")
_WAITING = word_set("still also already just only even")
_WAYS = word_set("way time day moment reason place year")
_OWNERS = word_set("the his her its their our my your")
_TITLES = word_set("dr mr mrs ms sen rep gov gen lt capt sgt prof rev st")
_CASES = word_set("case argument claim point")
_MAKING = word_set("make makes made making")
_PERIODS = word_set("past last next first")
_HOLLOW = word_set("go look deal cope refer belong contribute apply turn get come account care insist result consist engage")
"""Verbs that mean little without what follows them."""
_CLOSED = frozenset("PDTWSCXB")
_REACH = 5
_CURRENCIES = frozenset("$£€¥")
_SUM = 4
"""So many words, at most, follow a sum that is still added to."""


def end_faults(short: Words, whole: Words, last: int | None) -> Iterator[str]:
    """Yield what is wrong with how it ends; ``last`` is where its last word stands in the whole sentence."""
    if "either" in short.texts and "or" not in short.texts:
        yield "it has one half of 'either ... or'"
    cut = last is None or last + 1 < len(whole.texts)
    if cut and ("not", "only") in pairwise(short.texts) and not {"but", "also"} & set(short.texts):
        yield "it has one half of 'not only ... but'"
    if short.texts[-1].rstrip(".") in {"e.g", "i.e", ""} | _TITLES:
        yield f"it ends in '{short.texts[-1]}'"
    if _tells_nothing(short) and short.texts[0] != whole.texts[0]:
        yield "it does not say what was told"
    if last is None or last + 1 >= len(whole.texts):
        if short.tags[-1] in _CLOSED - {"X", "B"}:
            yield f"it ends in '{short.texts[-1]}'"
        return
    yield from _halves(short, whole, last)
    following = whole.texts[last + 1]
    if short.tags[-1] in _CLOSED:
        yield f"it ends in '{short.texts[-1]}'"
    elif following in CONDITIONS and not whole.marked[last]:
        yield "its condition is left out"
    elif _bound(short, whole, last) or _announced(whole, last) or (not whole.marked[last] and _needs(whole, last)):
        yield f"it breaks off before '{following}'"
    elif _within_phrase(short, whole, last):
        yield f"it ends within a phrase, before '{following}'"
    if _told_in_vain(short):
        yield "it does not say what was told"
    clause = whole.texts[last : next((i + 1 for i in range(last, len(whole.texts)) if whole.marked[i]), None)]
    for link, verbs in _ASKS.items():
        asked = next((i for i, word in enumerate(short.texts) if word in verbs), len(short.texts))
        if asked < len(short.texts) and link not in short.texts[asked:] and link in clause:
            yield f"it does not say {link} what"
    if _lacks_participle(short, whole, last):
        yield "it does not say with whom doing what"
    way = next((i for i, (one, two) in enumerate(pairwise(short.texts)) if one in _WAYS and two in _OWNERS), None)
    if way is not None and not short.marked[way] and not short.finite(way):
        yield "its last clause has no verb"
    if _ends_in_speaker(short, whole, last):
        yield "its last words are who said it"


def _halves(short: Words, whole: Words, last: int) -> Iterator[str]:
    """Yield what of two things that belong together goes on right behind the end."""
    if whole.texts[last + 1] == "as" and short.texts[-1] == "times" and short.tags[-2:-1] in ("#", "N"):
        yield "it has one half of 'times as'"
    if short.texts[-2:] == ("of", "them") and True in short.marked[:-1] and not whole.marked[last]:
        yield "it has one half of 'of them'"
    if _is_half_sum(short, whole, last):
        yield "it has one of two sums"


def _is_half_sum(short: Words, whole: Words, last: int) -> bool:
    """Tell whether a sum of money is added to right behind the end: "$24.90 in cash and 0.3 of a share"."""
    money = any(word[0] in _CURRENCIES for word in short.texts[-_SUM:])
    added = whole.texts[last + 2] if whole.texts[last + 1] in {"and", "plus"} and last + 2 < len(whole.texts) else ""
    counts = whole.tags[last + 2 :].lstrip("#ANM")[:1] in {"V", "X"}
    return money and (added[:1].isdigit() or added[:1] in _CURRENCIES) and not counts


def _tells_nothing(short: Words) -> bool:
    """Tell whether its only verb is "said" with nothing said behind it: "Lee said in a video", or before: ", Lee said"."""
    verbs = [i for i, tag in enumerate(short.tags) if tag in "VX"]
    alone = len(verbs) == 1 and short.texts[verbs[0]] in TELLING and short.tags[verbs[0] + 1 : verbs[0] + 2] == "P"
    comma = max((i for i, mark in enumerate(short.marked[:-1]) if mark), default=0)
    return (short.texts[-1] in TELLING and not short.finite(0, comma + 1)) or alone


def _told_in_vain(short: Words) -> bool:
    """Tell whether "told Renn" is not followed by what was told."""
    told = max((i for i, word in enumerate(short.texts) if word in {"told", "tells"}), default=-1)
    return told > 0 and short.tags[told - 1] not in "XB" and not set(short.tags[told + 1 :]) & set("VXTSP")


def _bound(short: Words, whole: Words, last: int) -> bool:
    """Tell whether the last word asks for the very next one: "as much as", "the year before", "between A and B"."""
    word, following = short.texts[-1], whole.texts[last + 1]
    participle = "E" in (short.tags[-1], whole.tags[last]) and short.tags[-2:-1] not in ("X", "A", "I", "E", "C")
    return (
        word in _BOUND.get(following, ())
        or following in _REST.get(word, ())
        or (following == "than" and word.endswith("er"))
        or word == "not"
        or (following == "of" and word != "all")
        or (following in {"and", "or"} and _half(short))
        or (following == "to" and word in _INFINITIVE)
        or (following in {"and", "or"} and short.tags[-2:-1] == "#" and whole.tags[last + 2 : last + 3] == "N")
        or (following == "to" and "for" in short.texts[-4:])
        or (following == "to" and "from" in short.texts[-7:] and whole.tags[last + 2 : last + 3] == "G")
        or (short.tags[-2:] == "P#" and short.texts[-2] == "between")
        or (participle and (whole.tags[last + 1] == "P" or following == "as"))
        or (not whole.marked[last] and _bound_here(short, whole.texts[last:], whole.tags[last + 1]))
    )


def _bound_here(short: Words, after: tuple[str, ...], tag: str) -> bool:
    """Tell whether its last few words ask for the next one: "in the 13 years since", "still in place"."""
    word, following, definite = short.texts[-1], after[1], "the" in short.texts[-4:]
    return (
        (following in {"since", "that"} and word in TIMES and definite and not _PERIODS & set(short.texts[-4:]))
        or (following == "to" and short.texts[-2:-1] == ("it",))
        or short.texts[-2:] == ("a", "lot")
        or after[1:3] == ("out", "of")
        or (following == "into" and short.tags[-1] in "VI")
        or (following == "as" and (short.texts[-2:-1] == ("as",) or ("as" in after[2:5] and short.tags[-1] in "VIE")))
        or (word in _HOLLOW and short.tags[-2:-1] in ("T", "X") and tag in "PS")
        or (following == "when" and bool({"time", "times", "moment", "moments"} & set(short.texts[-5:])))
        or (word in _CASES and "that" in after and bool(_MAKING & set(short.texts[-3:-2])))
        or (short.texts[-3:-2] == ("the",) and short.tags[-2:] == "M#")
        or (short.tags[-2:] == "XA" and word in _WAITING)
        or ("whether" in short.texts and short.tags[-2:-1] == "X" and tag == "P")
    )


def _within_phrase(short: Words, whole: Words, last: int) -> bool:
    """Tell whether it ends in the first of the words before a noun, "a hateful, racist song", or in a verb without its object."""
    following = whole.tags[last + 1]
    described = short.tags[-2:-1] == "D" and short.texts[-2] in {"a", "an", "the"} and short.tags[-1] in "AN#"
    compound = described and "-" in short.texts[-1]
    if whole.marked[last]:
        adjective = short.tags[-1] == "N" and short.texts[-1].endswith(_DESCRIBING)
        listed = described or ((adjective or short.tags[-2:-1] in ("V", "I")) and not _has_and(whole, last))
        return compound or (listed and following in "ANG" and whole.tags[last + 2 : last + 3] == "N")
    gerund = short.tags[-1] == "G" and short.tags[-2:-1] != "X" and following == "P"
    return gerund or (compound and following in "ANMG")


def _has_and(whole: Words, last: int) -> bool:
    """Tell whether "and" or "or" stands between a mark and the next one, as in the last part of a list."""
    end = next((i + 1 for i in range(last + 1, len(whole.texts)) if whole.marked[i]), len(whole.texts))
    return bool({"and", "or"} & set(whole.texts[last + 1 : end + 1]))


def _lacks_participle(short: Words, whole: Words, last: int) -> bool:
    """Tell whether ", with his lawyer" is left of ", with his lawyer saying ..."."""
    place = next((i for i in range(1, len(short.texts)) if short.texts[i] == "with" and short.marked[i - 1]), 0)
    return place > 0 and "G" not in short.tags[place:] and "G" in whole.tags[last + 1 : last + 1 + _REACH]


def _ends_in_speaker(short: Words, whole: Words, last: int) -> bool:
    """Tell whether it ends in the subject of a "said" that is cut off: "The prize went to Renn, her teacher | told us"."""
    comma = max((i for i, mark in enumerate(short.marked[:-1]) if mark), default=-1)
    if comma < 0 or whole.marked[last] or short.finite(comma + 1) or short.tags[comma + 1] not in "DNM":
        return False
    end = next((i for i in range(last + 1, len(whole.texts)) if whole.marked[i]), len(whole.texts))
    verb = next((i for i in range(last + 1, end) if whole.tags[i] in "VX"), None)
    return verb is not None and whole.texts[verb] in TELLING | {"told"} and "C" not in whole.tags[last + 1 : verb]


def _announced(whole: Words, last: int) -> bool:
    """Tell whether what was said or shown comes only behind the cut: "reported late Monday | that fares rose"."""
    for place in range(last + 1, min(last + 1 + _REACH, len(whole.texts)) if not whole.marked[last] else 0):
        if whole.texts[place] == "that" and whole.tags[place] != "D":
            return True
        if whole.marked[place] or whole.tags[place] in "VX":
            return False
    return False


def _half(short: Words) -> bool:
    """Tell whether "between" or "both" waits for its second half."""
    for opener in ("between", "both", "either"):
        if opener in short.texts:
            rest = short.texts[len(short.texts) - short.texts[::-1].index(opener) :]
            return "and" not in rest and "or" not in rest
    return False


def _needs(whole: Words, last: int) -> bool:
    """Tell whether a word is bound to the next one: within a noun phrase, subject and verb, verb and object or infinitive."""
    following, tag = whole.texts[last + 1], whole.tags[last + 1]
    if following in _QUESTIONS | _PARTICLES and whole.tags[last] in "VIEG":
        return True
    if following in _DAYS or (following in _WHEN and whole.tags[last] != "P"):
        return False
    verbal = whole.tags[last] == "V" and whole.texts[last] not in _ALONE
    return tag in "VXNM#DR" or following == "that" or (tag == "T" and whole.tags[last] in "VEGI") or (verbal and tag in "PSATG")
