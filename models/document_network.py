"""Trains and runs a network of the hub's kind on windows in token numbers, a few at a time, so that a large one fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import torch
import transformers

from models.document_lessons import DocumentLesson
from models.measuring import Scores, score_texts
from models.packing import Packed
from models.train import Run, Stage, half_precision
from summarize.backends.hub_checkpoint import Checkpoint
from summarize.backends.hub_transformers import make_generation, pad_inputs
from summarize.backends.hub_writing import Output, run_batches
from summarize.backends.transformers import group_by_length
from summarize.document_strategy.parsing import parse_points
from summarize.registry import ModelCard


@dataclass(slots=True)
class DocumentRun(Run):
    """A run whose steps are made of as many small batches as the recipe's ``tokens`` allow; which, changes only the rounding."""

    checkpoint: Checkpoint = field(kw_only=True)

    def backward(self, stage: Stage, examples: list[Packed]) -> float:
        """Add the gradients of a step's examples; return their cross-entropy a piece."""
        n_pieces = sum(len(one.target) for one in examples)
        total = 0.0
        for places in group_by_length([len(one.source) + len(one.target) for one in examples], self.recipe.tokens):
            with half_precision(self.device):
                chosen = [examples[place] for place in places]
                loss = sum_loss(self.model, self.checkpoint, chosen, self.device, smoothing=stage.smoothing) / n_pieces
            loss.backward()  # type: ignore[no-untyped-call]
            total += float(loss.item())
        return total


def sum_loss(
    network: Any, checkpoint: Checkpoint, examples: Sequence[Packed], device: str, *, smoothing: float = 0.0
) -> torch.Tensor:
    """Return the sum of the cross-entropies of all pieces of the targets."""
    longest = max(len(one.target) for one in examples)
    labels = torch.tensor([[*one.target, *[-100] * (longest - len(one.target))] for one in examples], device=device)
    before = labels[:, :-1].masked_fill(labels[:, :-1] < 0, checkpoint.pad)
    given = torch.cat([torch.full_like(labels[:, :1], checkpoint.start[0]), before], dim=1)
    inputs = pad_inputs(torch, checkpoint, [one.source for one in examples], device)
    logits = network(**inputs, decoder_input_ids=given, use_cache=False).logits
    known = labels.flatten() >= 0
    return torch.nn.functional.cross_entropy(
        logits.flatten(0, 1)[known].float(), labels.flatten()[known], label_smoothing=smoothing, reduction="sum"
    )


def mean_loss(network: Any, checkpoint: Checkpoint, examples: Sequence[Packed], device: str, tokens: int) -> float:
    """Return the cross-entropy a piece, in float32 and without dropout, in batches of about so many tokens."""
    network.train(False)
    total = 0.0
    for places in group_by_length([len(one.source) + len(one.target) for one in examples], tokens):
        with torch.no_grad():
            total += float(sum_loss(network, checkpoint, [examples[place] for place in places], device).item())
    return total / sum(len(one.target) for one in examples)


@dataclass(frozen=True, slots=True, kw_only=True)
class Greedy:
    """How a network writes while it is measured: as its card says, but one beam and of any length up to the card's most."""

    card: ModelCard
    checkpoint: Checkpoint
    tokens: int

    def write(self, network: Any, sources: Sequence[Sequence[int]], device: str) -> list[Output]:
        """Return what the network writes of each source."""
        plain = {"beams": 1, "candidates": 1, "min_new_tokens": 0}
        card = replace(self.card, decoding=self.card.decoding | plain)
        config = make_generation(transformers, card, replace(self.checkpoint, model=network))
        network.train(False)

        def run(places: Sequence[int]) -> list[list[Output]]:
            inputs = pad_inputs(torch, self.checkpoint, [sources[place] for place in places], device)
            start = torch.tensor([self.checkpoint.start] * len(places), device=device)
            with torch.inference_mode():
                rows = network.generate(**inputs, decoder_input_ids=start, generation_config=config)
            return [[self._output(row)] for row in rows[:, len(self.checkpoint.start) :].tolist()]

        lengths = [len(source) for source in sources]
        return [outputs[0] for outputs in run_batches(lengths, budget=self.tokens, run=run, notes=[])]

    def _output(self, row: list[int]) -> Output:
        ended = self.checkpoint.end in row
        return Output(ids=tuple(row[: row.index(self.checkpoint.end)] if ended else row), ended=ended)


def score_articles(network: Any, greedy: Greedy, lessons: Sequence[DocumentLesson], device: str) -> Scores:
    """Return ROUGE F of the points that a network writes of each article's windows, against the article's whole box."""
    written = iter(greedy.write(network, [window.source for lesson in lessons for window in lesson.windows], device))
    pairs = []
    for lesson in lessons:
        points = [point for _ in lesson.windows for point in _points_of(next(written), greedy)]
        pairs.append(("\n".join(dict.fromkeys(points)), lesson.reference))
    return score_texts(pairs)


def _points_of(output: Output, greedy: Greedy) -> list[str]:
    text = greedy.checkpoint.tokenizer.decode(output.ids).strip()
    return [point.text for point in parse_points(text, labelled=greedy.card.labelled, cut_off=not output.ended)]
