"""Fine-tunes a writer on lessons: at a low rate, looking at the development part every so many steps, until that gets no better.

A stretch between two looks depends on its first step alone, so that a run that was killed comes to the same weights.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import torch

from models.lessons import Lesson
from models.measuring import mean, mean_loss, score_points
from models.packing import Packed, batches, pack
from models.train import Recipe, Run, Stage, make_recipe, set_dropout
from summarize.errors import UsageError
from summarize.tokens import Tokenizer

MOST_POINTS = 100
TASKS = ("point", "label", "topic")
LOOKS, BEST = "looks.json", "best.pt"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """A recipe for fine-tuning: where it starts, how the archive is parted, when it is looked at; ``training`` is the rest."""

    start: Path
    training: Recipe
    tokenizer: Path | None = None
    prompt: str = "desk"
    held_out: float = 0.15
    development: float = 0.1
    least_coverage: float = 0.5
    evaluate_every: int = 50
    patience: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the running mean of the weights did on the development part at a step."""

    step: int
    loss: float
    rouge2: float


@dataclass(slots=True, kw_only=True)
class Material:
    """What is trained on, by task, and what decides when to stop."""

    tokenizer: Tokenizer
    training: dict[str, list[Packed]]
    development: list[Packed]
    points: list[Lesson]


@dataclass(slots=True)
class Course:
    """A run with its looks so far."""

    run: Run
    tuning: Tuning
    material: Material
    looks: list[Look] = field(default_factory=list)

    @property
    def best(self) -> Look:
        """The look with the lowest loss."""
        return min(self.looks, key=lambda look: look.loss)

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
        loss = mean_loss(network, self.material.development, run.device)
        scores = score_points(network, self.material.tokenizer, self.material.points, run.device)
        self.looks.append(Look(step=run.step, loss=loss, rouge2=mean(scores["rouge2"])))
        run.folder.mkdir(parents=True, exist_ok=True)
        if self.best is self.looks[-1]:
            _write(run.folder / BEST, lambda part: torch.save(network.state_dict(), part))
        looks = json.dumps([asdict(look) for look in self.looks], indent=1)
        _write(run.folder / LOOKS, lambda part: part.write_text(looks + "\n", "utf-8"))
        run.save()
        return self.looks[-1]

    def has_settled(self) -> bool:
        """Tell whether neither loss nor ROUGE-2 was best in the last looks."""
        newest = max(self.best.step, max(self.looks, key=lambda look: look.rouge2).step)
        return sum(look.step > newest for look in self.looks) >= self.tuning.patience


def _write(path: Path, write: Callable[[Path], Any]) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    write(part)
    part.replace(path)


def read_tuning(path: Path) -> Tuning:
    """Read a fine-tuning recipe (TOML).

    Raises:
        UsageError: it cannot be read, or a field is missing, unknown or not allowed.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
        own = {one.name: given.pop(one.name) for one in fields(Tuning) if one.name in given}
        if "start" not in own:
            raise UsageError(f"the recipe {path} names no 'start'", "With --data use models/recipes/newsroom.toml or one like it")
        own |= {name: path.parent / own[name] for name in ("start", "tokenizer") if name in own}
        tuning = Tuning(**own, training=make_recipe({**given, "shape": {}}))
        unknown = {task for stage in tuning.training.stages for task in stage.weights} - set(TASKS)
        if unknown:
            raise UsageError(f"the recipe {path} weighs '{min(unknown)}'", f"An archive gives: {', '.join(TASKS)}")
        shares = 0 < tuning.held_out < 1 and 0 < tuning.development < 1 and tuning.held_out + tuning.development < 1
        if not (shares and tuning.evaluate_every >= 1 and tuning.patience >= 1):
            raise UsageError(f"the recipe {path} has a share that is not between 0 and 1, or a number of steps below 1")
        return tuning
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"the recipe {path} cannot be used: {error}") from error


def pack_lessons(tokenizer: Tokenizer, lessons: Sequence[Lesson]) -> dict[str, list[Packed]]:
    """Return lessons in token numbers, by task, without those that the network cannot read whole or hardly copy from."""
    parts: dict[str, list[Packed]] = {}
    for lesson in lessons:
        share = {} if lesson.pair.task == "point" else {"most_written": 1.0}
        packed = pack(tokenizer, lesson.pair.source, lesson.pair.target, **share)
        if packed:
            parts.setdefault(lesson.pair.task, []).append(packed)
    return parts


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
            feed, current = batches(course.material.training, stage.weights, run.recipe.tokens, seed), stage
            set_dropout(run.model, stage.dropout)
        losses.append(run.take_step(stage, along, next(feed)))
    return mean(losses)
