"""Checks a whole box: no label twice, no two bullets that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from summarize.checks.words import stem, word_set, words
from summarize.types import Bullet, Finding

ALIKE = 0.6
"""From this share of the shorter point's content words on, two points count as saying the same."""

_SMALL = word_set(
    "a an the of in on at by for with from to into over under and or but as that this it its his her their he she "
    "they is are was were be been has have had will would could can may might not no than who which while after "
    "before about more most say"
)


def check_box(bullets: Sequence[Bullet]) -> tuple[Finding, ...]:
    """Return an error for each bullet whose label or point has stood in the box before; ``bullet`` is the later one."""
    found = []
    content = [frozenset(stem(word) for word in words(bullet.point)) - _SMALL for bullet in bullets]
    for earlier, later in combinations(range(len(bullets)), 2):
        label = bullets[later].label
        if label and _folded(label) == _folded(bullets[earlier].label or ""):
            message = f"the label '{label}' stands twice"
            found.append(Finding(check="box", severity="error", message=message, bullet=later, nearest=bullets[earlier].label))
        if overlap(content[earlier], content[later]) >= ALIKE:
            message = "this says the same as an earlier bullet"
            found.append(Finding(check="box", severity="error", message=message, bullet=later, nearest=bullets[earlier].point))
    return tuple(found)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set's words that the other holds too; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _folded(label: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(label))
