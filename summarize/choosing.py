"""Chooses among the candidates for one bullet: first what the checks pass, then what is likely, short and near the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarize.checks.form import LIMITS, check_form, fits
from summarize.checks.run import check_point
from summarize.checks.source import SourceFacts
from summarize.checks.wording import check_wording
from summarize.commentary import without_holder
from summarize.types import Candidate, Finding, Length, Making

LENGTH_COST = 0.15
WARNING_COST = 0.5
NOVEL_COST = 0.25
TAKEN_COST = 3.0
ALIKE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A candidate with what the checks say of it; ``rank`` is its place among what the backend offered."""

    text: str
    rank: int
    findings: tuple[Finding, ...]
    value: float
    made: Making = "written"
    keeping: float | None = None

    @property
    def clean(self) -> bool:
        """Whether no check found an error."""
        return not any(finding.severity == "error" for finding in self.findings)


def judge(
    candidates: Sequence[Candidate], *, facts: SourceFacts, evidence: tuple[int, ...], length: Length, taken: Sequence[str] = ()
) -> list[Choice]:
    """Return the candidates as choices, clean ones first, then by value.

    The value is the backend's score less what an editor would hold against the text: words over or under the wanted length,
    warnings, content words that stand nowhere near the evidence, and likeness to a bullet already taken.
    """
    near = _stems_near(facts, evidence)
    choices = [_judge_one(c, rank, facts, evidence, near, length, taken) for rank, c in enumerate(candidates)]
    return sorted(choices, key=lambda choice: (not choice.clean, -choice.value))


def best_choice(
    candidates: Iterable[Candidate],
    *,
    facts: SourceFacts,
    evidence: tuple[int, ...],
    length: Length,
    taken: Sequence[str] = (),
    held: bool = False,
) -> Choice | None:
    """Return the first of ``judge``'s choices that is clean, unlike what is taken and, if ``held``, of its length, or None.

    Candidates come with falling scores. A value is never above its score, so none is looked at that could not be the best.
    """
    near = _stems_near(facts, evidence)
    best: Choice | None = None
    for rank, candidate in enumerate(candidates):
        if best and best.value >= candidate.score:
            break
        if held and not fits(candidate.text, length):
            continue
        choice = _judge_one(candidate, rank, facts, evidence, near, length, taken)
        better = choice.clean and (best is None or choice.value > best.value)
        if better and not any(alike(choice.text, other) for other in taken):
            best = choice
    return best


def _stems_near(facts: SourceFacts, evidence: tuple[int, ...]) -> frozenset[str]:
    return frozenset(_stems(" ".join(passage.text for passage in facts.near(evidence))))


def _judge_one(
    candidate: Candidate,
    rank: int,
    facts: SourceFacts,
    evidence: tuple[int, ...],
    near: frozenset[str],
    length: Length,
    taken: Sequence[str],
) -> Choice:
    findings: tuple[Finding, ...] = (
        *check_point(candidate.text, facts=facts, evidence=evidence),
        *check_wording(candidate.text, facts=facts),
        *check_form(candidate.text, length=length),
    )
    value = candidate.score - _cost(candidate.text, findings, near, length, taken)
    if candidate.stopped == "length":
        findings = (*findings, Finding(check="form", severity="error", message="the point was cut off"))
    return Choice(text=candidate.text, rank=rank, findings=findings, value=value, made=candidate.made, keeping=candidate.keeping)


def _cost(text: str, findings: Sequence[Finding], near: frozenset[str], length: Length, taken: Sequence[str]) -> float:
    fewest, most = LIMITS[length]
    n_words = len(text.split())
    cost = LENGTH_COST * (max(0, n_words - most) + max(0, fewest - n_words))
    cost += WARNING_COST * sum(finding.severity == "warning" and finding.check != "form" for finding in findings)
    stems = _stems(text)
    cost += NOVEL_COST * sum(stem not in near for stem in stems)
    return cost + TAKEN_COST * any(alike(text, other) for other in taken)


def alike(one: str, other: str) -> bool:
    """Tell whether two points share at least half of their content words."""
    left, right = frozenset(_stems(without_holder(one))), frozenset(_stems(without_holder(other)))
    return len(left & right) >= ALIKE * max(1, min(len(left), len(right)))


@lru_cache(maxsize=256)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"(?:ing|ed|es|s|ly)$", "", word)[:6] for word in re.findall(r"[^\W_]{4,}", text.lower()))
