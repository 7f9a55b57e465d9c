"""Exports a checkpoint to CTranslate2 and checks the result: ``python -m models.export --checkpoint FILE -o FOLDER``."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
import torch
from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]
from transformers import PegasusForConditionalGeneration

from models.network import build
from models.train import read_recipe
from summarize.tokens import Tokenizer


class _Converter(TransformersConverter):  # type: ignore[misc]
    """The Transformers converter with our own vocabulary in place of a Hugging Face tokenizer."""

    def __init__(self, folder: str, vocabulary: list[str]) -> None:
        super().__init__(folder)
        self._vocabulary = vocabulary

    def load_tokenizer(self, tokenizer_class: Any, model_name_or_path: str, **kwargs: Any) -> Any:
        """Return what the converter asks of a tokenizer: its vocabulary and its special pieces."""
        vocabulary = self._vocabulary

        class Vocabulary:
            pad_token, eos_token, unk_token, bos_token, mask_token = "<pad>", "</s>", "<unk>", "<pad>", None

            def get_vocab(self) -> dict[str, int]:
                return {piece: number for number, piece in enumerate(vocabulary)}

        return Vocabulary()


def load_average(paths: Sequence[Path], recipe_path: Path, vocabulary: int) -> PegasusForConditionalGeneration:
    """Return the network with the mean of the checkpoints' weights."""
    model = build(read_recipe(recipe_path).shape, vocabulary)
    states = [torch.load(path, map_location="cpu", weights_only=True)["model"] for path in paths]
    mean = {k: sum(s[k].float() for s in states) / len(states) for k in states[0]}
    model.load_state_dict(mean)
    model.tie_weights()
    model.train(False)
    return model


def convert(model: PegasusForConditionalGeneration, vocabulary: list[str], output: Path, quantization: str) -> None:
    """Write the CTranslate2 form of a network."""
    with tempfile.TemporaryDirectory() as folder:
        model.config.normalize_before = True
        model.config.normalize_embedding = False
        model.config.add_final_layer_norm = True
        model.config.static_position_embeddings = True
        model.save_pretrained(folder)
        _Converter(folder, vocabulary).convert(str(output), quantization=quantization, force=True)


def largest_difference(
    model: PegasusForConditionalGeneration, folder: Path, sources: list[list[str]], tokenizer: Tokenizer
) -> float:
    """Return the largest difference of log-probabilities a piece between the network and its float32 conversion,
    teacher-forced on what the conversion writes greedily."""
    translator = ctranslate2.Translator(str(folder), compute_type="float32")
    written = [r.hypotheses[0] for r in translator.translate_batch(sources, beam_size=1, max_decoding_length=48)]
    scored = translator.score_batch(sources, written)
    worst = 0.0
    for source, target, scores in zip(sources, written, scored, strict=True):
        ids = torch.tensor([[*tokenizer.ids(target), 1]])
        start = torch.tensor([[0, *tokenizer.ids(target)]])
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([tokenizer.ids(source)]), decoder_input_ids=start).logits
        ours = logits.log_softmax(-1).gather(2, ids[..., None]).squeeze(2)[0]
        theirs = torch.tensor(scores.log_probs)
        worst = max(worst, (ours[: len(theirs)] - theirs).abs().max().item())
    return worst


def main() -> None:
    """Average, convert to float32 for the check and to int8 for the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="one, or several to average")
    parser.add_argument("--recipe", type=Path, default=Path("models/recipes/desk.toml"))
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--quantization", default="int8")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = Tokenizer(options.tokenizer)
    model = load_average(options.checkpoint, options.recipe, len(tokenizer))
    sources = [[*tokenizer.encode(f"<point><short>{text}<ctx>"), "</s>"] for text in CHECK_TEXTS]
    with tempfile.TemporaryDirectory() as folder:
        convert(model, tokenizer.vocabulary(), Path(folder) / "float32", "float32")
        difference = largest_difference(model, Path(folder) / "float32", sources, tokenizer)
    print(f"largest difference of a log-probability, float32: {difference:.2e}")
    if difference > 1e-3:
        raise SystemExit("the conversion does not agree with the checkpoint")
    convert(model, tokenizer.vocabulary(), options.output, options.quantization)
    shutil.copy(options.tokenizer, options.output / "tokenizer.model")


CHECK_TEXTS = (
    "the council voted<#1> on<D1>{Tuesday} to close the old ferry terminal, a decision that will cost<#2>{$}.",
    "<N1>{Calder}, who leads the harbour board, said repairs would take three years.",
    "\"we cannot wait any longer,\" said<N1>, a teacher who lives near the site.",
    "researchers found that the drug cut deaths by<#1>{percent} among patients who took it for a year.",
)

if __name__ == "__main__":
    main()
