"""Does the box look as the guide asks: the count, the labels, one sentence each, the length?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import nan

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from summarize.segmentation import split_sentences

WORDS = {"short": (8, 14), "full": (9, 22)}
LABEL_WORDS = (2, 4)


def score(*, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
    """Rates over the bullets, findings per bullet, words per point, seconds; ``answered`` is 0 for an article without bullets."""
    points = [bullet.point for bullet in hypothesis.bullets]
    words = [len(point.split()) for point in points]
    low, high = WORDS[length]
    origins = [bullet.origin for bullet in hypothesis.bullets if bullet.origin]
    return {
        "answered": float(bool(points)),
        "count_held": float(len(points) == example.n_bullets),
        "one_sentence": _mean(len(split_sentences(point)) == 1 for point in points),
        "length_kept": _mean(low <= n <= high for n in words),
        "too_long": _mean(n > high for n in words),
        "words": _mean(words),
        "total_words": float(sum(words)),
        "pruned": _mean(origin == "pruned" for origin in origins),
        "extracted": _mean(origin == "extracted" for origin in origins),
        "headline": _mean(origin == "headline" for origin in origins),
        "findings": nan if hypothesis.n_findings is None or not points else hypothesis.n_findings / len(points),
        "seconds": nan if hypothesis.seconds is None else hypothesis.seconds,
    } | _labels([bullet.label for bullet in hypothesis.bullets])


def _labels(labels: list[str | None]) -> dict[str, float]:
    given = [label.strip() for label in labels if label]
    if not given:
        return {"label_form": nan, "label_unique": nan}
    low, high = LABEL_WORDS
    counts = Counter(label.casefold() for label in given)
    return {
        "label_form": _mean(low <= len(label.split()) <= high and ":" not in label for label in given),
        "label_unique": _mean(counts[label.casefold()] == 1 for label in given),
    }


def _mean(values: Iterable[float]) -> float:
    given = list(values)
    return sum(given) / len(given) if given else nan
