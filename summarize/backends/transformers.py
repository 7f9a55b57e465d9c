"""Runs an encoder-decoder checkpoint as it was trained, with transformers: for models that have not been converted.

Slower to start and larger to install than ``ctranslate2``; the two write the same for the same weights in float32.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.backends.seq2seq import Written, folder_revision, write_requests
from summarize.errors import ModelError
from summarize.prompts import load_prompt
from summarize.resources import resource_path
from summarize.tokens import Tokenizer
from summarize.types import Candidate, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard

MAX_BATCH_TOKENS = 4096


class Transformers:
    """A folder with ``config.json``, safetensors weights and ``tokenizer.model``: PEGASUS, BART, T5 or Marian type."""

    name = "transformers"

    def __init__(self, *, card: ModelCard, device: str = "auto", threads: int = 0) -> None:
        """Load the model.

        Args:
            card: the model's card; its ``decoding`` names ``beams``, ``candidates`` and ``length_penalty``.
            device: "cpu", "cuda" or "auto".
            threads: processor threads, 0 for torch's own choice.

        Raises:
            ModelError: a package or file is missing, a file is broken, or the device is not there.
        """
        assert card.location is not None
        self._torch, library = import_libraries()
        if threads:
            self._torch.set_num_threads(threads)
        self._device = find_device(self._torch, device)
        self._prompt = load_prompt(resource_path("prompts", f"{card.prompt}.toml"))
        self._tokenizer = Tokenizer(card.location / "tokenizer.model")
        self._vocabulary = self._tokenizer.vocabulary()
        self._max_input = card.max_input_tokens
        self._model = _load_model(library, self._torch, card.location).to(self._device)
        if self._model.config.vocab_size < len(self._vocabulary):
            raise ModelError(f"the model in {card.location} does not fit its tokenizer.model")
        self._decoding = _decoding(card.decoding)
        self._pad, self._end = _special(self._model.config, "pad_token_id"), _special(self._model.config, "eos_token_id")
        self._model.generation_config = self._generation(library)
        self.revision = folder_revision(card.location)

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the beam's candidates for each request, best first."""
        return write_requests(requests, tokenizer=self._tokenizer, prompt=self._prompt, generate=self._generate)

    def _generation(self, library: Any) -> Any:
        """Return every choice of decoding in full, so that neither the library nor the checkpoint adds one of its own."""
        config = self._model.config
        start = getattr(config, "decoder_start_token_id", None)
        return library.GenerationConfig(
            do_sample=False,
            num_beams=self._decoding["beams"],
            num_return_sequences=self._decoding["candidates"],
            length_penalty=self._decoding["length_penalty"],
            early_stopping=False,
            no_repeat_ngram_size=0,
            repetition_penalty=1.0,
            min_length=0,
            forced_bos_token_id=None,
            forced_eos_token_id=None,
            pad_token_id=self._pad,
            eos_token_id=self._end,
            decoder_start_token_id=self._pad if start is None else start,
            use_cache=True,
            return_dict_in_generate=True,
            output_logits=True,
        )

    def _generate(self, sources: Sequence[Sequence[str]], max_new_tokens: int) -> list[list[Written]]:
        """Return each source's hypotheses, best first, with scores per piece, in the order of the sources."""
        ids = [self._fit(self._tokenizer.ids(source)) for source in sources]
        found: list[list[Written]] = [[] for _ in sources]
        for numbers in group_by_length([len(one) for one in ids], MAX_BATCH_TOKENS):
            for number, written in zip(numbers, self._run([ids[n] for n in numbers], max_new_tokens), strict=True):
                found[number] = written
        return found

    def _fit(self, ids: list[int]) -> list[int]:
        """Return a source cut to the model's longest input, with its end kept."""
        return ids if not self._max_input or len(ids) <= self._max_input else [*ids[: self._max_input - 1], ids[-1]]

    def _run(self, ids: Sequence[list[int]], max_new_tokens: int) -> list[list[Written]]:
        """Return the hypotheses of one batch."""
        torch = self._torch
        longest = max(len(one) for one in ids)
        padded = torch.tensor([one + [self._pad] * (longest - len(one)) for one in ids], device=self._device)
        mask = torch.tensor([[1] * len(one) + [0] * (longest - len(one)) for one in ids], device=self._device)
        with torch.inference_mode():
            output = self._model.generate(input_ids=padded, attention_mask=mask, max_new_tokens=max_new_tokens)
        rows = [self._written(*row) for row in zip(output.sequences[:, 1:].tolist(), self._scores(output), strict=True)]
        size = self._decoding["candidates"]
        return [rows[at : at + size] for at in range(0, len(rows), size)]

    def _scores(self, output: Any) -> list[float]:
        """Return each sequence's log-probability per piece, its end among them."""
        written = output.sequences[:, 1:]
        beams = getattr(output, "beam_indices", None)
        lengths = (written == self._end).int().argmax(1)
        counts = self._torch.where((written == self._end).any(1), lengths + 1, written.shape[1])
        total = self._torch.zeros(len(written), device=written.device)
        for place, logits in enumerate(output.logits[: written.shape[1]]):
            rows = self._torch.arange(len(written), device=written.device) if beams is None else beams[:, place].clamp(min=0)
            scored = logits.float().log_softmax(-1)[rows, written[:, place]]
            total += self._torch.where(place < counts, scored, 0.0)
        return [float(score) for score in total / counts]

    def _written(self, ids: list[int], score: float) -> Written:
        """Return one sequence as pieces."""
        ended = self._end in ids
        kept = ids[: ids.index(self._end)] if ended else ids
        pieces = tuple(self._vocabulary[one] for one in kept if one != self._pad and one < len(self._vocabulary))
        return Written(pieces=pieces, score=score, ended=ended)


