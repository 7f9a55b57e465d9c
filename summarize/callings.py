"""Finds what an article says that somebody is, as it stands before a full name: "police spokesman", "Rep.", "St. Paul Mayor"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from summarize.mentions import TITLES, common_words
from summarize.shortening.antecedents import CALLINGS
from summarize.shortening.lists import LESSER, ROLES, word_set

_TRADES = word_set(
    "surgeon oncologist doctor nurse neurologist cardiologist psychologist psychiatrist epidemiologist virologist biologist "
    "pediatrician examiner teacher student farmer resident photographer filmmaker producer designer architect artist musician "
    "rapper priest bishop archbishop cardinal rabbi imam pollster lobbyist organizer investigator archaeologist astronomer "
    "physicist chemist geologist meteorologist forecaster ecologist paleontologist anthropologist sociologist criminologist "
    "philosopher novelist poet playwright critic columnist editor publisher banker investor trader broker pilot astronaut "
    "veteran firefighter paramedic trainer quarterback pitcher goalkeeper winger advocate aide writer blogger developer "
    "entrepreneur billionaire diplomat lawmaker legislator councilman councilwoman principal pastor prince princess"
)
_ROLE = rf"(?:{'|'.join(sorted(ROLES | frozenset(CALLINGS.split()) | _TRADES))})"
_LIMITED = (
    r"(?:(?:former|deputy|acting|assistant|senior|retired|special|general|police|fire|state|county|city|company|campaign) ){0,2}"
)
_DESCRIBED = (
    r"(?:(?!(?:an?|the|one|first|last|only|and|or|of|as|his|her|its|their|who|then|by|to|for|with|from)\b)[\w.&-]+ ){0,3}"
)
_FORMAL = frozenset(title.lower() for title in TITLES) - {"professor", "director", "attorney", "officer"}
_FORMS = "|".join(
    ("Sen", "Rep", "Gov", "Dr", "Gen", "Col", "Capt", "Sgt", "Lt", "Prof", "Rev", "Judge", "Justice", "Mayor", "Secretary",
     "Minister", "Commissioner", "Sheriff", "Senator", "Congressman", "Congresswoman", "Governor", "Representative", "General",
     "President", "Chancellor", "Ambassador", "Bishop", "Archbishop", "Cardinal", "Superintendent")
)  # fmt: skip
_ALONE = frozenset("Sen Rep Gov Dr Gen Col Capt Sgt Prof Rev Judge Justice Mayor Senator Congressman Congresswoman".split())
"""These say enough without the place or office before them; "Attorney General" or "Minister" alone might be another's."""
_LIMITS = LESSER | word_set("associate shadow then retired lt lieutenant onetime late")
_PARTIES = frozenset("Democrat Democratic Republican GOP Conservative Labour House Senate".split())
_MOST = 4
_TITLE = re.compile(rf"((?:[\w.&’'-]+ ){{0,6}})\b((?:{_FORMS})\.?) $")
_BEFORE = re.compile(rf"(?<![\w-])({_LIMITED}{_ROLE}) $")
_BEHIND = re.compile(rf", (?:\d\d, )?(?:an?|the) ({_DESCRIBED}{_ROLE})(?:,| (?:of|at|for|with|from|who|in)\b)")
_PARTS = re.compile(r"[,;:“\"(]")


def callings(name: str, sentences: Iterable[str]) -> list[str]:
    """Return what sentences call somebody, as it may stand before the full name, the fullest title first, then trades.

    Args:
        name: a full name.
        sentences: an article's.
    """
    naming = [sentence.partition(name) for sentence in sentences if name in sentence]
    around = [(before, behind) for before, _, behind in naming if not behind[:1].isalnum()]
    titles = chain.from_iterable(_titles(before) for before, _ in around)
    roles = chain.from_iterable(_roles(before, behind) for before, behind in around)
    return list(dict.fromkeys([*titles, *roles]))


def _titles(text: str) -> Iterator[str]:
    """Yield "St. Paul Mayor" and "Mayor", from what stands before a name."""
    found = _TITLE.search(text)
    if not found:
        return
    before, title, own = found[1].split(), found[2], list[str]()
    while before and (before[-1] == "state" or _is_own(before[-1])):
        own.insert(0, before.pop())
    if _is_limited(before):
        return
    if own and len(own) < _MOST:
        yield " ".join((*own, title))
    if title.strip(".") in _ALONE and not _is_limited(own) and "state" not in map(str.lower, own):
        yield title


def _is_own(word: str) -> bool:
    """Tell whether a word before a title belongs to it: a place or an office, no party and no word that opens a sentence."""
    return word[:1].isupper() and word not in _PARTIES and common_words().get(word.lower()) is not True


def _is_limited(words: Sequence[str]) -> bool:
    return not _LIMITS.isdisjoint(part for word in words[-4:] for part in word.lower().strip(".").split("-"))


def _roles(before: str, behind: str) -> Iterator[str]:
    """Yield "police spokesman", said before or behind a name."""
    left, right = _BEFORE.search(before), _BEHIND.match(behind)
    if left and not _is_limited(_PARTS.split(before[: left.start()])[-1].split()):
        yield _cased(left[1])
    if right:
        yield _cased(right[1])


def _cased(role: str) -> str:
    formal = role.split()[-1] in _FORMAL and "former" not in role
    return role.title() if formal and role.islower() else role
