"""Finds claims that are put into the wrong mouth, and claims that have lost the mouth they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from summarize.checks.names import is_title, names_in, same_name
from summarize.checks.source import Name, Passage, SourceFacts
from summarize.checks.words import stem, stem_set, words
from summarize.types import Finding

_SAYING = (
    r"(?:says?|said|tells?|told|warn(?:s|ed)|argue[sd]|claim(?:s|ed)|insist(?:s|ed)|add(?:s|ed)|note[sd]|explain(?:s|ed)|tweet(?:s|ed)|"
    r"writes?|wrote|testifie[sd]|contend(?:s|ed)|allege[sd]|denie[sd]|predict(?:s|ed)|acknowledge[sd]|admit(?:s|ted)|declare[sd])\b"
)
_ANY_SAYING = re.compile(rf"\b{_SAYING}|\baccording to\b|\baccus(?:es?|ed)\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:, [^,.;“”\"]{{1,70}},)?(?: (?:also|then|has|had|later|repeatedly|once|himself|herself|now|still))* {_SAYING}"
)
_QUOTED_BEFORE = re.compile(
    r"[,?!][”\"’']? (?:says?|said|adds?|added|notes?|noted|writes?|wrote) (?:(?:[a-z][\w'-]*|[A-Z][a-z]+\.?),? ){0,6}$"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:[a-z][\w'-]* |[A-Z][a-z]+\. ){0,5}$")
_NOT_SPEAKING = ("told ", "asked ", "the ", " of ", " in ", " at ", " for ", " from ", " to ", " and ", "The ")
_CLAIM = re.compile(
    r"\b(?:said|says|according to|accus\w+|alleg\w+|claim(?:s|ed)|argue[sd]?|insist(?:s|ed)"
    r"|contend(?:s|ed)|warn(?:s|ed)|predict(?:s|ed))\b",
    re.IGNORECASE,
)
_ARGUING = re.compile(
    r"\b(?:is|are|must|should|ought|will|would|can|could|may|might|cannot|never|nothing|less|better|worse|best|worst)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words of what is argued rather than told."""
_THINKING = r"\b(?:think|believe|hope|fear|call|find|found|show)(?:s|ed)?\b"
_HEARD = re.compile(rf"{_ANY_SAYING.pattern}|{_THINKING}|[“\"\d]", re.IGNORECASE)
_SOURCED = stem_set(
    "say tell warn argue claim insist add note explain tweet write testify contend allege deny predict acknowledge "
    "admit declare accord accuse call report reportedly find show suggest announce vow promise pledge urge believe "
    "think fear hope blame criticize praise defend describe cite question ask demand want see doubt dismiss reject "
    "back support oppose slam blast fault charge estimate expect reveal confirm conclude hail concede compare label "
    "view consider plan plead maintain recall denounce condemn decry propose order rule advise agree recommend "
    "worry poll survey study critic analyst expert official appear seem may might could tout credit refuse offer "
    "threaten liken invite challenge allegedly proclaim assure attribute rip complain boast decline caution mock "
    "thank apologize tap lament counter respond"
)


def check_attribution(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error where the evidence names another speaker, a warning where it names the claim's source and the point none."""
    cited = facts.cited(evidence)
    if not cited:
        return
    said, _ = speakers(point)
    heard = [speakers(passage) for passage in cited]
    known = [name for names, unnamed in heard for name in names]
    if said and known:
        certain = all(names and not unnamed for names, unnamed in heard)
        around = names_in(cited if certain else facts.near(evidence, before=5, after=2))
        left_out = not any(_among(name, point.names, facts) for name in known)
        for name in said if certain or left_out else ():
            if not _among(name, known if certain and not left_out else (*known, *around), facts):
                yield Finding(
                    check="attribution",
                    severity="error",
                    message=f"the evidence does not say this of {name.text}",
                    span=(name.start, name.end),
                    nearest=known[0].text,
                )
    elif not said and all(_CLAIM.search(passage.text) for passage in cited) and _is_bare(point):
        source = known[0].text if known else None
        yield Finding(check="attribution", severity="warning", message="a claim is printed without its source", nearest=source)
    elif evidence and facts.quoted.issuperset(evidence) and not _HEARD.search(point.text):
        yield Finding(check="attribution", severity="warning", message="somebody's words are printed without who said them")
    elif facts.holder and _ARGUING.search(point.text) and not _HEARD.search(point.text):
        message = "an opinion is printed without who holds it"
        yield Finding(check="attribution", severity="warning", message=message, nearest=facts.holder)


def speakers(passage: Passage) -> tuple[tuple[Name, ...], bool]:
    """Return who a passage quotes by name, and whether someone else, or nobody by name, speaks in it too."""
    found = [name for name in passage.names if _speaks(passage.text, name)]
    return tuple(found), len(_ANY_SAYING.findall(passage.text)) > len(found)


@lru_cache(maxsize=1024)
def _speaks(text: str, name: Name) -> bool:
    before = text[max(0, name.start - 90) : name.start]
    if text.startswith(("'", "’"), name.end) or before.endswith(_NOT_SPEAKING) or is_title(name.words):
        return False
    if _AFTER.match(text, name.end):
        return True
    ends = name.end == len(text) or text[name.end] in ",.;:" or text.startswith((" of ", " in "), name.end)
    return bool((ends and _QUOTED_BEFORE.search(before)) or _ACCORDING.search(before))


def _among(name: Name, others: Iterable[Name], facts: SourceFacts) -> bool:
    """Tell whether a name means one of the others, also where one is the first and the other the last name of one person."""
    pairs = facts.names.pairs
    return any(
        same_name(name.words, other.words) or any((a, b) in pairs or (b, a) in pairs for a in name.words for b in other.words)
        for other in others
    )


def _is_bare(point: Passage) -> bool:
    """Tell whether nothing in the point shows that someone holds, says or reports what it states."""
    return _SOURCED.isdisjoint(stem(word) for word in words(point.text)) and not re.search('[“"‘]', point.text)
