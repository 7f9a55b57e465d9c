"""Loads a checkpoint of the hub's kind from a folder, with transformers, and knows what each family needs to start writing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.backends.hub_tokenizer import HubTokenizer
from summarize.backends.transformers import import_libraries
from summarize.errors import ModelError

T5_FAMILY = frozenset({"t5", "mt5", "umt5", "longt5"})
"""Families whose activations leave the range of float16."""
_VOCABULARIES = ("tokenizer.json", "vocab.json", "source.spm")
NEEDS_LANGUAGE = frozenset({"mbart", "m2m_100"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A loaded network with its tokenizer.

    ``start`` are the token numbers that every output begins with: the decoder's start, then what the family forces (BART's
    ``<s>``, mBART's language). ``tokenizer`` is ours, ``wrapped`` the library's around the same vocabulary; ``positions`` are the
    most tokens that the network can read, 0 where nothing bounds them.
    """

    model: Any
    tokenizer: HubTokenizer
    wrapped: Any
    family: str
    start: tuple[int, ...]
    pad: int
    end: int
    positions: int = 0


def read_config(folder: Path) -> dict[str, Any]:
    """Return a checkpoint's ``config.json``.

    Raises:
        ModelError: it is missing, broken, or names no ``model_type``.
    """
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read ({error})", "The folder must hold a checkpoint in the hub's form") from error
    if not isinstance(config, dict) or not isinstance(config.get("model_type"), str):
        raise ModelError(f"{path} names no model_type", "The folder must hold a checkpoint in the hub's form")
    return config


def load_checkpoint(folder: Path, *, dtype: str, source_language: str = "", target_language: str = "") -> Checkpoint:
    """Return the checkpoint of a folder, on the CPU; nothing is downloaded and no weight is made up.

    Args:
        folder: with ``config.json``, weights and the tokenizer's files.
        dtype: "float32", "bfloat16" or "float16".
        source_language: the code of the language read, for multilingual models that need one.
        target_language: the code of the language written.

    Raises:
        ModelError: a package is missing, a file is missing or broken, a language is needed or unknown, or memory ran out.
    """
    torch, library = import_libraries()
    family = str(read_config(folder)["model_type"])
    check_dtype(family, dtype)
    library.utils.logging.disable_progress_bar()
    loud = library.utils.logging.get_verbosity()
    library.utils.logging.set_verbosity_error()
    try:
        wrapped = _load_tokenizer(library, folder)
        model = _load_network(library, getattr(torch, dtype), folder)
    finally:
        library.utils.logging.set_verbosity(loud)
    _tell_language(folder, wrapped, needed=family in NEEDS_LANGUAGE, source=source_language, target=target_language)
    _check_size(folder, model, wrapped)
    return Checkpoint(
        model=model,
        tokenizer=HubTokenizer(wrapped.backend_tokenizer),
        wrapped=wrapped,
        family=family,
        start=_start(folder, model, wrapped, target_language),
        pad=_special(model, "pad_token_id"),
        end=_special(model, "eos_token_id"),
        positions=count_positions(model.config.to_dict()),
    )


def _tell_language(folder: Path, wrapped: Any, *, needed: bool, source: str, target: str) -> None:
    """Tell the tokenizer which language it reads, where a model needs one or a card names one."""
    if needed and not (source and target):
        raise ModelError(
            f"the model in {folder} is multilingual and writes in the language that it is told",
            'Add source_language and target_language to its card, for example "en_XX"',
        )
    if source:
        _language(wrapped, source)
        wrapped.src_lang = source


def _check_size(folder: Path, model: Any, wrapped: Any) -> None:
    """Raise ModelError where the tokenizer has tokens, special ones apart, that the network has no embedding for."""
    size = model.get_input_embeddings().num_embeddings
    special = {wrapped.convert_tokens_to_ids(token) for token in wrapped.all_special_tokens}
    if any(number not in special for number in range(size, len(wrapped))):
        raise ModelError(f"the tokenizer in {folder} has {len(wrapped)} tokens and the network {size}", "They must fit together")


