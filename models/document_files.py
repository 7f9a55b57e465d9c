"""Writes a fine-tuned checkpoint in the hub's form: its own weights, and beside them the start's configuration and tokenizer.

The start's files are copied as they are: what a library writes anew may say other things of the same network (FLAN-T5's output
layer, the token that BART begins with).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from safetensors.torch import save_file

from models.install import RECORD

_SUFFIXES = frozenset({".json", ".txt", ".model", ".spm"})


def find_small_files(folder: Path) -> list[Path]:
    """Return a checkpoint's configuration and tokenizer files."""
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in _SUFFIXES and path.is_file() and path.name != RECORD and not path.name.endswith(".index.json")
    ]


def write_checkpoint(network: Any, start: Path, folder: Path) -> None:
    """Write a network's weights, shared ones once, and copy what else its start's folder has.

    Raises:
        OSError: a file cannot be read or written.
    """
    folder.mkdir(parents=True)
    for path in find_small_files(start):
        shutil.copyfile(path, folder / path.name)
    weights: dict[tuple[int, tuple[int, ...]], tuple[str, Any]] = {}
    for name, value in network.state_dict().items():
        weights.setdefault((value.data_ptr(), tuple(value.shape)), (name, value.contiguous()))
    save_file(dict(weights.values()), folder / "model.safetensors", metadata={"format": "pt"})
