"""Exports a checkpoint to CTranslate2 and checks the result: ``python -m models.export --checkpoint FILE --pairs DIR -o FOLDER``.

Most of what the writer writes are pointers; of the other pieces its lessons have few. Only those stay in its output layer, which
makes it faster and lets it spell nothing that it never learnt to. ``--half FOLDER`` also keeps its weights, all of them, as
float16, which fine-tuning starts from.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import ctranslate2  # type: ignore[import-untyped]
import torch
from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]
from transformers import PegasusForConditionalGeneration

from models.half import save_half
from models.network import build
from models.packing import Packed, read_part
from models.train import read_recipe
from summarize.errors import ModelError
from summarize.tokens import END, POINTERS, Tokenizer

MOST_DIFFERENT = 1e-3
LEAST_WRITTEN = 5
TARGETS = "target_vocabulary.json"
"""CTranslate2's name for the list of pieces that a model may write."""


class _Converter(TransformersConverter):  # type: ignore[misc]
    """The Transformers converter with our own vocabulary in place of a Hugging Face tokenizer."""

    def __init__(self, folder: str, vocabulary: list[str], written: Sequence[int] | None = None) -> None:
        super().__init__(folder)
        self._vocabulary, self._written = vocabulary, written

    def _load(self) -> Any:
        """Return the network, its decoder without the pieces that are not to be written."""
        spec = super()._load()
        if self._written is not None:
            for layer in (spec.decoder.embeddings, spec.decoder.projection):
                layer.weight = layer.weight[list(self._written)]
            spec._vocabularies["target"] = [[self._vocabulary[number] for number in self._written]]
        return spec

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


def written_pieces(tokenizer: Tokenizer, lessons: Iterable[Packed], least: int = 1) -> list[int]:
    """Return the numbers of the pieces that lessons write at least so often, and of those that the writer cannot do without."""
    counts = Counter(number for lesson in lessons for number in lesson.target)
    needed = tokenizer.ids(["<pad>", END, "<unk>", *POINTERS])
    return sorted({number for number, count in counts.items() if count >= least}.union(needed))


def convert(
    model: PegasusForConditionalGeneration,
    vocabulary: list[str],
    output: Path,
    quantization: str,
    written: Sequence[int] | None = None,
) -> None:
    """Write the CTranslate2 form of a network; ``written`` are the pieces that it may write, all of them by default."""
    with tempfile.TemporaryDirectory() as folder:
        model.config.normalize_before = True
        model.config.normalize_embedding = False
        model.config.add_final_layer_norm = True
        model.config.static_position_embeddings = True
        model.save_pretrained(folder)
        _Converter(folder, vocabulary, written).convert(str(output), quantization=quantization, force=True)


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


def export(
    model: PegasusForConditionalGeneration,
    tokenizer_path: Path,
    output: Path,
    quantization: str = "int8",
    written: Sequence[int] | None = None,
) -> float:
    """Write the CTranslate2 form of a network with its vocabulary, once its float32 form agrees with the network.

    Args:
        model: the network.
        tokenizer_path: its vocabulary.
        output: the folder to write.
        quantization: how weights are kept, in CTranslate2's words.
        written: the pieces that it may write (``written_pieces``), all of them by default.

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
    with tempfile.TemporaryDirectory() as folder:
        convert(model, tokenizer.vocabulary(), Path(folder) / "form", quantization, written)
        for old in output.glob("*_vocabulary.json"):
            old.unlink()
        shutil.copytree(Path(folder) / "form", output, dirs_exist_ok=True)
    shutil.copy(tokenizer_path, output / "tokenizer.model")
    return difference


def main() -> None:
    """Convert to float32 for the check and to int8 for the package; keep the weights in half precision if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--recipe", type=Path, default=Path("models/recipes/desk.toml"))
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, help="prepared pairs: only pieces that the last stage writes are kept")
    parser.add_argument("--quantization", default="int8")
    parser.add_argument("--half", type=Path, metavar="FOLDER", help="also keep the weights here, as float16")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = Tokenizer(options.tokenizer)
    model = load_checkpoint(options.checkpoint, options.recipe, len(tokenizer))
    parts = read_recipe(options.recipe).stages[-1].weights if options.pairs else ()
    lessons = (lesson for part in parts for lesson in read_part(options.pairs / f"{part}.jsonl", tokenizer))
    written = written_pieces(tokenizer, lessons, LEAST_WRITTEN) if options.pairs else None
    try:
        difference = export(model, options.tokenizer, options.output, options.quantization, written)
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
