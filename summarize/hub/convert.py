"""``summarize models convert``: makes the CTranslate2 form of a checkpoint and installs it when the check holds."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from summarize.backends.hub_checkpoint import Checkpoint, check_dtype, load_checkpoint, read_config
from summarize.backends.hub_ctranslate2 import RECORD
from summarize.backends.seq2seq import folder_revision
from summarize.errors import ModelError
from summarize.hub.agreement import Agreement, Likeness, compare_forms, compare_texts, require_agreement
from summarize.registry import ModelCard
from summarize.store import CONVERTED, model_folder, read_pulled

CONVERTIBLE = ("bart", "m2m_100", "mbart", "mt5", "pegasus", "t5", "umt5")
QUANTIZATIONS = ("int8", "float16", "bfloat16", "float32")
_NORMS = {"bart": (False, True), "pegasus": (True, False), "mbart": (True, True)}
"""``normalize_before`` and ``normalize_embedding`` of families whose newer configurations leave them out."""
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
        _make_converter(checkpoint, folder).convert(str(output), quantization=quantization)
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


class _Vocabulary:
    """A tokenizer whose vocabulary has exactly the network's size: without what is beyond it, with names for what is not used."""

    def __init__(self, wrapped: Any, size: int) -> None:
        self._wrapped = wrapped
        self._size = size

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wrapped, name)

    def get_vocab(self) -> dict[str, int]:
        """Return every token's number."""
        known = {number: token for token, number in self._wrapped.get_vocab().items()}
        return {known.get(number, f"<unused_{number}>"): number for number in range(self._size)}


def _make_converter(checkpoint: Checkpoint, folder: Path) -> Any:
    """Return ctranslate2's converter around the loaded network, with what it gets wrong of newer configurations mended."""
    from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Takes the network and the tokenizer that are loaded already."""

        def load_model(self, *_: Any, **__: Any) -> Any:
            return checkpoint.model

        def load_tokenizer(self, *_: Any, **__: Any) -> Any:
            return _Vocabulary(checkpoint.wrapped, checkpoint.model.get_input_embeddings().num_embeddings)

        def _load(self) -> Any:
            with _Mended(checkpoint):
                spec = super()._load()
            spec.config.decoder_start_token = checkpoint.wrapped.convert_ids_to_tokens(checkpoint.start[0])
            spec.config.eos_token = checkpoint.wrapped.convert_ids_to_tokens(checkpoint.end)
            return spec

    return Converter(str(folder))


class _Mended:
    """The configuration as the converter wants it, and afterwards as it was.

    It scales the outputs of T5's family wherever embeddings are tied, and transformers 5 says so of all of them: of FLAN-T5 and
    mT5 too, which do not scale. Greedy output stays the same then, beams and probabilities do not.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._config = checkpoint.model.config
        self._changes: dict[str, Any] = {}
        before, embedding = _NORMS.get(checkpoint.family, (None, None))
        for name, value in (("normalize_before", before), ("normalize_embedding", embedding)):
            if value is not None and getattr(self._config, name, None) is None:
                self._changes[name] = value
        if checkpoint.family in {"t5", "mt5", "umt5"}:
            self._changes["tie_word_embeddings"] = bool(getattr(self._config, "scale_decoder_outputs", False))
        self._before: dict[str, Any] = {}

    def __enter__(self) -> None:
        self._before = {name: getattr(self._config, name) for name in self._changes if hasattr(self._config, name)}
        for name, value in self._changes.items():
            setattr(self._config, name, value)

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            setattr(self._config, name, value)


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
    import ctranslate2
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
