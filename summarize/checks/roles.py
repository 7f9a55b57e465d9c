"""Finds who did it to whom turned round: "A sued B" from an article in which B sued A."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.checks.names import same_name
from summarize.checks.source import Name, Passage, SourceFacts
from summarize.checks.words import fold, stem, stem_set
from summarize.types import Finding

_MUTUAL = stem_set(
    "meet marry face join play fight talk date debate divorce agree negotiate match draw tie trade clash share "
    "split team partner speak spar meeting deal say tell add note warn argue claim insist write know has have do "
    "does be become include call and like near versus"
)
_DONE = re.compile(
    r"\s+(?:(?:has|had|have|also|then|later|once|twice|first|never|\w+ly)\s+)*(\w+)\s+(?:(?:the|a|his|her|its|their|former|[A-Z]\w+|[a-z]+er)\s+){0,3}$"
)
_SUFFERED = re.compile(
    r"\s+(?:(?:is|are|was|were|be|been|being|has|had|have|got|also|then|later|once|first|\w+ly)\s+)*(\w+)\s+by\s+(?:(?:the|a|former|[A-Z]\w+)\s+){0,3}$"
)
_OBJECT = re.compile(
    r"(?:\b(?:of|in|from|by|with|to|for|at|on|against|than|about|under|over|on|since|\w+ed|\w+ing)|['’]s?|-)\s*$"
)
_VERB = re.compile(r"\s+(?:(?:has|had|have|also|then|later|once|\w+ly)\s+)*(\w+)\b")
_PAST = re.compile(r"\w{2,}(?:ed|[^s]s)$")


@dataclass(frozen=True, slots=True)
class _Deed:
    agent: Name
    verb: str
    patient: Name


def check_roles(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error where the evidence has the same verb between the same two names, but only the other way round."""
    claimed = tuple(_deeds(point))
    if not claimed:
        return
    known = [deed for passage in facts.cited(evidence) for deed in _deeds(passage)]
    for deed in claimed:
        turned = [other for other in known if _same(deed, other, other.patient, other.agent)]
        if turned and not any(_same(deed, other, other.agent, other.patient) for other in known):
            yield Finding(
                check="roles",
                severity="error",
                message=f"in the evidence {deed.patient.text} does this to {deed.agent.text}",
                span=(deed.agent.start, deed.patient.end),
                nearest=turned[0].agent.text,
            )


def check_subjects(point: Passage, *, facts: SourceFacts, evidence: tuple[int, ...]) -> Iterator[Finding]:
    """Yield an error where a verb follows one name of the point, and in the evidence only another name of the point."""
    cited = facts.cited(evidence)
    known = [(name, verb) for passage in cited for name, verb in _subjects(passage)]
    for name, verb in _subjects(point):
        doers = [other for other, done in known if done == verb]
        if not doers or any(same_name(name.words, other.words) for other in doers):
            continue
        if sum(stem(word) == verb for passage in cited for word in passage.phrase.split()) != len(doers):
            continue
        here = any(same_name(name.words, other.words) for passage in cited for other in passage.names)
        named = [n for n in point.names if n is not name and any(same_name(n.words, other.words) for other in doers)]
        if here and named:
            message = f"in the evidence this is said of {doers[0].text}, not of {name.text}"
            yield Finding(check="roles", severity="error", message=message, span=(name.start, name.end), nearest=doers[0].text)


def _subjects(passage: Passage) -> Iterator[tuple[Name, str]]:
    """Yield each name that a verb follows, with the verb."""
    for name in passage.names:
        after = _VERB.match(passage.text, name.end)
        if after and _is_verb(after[1]) and not _OBJECT.search(passage.text[max(0, name.start - 20) : name.start]):
            verb = stem(fold(after[1]))
            if verb not in _MUTUAL:
                yield name, verb


def _same(deed: _Deed, other: _Deed, agent: Name, patient: Name) -> bool:
    same_people = same_name(deed.agent.words, agent.words) and same_name(deed.patient.words, patient.words)
    return deed.verb == other.verb and same_people and not same_name(deed.agent.words, deed.patient.words)


def _deeds(passage: Passage) -> Iterator[_Deed]:
    """Yield what one name does to the next in a passage, passives turned into actives."""
    for left, right in zip(passage.names, passage.names[1:], strict=False):
        between = passage.text[left.end : right.start]
        suffered = _SUFFERED.match(between)
        done = suffered or _DONE.match(between)
        if not done or not _is_verb(done[1]):
            continue
        verb = stem(fold(done[1]))
        if verb not in _MUTUAL:
            yield _Deed(right, verb, left) if suffered else _Deed(left, verb, right)


def _is_verb(word: str) -> bool:
    return word.islower() and bool(_PAST.match(word) or stem(word) != word.removesuffix("e"))
