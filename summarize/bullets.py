"""Makes an article's points from what the backend wrote: check, then repair by another candidate, another plan, or the rules."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from typing import Any

from summarize.backends.extract import Extract
from summarize.checks.box import check_box
from summarize.checks.form import LIMITS, NEARLY, check_form, nearly_fits
from summarize.checks.run import check_point
from summarize.checks.source import SourceFacts, read_facts
from summarize.choosing import Choice, best_choice, judge
from summarize.introductions import introduce
from summarize.planning.ranker import ranker
from summarize.planning.terms import split_terms, weigh_terms
from summarize.quality import probability
from summarize.quoted import opened
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


Wanted = tuple[int, Length]
"""A place of the plan (its bullets, then its reserves), and how long a point is wanted for it."""
Drafting = Generator[Sequence[Wanted], Sequence[Sequence[Candidate]], None]
"""Yields what is wanted and is sent the candidates for each of it."""
RESERVES_AT_ONCE = 2
RESERVE = 0.05
"""What the place of a reserve costs, against the probability that an editor keeps a bullet."""
NEWS = 0.4
"""What the article's first sentence is favoured by."""
OVER = 2.0
"""Log-odds of being kept that each word over the length has to win; none for the article's first sentence where no bullet of it
keeps to the length."""
DOUBTFUL = -0.5
"""Log-odds of being kept below which a full point is asked for in place of the short one of the article's first sentence."""
FULLER = 1.5
"""Log-odds of being kept that the full one has to win over it."""
HOPELESS = -1.0
"""Log-odds of being kept below which any full one that wins so much is better: one in nine of such short ones was kept."""
SOUND = 0.5
"""Log-odds of being kept that a full one needs in place of another short one: of such 77 % were kept, of others 28 %."""
NEWS_MISSES = 20
"""By so many words more than another's, where no bullet can be had that keeps to its length."""
COVERED = 0.1
"""What a word is worth that a box surely holds and no bullet taken before has."""
POOR = 0.3
"""The probability of being kept below which a bullet is left out of a box that has enough of them."""


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
        wanted = answer(drafting, [written[place] if asked == length else () for place, asked in wanted])


def answer(drafting: Drafting, written: Sequence[Sequence[Candidate]]) -> Sequence[Wanted] | None:
    """Give a drafting what it asked for; return what it asks for next, or None if its bullets are there."""
    try:
        return drafting.send(written)
    except StopIteration:
        return None


def draft_bullets(draft: Draft, *, length: Length, held: bool) -> Drafting:
    """Fill in the draft's bullets, asking for candidates.

    Where the backend holds its length, and so tells the quality of what it writes, they are asked for of all that is planned, and
    those bullets are taken that are likeliest kept and together say most, and poor ones only up to what is enough; else of a
    reserve only for each planned bullet without a candidate.
    """
    n_bullets = len(draft.plan.bullets)
    planned = [*draft.plan.bullets, *draft.plan.reserves]
    written = list((yield [(place, length) for place in range(len(planned) if held else n_bullets)]))
    choices: dict[int, Choice] = {}
    for place in range(len(planned)):
        if len(choices) == n_bullets and not held:
            break
        if place == len(written):
            written += yield [(place, length) for place in range(place, min(place + RESERVES_AT_ONCE, len(planned)))]
        taken = [choice.text for choice in choices.values()]
        choice = _choose(draft, planned[place], written[place], length, taken, held=held)
        if choice:
            choices[place] = choice
    if held and length == "short":
        choices |= yield from _fuller_news(draft, planned, choices)
    worth = {place: _worth(choice, planned[place], max(0, place - n_bullets + 1)) for place, choice in choices.items()}
    poor = {place for place, choice in choices.items() if _is_poor(choice) and planned[place].evidence != (0,)}
    best = _together(choices, worth, poor, weigh_terms(draft.document, ranker().terms).likely)[:n_bullets]
    enough = draft.plan.enough if held and draft.plan.enough else n_bullets
    best = [place for rank, place in enumerate(best) if rank < enough or place not in poor]
    made = [_bullet(choices[place], planned[place], replanned=place >= n_bullets) for place in best]
    left = [place for place in range(len(planned) if held else n_bullets) if place not in choices]
    while left and len(made) < enough:
        taken = [bullet.point for bullet in made]
        needed = {place: _in_need(draft, planned[place], written[place], length, taken) for place in left}
        place = min(left, key=lambda place: _misses(needed[place], length))
        made.append(needed[place] if place < n_bullets else replace(needed[place], origin="replanned"))
        left.remove(place)
    made.sort(key=lambda bullet: bullet.evidence)
    points = introduce([bullet.point for bullet in made], draft.document, length)
    draft.bullets += [replace(bullet, point=point) for bullet, point in zip(made, points, strict=True)]


