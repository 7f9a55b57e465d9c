"""Fine-tunes on an archive: at a low rate, looking at the development part every so many steps, until that gets no better.

A stretch between two looks depends on its first step alone, so that a run that was killed comes to the same weights.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from models.measuring import mean
from models.packing import Packed
from models.train import Run, Stage, set_dropout
from models.trainee import Material
from models.tuning import Tuning

LOOKS, BEST = "looks.json", "best.pt"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the running mean of the weights did on the development part at a step."""

    step: int
    loss: float
    rouge2: float


def best_of(looks: Sequence[Look]) -> Look:
    """Return the look with the lowest loss."""
    return min(looks, key=lambda look: look.loss)


@dataclass(slots=True)
class Course:
    """A run with its looks so far."""

    run: Run
    tuning: Tuning
    material: Material
    looks: list[Look] = field(default_factory=list)

    def resume(self) -> None:
        """Take up the run's last checkpoint and the looks up to it."""
        self.run.resume()
        path = self.run.folder / LOOKS
        if path.exists():
            written = [Look(**look) for look in json.loads(path.read_text("utf-8"))]
            self.looks = [look for look in written if look.step <= self.run.step]

    def look(self) -> Look:
        """Measure, keep the weights where they are the best yet, and write a checkpoint."""
        run, network = self.run, self.run.average.module
        loss = self.material.loss(network, run.device)
        self.looks.append(Look(step=run.step, loss=loss, rouge2=self.material.rouge2(network, run.device)))
        run.folder.mkdir(parents=True, exist_ok=True)
        if best_of(self.looks) is self.looks[-1]:
            _write(run.folder / BEST, lambda part: torch.save(network.state_dict(), part))
        looks = json.dumps([asdict(look) for look in self.looks], indent=1)
        _write(run.folder / LOOKS, lambda part: part.write_text(looks + "\n", "utf-8"))
        run.save()
        return self.looks[-1]

    def has_settled(self) -> bool:
        """Tell whether neither loss nor ROUGE-2 was best in the last looks."""
        newest = max(best_of(self.looks).step, max(self.looks, key=lambda look: look.rouge2).step)
        return sum(look.step > newest for look in self.looks) >= self.tuning.patience


def _write(path: Path, write: Callable[[Path], Any]) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    write(part)
    part.replace(path)


def tune(course: Course, *, minutes: float, say: Say) -> str:
    """Train until the development part gets no better, the recipe ends or the time is over; return which.

    Args:
        course: the run, resumed; at least one look is made.
        minutes: how long at most, looked at between two looks.
        say: is told how it goes, a line a look.
    """
    began = time.monotonic()
    loss = None
    while True:
        if not course.looks or course.looks[-1].step < course.run.step:
            look = course.look()
            trained = "" if loss is None else f" loss {loss:.3f},"
            taken = time.monotonic() - began
            say(f"step {look.step}:{trained} development loss {look.loss:.3f}, ROUGE-2 {look.rouge2:.1f}; {taken:.0f} s")
        if course.has_settled():
            return f"no better on the development part for {course.tuning.patience} looks"
        if course.run.recipe.stage_at(course.run.step) is None:
            return "the recipe's end"
        if time.monotonic() - began >= minutes * 60:
            return f"the time limit of {minutes:g} minutes; the same command goes on from here"
        loss = _stretch(course)


def _stretch(course: Course) -> float:
    """Train to the next look; return the mean loss of the steps."""
    run, losses = course.run, list[float]()
    seed = run.recipe.seed + run.step
    torch.manual_seed(seed)
    run.model.train()
    feed: Iterator[list[Packed]] | None = None
    current: Stage | None = None
    while len(losses) < course.tuning.evaluate_every and (at := run.recipe.stage_at(run.step)):
        stage, along = at
        if feed is None or stage is not current:
            feed, current = course.material.batches(stage, run.recipe, seed), stage
            set_dropout(run.model, stage.dropout)
        losses.append(run.take_step(stage, along, next(feed)))
    return mean(losses)
