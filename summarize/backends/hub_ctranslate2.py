"""Runs a converted encoder-decoder of the hub's kind with CTranslate2: int8 on the CPU, float16, bfloat16 or int8 on CUDA."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.backends.hub_checkpoint import T5_FAMILY, find_limit
from summarize.backends.hub_tokenizer import load_tokenizer
from summarize.backends.hub_writing import Output, is_memory_error, measure_requests, run_batches, write_requests
from summarize.backends.seq2seq import folder_revision
from summarize.decoding import make_decoding
from summarize.errors import ModelError
from summarize.prompts import find_prompt, load_prompt
from summarize.types import Candidate, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard

RECORD = "converted.json"
BATCH_TOKENS = {"cpu": 4096, "cuda": 32_768}


class HubCTranslate2:
    """A folder that ``summarize models convert`` made; the same interface as ``HubTransformers``."""

    name = "ctranslate2"

    def __init__(self, *, card: ModelCard, device: str = "auto", threads: int = 0) -> None:
        """Load the model.

        Args:
            card: the model's card; its ``decoding`` names every choice.
            device: "cpu", "cuda" or "auto".
            threads: processor threads, 0 for one each core.

        Raises:
            ModelError: a package or file is missing, a file is broken, the device is not there, or memory ran out.
        """
        assert card.location is not None
        self._prompt = load_prompt(find_prompt(card.prompt))
        self._decoding = make_decoding(card.decoding)
        record = read_record(card.location)
        self._tokenizer = load_tokenizer(card.location)
        self._prefix = [str(token) for token in record["prefix"]]
        self._end = str(record["end"])
        self._device = find_device(device)
        kind = choose_type(self._device, card.compute_type, str(record["family"]), str(record["quantization"]))
        self._translator = open_translator(card.location, self._device, kind, threads)
        self._vocabulary = read_vocabulary(card.location)
        self._numbers = {token: number for number, token in reversed(list(enumerate(self._vocabulary)))}
        self.max_input_tokens = find_limit(card.max_input_tokens, int(record.get("positions", 0)))
        self.notes: list[str] = []
        self.settings = {"compute_type": str(self._translator.compute_type), "quantization": record["quantization"]}
        self.revision = folder_revision(card.location)

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return candidates for each request, best first."""
        return write_requests(
            requests,
            prompt=self._prompt,
            tokenizer=self._tokenizer,
            limit=self.max_input_tokens,
            generate=self._generate,
            notes=self.notes,
        )

    def measure(self, requests: Sequence[Request]) -> list[int]:
        """Return how many tokens each request would take of ``max_input_tokens``."""
        return measure_requests(requests, prompt=self._prompt, tokenizer=self._tokenizer)

    def _generate(self, sources: Sequence[Sequence[int]]) -> list[list[Output]]:
        budget = BATCH_TOKENS[self._device]
        lengths = [len(source) for source in sources]
        return run_batches(lengths, budget=budget, run=lambda group: self._run([sources[i] for i in group]), notes=self.notes)

    def _run(self, ids: Sequence[Sequence[int]]) -> list[list[Output]]:
        """Return the hypotheses of one batch."""
        decoding = self._decoding
        written = self._translator.translate_batch(
            [[self._vocabulary[number] for number in one] for one in ids],
            target_prefix=[self._prefix] * len(ids) if self._prefix else None,
            max_batch_size=0,
            beam_size=decoding.beams,
            patience=1,
            num_hypotheses=decoding.candidates,
            length_penalty=decoding.length_penalty,
            coverage_penalty=0,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            disable_unk=False,
            max_input_length=0,
            max_decoding_length=decoding.max_new_tokens + len(self._prefix),
            min_decoding_length=decoding.min_new_tokens + len(self._prefix),
            sampling_topk=1,
            end_token=self._end,
            return_end_token=True,
        )
        return [[self._output(tokens) for tokens in result.hypotheses] for result in written]

    def _output(self, tokens: Sequence[str]) -> Output:
        """Return one hypothesis up to its end, without its prefix."""
        kept = list(tokens)[len(self._prefix) :]
        ended = bool(kept) and kept[-1] == self._end
        return Output(ids=tuple(self._numbers[token] for token in (kept[:-1] if ended else kept)), ended=ended)


def read_record(folder: Path) -> dict[str, Any]:
    """Return what ``convert`` recorded of a model.

    Raises:
        ModelError: it is missing or broken.
    """
    path = folder / RECORD
    try:
        record: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return {name: record[name] for name in ("family", "quantization", "prefix", "end")} | record
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} cannot be read ({error})", "Convert the model again: summarize models convert NAME") from error


def read_vocabulary(folder: Path) -> list[str]:
    """Return the tokens of a converted model by number.

    Raises:
        ModelError: the file is missing or broken.
    """
    path = folder / "shared_vocabulary.json"
    try:
        return [str(token) for token in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read ({error})", "Convert the model again: summarize models convert NAME") from error


def find_device(device: str) -> str:
    """Return "cuda" or "cpu".

    Raises:
        ModelError: a CUDA device is asked for and not there.
    """
    import ctranslate2  # type: ignore[import-untyped]

    there = ctranslate2.get_cuda_device_count() > 0
    if device == "cuda" and not there:
        raise ModelError("there is no CUDA device that ctranslate2 can use", "Use --device cpu")
    return "cuda" if there and device != "cpu" else "cpu"


def choose_type(device: str, wanted: str, family: str, quantization: str) -> str:
    """Return the number type to compute in: what the card says, else what is fast on the device and safe for the family.

    >>> choose_type("cuda", "auto", "t5", "int8"), choose_type("cuda", "auto", "bart", "float32")
    ('int8_bfloat16', 'float16')
    """
    if device == "cpu":
        return {"auto": "default", "bfloat16": "float32", "float16": "float32"}.get(wanted, wanted)
    half = "bfloat16" if family in T5_FAMILY else "float16"
    kind = quantization if wanted == "auto" and quantization in {"int8", "bfloat16"} else wanted
    kind = half if kind == "auto" else kind
    return f"int8_{half}" if kind == "int8" else kind


def open_translator(folder: Path, device: str, kind: str, threads: int) -> Any:
    """Return the loaded network.

    Raises:
        ModelError: a file is missing or broken, or memory ran out.
    """
    import ctranslate2

    try:
        return ctranslate2.Translator(
            str(folder), device=device, compute_type=kind, inter_threads=1, intra_threads=threads or os.cpu_count() or 1
        )
    except (RuntimeError, ValueError, MemoryError) as error:
        if is_memory_error(error):
            raise ModelError("the model does not fit into the device's memory", "Use --device cpu or a smaller model") from error
        raise ModelError(f"the model in {folder} cannot be loaded: {error}") from error
