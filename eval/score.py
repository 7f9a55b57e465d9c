"""Scores systems on examples: a table of every metric per document first, everything else is an aggregation of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import isnan, nan

from eval.baselines import BASELINES, OTHER_REFERENCE, without_other_reference
from eval.command_line import BASELINE
from eval.data import Example, Length, dataset_digest
from eval.hypotheses import Hypothesis
from eval.metrics import score_document
from eval.parallel import available_cores, in_order
from eval.rouge import TOKENIZERS, Tokenizer
from eval.statistics import Comparison, Interval, bootstrap_interval, compare, holm, quantile
from eval.systems import stream_system

PARALLEL_FROM = 4000
DEFAULT_TOKENIZER = "english"
Values = tuple[float, ...]
Source = Callable[[Sequence[Example]], Iterable[Hypothesis]]
Sources = dict[str, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """Values by system and metric, aligned with ``ids``; not-a-number where a metric has no meaning for an article."""

    length: Length
    digest: str
    ids: tuple[str, ...]
    values: Mapping[str, Mapping[str, Values]]
    tokenizer: str = DEFAULT_TOKENIZER

    def mean(self, system: str, metric: str) -> float:
        """The mean over the articles where the metric has a meaning; not a number if there is none."""
        known = self._known(system, metric)
        return sum(known) / len(known) if known else nan

    def quantile(self, system: str, metric: str, share: float) -> float:
        """The value that a share of the articles lies at or under; not a number if the metric has no meaning anywhere."""
        known = self._known(system, metric)
        return quantile(known, share) if known else nan

    def interval(self, system: str, metric: str) -> Interval | None:
        """The mean's 95 % bootstrap interval; None if the metric has no meaning for this system."""
        known = self._known(system, metric)
        return bootstrap_interval(known) if known else None

    def compare(self, system: str, baseline: str, metric: str) -> Comparison | None:
        """The system against the baseline on the articles where both have the metric; None if there are none."""
        both = zip(self.values[system][metric], self.values[baseline][metric], strict=True)
        pairs = [(left, right) for left, right in both if not (isnan(left) or isnan(right))]
        return compare([left for left, _ in pairs], [right for _, right in pairs]) if pairs else None

    def _known(self, system: str, metric: str) -> list[float]:
        return [value for value in self.values[system][metric] if not isnan(value)]


def sources_of(
    systems: Sequence[str],
    length: Length,
    say: Callable[[str], None],
    given: Mapping[str, list[Hypothesis]] | None = None,
) -> Sources:
    """By name, what yields a system's hypotheses for the examples that it is called with.

    ``say`` hears of each model as it starts. A given system that is called like another is marked.
    """
    sources: Sources = {name: partial(_baseline, name, length) for name in BASELINES}
    for name in systems:
        sources[name_beside_baselines(name)] = partial(_run, name, length, say)
    for name, written in (given or {}).items():
        shown = f"{name} (given)" if name in sources else name
        sources[shown] = partial(_given, shown, {one.id: one for one in written})
    return sources


def hypotheses_of(
    systems: Sequence[str], examples: Sequence[Example], length: Length, say: Callable[[str], None]
) -> dict[str, list[Hypothesis]]:
    """The baselines' hypotheses and, by name, what the product writes with each model; ``say`` hears of each one.

    Baselines that answer nothing (perfect selection where no evidence is annotated) are left out.
    """
    written = {name: in_order_of(make(examples), examples) for name, make in sources_of(systems, length, say).items()}
    return {name: found for name, found in written.items() if answers_anything(name, found)}


def answers_anything(name: str, hypotheses: Sequence[Hypothesis]) -> bool:
    """Whether a system belongs in a table: every one does but a baseline without a single answer."""
    return name not in BASELINES or any(hypothesis.bullets for hypothesis in hypotheses)


