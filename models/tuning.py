"""Reads the recipes for fine-tuning on an archive."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

from models.train import Recipe, make_recipe
from summarize.errors import UsageError

TASKS = {"points": ("point",), "document": ("document",)}
"""By the strategy of the models that a recipe is for, what its stages may weigh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """A recipe for fine-tuning: where it starts, how the archive is parted, when it is looked at; ``training`` is the rest.

    ``start`` is a checkpoint's file or, with the strategy "document", the name of a model; ``document`` is the recipe that takes
    this one's place for a start of that strategy. ``rates`` are learning rates by the family of the start, and
    ``windows_per_step`` is how many passages a step learns from.
    """

    path: Path
    start: str
    training: Recipe
    strategy: str = "points"
    document: Path | None = None
    tokenizer: Path | None = None
    prompt: str = "desk"
    held_out: float = 0.15
    development: float = 0.1
    least_coverage: float = 0.5
    evaluate_every: int = 50
    patience: int = 5
    rates: dict[str, float] = field(default_factory=dict)
    windows_per_step: int = 16


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
        own |= {name: path.parent / own[name] for name in ("tokenizer", "document") if name in own}
        if own.get("strategy", "points") == "points":
            own["start"] = str(path.parent / own["start"])
        tuning = Tuning(**own, path=path, training=make_recipe({**given, "shape": {}}))
        _check(tuning)
        return tuning
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"the recipe {path} cannot be used: {error}") from error


def _check(tuning: Tuning) -> None:
    """Raise UsageError where a value is not allowed."""
    recipe = f"the recipe {tuning.path}"
    if tuning.strategy not in TASKS:
        raise UsageError(f"{recipe} is for the strategy '{tuning.strategy}'", f"There are: {', '.join(TASKS)}")
    unknown = {task for stage in tuning.training.stages for task in stage.weights} - set(TASKS[tuning.strategy])
    if unknown:
        raise UsageError(f"{recipe} weighs '{min(unknown)}'", f"An archive gives: {', '.join(TASKS[tuning.strategy])}")
    shares = 0 < tuning.held_out < 1 and 0 < tuning.development < 1 and tuning.held_out + tuning.development < 1
    if not (shares and min(tuning.evaluate_every, tuning.patience, tuning.windows_per_step, tuning.training.tokens) >= 1):
        raise UsageError(f"{recipe} has a share that is not between 0 and 1, or a number of steps, windows or tokens below 1")
    if not all(rate > 0 for rate in (tuning.training.rate, *tuning.rates.values())):
        raise UsageError(f"{recipe} has a learning rate that is not above 0")
