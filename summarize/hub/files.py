"""Which files of a repository make a model, and their digests."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

_NEEDED = re.compile(
    r"(?:config|generation_config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json"
    r"|merges\.txt|[\w.-]+\.(?:model|spm)"
)
_SAFE = re.compile(r"model(?:-\d+-of-\d+)?\.safetensors|model\.safetensors\.index\.json")
_PICKLED = re.compile(r"pytorch_model(?:-\d+-of-\d+)?\.bin|pytorch_model\.bin\.index\.json")
_PART = 1 << 20


def choose_files(names: Sequence[str]) -> list[str]:
    """Return the files of a repository that the model needs: its configuration, its tokenizer and one form of its weights.

    Safetensors are taken where there are such, else the pickle; an empty list says that there are no weights for torch.

    >>> choose_files(["config.json", "pytorch_model.bin", "model.safetensors", "tf_model.h5", "README.md"])
    ['config.json', 'model.safetensors']
    """
    weights = [name for name in names if _SAFE.fullmatch(name)] or [name for name in names if _PICKLED.fullmatch(name)]
    if not weights or "config.json" not in names:
        return []
    return sorted({name for name in names if _NEEDED.fullmatch(name)} | set(weights))


def file_digest(path: Path) -> str:
    """Return a file's SHA-256, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while part := content.read(_PART):
            digest.update(part)
    return digest.hexdigest()


def shown_size(n_bytes: int) -> str:
    """Return a size for people.

    >>> shown_size(1_630_000_000), shown_size(12_000)
    ('1.6 GB', '12 kB')
    """
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if n_bytes >= size:
            return f"{n_bytes / size:.1f} {unit}"
    return f"{n_bytes / 1e3:.0f} kB"
