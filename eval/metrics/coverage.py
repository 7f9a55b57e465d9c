"""Which reference bullets are covered, each by at most one bullet of the system's, and in what order."""

from __future__ import annotations

from itertools import combinations
from math import nan

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from eval.data import Example, Length, ReferenceBullet
from eval.hypotheses import Hypothesis
from eval.metrics.overlap import bullet_counts
from eval.rouge import Tokenizer, tokenize, unigram_f

THRESHOLD = 0.35


def score(*, hypothesis: Hypothesis, example: Example, length: Length, tokenizer: Tokenizer = tokenize) -> dict[str, float]:
    """Share of reference bullets covered, share of bullets that cover one, and Kendall's tau of the matched bullets' order.

    Bullets match one to one so that the sum of ROUGE-1 F is greatest; a match counts from ``THRESHOLD``. Several
    references: the one covered best. Order is not a number for fewer than two matches.
    """
    points = [bullet.point for bullet in hypothesis.bullets]
    found = [match_bullets(points, reference, length, tokenizer) for reference in example.references]
    shares = [len(matches) / len(reference) for matches, reference in zip(found, example.references, strict=True)]
    best = int(np.argmax(shares))
    return {
        "covered": shares[best],
        "covering": len(found[best]) / len(points) if points else 0.0,
        "order": order_agreement(found[best]),
    }


def match_bullets(
    points: list[str], reference: tuple[ReferenceBullet, ...], length: Length, tokenizer: Tokenizer = tokenize
) -> list[tuple[int, int]]:
    """Pairs of (reference bullet, point) that match, in the reference's order."""
    if not points:
        return []
    similarity = _similarities(points, [bullet.text(length) for bullet in reference], tokenizer)
    rows, columns = linear_sum_assignment(np.where(similarity >= THRESHOLD, similarity, 0.0), maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if similarity[row, column] >= THRESHOLD]


def order_agreement(matches: list[tuple[int, int]]) -> float:
    """Kendall's tau between the two orders of the matched bullets: 1 the same, -1 reversed."""
    pairs = list(combinations(matches, 2))
    if not pairs:
        return nan
    return sum(1 if (a[0] < b[0]) == (a[1] < b[1]) else -1 for a, b in pairs) / len(pairs)


def _similarities(points: list[str], bullets: list[str], tokenizer: Tokenizer) -> npt.NDArray[np.float64]:
    counted = [bullet_counts(point, tokenizer) for point in points]
    return np.array([[unigram_f(point, bullet_counts(bullet, tokenizer)) for point in counted] for bullet in bullets])
