"""``summarize models convert``: makes the CTranslate2 form of a checkpoint and installs it when the check holds."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from summarize.backends.hub_checkpoint import Checkpoint, check_dtype, load_checkpoint, read_config
from summarize.backends.hub_ctranslate2 import RECORD
from summarize.backends.seq2seq import folder_revision
from summarize.errors import ModelError
from summarize.hub.agreement import Agreement, Likeness, compare_forms, compare_texts, require_agreement
from summarize.hub.converter import make_converter
from summarize.registry import ModelCard
from summarize.store import CONVERTED, model_folder, read_pulled

CONVERTIBLE = ("bart", "m2m_100", "mbart", "mt5", "pegasus", "t5", "umt5")
QUANTIZATIONS = ("int8", "float16", "bfloat16", "float32")
Say = Callable[[str], None]


def convert_model(card: ModelCard, quantization: str, *, say: Say) -> Path:
    """Convert a card's checkpoint, check the result, install it, and return its folder.

    The float32 form must agree with the checkpoint on every check text; of a quantized form the likeness to the float32 output
    is said. A form that stood there before is replaced only then.

    Raises:
        ModelError: the checkpoint is not here or broken, its family has no converter, or the check does not hold.
    """
    folder = find_checkpoint(card)
    check_convertible(folder, quantization)
    checkpoint = load_card_checkpoint(card, folder)
    target = model_folder(card.name) / CONVERTED
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".converting-") as work:
        plain, made = Path(work) / "float32", Path(work) / quantization
        write_form(checkpoint, folder, plain, "float32")
        agreement = compare_forms(checkpoint, plain, card)
        say(agreement.line)
        require_agreement(agreement)
        likeness = None
        if quantization != "float32":
            write_form(checkpoint, folder, made, quantization)
            likeness = compare_texts(plain, made, card)
            say(likeness.line)
        _write_record(card, checkpoint, folder, made, quantization, agreement, likeness)
        _install(made, target)
    return target


def find_checkpoint(card: ModelCard) -> Path:
    """Return the folder of a card's checkpoint.

    Raises:
        ModelError: it is not on this machine, or the card's model has none.
    """
    if card.checkpoint is not None:
        return card.checkpoint
    if card.hub:
        raise ModelError(f"the checkpoint of '{card.name}' is not on this machine", f"Run: summarize models pull {card.name}")
    raise ModelError(f"'{card.name}' has no checkpoint to convert", "Its card must name a hub id, or a folder with config.json")


def check_convertible(folder: Path, quantization: str) -> None:
    """Refuse a family that has no converter, and a number type that its family does not bear.

    Raises:
        ModelError: it is one of these.
    """
    family = str(read_config(folder)["model_type"])
    if family not in CONVERTIBLE:
        hint = f"Run it with --backend transformers; there are converters for: {', '.join(CONVERTIBLE)}"
        raise ModelError(f"models of the family {family} have no CTranslate2 form", hint)
    check_dtype(family, quantization)


def load_card_checkpoint(card: ModelCard, folder: Path) -> Checkpoint:
    """Return the checkpoint in float32, in the card's languages."""
    languages = {"source_language": card.source_language, "target_language": card.target_language}
    return load_checkpoint(folder, dtype="float32", **languages)


def write_form(checkpoint: Checkpoint, folder: Path, output: Path, quantization: str) -> None:
    """Write a CTranslate2 form with its tokenizer.

    Raises:
        ModelError: the converter does not take the checkpoint.
    """
    try:
        make_converter(checkpoint, folder).convert(str(output), quantization=quantization)
    except (ValueError, RuntimeError, NotImplementedError, AttributeError, KeyError) as error:
        raise ModelError(f"the checkpoint in {folder} cannot be converted: {error}") from error
    checkpoint.tokenizer.save(output)
    record = {
        "family": checkpoint.family,
        "quantization": quantization,
        "prefix": checkpoint.wrapped.convert_ids_to_tokens(list(checkpoint.start[1:])),
        "end": checkpoint.wrapped.convert_ids_to_tokens(checkpoint.end),
        "positions": checkpoint.positions,
    }
    (output / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def _write_record(
    card: ModelCard,
    checkpoint: Checkpoint,
    folder: Path,
    made: Path,
    quantization: str,
    agreement: Agreement,
    likeness: Likeness | None,
) -> None:
    """Add to a form's record where it comes from and how its check went."""
    import ctranslate2  # type: ignore[import-untyped]
    import transformers

    pulled = read_pulled(card.name) if card.hub else None
    record = json.loads((made / RECORD).read_text("utf-8"))
    record |= {
        "name": card.name,
        "hub": card.hub,
        "commit": pulled.commit if pulled else "",
        "checkpoint": folder_revision(folder),
        "agreement": asdict(agreement),
        "likeness": asdict(likeness) if likeness else None,
        "ctranslate2": ctranslate2.__version__,
        "transformers": transformers.__version__,
    }
    (made / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def _install(made: Path, target: Path) -> None:
    """Put a finished form in its place; the one before it is deleted last."""
    old = made.parent / "old"
    try:
        if target.exists():
            target.rename(old)
        made.rename(target)
    except OSError as error:
        if old.exists() and not target.exists():
            old.rename(target)
        raise ModelError(f"{target} cannot be written ({error.strerror})") from error
    shutil.rmtree(old, ignore_errors=True)
