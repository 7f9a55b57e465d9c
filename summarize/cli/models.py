"""``summarize models``: the models that have a card, and which of them are installed."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.cli.messages import Messages
from summarize.cli.output import write_stdout
from summarize.cli.parser import command_parser, parse_arguments
from summarize.config import user_folder
from summarize.options import DEFAULT_MODEL
from summarize.registry import find_cards


def run_models(arguments: Sequence[str], messages: Messages) -> int:
    """Print one line for each card: name, state, backend, what it is; and return 0.

    Raises:
        UsageError: there is an argument that the command does not know.
        ModelError: a card is broken.
    """
    parse_arguments(command_parser("models", "List the models and what is installed."), arguments)
    cards = [card for _, card in sorted(find_cards().items())]
    states = ["installed" if card.installed else "not installed" for card in cards]
    rows = [(card.name, state, card.backend) for card, state in zip(cards, states, strict=True)]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row, card in zip(rows, cards, strict=True):
        columns = (f"{text:<{width}}" for text, width in zip(row, widths, strict=True))
        write_stdout(f"{'  '.join(columns)}  {card.about}".rstrip() + "\n")
    messages.detail(f"the default is {DEFAULT_MODEL}; cards of your own go into {user_folder() / 'cards'}")
    return 0