def _best(
    draft: Draft, planned: PlannedBullet, written: Sequence[Candidate], length: Length, taken: Sequence[str], *, held: bool
) -> Choice | None:
    """Return the best candidate that the checks let pass and that is unlike the bullets before it, or None."""
    return best_choice(written, facts=draft.facts, evidence=planned.evidence, length=length, taken=taken, held=held)


def _choose(
    draft: Draft, planned: PlannedBullet, written: Sequence[Candidate], length: Length, taken: Sequence[str], *, held: bool
) -> Choice | None:
    """Return the best candidate, or, if lengths are ``held`` and may be nearly so, a longer one that is likelier kept by far."""
    choice = _best(draft, planned, written, length, taken, held=held)
    if not held or not NEARLY[length] or not (choice or planned.evidence == (0,)):
        return choice
    near = [candidate for candidate in written if nearly_fits(candidate.text, length)]
    longer = _best(draft, planned, near, length, taken, held=False)
    if not longer or not choice:
        return longer
    over = max(0, len(longer.text.split()) - LIMITS[length][1])
    won = (longer.keeping or 0.0) - (choice.keeping or 0.0)
    return longer if won > over * OVER else choice


def _fuller_news(
    draft: Draft, planned: Sequence[PlannedBullet], choices: Mapping[int, Choice]
) -> Generator[Sequence[Wanted], Sequence[Sequence[Candidate]], dict[int, Choice]]:
    """Return, by its place, a full point of the article's first sentence where that is likelier kept than a short one by far."""
    place = next((place for place, one in enumerate(planned) if one.evidence == (0,)), None)
    if place is None:
        return {}
    short = choices.get(place)
    if short and (short.keeping is None or short.keeping >= DOUBTFUL):
        return {}
    [written] = yield [(place, "full")]
    taken = [choice.text for other, choice in choices.items() if other != place]
    full = _best(draft, planned[place], written, "full", taken, held=True)
    if not full:
        return {}
    if short and full.keeping is not None and short.keeping is not None:
        least = short.keeping + FULLER
        if full.keeping < (least if short.keeping < HOPELESS else max(SOUND, least)):
            return {}
    return {place: full}


def _worth(choice: Choice, planned: PlannedBullet, reserve: int) -> float:
    """Return what a bullet is worth to the box: how likely it is kept, less for a late reserve, more for the news."""
    kept = 1.0 if choice.keeping is None else probability(choice.keeping)
    return kept - RESERVE * reserve + NEWS * (planned.evidence == (0,))


def _together(
    choices: Mapping[int, Choice], worth: Mapping[int, float], poor: Collection[int], likely: Mapping[str, float]
) -> list[int]:
    """Return the places of bullets, each time the one that is worth most beside those before it; poor ones come last."""
    terms = {place: {key for _, key in split_terms(choice.text)} for place, choice in choices.items()}
    ordered, covered = list[int](), set[str]()
    while len(ordered) < len(choices):
        left = [place for place in choices if place not in ordered]
        fair = [place for place in left if place not in poor] or left
        place = max(fair, key=lambda place: worth[place] + COVERED * fsum(likely.get(key, 0.0) for key in terms[place] - covered))
        ordered.append(place)
        covered |= terms[place]
    return ordered


def _is_poor(choice: Choice) -> bool:
    return choice.keeping is not None and probability(choice.keeping) < POOR


def _misses(bullet: Bullet, length: Length) -> int:
    """Return by how many words a bullet misses its length, less what the news may."""
    (fewest, most), n_words = LIMITS[length], len(bullet.point.split())
    return max(0, n_words - most, fewest - n_words) - NEWS_MISSES * (bullet.evidence == (0,))


def _in_need(draft: Draft, planned: PlannedBullet, written: Sequence[Candidate], length: Length, taken: Sequence[str]) -> Bullet:
    """Return the best bullet of any length, or what the rules make of the sentence."""
    choice = _best(draft, planned, written, length, taken, held=False)
    return _bullet(choice, planned) if choice else _extracted(draft, planned, length, taken)


def _extracted(draft: Draft, planned: PlannedBullet, length: Length, taken: Sequence[str]) -> Bullet:
    """Return the planned sentence shortened by rules: the cleanest of its versions, flagged where even that has an error."""
    request = Request(task="point", document=draft.document, evidence=planned.evidence, length=length)
    choices = judge(Extract().write([request])[0], facts=draft.facts, evidence=planned.evidence, length=length, taken=taken)
    return _bullet(replace(choices[0], made="extracted"), planned)


def _bullet(choice: Choice, planned: PlannedBullet, *, replanned: bool = False) -> Bullet:
    origin: Origin = "replanned" if replanned else "generated" if choice.rank == 0 else "alternative"
    made: Origin = origin if choice.made == "written" or replanned else choice.made
    return Bullet(label=None, point=opened(choice.text), evidence=planned.evidence, origin=made)


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
