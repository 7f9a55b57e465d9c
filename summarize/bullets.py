"""Makes an article's points from what the backend wrote: check, then repair by another candidate, another plan, or the rules."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from summarize.backends.extract import Extract
from summarize.checks.box import check_box
from summarize.checks.form import check_form
from summarize.checks.run import check_point
from summarize.checks.source import SourceFacts, read_facts
from summarize.choosing import Choice, best_choice, judge
from summarize.types import Bullet, Candidate, Document, Finding, Length, Origin, Plan, PlannedBullet, Request


@dataclass(slots=True)
class Draft:
    """One article on its way: what was planned, and the bullets as they come to be."""

    document: Document
    plan: Plan
    bullets: list[Bullet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    topic: str = ""
    truncated: dict[str, Any] | None = None
    facts: SourceFacts = field(init=False)

    def __post_init__(self) -> None:
        """Read the facts that bullets are checked against."""
        self.facts = read_facts(self.document)
        self.notes += self.plan.notes


Drafting = Generator[Sequence[int], Sequence[Sequence[Candidate]], None]
"""Yields places of the plan (its bullets, then its reserves) and is sent the candidates for each of them."""
RESERVES_AT_ONCE = 2


def draft_article(draft: Draft, written: Sequence[Sequence[Candidate]], *, length: Length, held: bool = False) -> None:
    """Fill in the draft's bullets.

    Args:
        draft: the article and its plan.
        written: candidates for each planned bullet and then for each reserve.
        length: the wanted length.
        held: rather take a reserve than a point that misses its length.
    """
    drafting = draft_bullets(draft, length=length, held=held)
    wanted = next(drafting, None)
    while wanted is not None:
        wanted = answer(drafting, [written[place] for place in wanted])


def answer(drafting: Drafting, written: Sequence[Sequence[Candidate]]) -> Sequence[int] | None:
    """Give a drafting what it asked for; return what it asks for next, or None if its bullets are there."""
    try:
        return drafting.send(written)
    except StopIteration:
        return None


def draft_bullets(draft: Draft, *, length: Length, held: bool) -> Drafting:
    """Fill in the draft's bullets, asking for candidates as they are needed: first the planned ones, then some reserves."""
    n_bullets = len(draft.plan.bullets)
    planned = [*draft.plan.bullets, *draft.plan.reserves]
    written = list((yield range(n_bullets)))
    unused = list(range(n_bullets, len(planned)))
    taken: list[str] = []
    made: list[Bullet] = []
    for place in range(n_bullets):
        bullet = _generated(draft, planned[place], written[place], length, taken, held=held)
        while bullet is None and unused:
            if unused[0] >= len(written):
                written += yield unused[:RESERVES_AT_ONCE]
            reserve = unused.pop(0)
            bullet = _generated(draft, planned[reserve], written[reserve], length, taken, held=held)
            bullet = bullet and replace(bullet, origin="replanned")
        if bullet is None and held:
            bullet = _generated(draft, planned[place], written[place], length, taken, held=False)
        if bullet is None:
            bullet = _extracted(draft, planned[place], length, taken)
        taken.append(bullet.point)
        made.append(bullet)
    draft.bullets += sorted(made, key=lambda bullet: bullet.evidence)


def _generated(
    draft: Draft, planned: PlannedBullet, written: Sequence[Candidate], length: Length, taken: Sequence[str], *, held: bool
) -> Bullet | None:
    """Return the best candidate that the checks let pass and that is unlike the bullets before it, or None."""
    choice = best_choice(written, facts=draft.facts, evidence=planned.evidence, length=length, taken=taken, held=held)
    if choice is None:
        return None
    return _bullet(choice, planned, "generated" if choice.rank == 0 else "alternative")


def _extracted(draft: Draft, planned: PlannedBullet, length: Length, taken: Sequence[str]) -> Bullet:
    """Return the planned sentence shortened by rules: the cleanest of its versions, flagged where even that has an error."""
    request = Request(task="point", document=draft.document, evidence=planned.evidence, length=length)
    choices = judge(Extract().write([request])[0], facts=draft.facts, evidence=planned.evidence, length=length, taken=taken)
    return _bullet(choices[0], planned, "extracted")


def _bullet(choice: Choice, planned: PlannedBullet, origin: Origin) -> Bullet:
    made: Origin = origin if choice.made == "written" else choice.made
    return Bullet(label=None, point=choice.text, evidence=planned.evidence, origin=made)


def bullet_findings(draft: Draft, *, length: Length) -> tuple[Finding, ...]:
    """Return what the checks still have to say of the finished bullets; of form, only what an editor would not print."""
    found: list[Finding] = []
    for number, bullet in enumerate(draft.bullets):
        of_point = check_point(bullet.point, facts=draft.facts, evidence=bullet.evidence)
        of_form = (f for f in check_form(bullet.point, length=length) if f.severity == "error")
        found += [_placed(finding, number) for finding in (*of_point, *of_form)]
    return (*found, *check_box(draft.bullets))


def _placed(finding: Finding, number: int) -> Finding:
    return Finding(
        check=finding.check,
        severity=finding.severity,
        message=finding.message,
        bullet=number,
        span=finding.span,
        nearest=finding.nearest,
    )
