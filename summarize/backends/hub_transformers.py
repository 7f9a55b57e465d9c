"""Runs any encoder-decoder of the hub's kind with transformers: BART, PEGASUS, T5, FLAN-T5, mT5, mBART, LED, your own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from summarize.backends.hub_checkpoint import T5_FAMILY, Checkpoint, find_limit, load_checkpoint, read_config
from summarize.backends.hub_writing import Output, is_memory_error, measure_requests, run_batches, write_requests
from summarize.backends.seq2seq import folder_revision
from summarize.backends.transformers import find_device, import_libraries
from summarize.decoding import make_decoding
from summarize.errors import ModelError
from summarize.prompts import find_prompt, load_prompt
from summarize.types import Candidate, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard

BATCH_TOKENS = {"cpu": 4096, "cuda": 32_768}


class HubTransformers:
    """A checkpoint's folder; ``measure`` and ``max_input_tokens`` tell the document strategy how much fits at once."""

    name = "transformers"

    def __init__(self, *, card: ModelCard, device: str = "auto", threads: int = 0) -> None:
        """Load the model.

        Args:
            card: the model's card; its ``decoding`` names every choice.
            device: "cpu", "cuda" or "auto".
            threads: processor threads, 0 for torch's own choice.

        Raises:
            ModelError: a package or file is missing, a file is broken, the device is not there, or memory ran out.
        """
        assert card.location is not None
        self._torch, library = import_libraries()
        if threads:
            self._torch.set_num_threads(threads)
        self._device = find_device(self._torch, device)
        self._prompt = load_prompt(find_prompt(card.prompt))
        self._decoding = make_decoding(card.decoding)
        dtype = choose_dtype(self._torch, self._device, card.compute_type, str(read_config(card.location)["model_type"]))
        languages = {"source_language": card.source_language, "target_language": card.target_language}
        self._checkpoint = load_checkpoint(card.location, dtype=dtype, **languages)
        self._model = self._to_device(self._checkpoint.model)
        self._config = make_generation(library, card, self._checkpoint)
        self.max_input_tokens = find_limit(card.max_input_tokens, self._checkpoint.positions)
        self.notes: list[str] = []
        self.settings = {"compute_type": dtype, "attention": str(self._model.config._attn_implementation), **languages}
        self.revision = folder_revision(card.location)

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return candidates for each request, best first."""
        return write_requests(
            requests,
            prompt=self._prompt,
            tokenizer=self._checkpoint.tokenizer,
            limit=self.max_input_tokens,
            generate=self._generate,
            notes=self.notes,
        )

    def measure(self, requests: Sequence[Request]) -> list[int]:
        """Return how many tokens each request would take of ``max_input_tokens``."""
        return measure_requests(requests, prompt=self._prompt, tokenizer=self._checkpoint.tokenizer)

    def _to_device(self, model: Any) -> Any:
        try:
            return model.to(self._device)
        except RuntimeError as error:
            if is_memory_error(error):
                hint = "Use --device cpu or a smaller model"
                raise ModelError("the model does not fit into the device's memory", hint) from error
            raise

    def _generate(self, sources: Sequence[Sequence[int]]) -> list[list[Output]]:
        budget = BATCH_TOKENS[self._device]
        lengths = [len(source) for source in sources]
        return run_batches(lengths, budget=budget, run=lambda group: self._run([sources[i] for i in group]), notes=self.notes)

    def _run(self, ids: Sequence[Sequence[int]]) -> list[list[Output]]:
        """Return the hypotheses of one batch."""
        torch, checkpoint = self._torch, self._checkpoint
        inputs = pad_inputs(torch, checkpoint, ids, self._device)
        start = torch.tensor([checkpoint.start] * len(ids), device=self._device)
        try:
            with torch.inference_mode():
                rows = self._model.generate(**inputs, decoder_input_ids=start, generation_config=self._config)
        except RuntimeError as error:
            if is_memory_error(error) and self._device == "cuda":
                torch.cuda.empty_cache()
            raise
        outputs = [self._output(row) for row in rows[:, len(checkpoint.start) :].tolist()]
        size = self._decoding.candidates
        return [outputs[at : at + size] for at in range(0, len(outputs), size)]

    def _output(self, row: list[int]) -> Output:
        """Return one sequence up to its end."""
        end = self._checkpoint.end
        ended = end in row
        return Output(ids=tuple(row[: row.index(end)] if ended else row), ended=ended)


def pad_inputs(torch: Any, checkpoint: Checkpoint, ids: Sequence[Sequence[int]], device: str) -> dict[str, Any]:
    """Return a batch of sources as the family's networks are given it."""
    longest = max(len(one) for one in ids)
    padded = torch.tensor([[*one, *[checkpoint.pad] * (longest - len(one))] for one in ids], device=device)
    mask = torch.tensor([[1] * len(one) + [0] * (longest - len(one)) for one in ids], device=device)
    inputs = {"input_ids": padded, "attention_mask": mask}
    if checkpoint.family == "led":
        inputs["global_attention_mask"] = torch.zeros_like(mask).index_fill_(1, torch.tensor([0], device=device), 1)
    return inputs


def make_generation(library: Any, card: ModelCard, checkpoint: Checkpoint) -> Any:
    """Return every choice of decoding in full, so that neither the library nor the checkpoint adds one of its own."""
    decoding = make_decoding(card.decoding)
    checkpoint.model.generation_config = library.GenerationConfig(
        pad_token_id=checkpoint.pad, eos_token_id=checkpoint.end, decoder_start_token_id=checkpoint.start[0]
    )
    return library.GenerationConfig(
        do_sample=False,
        num_beams=decoding.beams,
        num_return_sequences=decoding.candidates,
        max_new_tokens=decoding.max_new_tokens,
        min_new_tokens=decoding.min_new_tokens,
        length_penalty=decoding.length_penalty,
        no_repeat_ngram_size=decoding.no_repeat_ngram,
        repetition_penalty=decoding.repetition_penalty,
        early_stopping=decoding.beams > 1,
        forced_bos_token_id=None,
        forced_eos_token_id=None,
        pad_token_id=checkpoint.pad,
        eos_token_id=checkpoint.end,
        decoder_start_token_id=checkpoint.start[0],
        use_cache=True,
    )


def choose_dtype(torch: Any, device: str, wanted: str, family: str) -> str:
    """Return the number type to compute in: what the card says, else bfloat16 where the device is fast in it, else float32.

    Raises:
        ModelError: the card asks for int8, which only the converted form has.
    """
    if wanted == "int8":
        hint = 'Convert the model, or say compute_type = "auto" in its card'
        raise ModelError("only the converted form computes in int8", hint)
    if wanted != "auto":
        return wanted
    if device == "cuda":
        fast = torch.cuda.is_bf16_supported(including_emulation=False)
        return "bfloat16" if fast else "float32" if family in T5_FAMILY else "float16"
    able = torch.cpu.get_capabilities()
    return "bfloat16" if any(able.get(name) for name in ("amx_bf16", "avx512_bf16", "bf16")) else "float32"