def in_order_of(hypotheses: Iterable[Hypothesis], examples: Sequence[Example]) -> list[Hypothesis]:
    """A system's hypotheses, one for each example, in the examples' order."""
    by_id = {hypothesis.id: hypothesis for hypothesis in hypotheses}
    return [by_id[example.id] for example in examples]


def _baseline(name: str, length: Length, examples: Sequence[Example]) -> Iterator[Hypothesis]:
    return (BASELINES[name](example, length) for example in examples)


def _run(name: str, length: Length, say: Callable[[str], None], examples: Sequence[Example]) -> Iterator[Hypothesis]:
    say(f"{name}: {len(examples)} articles")
    shown = name_beside_baselines(name)
    return (replace(hypothesis, system=shown) for hypothesis in stream_system(name, examples, length))


def _given(name: str, written: Mapping[str, Hypothesis], examples: Sequence[Example]) -> Iterator[Hypothesis]:
    return (replace(written[example.id], system=name) for example in examples)


def name_beside_baselines(name: str) -> str:
    """The product's name for a model, marked where a baseline is called the same."""
    return f"{name} (product)" if name in BASELINES else name


def score_hypotheses(
    hypotheses: Mapping[str, Sequence[Hypothesis]],
    examples: Sequence[Example],
    length: Length,
    say: Callable[[str], None] | None = None,
    jobs: int | None = None,
    tokenizer: str = DEFAULT_TOKENIZER,
) -> ScoreTable:
    """Score every system's hypotheses, which are aligned with ``examples``; ``say`` hears how far it has come.

    ``tokenizer`` is a name in ``TOKENIZERS``: what a word is where wordings are compared.

    Many systems are scored on all cores, or on as many as ``jobs`` says.
    """
    score = partial(score_system, examples=examples, length=length, tokenizer=tokenizer)
    if jobs is None:
        jobs = available_cores() if sum(map(len, hypotheses.values())) >= PARALLEL_FROM else 1
    values = {}
    for number, columns in enumerate(in_order(score, list(hypotheses.values()), jobs), 1):
        values[list(hypotheses)[number - 1]] = columns
        if say and number % 20 == 0:
            say(f"{number} of {len(hypotheses)} systems scored")
    ids = tuple(example.id for example in examples)
    return ScoreTable(length=length, digest=dataset_digest(tuple(examples)), ids=ids, values=values, tokenizer=tokenizer)


def score_system(
    written: Sequence[Hypothesis], examples: Sequence[Example], length: Length, tokenizer: str = DEFAULT_TOKENIZER
) -> dict[str, Values]:
    """The columns of one system: each metric's values, aligned with ``examples``."""
    words = TOKENIZERS[tokenizer]
    rows = [_score_one(hypothesis, example, length, words) for hypothesis, example in zip(written, examples, strict=True)]
    return {metric: tuple(row[metric] for row in rows) for metric in rows[0]}


def _score_one(hypothesis: Hypothesis, example: Example, length: Length, words: Tokenizer) -> dict[str, float]:
    if hypothesis.system != OTHER_REFERENCE:
        return score_document(hypothesis=hypothesis, example=example, length=length, tokenizer=words)
    values = score_document(hypothesis=hypothesis, example=without_other_reference(example), length=length, tokenizer=words)
    return values if hypothesis.bullets else dict.fromkeys(values, nan)


def compare_systems(table: ScoreTable, metric: str, baseline: str = BASELINE) -> dict[str, tuple[Comparison, float]]:
    """Each other system against the baseline, with its p value, corrected by Holm over the systems that are no baselines."""
    others = {system: table.compare(system, baseline, metric) for system in table.values if system != baseline}
    known = {system: comparison for system, comparison in others.items() if comparison}
    corrected = holm({system: comparison.p for system, comparison in known.items() if system not in BASELINES})
    shared = {system: comparison.corrected_for(len(corrected)) for system, comparison in known.items() if system in corrected}
    return {system: (shared.get(system, found), corrected.get(system, found.p)) for system, found in known.items()}