def group_by_length(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield the places of all lengths, longest first, in groups whose padded size stays within the budget (or of one alone)."""
    group: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: (-lengths[place], place)):
        if group and lengths[group[0]] * (len(group) + 1) > budget:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def import_libraries() -> tuple[Any, Any]:
    """Return torch and transformers.

    Raises:
        ModelError: one of them is not installed.
    """
    try:
        import torch
        import transformers
    except ImportError as error:
        hint = "Install them with: pip install 'quick-looks[torch]'"
        raise ModelError(f"the backend 'transformers' needs the packages torch and transformers ({error})", hint) from error
    return torch, transformers


def find_device(torch: Any, device: str) -> str:
    """Return "cuda" or "cpu".

    Raises:
        ModelError: a CUDA device is asked for and not there.
    """
    there = torch.cuda.is_available()
    if device == "cuda" and not there:
        raise ModelError("there is no CUDA device that torch can use", "Use --device cpu")
    return "cuda" if there and device != "cpu" else "cpu"


def _load_model(library: Any, torch: Any, folder: Path) -> Any:
    """Return the folder's network in float32; nothing is downloaded, and no weight may be missing."""
    library.utils.logging.disable_progress_bar()
    try:
        model, report = library.AutoModelForSeq2SeqLM.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=torch.float32, output_loading_info=True
        )
    except Exception as error:  # what a broken folder raises is not documented: OSError, SafetensorError, KeyError, ...
        raise ModelError(f"the model in {folder} cannot be loaded: {error}") from error
    absent = sorted(report["missing_keys"])
    if absent:
        raise ModelError(f"the model in {folder} lacks weights: {', '.join(absent[:3])}")
    return model.eval()


def _decoding(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the card's decoding with what it leaves out; a beam gives no more candidates than it is wide."""
    beams = int(fields.get("beams", 4))
    candidates = min(beams, int(fields.get("candidates", beams)))
    return {"beams": beams, "candidates": candidates, "length_penalty": float(fields.get("length_penalty", 1.0))}


def _special(config: Any, name: str) -> int:
    """Return the number of a special piece."""
    found = getattr(config, name, None)
    if not isinstance(found, int):
        raise ModelError(f"the model's config.json has no {name}")
    return found
