"""What the fine-tuning of an archive wants from whatever is fine-tuned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from eval.data import Example
from models.install import Place
from models.measuring import Scores
from models.packing import Packed
from models.train import Recipe, Run, Stage


class Lessons(Protocol):
    """The lessons of a part of an archive."""

    @property
    def n_points(self) -> int:
        """How many points the lessons teach."""

    @property
    def line(self) -> str:
        """What there is and what was dropped, in words."""


class Material(Protocol):
    """What is trained on, and what decides when to stop."""

    def batches(self, stage: Stage, recipe: Recipe, seed: int) -> Iterator[list[Packed]]:
        """Yield each step's examples, for ever; the seed decides which."""

    def loss(self, network: Any, device: str) -> float:
        """Return the loss on the development part, a piece."""

    def rouge2(self, network: Any, device: str) -> float:
        """Return ROUGE-2 of what the network writes greedily on the development part."""


class Trainee(Protocol):
    """A kind of model that can be fine-tuned: a writer of points, or one that summarizes whole articles."""

    @property
    def start_name(self) -> str:
        """What the training starts from, in a word."""

    def digests(self) -> dict[str, str]:
        """Return the digests of all that the training starts from."""

    def make_lessons(self, examples: Sequence[Example]) -> Any:
        """Return the lessons of a part of the archive (``Lessons``)."""

    def load(self) -> Any:
        """Return the network as it was before."""

    def open_run(self, folder: Path, network: Any, device: str) -> Run:
        """Return a run that is at its start."""

    def open_material(self, training: Any, development: Any) -> Material:
        """Return what the lessons of two parts are to the run; raises UsageError where nothing can be learned from them."""

    def score(self, network: Any, lessons: Any, device: str) -> Scores:
        """Return ROUGE of what the network writes greedily, by article."""

    def describe_scores(self, lessons: Any) -> str:
        """Say what ``score`` measures on lessons."""

    def install(self, network: Any, lessons: Any, place: Place) -> Path:
        """Write the network, trained on the lessons, and its card, and return the card's file."""
