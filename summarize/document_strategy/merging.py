"""Merges the points of all windows: one of each kind, each with its evidence and its other wordings, and the best for a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.choosing import alike

SAME_EVIDENCE = 0.5
SAME_WINDOW = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedPoint:
    """A written point with its evidence; ``window`` and ``hypothesis`` are where it stood, ``salience`` its evidence's worth."""

    text: str
    evidence: tuple[int, ...]
    coverage: float
    window: int = 0
    hypothesis: int = 0
    salience: float = 0.0
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A point to be printed, with the other wordings of it that the model offered."""

    best: AlignedPoint
    others: tuple[AlignedPoint, ...] = ()


def merge_points(points: Sequence[AlignedPoint]) -> list[Merged]:
    """Return the points without repetition, in the order of the windows.

    Of two alike the one from the better hypothesis stays and the other becomes another wording of it; so does a later
    hypothesis's point that rests on the same sentences.
    """
    groups: list[list[AlignedPoint]] = []
    for point in sorted(points, key=lambda point: point.hypothesis):
        group = next((group for group in groups if _same(group[0], point)), None)
        if group is None:
            groups.append([point])
        else:
            group.append(point)
    merged = [Merged(best=group[0], others=tuple(group[1:])) for group in groups]
    return sorted(merged, key=lambda one: (one.best.window, one.best.hypothesis))


def _same(kept: AlignedPoint, point: AlignedPoint) -> bool:
    return alike(kept.text, point.text) or (point.hypothesis > 0 and kept.evidence == point.evidence)


def choose_points(merged: Sequence[Merged], wanted: int) -> tuple[list[Merged], list[Merged]]:
    """Return the points for a box in the article's order, and those left over, best first.

    They are chosen one by one by the salience of their evidence; evidence that a chosen one rests on already, and a window
    that has given one already, count against a point. A first hypothesis's points go before any other's.
    """
    left = list(merged)
    chosen: list[Merged] = []
    while left and len(chosen) < wanted:
        best = max(left, key=lambda one: (-one.best.hypothesis, _worth(one.best, chosen)))
        chosen.append(best)
        left.remove(best)
    spare = sorted(left, key=lambda one: (one.best.hypothesis, -_worth(one.best, chosen)))
    return sorted(chosen, key=lambda one: one.best.evidence), spare


def _worth(point: AlignedPoint, chosen: Sequence[Merged]) -> float:
    used = {number for one in chosen for number in one.best.evidence}
    shared = len(used & set(point.evidence)) / len(point.evidence) if point.evidence else 0.0
    from_window = sum(one.best.window == point.window for one in chosen)
    return point.salience - SAME_EVIDENCE * shared - SAME_WINDOW * from_window
