"""A model that summarizes whole articles as what is fine-tuned: any checkpoint of the hub's kind that has a card."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from eval.data import Example
from models.document_files import find_small_files, write_checkpoint
from models.document_lessons import DocumentLesson, DocumentLessons, Teacher
from models.document_network import DocumentRun, Greedy, mean_loss, score_articles
from models.half import file_digest
from models.install import Place, install
from models.measuring import Scores, mean
from models.packing import Packed
from models.start import DocumentStart
from models.train import Recipe, Run, Stage
from models.tuning import Tuning
from summarize.backends.hub_checkpoint import Checkpoint, load_checkpoint, read_config
from summarize.backends.seq2seq import folder_revision
from summarize.errors import ModelError, UsageError
from summarize.prompts import find_prompt
from summarize.registry import ModelCard

MOST_ARTICLES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMaterial:
    """The windows that are trained on, those that are looked at, and the articles that are written of at each look."""

    training: list[Packed]
    development: list[Packed]
    articles: list[DocumentLesson]
    windows_per_step: int
    greedy: Greedy

    def batches(self, stage: Stage, recipe: Recipe, seed: int) -> Iterator[list[Packed]]:
        """Yield the windows of each step; all are drawn before one comes again."""
        rng = random.Random(seed)
        queue: list[Packed] = []
        while True:
            drawn: list[Packed] = []
            while len(drawn) < self.windows_per_step:
                queue = queue or rng.sample(self.training, len(self.training))
                drawn.append(queue.pop())
            yield drawn

    def loss(self, network: Any, device: str) -> float:
        """Return the loss a piece on the development part."""
        return mean_loss(network, self.greedy.checkpoint, self.development, device, self.greedy.tokens)

    def rouge2(self, network: Any, device: str) -> float:
        """Return ROUGE-2 of what is written of the development part's articles."""
        return mean(score_articles(network, self.greedy, self.articles, device)["rouge2"])


class DocumentTrainee:
    """A card's model with the recipe for it; the checkpoint is loaded when it is first asked for."""

    def __init__(self, tuning: Tuning, start: DocumentStart) -> None:
        """Keep what the training starts from."""
        self._tuning = tuning
        self._card = start.card
        self._folder = start.folder

    @property
    def start_name(self) -> str:
        """The model's name."""
        return self._card.name

    def digests(self) -> dict[str, str]:
        """Return the digests of weights, tokenizer, card and prompt."""
        small = b"".join(path.name.encode() + path.read_bytes() for path in find_small_files(self._folder))
        card = json.dumps(asdict(self._card), sort_keys=True, default=str)
        return {
            "start": folder_revision(self._folder),
            "tokenizer": hashlib.sha256(small).hexdigest(),
            "card": hashlib.sha256(card.encode()).hexdigest(),
            "prompt": file_digest(find_prompt(self._card.prompt)),
        }

    def make_lessons(self, examples: Sequence[Example]) -> DocumentLessons:
        """Return the windows of articles with what each is to say."""
        teacher = Teacher(self._card, self._plain, least=self._tuning.least_coverage)
        return teacher.make_lessons(examples)

    def load(self) -> Any:
        """Return the start's network."""
        return load_start(self._card, self._folder).model

    def open_run(self, folder: Path, network: Any, device: str) -> Run:
        """Return a run at its start, with the rate that the recipe gives to the model's family."""
        training = self._tuning.training
        family = str(read_config(self._folder)["model_type"])
        recipe = replace(training, rate=self._tuning.rates.get(family, training.rate))
        return DocumentRun(folder, network.to(device), recipe, device, checkpoint=self._plain)

    def open_material(self, training: DocumentLessons, development: DocumentLessons) -> DocumentMaterial:
        """Return the windows that have something to say.

        Raises:
            UsageError: all of them fit the prompt's limits no more.
        """
        material = DocumentMaterial(
            training=training.packed(),
            development=development.packed(),
            articles=development.articles[:MOST_ARTICLES],
            windows_per_step=self._tuning.windows_per_step,
            greedy=self._greedy,
        )
        if not (material.training and material.development):
            raise UsageError("no window of the archive has anything to teach")
        return material

    def score(self, network: Any, lessons: DocumentLessons, device: str) -> Scores:
        """Return ROUGE of all that is written of each article, against its whole box."""
        return score_articles(network, self._greedy, lessons.articles, device)

    def describe_scores(self, lessons: DocumentLessons) -> str:
        """Say how many articles are measured."""
        return f"what is written of {len(lessons.articles)} whole articles, greedy, against their boxes"

    def install(self, network: Any, lessons: DocumentLessons, place: Place) -> Path:
        """Write the checkpoint in the hub's form, and the start's card with the new model's name.

        Raises:
            ModelError: what was written, loaded again, is not what was trained.
            OSError: a file cannot be written.
        """

        def write(folder: Path) -> None:
            write_checkpoint(network, self._folder, folder)
            probes = lessons.packed()[:4]
            again = load_start(self._card, folder).model
            self._compare(network, again, probes)

        return install(place, _card_of(self._card, lessons), write)

    def _compare(self, network: Any, again: Any, probes: Sequence[Packed]) -> None:
        """Raise ModelError where two networks do not give the same loss."""
        one, other = (mean_loss(model, self._plain, probes, "cpu", self._greedy.tokens) for model in (network, again))
        if abs(one - other) > 1e-4:
            raise ModelError(f"the checkpoint that was written is not the one that was trained (loss {other:.4f}, not {one:.4f})")

    @cached_property
    def _plain(self) -> Checkpoint:
        """The checkpoint without its network."""
        return replace(load_start(self._card, self._folder), model=None)

    @property
    def _greedy(self) -> Greedy:
        return Greedy(card=self._card, checkpoint=self._plain, tokens=self._tuning.training.tokens)


def load_start(card: ModelCard, folder: Path) -> Checkpoint:
    """Return the checkpoint of a folder in float32, in the card's languages."""
    languages = {"source_language": card.source_language, "target_language": card.target_language}
    return load_checkpoint(folder, dtype="float32", **languages)


def _card_of(card: ModelCard, lessons: DocumentLessons) -> dict[str, Any]:
    """Return the fields of a start's card; what is written may be as short as the shortest lesson."""
    fields = {name: value for name, value in asdict(card).items() if value not in ("", 0, None, (), False)}
    fields.pop("hub", None)
    shortest = min(len(packed.target) for packed in lessons.packed())
    least = min(card.decoding["min_new_tokens"], shortest)
    return fields | {
        "backend": "transformers" if card.backend == "transformers" else "auto",
        "decoding": card.decoding | {"min_new_tokens": least},
    }
