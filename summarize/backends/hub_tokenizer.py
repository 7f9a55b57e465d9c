"""The tokenizer of a model from the hub, the same for both backends: text that looks like a special token stays text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarize.errors import ModelError

FILE = "tokenizer.json"


class HubTokenizer:
    """Encodes sources with what the model wants around them, and decodes what it writes."""

    def __init__(self, tokenizer: Any) -> None:
        """Take a tokenizer of the library ``tokenizers``; it is neither cut nor padded from here on."""
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token numbers of each text, the special ones at its ends among them."""
        return [list(encoded.ids) for encoded in self._tokenizer.encode_batch(list(texts))]

    def decode(self, ids: Sequence[int]) -> str:
        """Return token numbers as text, without special tokens."""
        return str(self._tokenizer.decode(list(ids), skip_special_tokens=True))

    def save(self, folder: Path) -> None:
        """Write ``tokenizer.json`` into a folder."""
        self._tokenizer.save(str(folder / FILE))


def load_tokenizer(folder: Path) -> HubTokenizer:
    """Return the tokenizer of a converted model.

    Raises:
        ModelError: the package or the file is missing, or the file is broken.
    """
    try:
        import tokenizers
    except ImportError as error:
        hint = "Install it with: pip install 'quick-looks[hub]'"
        raise ModelError(f"models from the hub need the package tokenizers ({error})", hint) from error
    try:
        return HubTokenizer(tokenizers.Tokenizer.from_file(str(folder / FILE)))
    except Exception as error:  # the library raises bare Exception for whatever is wrong with a file
        raise ModelError(f"the tokenizer {folder / FILE} cannot be read: {error}") from error
