"""Keeps a network in half precision with its shape, as the start of a fine-tuning: small enough to be kept.

``python -m models.half -o FOLDER`` writes the embedded writer's as transformers saves a model, in float32.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from transformers import PegasusForConditionalGeneration

from models.network import Shape, build
from summarize.errors import ModelError
from summarize.tokens import Tokenizer

_TIED = frozenset({"lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"})


def save_half(model: PegasusForConditionalGeneration, shape: Shape, tokenizer: Path, path: Path) -> None:
    """Write a network's weights as float16, tied weights once, with its shape and its vocabulary's digest; whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    weights = {name: value.half().contiguous() for name, value in model.state_dict().items() if not _is_derived(name)}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(save(weights, {"shape": json.dumps(asdict(shape)), "tokenizer": file_digest(tokenizer)}))
    part.replace(path)


def load_half(path: Path, tokenizer: Path, vocabulary: int) -> tuple[PegasusForConditionalGeneration, Shape]:
    """Return the network in float32, and its shape.

    Raises:
        ModelError: a file is missing or broken, or the vocabulary is not the one that the network was trained with.
    """
    try:
        with safe_open(path, "pt") as file:
            about = file.metadata() or {}
            weights = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
        shape = Shape(**json.loads(about["shape"]))
        same = about["tokenizer"] == file_digest(tokenizer)
    except (OSError, SafetensorError) as error:
        raise ModelError(f"the checkpoint {path} cannot be read: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        hint = "Such a file is written by python -m models.export --half"
        raise ModelError(f"{path} does not say which network it holds", hint) from error
    if not same:
        raise ModelError(f"{tokenizer} is not the vocabulary that {path} was trained with")
    model = build(shape, vocabulary)
    try:
        absent, unknown = model.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise ModelError(f"the weights in {path} do not fit the shape it names") from error
    if unknown or any(not _is_derived(name) for name in absent):
        raise ModelError(f"the weights in {path} are not those of the writer's network")
    return model, shape


def file_digest(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_derived(name: str) -> bool:
    """Tell whether a weight is another's (tied) or follows from the shape (the code of positions)."""
    return name in _TIED or ".embed_positions." in name


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("models/checkpoint/desk.safetensors"))
    parser.add_argument("--tokenizer", type=Path, default=Path("models/checkpoint/tokenizer.model"))
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    model, _ = load_half(options.checkpoint, options.tokenizer, len(Tokenizer(options.tokenizer)))
    model.save_pretrained(options.output)
    shutil.copy(options.tokenizer, options.output / "tokenizer.model")


if __name__ == "__main__":
    main()
