"""Compares a converted model with its checkpoint: the same greedy tokens, the same probabilities, the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from summarize.backends.hub_checkpoint import Checkpoint
from summarize.backends.hub_ctranslate2 import open_translator, read_record, read_vocabulary
from summarize.backends.hub_tokenizer import load_tokenizer
from summarize.errors import ModelError
from summarize.prompts import find_prompt, load_prompt
from summarize.registry import ModelCard

MOST_DIFFERENCE = 1e-3
N_NEW_TOKENS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How a float32 form agrees with its checkpoint: greedy outputs that are equal, and the largest difference of a token's
    log-probability when both are given the checkpoint's output."""

    n_texts: int
    n_equal: int
    largest_difference: float

    @property
    def holds(self) -> bool:
        """Whether every output is equal and no probability differs; a difference that is no number does not hold."""
        return self.n_equal == self.n_texts and self.largest_difference <= MOST_DIFFERENCE

    @property
    def line(self) -> str:
        """The result for the user."""
        return (
            f"float32 against the checkpoint: {self.n_equal} of {self.n_texts} greedy outputs equal, log-probabilities within "
            f"{self.largest_difference:.1e} (allowed: {MOST_DIFFERENCE:.0e})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How the greedy texts of a quantized form are like those of the float32 form, as mean ROUGE F."""

    quantization: str
    n_texts: int
    rouge1: float
    rouge2: float
    rougeL: float

    @property
    def line(self) -> str:
        """The result for the user."""
        return (
            f"{self.quantization} against the float32 output, {self.n_texts} texts: ROUGE-1 {100 * self.rouge1:.1f}, "
            f"ROUGE-2 {100 * self.rouge2:.1f}, ROUGE-L {100 * self.rougeL:.1f}"
        )


def check_texts() -> list[str]:
    """Return the texts that conversions are checked on."""
    lines = (Path(__file__).parent / "check_texts.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip()]


def require_agreement(agreement: Agreement) -> None:
    """Raise unless a form agrees with its checkpoint.

    Raises:
        ModelError: it does not.
    """
    if not agreement.holds:
        hint = "It was not installed; use --backend transformers"
        raise ModelError(f"the converted form does not write what the checkpoint writes ({agreement.line})", hint)


def compare_forms(checkpoint: Checkpoint, folder: Path, card: ModelCard) -> Agreement:
    """Return how the float32 form in a folder agrees with its checkpoint.

    Raises:
        ModelError: the form cannot be loaded.
    """
    sources = [ids[: checkpoint.positions or None] for ids in checkpoint.tokenizer.encode(_sources(card))]
    written = [_greedy(checkpoint, source) for source in sources]
    translator = open_translator(folder, "cpu", "float32", 0)
    vocabulary = read_vocabulary(folder)
    prefix = [vocabulary[number] for number in checkpoint.start[1:]]
    pieces = [[vocabulary[number] for number in source] for source in sources]
    found = translate_greedily(translator, pieces, prefix)
    targets = [[*prefix, *(vocabulary[number] for number in ids)] for ids in written]
    n_equal = sum([*prefix, *tokens] == target for tokens, target in zip(found, targets, strict=True))
    scored = translator.score_batch(pieces, targets)
    differences = [
        _difference(checkpoint, source, [*checkpoint.start[1:], *ids], result.log_probs)
        for source, ids, result in zip(sources, written, scored, strict=True)
    ]
    return Agreement(n_texts=len(sources), n_equal=n_equal, largest_difference=max(differences, key=_nan_first))


def compare_texts(plain: Path, quantized: Path, card: ModelCard) -> Likeness:
    """Return how the quantized form's texts are like the float32 form's.

    Raises:
        ModelError: the package rouge_score is missing, or a form cannot be loaded.
    """
    try:
        from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped]
    except ImportError as error:
        hint = "Install it with: pip install 'quick-looks[hub]'"
        raise ModelError(f"the check needs the package rouge_score ({error})", hint) from error
    wanted, found = _texts_of(plain, card), _texts_of(quantized, card)
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=False)
    scores = [scorer.score(one, other) for one, other in zip(wanted, found, strict=True)]
    means = {name: fmean(score[name].fmeasure for score in scores) for name in ("rouge1", "rouge2", "rougeL")}
    return Likeness(quantization=str(read_record(quantized)["quantization"]), n_texts=len(scores), **means)


