"""Trains the writer by a recipe: ``python -m models.train --recipe models/recipes/desk.toml --pairs DIR --run DIR``.

Resumable: the newest checkpoint in the run's folder is taken up. ``--minutes`` bounds one sitting. With ``--data`` it
fine-tunes on an archive instead (``models.newsroom``).
"""

from __future__ import annotations

import argparse
import time
import tomllib
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.network import Shape, build, collate, loss_of
from models.packing import Packed, batches, read_part
from summarize.tokens import POINTERS, Tokenizer

AVERAGE_EVERY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of training: its mixture, its share of the learning rate at start and end, its smoothing and dropout."""

    name: str
    steps: int
    weights: dict[str, float]
    rate: tuple[float, float] = (1.0, 1.0)
    smoothing: float = 0.0
    dropout: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that decides a training run."""

    shape: Shape
    stages: tuple[Stage, ...]
    rate: float = 1.5e-3
    warmup: int = 200
    tokens: int = 5000
    average: float = 0.98
    seed: int = 1

    def stage_at(self, step: int) -> tuple[Stage, float] | None:
        """Return the stage of a step and how far through it the step is, or None after the last."""
        for stage in self.stages:
            if step < stage.steps:
                return stage, step / stage.steps
            step -= stage.steps
        return None


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file (TOML)."""
    return make_recipe(tomllib.loads(path.read_text("utf-8")))


def make_recipe(fields: dict[str, Any]) -> Recipe:
    """Return the recipe of a file's fields."""
    fields = dict(fields)
    stages = tuple(Stage(**{**s, "rate": tuple(s.get("rate", (1.0, 1.0)))}) for s in fields.pop("stages"))
    return Recipe(shape=Shape(**fields.pop("shape", {})), stages=stages, **fields)


def half_precision(device: str) -> AbstractContextManager[Any]:
    """Return bfloat16 autocast where the device computes in it (CUDA, or a processor with AVX512-BF16 or AMX)."""
    fast = device.startswith("cuda") or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast(device.split(":")[0], torch.bfloat16) if fast else nullcontext()


@dataclass(slots=True)
class Run:
    """A run in progress: its folder, network, running mean of its weights, optimizer and step."""

    folder: Path
    model: Any
    recipe: Recipe
    device: str
    step: int = 0
    optimizer: torch.optim.Optimizer = field(init=False)
    average: AveragedModel = field(init=False)

    def __post_init__(self) -> None:
        """Make the optimizer (AdamW; no decay for gains and biases) and the mean."""
        matrices = [p for p in self.model.parameters() if p.ndim == 2]
        vectors = [p for p in self.model.parameters() if p.ndim < 2]
        groups = [{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=self.recipe.rate, betas=(0.9, 0.98), fused=True)
        self.average = AveragedModel(self.model, multi_avg_fn=get_ema_multi_avg_fn(self.recipe.average))  # type: ignore[no-untyped-call]

    def save(self, name: str = "last.pt") -> None:
        """Write a checkpoint, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(),
            "average": self.average.module.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }
        torch.save(state, self.folder / (name + ".part"))
        (self.folder / (name + ".part")).replace(self.folder / name)

    def resume(self) -> None:
        """Take up the last checkpoint, if there is one."""
        path = self.folder / "last.pt"
        if path.exists():
            state = torch.load(path, map_location=self.device, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.average.module.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]
            self.average.n_averaged.fill_(self.step // AVERAGE_EVERY)

    def take_step(self, stage: Stage, along: float, examples: list[Packed]) -> float:
        """Take one optimizer step; return the cross-entropy a piece."""
        share = stage.rate[0] + (stage.rate[1] - stage.rate[0]) * along
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate * share * min(1.0, (self.step + 1) / self.recipe.warmup)
        loss = self.backward(stage, examples)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        if self.step % AVERAGE_EVERY == 0:
            self.average.update_parameters(self.model)
        return loss

    def backward(self, stage: Stage, examples: list[Packed]) -> float:
        """Add the gradients of a step's examples; return their cross-entropy a piece."""
        source, labels = (t.to(self.device) for t in collate(examples))
        with half_precision(self.device):
            loss = loss_of(self.model, source, labels, smoothing=stage.smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        return float(loss.item())


def set_dropout(model: torch.nn.Module, share: float) -> None:
    """Set the dropout of every layer that has one."""
    for module in model.modules():
        if isinstance(getattr(module, "dropout", None), float):
            module.dropout = share  # type: ignore[assignment]
        if isinstance(module, torch.nn.Dropout):
            module.p = share


def train(run: Run, parts: dict[str, list[Packed]], *, minutes: float, every: int = 50, snapshot: int = 500) -> None:
    """Train until the recipe's end or the time limit, logging every ``every`` steps, with a checkpoint each ``snapshot``."""
    began = time.monotonic()
    seen = 0
    losses: list[float] = []
    feed, current = None, None
    run.model.train()
    while time.monotonic() - began < minutes * 60 and (at := run.recipe.stage_at(run.step)):
        stage, along = at
        if stage is not current:
            feed, current = batches(parts, stage.weights, run.recipe.tokens, run.recipe.seed + run.step), stage
            set_dropout(run.model, stage.dropout)
        assert feed is not None
        examples = next(feed)
        losses.append(run.take_step(stage, along, examples))
        seen += sum(len(e.source) + len(e.target) for e in examples)
        if run.step % every == 0:
            rate, loss = seen / (time.monotonic() - began), sum(losses) / len(losses)
            print(f"{stage.name} {run.step} loss {loss:.3f} pieces {seen / 1e6:.2f}M pieces/s {rate:.0f}", flush=True)
            losses.clear()
        if run.step % snapshot == 0:
            run.save()
    run.save()


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", type=Path, default=Path("models/recipes/desk.toml"))
    parser.add_argument("--pairs", type=Path, help="the folder of prepared pairs")
    parser.add_argument("--tokenizer", type=Path)
    parser.add_argument("--run", type=Path, help="the folder of the run; with --data runs/NAME if left out")
    parser.add_argument("--minutes", type=float, default=150, help="how long to train in this sitting")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    tuning = parser.add_argument_group("fine-tuning on an archive of your own (recipe models/recipes/newsroom.toml)")
    tuning.add_argument("--data", type=Path, metavar="FILE", help="what python -m eval harvest wrote")
    tuning.add_argument("--name", default="mine", help="what the model will be called (mine)")
    tuning.add_argument("--start", metavar="NAME", help="a model to start from, instead of what the recipe names")
    tuning.add_argument("--replace", action="store_true", help="overwrite a model of that name")
    tuning.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where card and weights go (your cards folder)")
    options = parser.parse_args()
    if options.data:
        from models.newsroom import run_command

        raise SystemExit(run_command(options))
    if not (options.pairs and options.tokenizer and options.run):
        parser.error("give --pairs, --tokenizer and --run, or --data")
    recipe = read_recipe(options.recipe)
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer(options.tokenizer)
    model = build(recipe.shape, len(tokenizer), pointers=tokenizer.ids(POINTERS)).to(options.device)
    run = Run(options.run, model, recipe, options.device)
    run.resume()
    wanted = {name for stage in recipe.stages for name in stage.weights}
    parts = {name: read_part(options.pairs / f"{name}.jsonl", tokenizer) for name in sorted(wanted)}
    sizes = {name: len(part) for name, part in parts.items()}
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.1f}M parameters, step {run.step}, {sizes}", flush=True)
    train(run, parts, minutes=options.minutes)


if __name__ == "__main__":
    main()
