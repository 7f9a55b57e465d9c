"""Measures planned sentences against the annotation: evidence precision, bullets touched, ROUGE of the whole sentences."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import Any

from eval.rouge import prepare, score
from models.planner_data import Example, Prepared
from summarize.planning.choice import Selection, choose
from summarize.planning.plan import usable_sentences
from summarize.planning.ranker import Ranker, read_ranker

MEASURES = ("precision", "touched", "rouge1", "rouge2")


def measure(example: Example, chosen: Sequence[int]) -> list[float]:
    """Return the percentages of ``MEASURES`` for the sentences chosen from an article."""
    bullets = [example.bullets_of(place) for place in chosen]
    touched = frozenset[int]().union(*bullets)
    text = "\n".join(" ".join(example.document.sentences[place].text.split()) for place in sorted(chosen))
    found = score(hypothesis=prepare(text), reference=prepare("\n".join(example.points)), metrics=("rouge1", "rouge2"))
    shares = (sum(map(bool, bullets)) / max(1, len(chosen)), len(touched) / len(example.points))
    return [100 * value for value in (*shares, found["rouge1"].fmeasure, found["rouge2"].fmeasure)]


def choose_for(part: Prepared, ranker: Ranker, selection: Selection | None = None) -> list[int]:
    """Return the sentences planned for an annotated article, as many as it has bullets."""
    document, wanted = part.example.document, len(part.example.points)
    scores = [ranker.score(row) for row in part.sentences[0]]
    return choose(document, scores, usable_sentences(document, wanted), wanted, ranker, selection or Selection())


def cross_validate(
    prepared: Sequence[Prepared], train: Callable[[list[Prepared]], dict[str, Any]], folds: int, repeats: int
) -> str:
    """Return the means, with 95 % intervals over articles, of articles planned by rankers that were trained without them.

    Args:
        prepared: the annotated articles.
        train: makes a ranker's fields from some of them.
        folds: into how many parts they are divided.
        repeats: how often they are divided anew; an article's figures are averaged over them.
    """
    rows: list[list[list[float]]] = [[] for _ in prepared]
    for repeat in range(repeats):
        order = list(range(len(prepared)))
        random.Random(repeat).shuffle(order)
        for fold in range(folds):
            held = set(order[fold::folds])
            ranker = read_ranker(train([part for i, part in enumerate(prepared) if i not in held]))
            for i in held:
                rows[i].append(measure(prepared[i].example, choose_for(prepared[i], ranker)))
    return render_means([[sum(values) / repeats for values in zip(*found, strict=True)] for found in rows])


def render_means(rows: Sequence[Sequence[float]]) -> str:
    """Return each measure's mean and half the width of its interval."""
    return f"{len(rows)} articles: " + ", ".join(
        f"{name} {mean:.1f} ± {half:.1f}"
        for name, (mean, half) in zip(MEASURES, map(_mean, zip(*rows, strict=True)), strict=True)
    )


def _mean(values: Iterable[float]) -> tuple[float, float]:
    found = list(values)
    mean = sum(found) / len(found)
    return mean, 1.96 * sqrt(sum((value - mean) ** 2 for value in found) / len(found)) / sqrt(len(found))
