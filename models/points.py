"""The writer of points as what is fine-tuned: its lessons are bullets with the sentences that they came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.data import Example
from models.export import TARGETS, export, written_pieces
from models.half import save_half
from models.install import CHECKPOINT, Place, install, writer_card
from models.lessons import Lesson, Lessons, make_lessons
from models.measuring import Scores, mean, mean_loss, score_points
from models.network import Shape
from models.packing import Packed, batches, pack
from models.start import Start, digest_of
from models.train import Recipe, Run, Stage
from models.tuning import Tuning
from summarize.errors import UsageError
from summarize.prompts import find_prompt, load_prompt
from summarize.tokens import Tokenizer

MOST_POINTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMaterial:
    """What is trained on, and what decides when to stop."""

    tokenizer: Tokenizer
    training: list[Packed]
    development: list[Packed]
    points: list[Lesson]

    def batches(self, stage: Stage, recipe: Recipe, seed: int) -> Iterator[list[Packed]]:
        """Yield batches of like lengths."""
        return batches({"point": self.training}, stage.weights, recipe.tokens, seed)

    def loss(self, network: Any, device: str) -> float:
        """Return the loss a piece on the development part."""
        return mean_loss(network, self.development, device)

    def rouge2(self, network: Any, device: str) -> float:
        """Return ROUGE-2 of the development part's points."""
        return mean(score_points(network, self.tokenizer, self.points, device)["rouge2"])


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTrainee:
    """The embedded writer, or one that was fine-tuned before."""

    tuning: Tuning
    start: Start

    @property
    def start_name(self) -> str:
        """The checkpoint's file."""
        return self.start.checkpoint.name

    def digests(self) -> dict[str, str]:
        """Return the digests of weights and vocabulary."""
        return {
            "start": digest_of(self.start.checkpoint, "checkpoint"),
            "tokenizer": digest_of(self.start.tokenizer, "vocabulary"),
        }

    def make_lessons(self, examples: Sequence[Example]) -> Lessons:
        """Return the points."""
        prompt = load_prompt(find_prompt(self.tuning.prompt))
        return make_lessons(prompt, examples, least=self.tuning.least_coverage)

    def load(self) -> Any:
        """Return the start's network."""
        return self.start.load()

    def open_run(self, folder: Path, network: Any, device: str) -> Run:
        """Return a run at its start."""
        return Run(folder, network.to(device), self.tuning.training, device)

    def open_material(self, training: Lessons, development: Lessons) -> PointMaterial:
        """Return the lessons in token numbers.

        Raises:
            UsageError: a part has no points that the network can read and write.
        """
        tokenizer = Tokenizer(self.start.tokenizer)
        packed = {"training": training, "development": development}
        parts = {part: pack_lessons(tokenizer, lessons.lessons) for part, lessons in packed.items()}
        for part, points in parts.items():
            if not points:
                raise UsageError(f"the points of the {part} part are too long, or have too few of their article's words")
        return PointMaterial(
            tokenizer=tokenizer,
            training=parts["training"],
            development=parts["development"],
            points=development.lessons[:MOST_POINTS],
        )

    def score(self, network: Any, lessons: Lessons, device: str) -> Scores:
        """Return ROUGE of the points, by article."""
        return score_points(network, Tokenizer(self.start.tokenizer), lessons.lessons, device)

    def describe_scores(self, lessons: Lessons) -> str:
        """Say how many points are measured."""
        articles = len({lesson.article for lesson in lessons.lessons})
        return f"{lessons.n_points} points of {articles} articles, greedy, from the sentence that each was aligned to"

    def install(self, network: Any, lessons: Lessons, place: Place) -> Path:
        """Write the converted form with its card, and the weights to go on from.

        Raises:
            ModelError: the converted form does not agree with the network.
            OSError: a file cannot be written.
        """

        def write(folder: Path) -> None:
            tokenizer = Tokenizer(self.start.tokenizer)
            new = written_pieces(tokenizer, pack_lessons(tokenizer, lessons.lessons))
            known = _written_before(tokenizer, self.start.tokenizer)
            export(network, self.start.tokenizer, folder, written=sorted({*new, *known}))
            save_half(network, _shape_of(network), self.start.tokenizer, folder / CHECKPOINT)

        return install(place, writer_card(self.tuning.prompt), write)


def _written_before(tokenizer: Tokenizer, path: Path) -> list[int]:
    """Return the pieces that the start may write: all of them, unless a list lies beside its vocabulary."""
    known = path.with_name(TARGETS)
    return tokenizer.ids(json.loads(known.read_text("utf-8"))) if known.is_file() else list(range(len(tokenizer)))


def _shape_of(network: Any) -> Shape:
    config = network.config
    return Shape(
        width=config.d_model,
        encoder_layers=config.encoder_layers,
        decoder_layers=config.decoder_layers,
        positions=config.max_position_embeddings,
    )


def pack_lessons(tokenizer: Tokenizer, lessons: Sequence[Lesson]) -> list[Packed]:
    """Return lessons in token numbers, without those that the network cannot read whole or hardly copy from."""
    packed = (pack(tokenizer, lesson.pair.source, lesson.pair.target) for lesson in lessons)
    return [one for one in packed if one]
