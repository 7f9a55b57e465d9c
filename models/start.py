"""Finds what a fine-tuning starts from: the recipe's checkpoint, a file, a model fine-tuned before, or one from the hub."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.half import file_digest, load_half
from models.install import CHECKPOINT
from models.tuning import Tuning, read_tuning
from summarize.errors import ModelError, UsageError
from summarize.registry import HUB_BACKENDS, ModelCard, find_card
from summarize.tokens import Tokenizer

WRITER = "desk"
"""The name of the embedded writer: it is what the recipe's checkpoint becomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A writer of points to start from."""

    checkpoint: Path
    tokenizer: Path

    def load(self) -> Any:
        """Return the network."""
        return load_half(self.checkpoint, self.tokenizer, len(Tokenizer(self.tokenizer)))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentStart:
    """A model that summarizes whole articles to start from: its card, and the folder of its checkpoint."""

    card: ModelCard
    folder: Path


def find_start(given: str | None, tuning: Tuning) -> tuple[Start | DocumentStart, Tuning]:
    """Return what to start from, and the recipe for it: the one given, or the one that it names for whole articles.

    Args:
        given: a checkpoint's file, a model's name, or None for what the recipe names.
        tuning: the recipe.

    Raises:
        UsageError: the model cannot be fine-tuned, or not with this recipe.
        ModelError: there is no such model, or its checkpoint is not here.
    """
    start = _find(given, tuning)
    strategy = "document" if isinstance(start, DocumentStart) else "points"
    if strategy == "document" and tuning.strategy == "points" and tuning.document:
        tuning = read_tuning(tuning.document)
    if strategy != tuning.strategy:
        file = {"points": "newsroom.toml", "document": "newsroom-document.toml"}[strategy]
        said = f"the recipe {tuning.path} is for models of the strategy {tuning.strategy}, which this start is not"
        raise UsageError(said, f"Use models/recipes/{file} or one like it")
    return start, tuning


def _find(given: str | None, tuning: Tuning) -> Start | DocumentStart:
    if given is None and tuning.strategy == "document":
        given = tuning.start
    if given is None or (given == WRITER and tuning.strategy == "points"):
        checkpoint = Path(tuning.start)
        return Start(checkpoint=checkpoint, tokenizer=tuning.tokenizer or checkpoint.with_name("tokenizer.model"))
    if given.endswith(".safetensors"):
        return Start(checkpoint=Path(given), tokenizer=Path(given).with_name("tokenizer.model"))
    card = find_card(given)
    if card.strategy == "document":
        return _find_document(card)
    if card.location is None or not (card.location / CHECKPOINT).is_file():
        hint = "A model that this command made does; or leave --start out for the embedded one"
        raise UsageError(f"'{given}' has no checkpoint to start from", hint)
    return Start(checkpoint=card.location / CHECKPOINT, tokenizer=card.location / "tokenizer.model")


def _find_document(card: ModelCard) -> DocumentStart:
    """Return a card with its checkpoint's folder; what was converted cannot be trained."""
    if card.backend not in {"auto", *HUB_BACKENDS}:
        hint = f"Only models that run with {' or '.join(sorted(HUB_BACKENDS))} can"
        raise UsageError(f"'{card.name}' runs with the backend {card.backend} and cannot be fine-tuned", hint)
    folder = card.checkpoint
    if folder is None:
        hint = f"Run: summarize models pull {card.name}" if card.hub else f"Its folder would be {card.location}"
        only = ", only its converted form, which cannot be trained" if card.converted else ""
        raise ModelError(f"the checkpoint of '{card.name}' is not on this machine{only}", hint)
    return DocumentStart(card=card, folder=folder)


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
