"""Knows the models by name: reads their cards and opens their backends."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarize.backends.base import Backend
from summarize.errors import ModelError, UsageError
from summarize.loading import load_object
from summarize.options import Options
from summarize.resources import resource_path

BACKENDS = {
    "ctranslate2": "summarize.backends.ctranslate2:CTranslate2",
    "transformers": "summarize.backends.transformers:Transformers",
    "extract": "summarize.backends.extract:Extract",
    "lead": "summarize.backends.lead:Lead",
    "scripted": "summarize.backends.scripted:Scripted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What is known of a model: how it is run and what it is good for; ``location`` is its folder, None where it has none."""

    name: str
    backend: str
    strategy: str = "points"
    location: Path | None = None
    prompt: str = ""
    decoding: dict[str, Any] = field(default_factory=dict)
    max_input_tokens: int = 0
    licence: str = ""
    languages: tuple[str, ...] = ()
    about: str = ""

    @property
    def installed(self) -> bool:
        """Whether the model can be run here: its folder is there, or it needs none."""
        return self.location is None or self.location.is_dir()


def cards_folders() -> list[Path]:
    """Return the folders that hold cards, the user's own first."""
    from summarize.config import user_folder

    return [user_folder() / "cards", resource_path("models", "cards")]


def read_card(path: Path) -> ModelCard:
    """Read a card.

    Raises:
        ModelError: the file cannot be read, or has a field that cards do not have.
    """
    try:
        fields = tomllib.loads(path.read_text("utf-8"))
        location = fields.pop("location", None)
        if location is not None:
            fields["location"] = path.parent / location
        return ModelCard(**{**fields, "languages": tuple(fields.get("languages", ()))})
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise ModelError(f"the model card {path} cannot be read: {error}") from error


def find_cards() -> dict[str, ModelCard]:
    """Return every card by its model's name; a user's own card wins over one that ships with the program."""
    found: dict[str, ModelCard] = {}
    for folder in cards_folders():
        for path in sorted(folder.glob("*.toml")):
            card = read_card(path)
            found.setdefault(card.name, card)
    return found


def find_card(name: str) -> ModelCard:
    """Return the card of a model.

    Raises:
        ModelError: there is no such model; the message lists those that there are.
    """
    cards = find_cards()
    if name not in cards:
        raise ModelError(f"no model is called '{name}'", f"There are: {', '.join(sorted(cards))}")
    return cards[name]


def open_backend(card: ModelCard, options: Options) -> Backend:
    """Return the card's backend, or the one that the options name, ready to write.

    Raises:
        ModelError: the model's files are missing or broken.
        UsageError: the backend is unknown.
    """
    name = options.backend or card.backend
    if name not in BACKENDS and ":" not in name:
        raise UsageError(f"no backend is called '{name}'", f"There are: {', '.join(BACKENDS)}, or module:Name")
    backend = load_object(BACKENDS.get(name, name))
    if name not in {"ctranslate2", "transformers"}:
        made: Backend = backend()
        return made
    if card.location is None or not card.location.is_dir():
        raise ModelError(f"the model '{card.name}' is not installed", f"Its folder would be {card.location}")
    opened: Backend = backend(card=card, device=options.device, threads=options.threads)
    return opened
