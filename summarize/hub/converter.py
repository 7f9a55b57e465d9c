"""ctranslate2's converter around a loaded network, with what it gets wrong of transformers 5's configurations mended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarize.backends.hub_checkpoint import Checkpoint

_NORMS = {"bart": (False, True), "pegasus": (True, False), "mbart": (True, True)}
"""``normalize_before`` and ``normalize_embedding`` of families whose newer configurations leave them out."""
_SCALED = frozenset({"t5", "mt5", "umt5"})


class Vocabulary:
    """A tokenizer whose vocabulary has exactly the network's size: without what is beyond it, with names for what is not used."""

    def __init__(self, wrapped: Any, size: int) -> None:
        """Wrap the library's tokenizer."""
        self._wrapped = wrapped
        self._size = size

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wrapped, name)

    def get_vocab(self) -> dict[str, int]:
        """Return every token's number."""
        known = {number: token for token, number in self._wrapped.get_vocab().items()}
        return {known.get(number, f"<unused_{number}>"): number for number in range(self._size)}


class Bare:
    """The least of a tokenizer, for a network that has none: numbered tokens."""

    bos_token, pad_token, eos_token, unk_token = (f"<unused_{number}>" for number in range(4))

    def get_vocab(self) -> dict[str, int]:
        """Return no tokens, so that each gets a name for what is not used."""
        return {}

    def convert_ids_to_tokens(self, number: int) -> str:
        """Return a token's name."""
        return f"<unused_{number}>"


class Mended:
    """A context: the configuration as the converter wants it, and afterwards as it was.

    The converter scales the outputs of T5's family wherever embeddings are tied, and transformers 5 says so of all of them: of
    FLAN-T5 and mT5 too, which do not scale. Greedy output stays the same then, beams and probabilities do not.
    """

    def __init__(self, config: Any) -> None:
        """Find out what must change for the family."""
        self._config = config
        self._changes: dict[str, Any] = {}
        before, embedding = _NORMS.get(config.model_type, (None, None))
        for name, value in (("normalize_before", before), ("normalize_embedding", embedding)):
            if value is not None and getattr(config, name, None) is None:
                self._changes[name] = value
        if config.model_type in _SCALED:
            self._changes["tie_word_embeddings"] = bool(getattr(config, "scale_decoder_outputs", False))
        self._before: dict[str, Any] = {}

    def __enter__(self) -> None:
        self._before = {name: getattr(self._config, name) for name in self._changes if hasattr(self._config, name)}
        for name, value in self._changes.items():
            setattr(self._config, name, value)

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            setattr(self._config, name, value)


def make_converter(checkpoint: Checkpoint, folder: Path) -> Any:
    """Return the converter of a loaded checkpoint."""
    return _converter(checkpoint.model, checkpoint.wrapped, (checkpoint.start[0], checkpoint.end), folder)


def write_network(folder: Path, output: Path, quantization: str) -> None:
    """Write the CTranslate2 form of a network that has no tokenizer, as benchmarks need it; its tokens are numbered."""
    import torch
    import transformers

    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    special = (model.config.decoder_start_token_id, model.config.eos_token_id)
    _converter(model, Bare(), special, folder).convert(str(output), quantization=quantization)


def _converter(network: Any, tokenizer: Any, special: Sequence[int], folder: Path) -> Any:
    from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]

    start, end = special

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Takes the network and the tokenizer that are loaded already."""

        def load_model(self, *_: Any, **__: Any) -> Any:
            return network

        def load_tokenizer(self, *_: Any, **__: Any) -> Any:
            return Vocabulary(tokenizer, network.get_input_embeddings().num_embeddings)

        def _load(self) -> Any:
            with Mended(network.config):
                spec = super()._load()
            spec.config.decoder_start_token = tokenizer.convert_ids_to_tokens(start)
            spec.config.eos_token = tokenizer.convert_ids_to_tokens(end)
            return spec

    return Converter(str(folder))
