"""Runs the product on examples, asking for as many bullets as each reference has."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import groupby

from eval.data import Example, Length
from eval.hypotheses import Hypothesis, product_hypothesis
from summarize.errors import InputError
from summarize.types import Article


def run_system(name: str, examples: Sequence[Example], length: Length) -> list[Hypothesis]:
    """What the product writes with the named model, in the examples' order, one article at a time so that each has its time.

    An article in which the product finds nothing to summarize stays unanswered.

    Raises:
        QuickLooksError: the model is unknown, missing or broken.
    """
    written = {found.id: found for found in stream_system(name, examples, length)}
    return [written[example.id] for example in examples]


def stream_system(name: str, examples: Sequence[Example], length: Length) -> Iterator[Hypothesis]:
    """What ``run_system`` gives, each as soon as it is written; articles with as many reference bullets come together.

    Raises:
        QuickLooksError: the model is unknown, missing or broken.
    """
    for n_bullets, group in _by_count(examples):
        yield from _run_group(name, group, length, n_bullets)


def _run_group(name: str, examples: list[Example], length: Length, n_bullets: int) -> Iterator[Hypothesis]:
    from summarize.options import Options
    from summarize.pipeline import Summarizer

    summarizer = Summarizer(Options(model=name, length=length, bullets=(n_bullets, n_bullets)))
    for example in examples:
        begun = time.perf_counter()
        try:
            looks = summarizer.summarize(Article(id=example.id, text=example.document, title=example.title or None))
        except InputError:
            yield Hypothesis(id=example.id, system=name)
        else:
            yield product_hypothesis(example, name, looks, time.perf_counter() - begun)


def _by_count(examples: Sequence[Example]) -> Iterator[tuple[int, list[Example]]]:
    ordered = sorted(examples, key=lambda example: example.n_bullets)
    for n_bullets, group in groupby(ordered, key=lambda example: example.n_bullets):
        yield n_bullets, list(group)