def _sources(card: ModelCard) -> list[str]:
    prompt = load_prompt(find_prompt(card.prompt))
    if "document" not in prompt.templates:
        return check_texts()
    return [prompt.fill("document", article=text, title="", length="short") for text in check_texts()]


def _texts_of(folder: Path, card: ModelCard) -> list[str]:
    """Return what a form writes greedily of the check texts."""
    record, vocabulary, tokenizer = read_record(folder), read_vocabulary(folder), load_tokenizer(folder)
    numbers = {token: number for number, token in enumerate(vocabulary)}
    most = int(record.get("positions", 0)) or None
    pieces = [[vocabulary[number] for number in ids[:most]] for ids in tokenizer.encode(_sources(card))]
    translator = open_translator(folder, "cpu", "default", 0)
    found = translate_greedily(translator, pieces, [str(token) for token in record["prefix"]])
    return [tokenizer.decode([numbers[token] for token in tokens]) for tokens in found]


def translate_greedily(translator: Any, sources: Sequence[Sequence[str]], prefix: Sequence[str]) -> list[list[str]]:
    """Return the greedy output of each source, without its prefix, without blocking of any kind."""
    results = translator.translate_batch(
        [list(source) for source in sources],
        target_prefix=[list(prefix)] * len(sources) if prefix else None,
        max_batch_size=8,
        beam_size=1,
        no_repeat_ngram_size=0,
        repetition_penalty=1,
        max_input_length=0,
        min_decoding_length=0,
        max_decoding_length=N_NEW_TOKENS + len(prefix),
    )
    return [list(result.hypotheses[0][len(prefix) :]) for result in results]


def _greedy(checkpoint: Checkpoint, source: Sequence[int]) -> list[int]:
    """Return what the checkpoint writes greedily of one source, up to its end."""
    import torch
    import transformers

    make: Any = transformers.GenerationConfig
    config = make(
        do_sample=False, num_beams=1, max_new_tokens=N_NEW_TOKENS, min_new_tokens=0, no_repeat_ngram_size=0,
        repetition_penalty=1.0, forced_bos_token_id=None, forced_eos_token_id=None, pad_token_id=checkpoint.pad,
        eos_token_id=checkpoint.end, decoder_start_token_id=checkpoint.start[0], use_cache=True,
    )  # fmt: skip
    ids = torch.tensor([list(source)])
    checkpoint.model.generation_config = make(
        pad_token_id=checkpoint.pad, eos_token_id=checkpoint.end, decoder_start_token_id=checkpoint.start[0]
    )
    with torch.inference_mode():
        rows = checkpoint.model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            decoder_input_ids=torch.tensor([checkpoint.start]),
            generation_config=config,
        )
    row: list[int] = rows[0, len(checkpoint.start) :].tolist()
    return row[: row.index(checkpoint.end)] if checkpoint.end in row else row


def _difference(checkpoint: Checkpoint, source: Sequence[int], target: Sequence[int], scores: Sequence[float]) -> float:
    """Return the largest difference of a log-probability, with the target given to both."""
    import torch

    given = torch.tensor([[checkpoint.start[0], *target]])
    wanted = torch.tensor([*target, checkpoint.end])
    with torch.inference_mode():
        logits = checkpoint.model(input_ids=torch.tensor([list(source)]), decoder_input_ids=given).logits[0]
    ours = logits.log_softmax(-1).gather(1, wanted[:, None])[:, 0]
    theirs = torch.tensor(list(scores))
    return float((ours[: len(theirs)] - theirs).abs().max()) if len(theirs) else 0.0


def _nan_first(value: float) -> float:
    return float("inf") if value != value else value
