"""Trains the writer by a recipe: ``python -m models.train --recipe models/recipes/desk.toml --pairs DIR --run DIR``.

Resumable: the newest checkpoint in the run's folder is taken up. ``--minutes`` bounds one sitting.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from models.muon import Muon
from models.network import Shape, build, collate, losses
from models.packing import batches, read_part
from summarize.tokens import Tokenizer


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of training: its mixture, its share of the learning rate at start and end, and its smoothing."""

    name: str
    steps: int
    weights: dict[str, float]
    rate: tuple[float, float] = (1.0, 1.0)
    guide: tuple[float, float] = (0.3, 0.3)
    smoothing: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that decides a training run."""

    shape: Shape
    stages: tuple[Stage, ...]
    rate: float = 2e-3
    optimizer: str = "muon"
    warmup: int = 300
    tokens: int = 2500
    dropout: float = 0.1
    seed: int = 1
    extras: dict[str, Any] = field(default_factory=dict)

    def stage_at(self, step: int) -> tuple[Stage, float] | None:
        """Return the stage of a step and how far through it the step is, or None after the last."""
        for stage in self.stages:
            if step < stage.steps:
                return stage, step / stage.steps
            step -= stage.steps
        return None


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file (TOML)."""
    fields = tomllib.loads(path.read_text("utf-8"))
    stages = tuple(Stage(**{**s, **{k: tuple(s[k]) for k in ("rate", "guide") if k in s}}) for s in fields.pop("stages"))
    return Recipe(shape=Shape(**fields.pop("shape", {})), stages=stages, **fields)


def optimizers(model: torch.nn.Module, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """Return Muon for the hidden matrices and AdamW for the rest, or AdamW for all."""
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    hidden = [p for n, p in named if p.ndim == 2 and "embed" not in n and "shared" not in n and "lm_head" not in n]
    rest = [p for _, p in named if not any(p is h for h in hidden)]
    if recipe.optimizer == "adamw":
        return [torch.optim.AdamW([*hidden, *rest], lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)]
    return [
        Muon(hidden, lr=recipe.rate),
        torch.optim.AdamW(rest, lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True),
    ]


@dataclass(slots=True)
class Run:
    """A run in progress: its folder, network, optimizers and step."""

    folder: Path
    model: Any
    optimizers: list[torch.optim.Optimizer]
    device: str
    step: int = 0

    def save(self, name: str = "last.pt") -> None:
        """Write a checkpoint, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {"model": self.model.state_dict(), "optimizers": [o.state_dict() for o in self.optimizers], "step": self.step}
        torch.save(state, self.folder / (name + ".part"))
        (self.folder / (name + ".part")).replace(self.folder / name)

    def resume(self) -> None:
        """Take up the last checkpoint, if there is one."""
        path = self.folder / "last.pt"
        if path.exists():
            state = torch.load(path, map_location=self.device, weights_only=True)
            self.model.load_state_dict(state["model"])
            for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
                optimizer.load_state_dict(saved)
            self.step = state["step"]


def train_step(run: Run, recipe: Recipe, stage: Stage, along: float, examples: list[Any]) -> tuple[float, float]:
    """Take one optimizer step; return the cross-entropy and the guide's loss."""
    rate = stage.rate[0] + (stage.rate[1] - stage.rate[0]) * along
    rate *= recipe.rate * min(1.0, (run.step + 1) / recipe.warmup)
    guide = stage.guide[0] + (stage.guide[1] - stage.guide[0]) * along
    source, labels, copied = (t.to(run.device) for t in collate([(e.source, e.target, e.copied) for e in examples]))
    cross, attention = losses(run.model, source, labels, copied, smoothing=stage.smoothing)
    (cross + guide * attention).backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
    for optimizer in run.optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    run.step += 1
    return cross.item(), attention.item()


def train(run: Run, recipe: Recipe, parts: dict[str, Any], *, minutes: float, every: int = 50, snapshot: int = 250) -> None:
    """Train until the recipe's end or the time limit, logging every ``every`` steps, with a checkpoint each ``snapshot``."""
    began = time.monotonic()
    seen = 0
    sums = [0.0, 0.0]
    feed, current = None, None
    run.model.train()
    while time.monotonic() - began < minutes * 60 and (at := recipe.stage_at(run.step)):
        stage, along = at
        if stage is not current:
            feed, current = batches(parts, stage.weights, recipe.tokens, recipe.seed + run.step), stage
        assert feed is not None
        examples = next(feed)
        for i, loss in enumerate(train_step(run, recipe, stage, along, examples)):
            sums[i] += loss
        seen += sum(len(e.source) + len(e.target) for e in examples)
        if run.step % every == 0:
            rate = seen / (time.monotonic() - began)
            cross, guide = (total / every for total in sums)
            print(f"{stage.name} {run.step} loss {cross:.3f} guide {guide:.3f} tokens/s {rate:.0f}", flush=True)
            sums = [0.0, 0.0]
        if run.step % snapshot == 0:
            run.save()
    run.save()


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", type=Path, default=Path("models/recipes/desk.toml"))
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=150)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    recipe = read_recipe(options.recipe)
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer(options.tokenizer)
    model = build(recipe.shape, len(tokenizer), recipe.dropout).to(options.device)
    run = Run(options.run, model, optimizers(model, recipe), options.device)
    run.resume()
    wanted = {name for stage in recipe.stages for name in stage.weights}
    parts = {name: read_part(options.pairs / f"{name}.jsonl", tokenizer) for name in sorted(wanted)}
    sizes = {name: len(part) for name, part in parts.items()}
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.1f}M parameters, step {run.step}, {sizes}", flush=True)
    train(run, recipe, parts, minutes=options.minutes)


if __name__ == "__main__":
    main()
