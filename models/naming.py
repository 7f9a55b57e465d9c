"""Learns which labels an editor would give: ``python -m models.naming --pairs FOLDER`` writes ``summarize/naming/weights.json``.

The labels that a point's tree gives (``summarize.naming.offers``) are ranked by the sum of their features' weights: a conditional
logit (McFadden 1974) whose target is the share that each has of exp(``SHARPNESS`` times ROUGE-1 with the editor's label).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from models.corpora import read_records
from summarize.checks.words import stem, words
from summarize.grammar import Grammar
from summarize.grammar.trees import Tree
from summarize.naming.features import features_of
from summarize.naming.ranking import Ranking, is_name, stems, well_formed

WEIGHTS = Path("summarize/naming/weights.json")
SHARPNESS = 8.0
LEAST = 25
"""How often a feature must be seen."""
PENALTY = 1e-4
SMALLEST = 0.02
HELD_OUT = 10
PASSES = 12
BATCH = 256
TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Named:
    """A point's labels: the text and features of each, and its ROUGE-1 with the editor's."""

    texts: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]
    worth: tuple[float, ...]


def overlap(one: str, other: str) -> float:
    """Return ROUGE-1 F of two labels (0 to 1), with the stems of the checks."""
    first, second = Counter(map(stem, words(one))), Counter(map(stem, words(other)))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def read_named(path: Path, seed: int = 1) -> list[Named]:
    """Return the lessons in labels (``models.label_lessons``) for which their point's tree gives a choice."""
    lessons = list({record["source"]: record for record in read_records(path)}.values())
    random.Random(seed).shuffle(lessons)
    found = []
    for start in range(0, len(lessons), TOGETHER):
        grammar, some = Grammar(), lessons[start : start + TOGETHER]
        read = [(*_texts_of(lesson["source"]), lesson["target"]) for lesson in some]
        grammar.parse(dict.fromkeys(point for point, _, _ in read))
        found += [one for point, title, label in read if (one := _named(grammar.tree(point), title, label))]
    return found


def _texts_of(source: str) -> tuple[str, str]:
    """Return the point and the headline of a lesson's source."""
    point, _, title = source.removeprefix("<label>").partition("<title>")
    return point[:1].upper() + point[1:], title


def _named(tree: Tree | None, title: str, label: str) -> Named | None:
    offers = [offer for offer in well_formed(tree) if not is_name(offer, tree)] if tree else []
    if tree is None or len(offers) < 2:
        return None
    known = stems(title)
    features = tuple(tuple(features_of(offer, tree, known)) for offer in offers)
    return Named(tuple(one.text for one in offers), features, tuple(overlap(one.text, label) for one in offers))


def fit(named: Sequence[Named], least: int = LEAST) -> dict[str, float]:
    """Return the weights of the features that are seen so often."""
    counts = Counter(feature for one in named for features in one.features for feature in set(features))
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


def _pack(one: Named, numbers: dict[str, int]) -> Packed:
    """Return the numbers of all features, where each label's begin, and the target's shares."""
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
    bag = torch.nn.functional.embedding_bag(torch.tensor(flat), weights[:, None], torch.tensor(starts), mode="sum")[:, 0]
    parts = torch.split(bag, [len(begins) for _, begins, _ in some])
    losses = [-(target * torch.log_softmax(part, 0)).sum() for part, (_, _, target) in zip(parts, some, strict=True)]
    return torch.stack(losses).mean()


def measure(named: Iterable[Named], weights: dict[str, float]) -> tuple[float, float]:
    """Return the mean ROUGE-1 (0 to 1) of the first label, and of the best there is."""
    model, first, best = Ranking(weights), [], []
    for one in named:
        scores = [model.add(features) for features in one.features]
        first.append(one.worth[scores.index(max(scores))])
        best.append(max(one.worth))
    return sum(first) / len(first), sum(best) / len(best)


def main() -> None:
    """Measure on every tenth lesson, learn from all, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="the folder of labels.jsonl")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    named = read_named(options.pairs / "labels.jsonl")
    held, rest = named[::HELD_OUT], [one for i, one in enumerate(named) if i % HELD_OUT]
    first, best = measure(held, fit(rest))
    print(f"{len(held)} held out, ROUGE-1 {first:.3f}, of the best there is {best:.3f}", flush=True)
    weights = fit(named)
    options.output.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(named)} lessons, {len(weights)} weights")


if __name__ == "__main__":
    main()
