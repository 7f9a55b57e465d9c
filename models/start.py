"""Finds what a fine-tuning starts from: the recipe's checkpoint, a file, or a model that was fine-tuned before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.finetune import Tuning
from models.half import file_digest, load_half
from models.install import CHECKPOINT
from models.network import Shape
from summarize.errors import ModelError, UsageError
from summarize.registry import EMBEDDED, find_card
from summarize.tokens import Tokenizer


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a fine-tuning starts from."""

    checkpoint: Path
    tokenizer: Path

    def load(self) -> tuple[Any, Shape]:
        """Return the network and its shape."""
        return load_half(self.checkpoint, self.tokenizer, len(Tokenizer(self.tokenizer)))


def find_start(given: str | None, tuning: Tuning) -> Start:
    """Return what to start from: a checkpoint's file, a model's name, or what the recipe names.

    Raises:
        UsageError: the model cannot be fine-tuned.
        ModelError: there is no such model.
    """
    if given is None or given == EMBEDDED:
        return Start(checkpoint=tuning.start, tokenizer=tuning.tokenizer or tuning.start.with_name("tokenizer.model"))
    if given.endswith(".safetensors"):
        return Start(checkpoint=Path(given), tokenizer=Path(given).with_name("tokenizer.model"))
    card = find_card(given)
    if card.strategy != "points":
        hint = "Only models that write points can be fine-tuned: leave --start out for the embedded one"
        raise UsageError(f"'{given}' writes whole articles (strategy {card.strategy})", hint)
    if card.location is None or not (card.location / CHECKPOINT).is_file():
        hint = "A model that this command made does; or leave --start out for the embedded one"
        raise UsageError(f"'{given}' has no checkpoint to start from", hint)
    return Start(checkpoint=card.location / CHECKPOINT, tokenizer=card.location / "tokenizer.model")


def digest_of(path: Path, what: str) -> str:
    """Return a file's SHA-256.

    Raises:
        UsageError: the data is not there.
        ModelError: a model's file is not there.
    """
    try:
        return file_digest(path)
    except OSError as error:
        kind = UsageError if what == "data" else ModelError
        hint = "" if what == "data" else "Name another with --start, or in the recipe"
        raise kind(f"the {what} {path} cannot be read ({error.strerror})", hint) from error
