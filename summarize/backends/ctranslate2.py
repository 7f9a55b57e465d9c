"""Runs a converted encoder-decoder with CTranslate2: int8 on the CPU, or on a CUDA device. The light install's backend."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.backends.seq2seq import Written, folder_revision, write_requests
from summarize.errors import ModelError
from summarize.prompts import load_prompt
from summarize.resources import resource_path
from summarize.tokens import Tokenizer
from summarize.types import Candidate, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard

MAX_BATCH_TOKENS = 256


class CTranslate2:
    """A model folder with ``model.bin``, its vocabulary and ``tokenizer.model``."""

    name = "ctranslate2"

    def __init__(self, *, card: ModelCard, device: str = "auto", threads: int = 0) -> None:
        """Load the model.

        Args:
            card: the model's card; its ``decoding`` names ``beams`` and ``candidates``.
            device: "cpu", "cuda" or "auto".
            threads: processor threads, 0 for one each core; each has a batch of its own, since a small model's layers are too
                small to be shared.

        Raises:
            ModelError: a file is missing or broken, or the device is not there.
        """
        import ctranslate2  # type: ignore[import-untyped]

        assert card.location is not None
        self._beams = int(card.decoding.get("beams", 4))
        self._candidates = int(card.decoding.get("candidates", self._beams))
        self._length_penalty = float(card.decoding.get("length_penalty", 1.0))
        self._prompt = load_prompt(resource_path("prompts", f"{card.prompt}.toml"))
        self._tokenizer = Tokenizer(card.location / "tokenizer.model")
        self.revision = folder_revision(card.location)
        try:
            alone = device == "cuda" or (device == "auto" and ctranslate2.get_cuda_device_count() > 0)
            at_once = 1 if alone else threads or os.cpu_count() or 1
            self._translator = ctranslate2.Translator(
                str(card.location), device=device, compute_type="default", inter_threads=at_once, intra_threads=1
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"the model in {card.location} cannot be loaded: {error}") from error

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the beam's candidates for each request, best first."""
        return write_requests(requests, tokenizer=self._tokenizer, prompt=self._prompt, generate=self._generate)

    def _generate(self, sources: Sequence[Sequence[str]], max_new_tokens: int) -> list[list[Written]]:
        """Return each source's hypotheses, best first, with scores per piece."""
        written = self._translator.translate_batch(
            [list(source) for source in sources],
            max_batch_size=MAX_BATCH_TOKENS,
            batch_type="tokens",
            beam_size=self._beams,
            num_hypotheses=self._candidates,
            length_penalty=self._length_penalty,
            max_decoding_length=max_new_tokens,
            max_input_length=0,
            return_scores=True,
        )
        return [
            [
                Written(pieces=tuple(pieces), score=score, ended=len(pieces) < max_new_tokens)
                for pieces, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in written
        ]
