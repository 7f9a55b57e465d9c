"""``summarize models``: the models that have a card, what is installed, and how to bring, convert, check and remove one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from summarize.cli.messages import Messages
from summarize.cli.output import write_stdout
from summarize.cli.parser import command_parser, parse_arguments
from summarize.config import user_folder
from summarize.errors import UsageError
from summarize.options import DEFAULT_MODEL
from summarize.prompts import find_prompt
from summarize.registry import ModelCard, find_card, find_cards
from summarize.store import read_pulled

_EPILOG = """\
what to do:
  list                  every model with a card, and what is installed (what is done when nothing is named)
  info NAME             everything that is known of one model
  pull NAME             bring a model from the hub; the only command that uses the network
                        (HF_HOME, HF_ENDPOINT and HF_HUB_OFFLINE are obeyed)
  convert NAME          make its CTranslate2 form, check it against the checkpoint, install it
  check NAME            look whether files and converted form are what they should be
  remove NAME           delete what pull and convert put on this machine
"""


def run_models(arguments: Sequence[str], messages: Messages) -> int:
    """Do what the first word says with the model that the second names, and return 0.

    Raises:
        UsageError: an argument is unknown, missing or too many.
        ModelError: a card is broken, a model is unknown, or it cannot be brought, converted or checked.
    """
    parser = command_parser("models", "List the models, and bring, convert, check or remove one.")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("action", nargs="?", default="list", choices=("list", *_ACTIONS), metavar="WHAT", help="see below")
    parser.add_argument("name", nargs="?", metavar="NAME", help="the name of a model")
    types = "convert: int8 (default), float16, bfloat16, float32"
    parser.add_argument("--quantization", default=None, metavar="TYPE", help=types)
    parser.add_argument("--revision", default=None, metavar="REV", help="pull: a branch, tag or commit (default: main)")
    parsed = parse_arguments(parser, arguments)
    _check_combination(parsed)
    if parsed.action == "list":
        return _list_models(messages)
    _ACTIONS[parsed.action](find_card(parsed.name), parsed, messages)
    return 0


def _check_combination(parsed: argparse.Namespace) -> None:
    """Refuse a name that is missing or of no use, and an option of another action."""
    if parsed.action == "list" and parsed.name:
        raise UsageError("models list takes no name", f"Did you mean: summarize models info {parsed.name}")
    if parsed.action != "list" and not parsed.name:
        raise UsageError(f"models {parsed.action} needs the name of a model", "See: summarize models")
    for option, action in (("quantization", "convert"), ("revision", "pull")):
        if getattr(parsed, option) is not None and parsed.action != action:
            raise UsageError(f"--{option} belongs to models {action}, not to models {parsed.action}")


def _list_models(messages: Messages) -> int:
    """Print one line for each card: name, state, backend, what it is."""
    cards = [card for _, card in sorted(find_cards().items())]
    rows = [(card.name, _state(card), card.backend) for card in cards]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row, card in zip(rows, cards, strict=True):
        columns = (f"{text:<{width}}" for text, width in zip(row, widths, strict=True))
        write_stdout(f"{'  '.join(columns)}  {card.about}".rstrip() + "\n")
    messages.detail(f"the default is {DEFAULT_MODEL}; cards of your own go into {user_folder() / 'cards'}")
    return 0


def _state(card: ModelCard) -> str:
    if not card.installed:
        return "not installed"
    return "converted" if card.is_hub_form and card.converted else "installed"


def _print_info(card: ModelCard, parsed: argparse.Namespace, messages: Messages) -> None:
    """Print a line for each thing that is known of a model."""
    pulled = read_pulled(card.name) if card.hub else None
    rows = [
        ("name", card.name),
        ("state", _state(card)),
        ("about", card.about),
        ("licence", card.licence),
        ("languages", ", ".join(card.languages)),
        ("strategy", card.strategy),
        ("backend", card.backend),
        ("hub", card.hub),
        ("commit", pulled.commit if pulled else ""),
        ("licence on the hub", pulled.licence if pulled else ""),
        ("checkpoint", str(card.checkpoint or "")),
        ("converted", _converted(card)),
        ("prompt", f"{card.prompt} ({find_prompt(card.prompt)})" if card.prompt else ""),
        ("input limit", f"{card.max_input_tokens:,} tokens" if card.max_input_tokens else ""),
        ("decoding", ", ".join(f"{name} {value}" for name, value in card.decoding.items())),
    ]
    shown = [(name, value) for name, value in rows if value]
    width = max(len(name) for name, _ in shown)
    write_stdout("".join(f"{name:<{width}}  {value}\n" for name, value in shown))


def _converted(card: ModelCard) -> str:
    if not card.is_hub_form or card.converted is None:
        return ""
    from summarize.backends.hub_ctranslate2 import read_record

    return f"{read_record(card.converted)['quantization']} ({card.converted})"


def _pull(card: ModelCard, parsed: argparse.Namespace, messages: Messages) -> None:
    from summarize.hub.pull import pull_model

    quiet = messages.quiet
    pulled = pull_model(card, say=messages.note, revision=parsed.revision or "main", show_progress=not quiet)
    write_stdout(f"{card.name}: {pulled.hub} at {pulled.commit[:12]} in {pulled.folder}\n")


def _convert(card: ModelCard, parsed: argparse.Namespace, messages: Messages) -> None:
    from summarize.hub.convert import QUANTIZATIONS, convert_model

    quantization = parsed.quantization or "int8"
    if quantization not in QUANTIZATIONS:
        raise UsageError(f"--quantization {quantization} is not allowed", f"Allowed: {', '.join(QUANTIZATIONS)}")
    write_stdout(f"{card.name}: {quantization} in {convert_model(card, quantization, say=messages.note)}\n")


def _check(card: ModelCard, parsed: argparse.Namespace, messages: Messages) -> None:
    from summarize.hub.check import check_model

    check_model(card, say=lambda line: write_stdout(f"{card.name}: {line}\n"))


def _remove(card: ModelCard, parsed: argparse.Namespace, messages: Messages) -> None:
    from summarize.hub.removal import remove_model

    for line in remove_model(card):
        write_stdout(f"{card.name}: {line}\n")


_ACTIONS: dict[str, Callable[[ModelCard, argparse.Namespace, Messages], None]] = {
    "info": _print_info,
    "pull": _pull,
    "convert": _convert,
    "check": _check,
    "remove": _remove,
}
