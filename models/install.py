"""Installs what was fine-tuned: its files in a folder, and beside the folder the card that ``--model`` finds."""

from __future__ import annotations

import json
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transformers.utils import logging

from summarize.errors import UsageError
from summarize.registry import cards_folders, read_card
from summarize.resources import resource_path
from summarize.store import CONVERTED, model_folder

CHECKPOINT = "checkpoint.safetensors"
"""In an installed writer's folder: what another fine-tuning starts from."""
RECORD = "training.json"
TEMPLATE = Path(__file__).parent / "recipes" / "desk-card.toml"
"""The embedded writer's card: a fine-tuned one is run as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a model goes, what its card says of it, and all that says how it was made."""

    name: str
    cards: Path
    about: str
    record: Mapping[str, Any]


def check_place(name: str, cards: Path, *, replace: bool) -> None:
    """Refuse a name that is none, or that would hide or overwrite another model.

    Raises:
        UsageError: it is one of these.
    """
    if not name or name != name.strip() or any(mark in name for mark in '/\\"') or name.startswith(".") or not name.isprintable():
        raise UsageError(f"'{name}' cannot be the name of a model", "Take letters, digits and hyphens, for example --name mine")
    if resource_path("models", "cards", f"{name}.toml").exists():
        raise UsageError(f"'{name}' is a model that ships with the program", "Give another --name")
    taken = [path for path in (cards / f"{name}.toml", cards / name) if path.exists()]
    if taken and not replace:
        raise UsageError(f"there is a model '{name}' already ({taken[0]})", "Give another --name, or --replace to overwrite it")


def install(place: Place, card: Mapping[str, Any], write: Callable[[Path], None]) -> Path:
    """Write the weights' folder and the card, and return the card's file; an older model of that name goes only at the end.

    A converted form that an older model of that name left goes too: the new one is not of its weights.

    Args:
        place: the name and the folder of cards.
        card: how the model is run.
        write: writes the model's files into a folder.

    Raises:
        ModelError: what was written is not what was trained.
        OSError: a file cannot be written.
    """
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    cards, name = place.cards, place.name
    cards.mkdir(parents=True, exist_ok=True)
    folder, file = cards / name, cards / f"{name}.toml"
    with tempfile.TemporaryDirectory(dir=cards, prefix=".installing-") as work:
        made = Path(work) / name
        write(made)
        (made / RECORD).write_text(json.dumps(place.record, indent=1, ensure_ascii=False) + "\n", "utf-8")
        written = Path(work) / file.name
        written.write_text(_card_text({**card, "name": name, "location": name, "about": place.about}), "utf-8")
        read_card(written)
        if folder.exists():
            folder.replace(Path(work) / "older")
        if cards == cards_folders()[0] and (model_folder(name) / CONVERTED).exists():
            shutil.rmtree(model_folder(name) / CONVERTED)
        shutil.move(made, folder)
        written.replace(file)
    return file


def writer_card(prompt: str) -> dict[str, Any]:
    """Return how a writer of points is run: as the embedded one."""
    card = tomllib.loads(TEMPLATE.read_text("utf-8")) | {"prompt": prompt}
    card.pop("licence", None)
    return card


def _card_text(card: Mapping[str, Any]) -> str:
    """Return a card; a JSON text or number is a TOML one too."""
    return "".join(f"{field} = {_toml(value)}\n" for field, value in card.items())


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
