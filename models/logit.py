"""Learns to rank what is offered: a conditional logit (McFadden 1974) over the sum of the weights of each offer's features.

The target is the share that each offer has of exp(``SHARPNESS`` times its worth). That is ROUGE-1 with what an editor wrote and,
of offers that an editor judged (``models.judging``), what the verdict is worth.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import torch

from summarize.checks.words import stem, words
from summarize.naming.ranking import Ranking

SHARPNESS = 8.0
WORTH = {"g": 1.0, "m": 0.5, "b": 0.0}
PENALTY = 1e-4
SMALLEST = 0.02
HELD_OUT = 10
PASSES = 12
BATCH = 256


@dataclass(frozen=True, slots=True)
class ChoiceSet:
    """What one thing may be named by: text, features and worth (0 to 1) of each alternative, and what the thing is known by."""

    texts: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]
    worth: tuple[float, ...]
    key: str = ""

    @property
    def held_out(self) -> bool:
        """Whether the thing is measured on: one in ten is, by its key."""
        return crc32(self.key.encode()) % HELD_OUT == 0


def overlap(one: str, other: str) -> float:
    """Return ROUGE-1 F of two labels (0 to 1), with the stems of the checks."""
    first, second = Counter(map(stem, words(one))), Counter(map(stem, words(other)))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def fit(named: Sequence[ChoiceSet], least: int) -> dict[str, float]:
    """Return the weights of the features that are seen so often; a lesson that stands in the list twice counts once for that."""
    lessons = {id(one): one for one in named}.values()
    counts = Counter(feature for one in lessons for features in one.features for feature in set(features))
    numbers = {feature: i for i, feature in enumerate(sorted(f for f, count in counts.items() if count >= least))}
    torch.manual_seed(1)
    weights = torch.zeros(len(numbers), requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=0.02)
    order = list(range(len(named)))
    packed = [_pack(one, numbers) for one in named]
    for _ in range(PASSES):
        random.Random(len(order)).shuffle(order)
        for start in range(0, len(order), BATCH):
            loss = _loss([packed[i] for i in order[start : start + BATCH]], weights) + PENALTY * weights.square().sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] *= 0.75
    values = weights.detach().tolist()
    return {feature: round(values[i], 3) for feature, i in numbers.items() if abs(values[i]) >= SMALLEST}


Packed = tuple[list[int], list[int], torch.Tensor]


def _pack(one: ChoiceSet, numbers: Mapping[str, int]) -> Packed:
    """Return the numbers of all features, where each offer's begin, and the target's shares."""
    flat: list[int] = []
    starts = []
    for features in one.features:
        starts.append(len(flat))
        flat += [numbers[feature] for feature in features if feature in numbers]
    return flat, starts, torch.softmax(SHARPNESS * torch.tensor(one.worth), 0)


def _loss(some: Sequence[Packed], weights: torch.Tensor) -> torch.Tensor:
    flat: list[int] = []
    starts: list[int] = []
    for features, begins, _ in some:
        starts += [len(flat) + begin for begin in begins]
        flat += features
    numbers = torch.tensor(flat, dtype=torch.long)
    bag = torch.nn.functional.embedding_bag(numbers, weights[:, None], torch.tensor(starts), mode="sum")[:, 0]
    parts = torch.split(bag, [len(begins) for _, begins, _ in some])
    losses = [-(target * torch.log_softmax(part, 0)).sum() for part, (_, _, target) in zip(parts, some, strict=True)]
    return torch.stack(losses).mean()


def firsts(named: Iterable[ChoiceSet], weights: Mapping[str, float]) -> list[float]:
    """Return the worth of each first offer by the sum of its features' weights."""
    model, found = Ranking(weights), []
    for one in named:
        scores = [model.score(features) for features in one.features]
        found.append(one.worth[scores.index(max(scores))])
    return found


def learn(written: Sequence[ChoiceSet], judged: Sequence[ChoiceSet], *, least: int, times: int, output: Path) -> None:
    """Measure on every tenth thing, learn from all, and write the weights.

    Args:
        written: offers beside what an editor wrote.
        judged: offers with an editor's verdicts, each learnt from so many ``times``.
        least: how often a feature must be seen.
        times: what a judged one weighs.
        output: the file of the weights.
    """
    held, rest = _divide(written)
    held_judged, rest_judged = _divide(judged)
    weights = fit(rest + times * rest_judged, least)
    best = [max(one.worth) for one in held]
    print(f"{len(held)} held out, ROUGE-1 {mean(firsts(held, weights)):.3f}, of the best there is {mean(best):.3f}", flush=True)
    _report(held_judged, firsts(held_judged, weights))
    weights = fit([*written, *(times * list(judged))], least)
    output.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(written)} written and {len(judged)} judged ones, {len(weights)} weights")


def _divide(named: Sequence[ChoiceSet]) -> tuple[list[ChoiceSet], list[ChoiceSet]]:
    return [one for one in named if one.held_out], [one for one in named if not one.held_out]


def _report(judged: Sequence[ChoiceSet], found: Sequence[float]) -> None:
    """Print how many first offers of those judged ones that give a choice are good and bad, and how many could be."""
    good, bad = (mean([float(worth == WORTH[letter]) for worth in found]) for letter in "gb")
    possible = mean([float(max(one.worth) == WORTH["g"]) for one in judged])
    print(f"{len(judged)} judged ones held out, {good:.1%} good (at best {possible:.1%}), {bad:.1%} bad", flush=True)


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / max(1, len(values))
