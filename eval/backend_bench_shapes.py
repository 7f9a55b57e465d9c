"""Networks with the shapes of published models and random weights, for the comparison of backends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from summarize.errors import UsageError

SHAPES: dict[str, tuple[str, dict[str, Any]]] = {
    "bart-large": (
        "bart",
        {
            "vocab_size": 50_264, "d_model": 1024, "encoder_layers": 12, "decoder_layers": 12, "encoder_attention_heads": 16,
            "decoder_attention_heads": 16, "encoder_ffn_dim": 4096, "decoder_ffn_dim": 4096, "max_position_embeddings": 1024,
        },
    ),
    "t5-small": ("t5", {"vocab_size": 32_128, "d_model": 512, "d_kv": 64, "d_ff": 2048, "num_layers": 6, "num_heads": 8}),
    "tiny": (
        "bart",
        {
            "vocab_size": 500, "d_model": 32, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
            "decoder_attention_heads": 2, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "max_position_embeddings": 1024,
        },
    ),
}  # fmt: skip


def make_model(shape: str, folder: Path) -> None:
    """Write a network with random weights in a published model's shape.

    Raises:
        UsageError: the shape is unknown.
    """
    import torch
    import transformers

    if shape not in SHAPES:
        raise UsageError(f"there is no shape '{shape}'", f"There are: {', '.join(SHAPES)}")
    family, fields = SHAPES[shape]
    torch.manual_seed(0)
    name = {"bart": "Bart", "t5": "T5"}[family]
    start = {"decoder_start_token_id": 0} if family == "t5" else {"forced_bos_token_id": None, "forced_eos_token_id": None}
    config = getattr(transformers, f"{name}Config")(**fields, **start)
    getattr(transformers, f"{name}ForConditionalGeneration")(config).save_pretrained(folder)


def convert(folder: Path, output: Path, quantization: str) -> None:
    """Write the CTranslate2 form of a network that has no tokenizer."""
    from summarize.hub.converter import write_network

    write_network(folder, output, quantization)
