"""``summarize models``: the models that have a card, and which of them are installed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarize.cli.messages import Messages
from summarize.cli.output import write_stdout
from summarize.cli.parser import command_parser, parse_arguments
from summarize.config import user_folder
from summarize.errors import ModelError
from summarize.options import DEFAULT_MODEL
from summarize.resources import resource_path


def run_models(arguments: Sequence[str], messages: Messages) -> int:
    """Print one line for each card: name, state, backend, what it is for; and return 0.

    Raises:
        UsageError: there is an argument that the command does not know.
        ModelError: a card is broken.
    """
    parse_arguments(command_parser("models", "List the models and what is installed."), arguments)
    cards = read_cards([resource_path("models", "cards"), user_folder() / "cards"])
    rows = [(name, _state(card), str(card.get("backend", "")), str(card.get("about", ""))) for name, card in cards.items()]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for name, state, backend, about in rows:
        columns = (f"{text:<{width}}" for text, width in zip((name, state, backend), widths, strict=True))
        write_stdout(f"{'  '.join(columns)}  {about}".rstrip() + "\n")
    messages.detail(f"the default is {DEFAULT_MODEL}; cards of your own go into {user_folder() / 'cards'}")
    return 0


def read_cards(folders: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Return the cards by name; a card in a later folder wins.

    Raises:
        ModelError: a card cannot be read.
    """
    cards = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        try:
            card = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ModelError(f"the model card {path} cannot be read ({error})", "Mend or remove it.") from error
        cards[str(card.get("name", path.stem))] = card
    return cards


def _state(card: dict[str, Any]) -> str:
    location = card.get("location")
    if not location:
        return "built in"
    places = [Path(location).expanduser(), resource_path(location)]
    return "installed" if any(place.exists() for place in places) else "not installed"
