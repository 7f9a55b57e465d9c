"""Exports a checkpoint to CTranslate2 and checks the result: ``python -m models.export --checkpoint FILE -o FOLDER``.

``--half FOLDER`` also keeps its weights as float16, which fine-tuning starts from.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
import torch
from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]
from transformers import PegasusForConditionalGeneration

from models.half import save_half
from models.network import build
from models.train import read_recipe
from summarize.errors import ModelError
from summarize.tokens import Tokenizer

MOST_DIFFERENT = 1e-3


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


def load_checkpoint(path: Path, recipe_path: Path, vocabulary: int) -> PegasusForConditionalGeneration:
    """Return the network with the running mean of a run's weights."""
    model = build(read_recipe(recipe_path).shape, vocabulary)
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["average"])
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


def export(model: PegasusForConditionalGeneration, tokenizer_path: Path, output: Path, quantization: str = "int8") -> float:
    """Write the CTranslate2 form of a network with its vocabulary, once its float32 form agrees with the network.

    Returns:
        The largest difference of a log-probability between the network and its float32 form.

    Raises:
        ModelError: the two do not agree.
    """
    tokenizer = Tokenizer(tokenizer_path)
    sources = [[*tokenizer.encode(f"<point><short>{text}"), "</s>"] for text in CHECK_TEXTS]
    with tempfile.TemporaryDirectory() as folder:
        convert(model, tokenizer.vocabulary(), Path(folder) / "float32", "float32")
        difference = largest_difference(model, Path(folder) / "float32", sources, tokenizer)
    if not difference <= MOST_DIFFERENT:
        raise ModelError(f"the conversion does not agree with the checkpoint: log-probabilities differ by up to {difference:.2e}")
    convert(model, tokenizer.vocabulary(), output, quantization)
    shutil.copy(tokenizer_path, output / "tokenizer.model")
    return difference


def main() -> None:
    """Convert to float32 for the check and to int8 for the package; keep the weights in half precision if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--recipe", type=Path, default=Path("models/recipes/desk.toml"))
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--quantization", default="int8")
    parser.add_argument("--half", type=Path, metavar="FOLDER", help="also keep the weights here, as float16")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    model = load_checkpoint(options.checkpoint, options.recipe, len(Tokenizer(options.tokenizer)))
    try:
        difference = export(model, options.tokenizer, options.output, options.quantization)
    except ModelError as error:
        raise SystemExit(str(error)) from error
    print(f"largest difference of a log-probability, float32: {difference:.2e}")
    if options.half:
        save_half(model, read_recipe(options.recipe).shape, options.tokenizer, options.half / "desk.safetensors")
        shutil.copy(options.tokenizer, options.half / "tokenizer.model")


CHECK_TEXTS = (
    "the council voted 7-2 on Tuesday to close the old ferry terminal, a decision that will cost $48 million.",
    "Ruth Calder, who leads the harbour board, said repairs would take three years.",
    '"we cannot wait any longer," said Tobias Renn, a teacher who lives near the site.',
    "researchers found that the drug cut deaths by 38% among patients who took it for a year.",
)

if __name__ == "__main__":
    main()
