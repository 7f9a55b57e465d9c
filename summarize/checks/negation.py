"""Finds a "not" that was lost or added, and a "may" that became a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarize.checks.source import Passage, SourceFacts
from summarize.checks.words import fold, stem, stem_set, word_set
from summarize.types import Finding

_NOT = word_set("not never cannot")
_REFUSAL = stem_set("refuse fail decline")
_FALSE_START = word_set("only just merely simply necessarily yet least even immediately clear sure all any every because so")
_NEGATIVE = stem_set(
    "not never no cannot nor neither none nothing nobody without deny denial refuse refusal fail failure reject "
    "lack stop avoid prevent halt unable unlikely instead rather few little hardly barely rarely doubt oppose block "
    "ban against miss exclude decline yet until unless resist abandon skip withhold bar dismiss impossible false "
    "free scrap cancel cut drop forbid prohibit only nix untrue absent overturn opponent skeptic reluctant last non "
    "afraid wrong disprove debunk myth ignore doubtful contrary object loath dispute contest balk scarce seldom "
    "inability"
)
_DENYING = word_set("not never no cannot nor neither none nothing nobody without rather only less")
_MODAL = word_set("may might could")
_INTENT = stem_set("plan expect hope seek propose intend likely consider aim threaten poise set want try attempt")
_HEDGE = (
    _INTENT
    | _MODAL
    | word_set("should can must")
    | stem_set(
        "will if would possible possibly perhaps reportedly suggest believe think fear warn predict argue "
        "claim need promise vow pledge offer ask call urge agree must according unless proposal potential "
        "potentially eye weigh mull face risk ability able chance capable"
    )
)
_SMALL = word_set(
    "the a an to of in on at for by with from is are was were be been being has have had having do does did will "
    "would can could may might should must it its he she they them his her their this that these those i we you our "
    "any as and or so very really ever yet also there s t t's get got going go make made more all"
)
_NO_ADVERB = word_set("comply apply supply rely reply imply fly multiply bully rally family")
_TO = ("to", "to")
_AND = ("and", "and")
_TITLE_WORDS = word_set("sen rep gov gen")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s'\"]")
_REACH = 4
_WINDOW = 5


Form = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words of a passage with their stems, and by stem the places where a word is denied, only possible, or plainly said."""

    forms: tuple[Form, ...]
    denied: dict[str, list[int]]
    possible: dict[str, list[int]]
    free: dict[str, list[int]]


def check_negation(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error where the point says what the evidence denies or the reverse, a warning where a possibility became a fact.

    Two statements are compared only where the words around the denied one are the same too.
    """
    cited = [_read(passage.text) for passage in facts.cited(evidence)]
    said = _read(point.text)
    excuse = _DENYING | (_NEGATIVE - {root for reading in cited for _, root in reading.forms})
    for root, places in (*said.free.items(), *said.possible.items()):
        if any(root in reading.free for reading in cited) or not any(root in r.denied or root in r.possible for r in cited):
            continue
        if _near(said.forms, places[0], excuse):
            continue
        if any(root in r.denied and _same_context(said, places[0], r, r.denied[root][0], root, shared=2) for r in cited):
            yield _finding(point, said.forms[places[0]][0], "error", "the evidence denies")
        elif (
            root in said.free
            and _is_finite(said.forms, places[0])
            and any(root in r.possible and _same_context(said, places[0], r, r.possible[root][0], root, shared=2) for r in cited)
        ):
            yield _finding(point, said.forms[places[0]][0], "warning", "the evidence holds only possible")
    for root, places in said.denied.items():
        if any(root in reading.denied for reading in cited):
            continue
        plain = [(r, r.free.get(root) or r.possible.get(root)) for r in cited]
        for reading, there in plain:
            if (
                there
                and not _near(reading.forms, there[0], _NEGATIVE, before=9)
                and _same_context(said, places[0], reading, there[0], root)
            ):
                yield _finding(point, said.forms[places[0]][0], "error", "the evidence does not deny")
                break


@lru_cache(maxsize=1024)
def _read(text: str) -> _Reading:
    tokens = _TOKEN.findall(fold(text))
    forms = tuple((word, stem(word)) for word in (token.removesuffix("'s") for token in tokens))
    denied: dict[int, None] = {}
    possible: dict[int, None] = {}
    for at, (word, root) in enumerate(forms):
        before_to = forms[at + 1 : at + 2] == (_TO,)
        if word in _NOT or word.endswith("n't") or (root in _REFUSAL and before_to):
            denied |= _next_content(forms, at)
        elif word in _MODAL or (root in _INTENT and before_to):
            possible |= _next_content(forms, at)
    free = [at for at, (word, _) in enumerate(forms) if at not in denied and at not in possible and _is_content(word)]
    return _Reading(forms, _by_stem(forms, denied), _by_stem(forms, possible), _by_stem(forms, free))


def _by_stem(forms: tuple[Form, ...], places: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at in places:
        found.setdefault(forms[at][1], []).append(at)
    return found


def _is_content(word: str) -> bool:
    return word[0].isalpha() and len(word) > 2 and word not in _SMALL and not word.endswith("n't")


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _NO_ADVERB


def _next_content(forms: tuple[Form, ...], at: int) -> dict[int, None]:
    """Return the place of the first verb, adjective or noun within reach after a word; none after "not only" and the like."""
    for place in range(at + 1, min(at + 1 + _REACH, len(forms))):
        word, root = forms[place]
        if word in _FALSE_START or not word[0].isalpha() or word in _NOT:
            return {}
        if _is_content(word) and not _is_adverb(word) and not (root in _INTENT and forms[place + 1 : place + 2] == (_TO,)):
            return {} if any(form[0] == "until" for form in forms[place : place + 4]) else {place: None}
    return {}


def _is_finite(forms: tuple[Form, ...], place: int) -> bool:
    """Tell whether a word can be a statement's verb, without anything before it that makes it less than certain."""
    word = forms[place][0]
    if word.endswith("ing") or forms[place - 1 : place] in ((_TO,), (_AND,)) or word in _TITLE_WORDS:
        return False
    return not _near(forms, place, _HEDGE, before=8, after=2)


def _near(forms: tuple[Form, ...], place: int, wanted: frozenset[str], *, before: int = 5, after: int = 4) -> bool:
    """Tell whether a word of a set, or one that begins with "un-" or ends in "n't", stands around a place."""
    around = forms[max(0, place - before) : place + after + 1]
    return any(root in wanted or word in wanted or word.endswith("n't") for word, root in around)


def _same_context(said: _Reading, at: int, known: _Reading, there: int, root: str, *, shared: int = 3) -> bool:
    """Tell whether enough content words around the two places are the same."""
    here = {stemmed for word, stemmed in said.forms[max(0, at - _WINDOW) : at + _WINDOW + 1] if _is_content(word)}
    around = {
        stemmed for word, stemmed in known.forms[max(0, there - 2 * _WINDOW) : there + 2 * _WINDOW + 1] if _is_content(word)
    }
    return len((here & around) - {root}) >= shared


def _finding(point: Passage, word: str, severity: str, saying: str) -> Finding:
    found = re.search(rf"\b{re.escape(word)}\b", fold(point.text))
    return Finding(
        check="negation" if severity == "error" else "modality",
        severity="error" if severity == "error" else "warning",
        message=f"{saying} '{word}'",
        span=found.span() if found else None,
    )
