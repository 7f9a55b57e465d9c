"""Installs a fine-tuned writer: its CTranslate2 form in a folder, and beside the folder the card that ``--model`` finds."""

from __future__ import annotations

import json
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from transformers import PegasusForConditionalGeneration
from transformers.utils import logging

from models.export import export
from models.half import save_half
from models.network import Shape
from summarize.errors import UsageError
from summarize.registry import read_card
from summarize.resources import resource_path

CHECKPOINT = "checkpoint.safetensors"
"""In an installed writer's folder: what another fine-tuning starts from."""
RECORD = "training.json"
TEMPLATE = Path(__file__).parent / "recipes" / "desk-card.toml"
"""The embedded writer's card: a fine-tuned one is run as it is."""


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


def install(
    model: PegasusForConditionalGeneration,
    *,
    shape: Shape,
    tokenizer: Path,
    name: str,
    prompt: str,
    about: str,
    record: Mapping[str, Any],
    cards: Path,
) -> Path:
    """Write the weights' folder and the card, and return the card's file; an older model of that name goes only at the end.

    Raises:
        ModelError: the converted form does not agree with the network.
        OSError: a file cannot be written.
    """
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    cards.mkdir(parents=True, exist_ok=True)
    folder, card = cards / name, cards / f"{name}.toml"
    with tempfile.TemporaryDirectory(dir=cards, prefix=".installing-") as work:
        made = Path(work) / name
        export(model, tokenizer, made)
        save_half(model, shape, tokenizer, made / CHECKPOINT)
        (made / RECORD).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")
        written = Path(work) / card.name
        written.write_text(_card_text(name, prompt, about), "utf-8")
        read_card(written)
        if folder.exists():
            folder.replace(Path(work) / "older")
        shutil.move(made, folder)
        written.replace(card)
    return card


def _card_text(name: str, prompt: str, about: str) -> str:
    """Return a card; a JSON text or number is a TOML one too."""
    card = tomllib.loads(TEMPLATE.read_text("utf-8"))
    card |= {"name": name, "location": name, "prompt": prompt, "about": about}
    card.pop("licence", None)
    return "".join(f"{field} = {_toml(value)}\n" for field, value in card.items())


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
