"""Makes the plan: scores every sentence, then chooses bullets one by one, each new and somewhere new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarize.planning.features import NAMES, read_features
from summarize.planning.trees import Trees, load_trees
from summarize.types import Document, Plan, PlannedBullet

MIN_WORDS = 6
RESERVES = 4
FEW = 4
"""Up to so many bullets stay near the top of the article, as editors' highlights do; more of them cover the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What costs a sentence its place in the plan: likeness to a chosen one, standing beside one, and each place further down."""

    likeness: float = 0.6
    neighbour: float = 0.25
    place: float = 0.0


@cache
def ranker() -> Trees:
    """Return the planner's trees."""
    trees = load_trees(Path(__file__).parent / "ranker.json")
    if trees.names != NAMES:
        raise ValueError("summarize/planning/ranker.json was made for other features: run python -m models.planner")
    return trees


def count_bullets(document: Document, least: int, most: int) -> int:
    """Return how many bullets an article should have: 5 under 450 words, 8 from 900 on, within the limits given."""
    words = sum(len(sentence.text.split()) for sentence in document.sentences)
    wanted = 5 if words < 450 else 6 if words < 600 else 7 if words < 900 else 8
    return max(least, min(most, wanted))


def make_plan(document: Document, least: int, most: int, selection: Selection | None = None) -> Plan:
    """Return which sentences each bullet is written from, in the article's order, with reserves by salience.

    Args:
        document: the article taken apart.
        least: the fewest bullets wanted.
        most: the most bullets wanted; the article's length decides between the two.
        selection: the weights of the choice.
    """
    wanted = count_bullets(document, least, most)
    usable = [i for i, sentence in enumerate(document.sentences) if len(sentence.text.split()) >= MIN_WORDS]
    if len(usable) < wanted:
        usable = [i for i, sentence in enumerate(document.sentences) if any(c.isalpha() for c in sentence.text)]
    scores = [ranker().score(row) for row in read_features(document)]
    selection = selection or (Selection(neighbour=0.0, place=0.08) if wanted <= FEW else Selection())
    chosen = choose(document, scores, usable, wanted + RESERVES, selection)
    bullets = sorted(chosen[:wanted])
    notes: tuple[str, ...] = ()
    if len(bullets) < wanted:
        notes = (f"{len(bullets)} bullets instead of {wanted}: the article has only {len(usable)} sentences to make them from",)
    return Plan(
        bullets=tuple(PlannedBullet(evidence=(i,), salience=scores[i]) for i in bullets),
        reserves=tuple(PlannedBullet(evidence=(i,), salience=scores[i]) for i in chosen[wanted:]),
        notes=notes,
    )


def choose(document: Document, scores: list[float], usable: list[int], wanted: int, selection: Selection) -> list[int]:
    """Return sentences in the order chosen: the best by score less its likeness to, and nearness to, those chosen before."""
    bags = {i: _bag(document.sentences[i].text) for i in usable}
    penalty = {i: selection.place * i for i in usable}
    chosen: list[int] = []
    left = set(usable)
    while left and len(chosen) < wanted:
        best = max(left, key=lambda i: (scores[i] - penalty[i], -i))
        chosen.append(best)
        left.remove(best)
        for i in left:
            shared = len(bags[i] & bags[best])
            if shared:
                alike = shared / (len(bags[i]) * len(bags[best])) ** 0.5
                penalty[i] += selection.likeness * alike * alike
            penalty[i] += selection.neighbour * (abs(i - best) == 1)
    return chosen


def _bag(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W_]{4,}", text.lower()))
