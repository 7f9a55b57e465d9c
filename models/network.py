"""The writer's network: a small pre-norm encoder-decoder (PEGASUS type), started so that it copies from the first step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from transformers import PegasusConfig, PegasusForConditionalGeneration

from models.packing import ROW_STEP, SOURCE_STEP, TARGET_STEP, Packed

PAD_ID, END_ID = 0, 1
HEAD = 64
PAIRS = HEAD // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The network's size; its heads are 64 wide."""

    width: int = 256
    encoder_layers: int = 6
    decoder_layers: int = 2
    positions: int = 256


def build(shape: Shape, vocabulary: int, dropout: float = 0.0, pointers: Sequence[int] = ()) -> PegasusForConditionalGeneration:
    """Return a fresh network.

    Args:
        shape: its size.
        vocabulary: how many pieces there are.
        dropout: the share of values left out in training.
        pointers: the numbers of the pointer pieces, by place; given, the network starts as a copier (``copy_start``).
    """
    config = PegasusConfig(
        vocab_size=vocabulary,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.width // HEAD,
        decoder_attention_heads=shape.width // HEAD,
        encoder_ffn_dim=4 * shape.width,
        decoder_ffn_dim=4 * shape.width,
        max_position_embeddings=shape.positions,
        dropout=dropout,
        attention_dropout=0.0,
        activation_dropout=0.0,
        activation_function="relu",
        scale_embedding=True,
        pad_token_id=PAD_ID,
        eos_token_id=END_ID,
        decoder_start_token_id=PAD_ID,
        forced_eos_token_id=None,
        attn_implementation="eager",  # type: ignore[call-arg]
    )
    model = PegasusForConditionalGeneration(config)
    if pointers:
        copy_start(model, pointers)
    return model


def copy_start(model: PegasusForConditionalGeneration, pointers: Sequence[int], gain: float = 2.2) -> None:
    """Set the network up as a copier, which training then refines instead of having to find.

    The dimensions are shared out: 64 hold the positions' fast frequencies, 64 the place of a pointer in the same code, the
    rest what a piece is. The first decoder layer's first two cross-attention heads look at the place that the last pointer
    pointed to and read the piece there; the last layer's first head looks one place on (sinusoids turn by a fixed angle a
    place) and writes that place, its second takes the old place away. With pointers as the vocabulary this is the induction
    circuit of Olsson et al. 2022 without its search.
    """
    width = model.config.d_model
    half = width // 2
    fast = [*range(PAIRS), *range(half, half + PAIRS)]
    place = [d + PAIRS for d in fast]
    content = [d for d in range(width) if d not in {*fast, *place}]
    eye = torch.eye(HEAD)
    sharp = torch.cat([torch.linspace(1.6, 0.4, PAIRS)] * 2)
    with torch.no_grad():
        embedding = model.model.shared.weight
        embedding.zero_()
        embedding[:, content] = torch.randn(len(embedding), len(content)) * width**-0.5
        embedding[PAD_ID] = 0
        code = _sinusoids(len(pointers), width) * sharp * 2 * width**-0.5
        embedding[torch.tensor(pointers)] = 0
        embedding[torch.tensor(pointers)[:, None], torch.tensor(place)] = code
        read, write = model.model.decoder.layers[0].encoder_attn, model.model.decoder.layers[-1].encoder_attn
        for head in range(2):
            rows = range(head * HEAD, (head + 1) * HEAD)
            _place(read.q_proj.weight, rows, place, gain * eye)
            _place(read.k_proj.weight, rows, fast, gain * eye)
            _place(read.v_proj.weight, rows, content[head * HEAD : (head + 1) * HEAD], eye)
            _place(read.out_proj.weight, content[head * HEAD : (head + 1) * HEAD], rows, eye)
            _place(write.q_proj.weight, rows, place, gain * (_turn(width) if head == 0 else eye))
            _place(write.k_proj.weight, rows, fast, gain * eye)
            _place(write.v_proj.weight, rows, fast, eye)
            _place(write.out_proj.weight, place, rows, torch.diag(sharp) * (3.0 if head == 0 else -2.0))


def _place(weight: torch.Tensor, rows: Sequence[int], columns: Sequence[int], block: torch.Tensor) -> None:
    """Write a block into a weight (outputs x inputs), on top of its small random start."""
    weight[torch.tensor(list(rows))[:, None], torch.tensor(list(columns))] += block


def _angles(width: int) -> torch.Tensor:
    """Return by how much each of the fast frequencies turns a place."""
    return 10000.0 ** (-torch.arange(PAIRS) * 2.0 / width)


def _sinusoids(places: int, width: int) -> torch.Tensor:
    """Return the code of each place, (places, 64): sines first, then cosines."""
    turned = torch.arange(places)[:, None] * _angles(width)
    return torch.cat([turned.sin(), turned.cos()], 1)


def _turn(width: int) -> torch.Tensor:
    """Return the map that turns the code of place p into that of p + 1."""
    sine, cosine = torch.diag(_angles(width).sin()), torch.diag(_angles(width).cos())
    return torch.cat([torch.cat([cosine, sine], 1), torch.cat([-sine, cosine], 1)])


def collate(examples: Sequence[Packed]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return padded sources (B, S) and labels (B, T; -100 where padded); B, S and T are rounded up, so that shapes are few."""
    n_rows = -(-len(examples) // ROW_STEP) * ROW_STEP
    n_source = -(-max(len(e.source) for e in examples) // SOURCE_STEP) * SOURCE_STEP
    n_target = -(-max(len(e.target) for e in examples) // TARGET_STEP) * TARGET_STEP
    source = torch.full((n_rows, n_source), PAD_ID)
    source[:, 0] = END_ID
    labels = torch.full((n_rows, n_target), -100)
    for row, example in enumerate(examples):
        source[row, : len(example.source)] = torch.tensor(example.source)
        labels[row, : len(example.target)] = torch.tensor(example.target)
    return source, labels


def loss_of(
    model: PegasusForConditionalGeneration, source: torch.Tensor, labels: torch.Tensor, *, smoothing: float = 0.0
) -> torch.Tensor:
    """Return the cross-entropy a piece of the labels."""
    start = torch.cat([torch.full_like(labels[:, :1], PAD_ID), labels[:, :-1].clamp(min=0)], dim=1)
    output = model(input_ids=source, attention_mask=source.ne(PAD_ID), decoder_input_ids=start, use_cache=False)
    return torch.nn.functional.cross_entropy(output.logits.flatten(0, 1).float(), labels.flatten(), label_smoothing=smoothing)