def count_positions(config: Mapping[str, Any]) -> int:
    """Return the most tokens that a network can read, from its configuration; 0 where its positions are relative."""
    if config.get("model_type") in T5_FAMILY:
        return 0
    return int(config.get("max_encoder_position_embeddings") or config.get("max_position_embeddings") or 0)


def find_limit(card_limit: int, positions: int) -> int:
    """Return the most tokens to give to a model: what its card says, else what the network can read.

    Raises:
        ModelError: the card says more than the network can read.
    """
    if positions and card_limit > positions:
        said = f"the card says max_input_tokens = {card_limit}, but the network reads {positions} at most"
        raise ModelError(said, "Correct the card")
    return card_limit or positions


def check_dtype(family: str, dtype: str) -> None:
    """Refuse what is known to go wrong.

    Raises:
        ModelError: a model of the T5 family in float16 gives NaN.
    """
    if family in T5_FAMILY and dtype.endswith("float16") and not dtype.endswith("bfloat16"):
        raise ModelError(f"a model of the family {family} gives NaN in float16", "Use bfloat16 or int8")


def _load_tokenizer(library: Any, folder: Path) -> Any:
    """Return the folder's tokenizer; without its files the library would make up one that knows no words."""
    if not any((folder / name).is_file() for name in _VOCABULARIES) and not any(folder.glob("*.model")):
        raise ModelError(f"the tokenizer in {folder} is missing", f"There must be one of {', '.join(_VOCABULARIES)} or *.model")
    try:
        tokenizer = library.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        usable = hasattr(tokenizer, "backend_tokenizer") and len(tokenizer.backend_tokenizer.get_vocab()) > 0
    except Exception as error:  # what a broken folder raises is not documented: OSError, ValueError, KeyError, ImportError, ...
        raise ModelError(f"the tokenizer in {folder} cannot be loaded: {_one_line(error)}") from error
    if not usable:
        raise ModelError(f"the tokenizer in {folder} has no form that the package tokenizers knows")
    return tokenizer


def _load_network(library: Any, dtype: Any, folder: Path) -> Any:
    """Return the folder's network; safetensors weights where there are such, else a pickle of tensors alone."""
    try:
        model, report = library.AutoModelForSeq2SeqLM.from_pretrained(
            folder, local_files_only=True, dtype=dtype, output_loading_info=True
        )
    except Exception as error:  # not documented either: OSError, SafetensorError, KeyError, RuntimeError, ...
        raise ModelError(f"the model in {folder} cannot be loaded: {_one_line(error)}") from error
    wrong = sorted(map(str, [*report["missing_keys"], *report.get("mismatched_keys", ())]))
    if wrong:
        raise ModelError(f"the model in {folder} lacks weights: {', '.join(wrong[:3])}")
    return model.eval()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _start(folder: Path, model: Any, wrapped: Any, target_language: str) -> tuple[int, ...]:
    """Return the token numbers that every output begins with; what is forced stands in the files, not in the configuration."""
    written = read_config(folder)
    path = folder / "generation_config.json"
    if path.is_file():
        written |= json.loads(path.read_text("utf-8"))
    starts = (written.get("decoder_start_token_id"), model.config.decoder_start_token_id, model.config.pad_token_id)
    first = next((number for number in starts if number is not None), 0)
    if target_language:
        code = _language(wrapped, target_language)
        return (code,) if type(wrapped).__name__.startswith("MBartTokenizer") else (int(first), code)
    forced = written.get("forced_bos_token_id")
    return (int(first),) if forced is None else (int(first), int(forced))


def _language(wrapped: Any, code: str) -> int:
    number = wrapped.convert_tokens_to_ids(code)
    if number is None or number == wrapped.unk_token_id:
        raise ModelError(f"the model's vocabulary has no language '{code}'", 'Codes look like "en_XX"')
    return int(number)


def _special(model: Any, name: str) -> int:
    """Return the number of a special token; of several ends the first."""
    for holder in (model.generation_config, model.config):
        found = getattr(holder, name, None)
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, int):
            return found
    raise ModelError(f"the model's config.json has no {name}")
