"""Knows the models by name: reads their cards and opens their backends."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from summarize.backends.base import Backend
from summarize.decoding import check_decoding, make_decoding
from summarize.errors import ModelError, UsageError
from summarize.loading import load_object
from summarize.options import Options
from summarize.resources import resource_path
from summarize.store import CONVERTED, model_folder, read_pulled

BACKENDS = {
    "desk": "summarize.backends.desk:Desk",
    "ctranslate2": "summarize.backends.ctranslate2:CTranslate2",
    "transformers": "summarize.backends.transformers:Transformers",
    "extract": "summarize.backends.extract:Extract",
    "lead": "summarize.backends.lead:Lead",
    "scripted": "summarize.backends.scripted:Scripted",
}
HUB_BACKENDS = {
    "ctranslate2": "summarize.backends.hub_ctranslate2:HubCTranslate2",
    "transformers": "summarize.backends.hub_transformers:HubTransformers",
}
"""The same two for models with the hub's tokenizers."""
RULES = frozenset({"extract", "lead"})
STRATEGIES = ("points", "document")
COMPUTE_TYPES = ("auto", "float32", "bfloat16", "float16", "int8")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What is known of a model: where it is, how it is run, and what it is good for.

    ``backend`` "auto" takes the converted form where there is one and else the checkpoint. ``location`` is the folder of a
    checkpoint or of a converted model, ``hub`` the id of one that ``pull`` brings. ``labelled`` says that the model writes
    ``Label: point``; ``points_per_window``, how many points it writes of one window (0: as many as a box needs).
    """

    name: str
    backend: str
    strategy: str = "points"
    location: Path | None = None
    hub: str = ""
    prompt: str = ""
    decoding: dict[str, Any] = field(default_factory=dict)
    max_input_tokens: int = 0
    labelled: bool = False
    points_per_window: int = 0
    source_language: str = ""
    target_language: str = ""
    compute_type: str = "auto"
    licence: str = ""
    languages: tuple[str, ...] = ()
    about: str = ""

    @property
    def is_hub_form(self) -> bool:
        """Whether the model comes with a tokenizer of the hub's kind, and not with the embedded writer's."""
        return bool(self.hub) or self.strategy == "document"

    @property
    def checkpoint(self) -> Path | None:
        """The folder of the weights as they were trained, None where they are not on this machine."""
        if self.hub:
            pulled = read_pulled(self.name)
            return Path(pulled.folder) if pulled and Path(pulled.folder).is_dir() else None
        there = self.location is not None and self.location.is_dir() and not (self.location / "model.bin").is_file()
        return self.location if there else None

    @property
    def converted(self) -> Path | None:
        """The folder of the CTranslate2 form, None where there is none."""
        own = self.location is not None and (self.location / "model.bin").is_file()
        folder = self.location if own else model_folder(self.name) / CONVERTED
        return folder if folder and (folder / "model.bin").is_file() else None

    @property
    def installed(self) -> bool:
        """Whether the model can be run here: one of its forms is there, or it needs none."""
        if self.hub:
            return bool(self.checkpoint or self.converted)
        return self.location is None or self.location.is_dir()


def cards_folders() -> list[Path]:
    """Return the folders that hold cards, the user's own first."""
    from summarize.config import user_folder

    return [user_folder() / "cards", resource_path("models", "cards")]


def read_card(path: Path) -> ModelCard:
    """Read a card.

    Raises:
        ModelError: the file cannot be read, has a field that cards do not have, or a value that is not allowed.
    """
    try:
        written = tomllib.loads(path.read_text("utf-8"))
        _check_fields(written)
        location = written.pop("location", None)
        if location is not None:
            written["location"] = path.parent / Path(location).expanduser()
        return ModelCard(**{**written, "languages": tuple(written.get("languages", ()))})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise ModelError(f"the model card {path} cannot be read: {error}") from error
    except ModelError as error:
        raise ModelError(f"the model card {path} cannot be read: {error.message}", error.hint) from error


_KINDS = {"str": str, "str | None": str, "Path | None": str, "int": int, "bool": bool, "tuple[str, ...]": list}


def _check_fields(written: Mapping[str, Any]) -> None:
    """Compare a card's fields with what cards may say."""
    known = {one.name: _KINDS.get(str(one.type), dict) for one in fields(ModelCard)}
    for name, value in written.items():
        if name not in known:
            raise ModelError(f"there is no field '{name}'", f"There are: {', '.join(known)}")
        negative = isinstance(value, int) and value < 0
        if not isinstance(value, known[name]) or negative or (isinstance(value, bool) and known[name] is not bool):
            raise ModelError(f"{name} = {value!r} is not allowed", f"It must be of type {known[name].__name__}")
    for name in ("name", "backend"):
        if not written.get(name):
            raise ModelError(f"there is no field '{name}'", "A card needs a name and a backend")
    for name, allowed in (("strategy", STRATEGIES), ("compute_type", COMPUTE_TYPES)):
        if written.get(name, allowed[0]) not in allowed:
            raise ModelError(f"{name} = '{written[name]}' is not allowed", f"Allowed: {', '.join(allowed)}")
    if any(mark in written["name"] for mark in "/\\") or written["name"].startswith("."):
        raise ModelError(f"name = '{written['name']}' cannot be the name of a folder")
    if written.get("hub") and written.get("location"):
        raise ModelError("a model has a location or a hub id, not both")
    check_decoding(written.get("decoding", {}))
    if written["backend"] in {"auto", *HUB_BACKENDS} and (written.get("hub") or written.get("strategy") == "document"):
        make_decoding(written.get("decoding", {}))
        if not written.get("prompt"):
            raise ModelError("a model of the hub's kind needs a prompt", 'The plainest is prompt = "article"')


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
    if name == "auto":
        name = "ctranslate2" if card.converted else "transformers"
    if name not in BACKENDS and ":" not in name:
        raise UsageError(f"no backend is called '{name}'", f"There are: {', '.join(BACKENDS)}, or module:Name")
    table = HUB_BACKENDS if card.is_hub_form and name in HUB_BACKENDS else BACKENDS
    backend = load_object(table.get(name, name))
    if name not in {"desk", *HUB_BACKENDS}:
        made: Backend = backend()
        return made
    located = replace(card, location=_form(card, name), hub="") if card.is_hub_form else card
    if located.location is None or not located.location.is_dir():
        raise ModelError(f"the model '{card.name}' is not installed", f"Its folder would be {card.location}")
    opened: Backend = backend(card=located, device=options.device, threads=options.threads)
    return opened


def _form(card: ModelCard, backend: str) -> Path | None:
    """Return the folder that a backend loads a model of the hub's kind from."""
    if not card.installed:
        if card.hub:
            raise ModelError(f"the model '{card.name}' is not installed", f"Run: summarize models pull {card.name}")
        return card.location
    form = card.converted if backend == "ctranslate2" else card.checkpoint
    if form is None and backend == "ctranslate2":
        other = "or use --backend transformers"
        raise ModelError(f"the model '{card.name}' has no converted form", f"Run: summarize models convert {card.name}, {other}")
    if form is None:
        raise ModelError(f"the checkpoint of '{card.name}' is not on this machine", "Use --backend ctranslate2, or pull it again")
    return form

