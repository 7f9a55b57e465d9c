"""The writer's network: a small pre-norm encoder-decoder (PEGASUS type), started so that it copies from the first step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from transformers import PegasusConfig, PegasusForConditionalGeneration

PAD_ID, END_ID = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The network's size."""

    width: int = 256
    encoder_layers: int = 4
    decoder_layers: int = 2
    heads: int = 4
    inner: int = 1024
    positions: int = 256


def build(shape: Shape, vocabulary: int, dropout: float = 0.1) -> PegasusForConditionalGeneration:
    """Return a fresh network; attention is "eager", so that the cross-attention can be guided."""
    config = PegasusConfig(
        vocab_size=vocabulary,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.inner,
        decoder_ffn_dim=shape.inner,
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
    copy_start(model)
    return model


def copy_start(model: PegasusForConditionalGeneration, gain: float = 2.5) -> None:
    """Set the network up as a copier, which training then refines instead of having to find (width 256, heads of 64).

    The 256 dimensions are shared out: 64 that hold the fast frequencies of the positions, 128 for the piece, 64 for a part of
    the piece before. The first encoder layer's first head looks one place back (sinusoids turn by a fixed angle a place) and
    notes that piece's part; the first decoder layer moves its input piece's part to the same dimensions; the last
    cross-attention looks for the place whose piece before is the decoder's last piece, and writes the piece found there.
    This is the induction circuit of Olsson et al. 2022, written by hand.
    """
    width, head = 256, 64
    fast = [*range(32), *range(128, 160)]
    before = list(range(64, 128))
    piece = [*range(32, 64), *range(160, 256)]
    part = piece[-64:]
    if model.config.d_model != width or model.config.encoder_attention_heads != width // head:
        raise ValueError("the copying start is laid out for width 256 and 4 heads")
    eye = torch.eye(head)
    with torch.no_grad():
        embedding = model.model.shared.weight
        embedding.zero_()
        embedding[:, piece] = torch.randn(len(embedding), len(piece)) * width**-0.5
        embedding[PAD_ID] = 0
        back = model.model.encoder.layers[0].self_attn
        _place(back.q_proj.weight, range(head), fast, 3.8 * _turn(32))
        _place(back.k_proj.weight, range(head), fast, 3.8 * eye)
        _place(back.v_proj.weight, range(head), part, eye)
        _place(back.out_proj.weight, before, range(head), eye, columns_only=True)
        move = model.model.decoder.layers[0]
        for sign, rows in ((1.0, range(128)), (-1.0, range(128, 256))):
            _place(move.fc1.weight, rows, piece, sign * torch.eye(128))
            _place(move.fc2.weight, piece, rows, -sign * torch.eye(128), columns_only=True)
            _place(move.fc2.weight, before, list(rows)[-64:], sign * eye)
        look = model.model.decoder.layers[-1].encoder_attn
        for first, dimensions in ((0, piece[:64]), (64, piece[64:])):
            rows = range(first, first + 64)
            _place(look.q_proj.weight, rows, before, eye)
            _place(look.k_proj.weight, rows, before, eye)
            _place(look.v_proj.weight, rows, dimensions, eye)
            _place(look.out_proj.weight, dimensions, rows, gain * eye, columns_only=True)


def _place(
    weight: torch.Tensor, rows: Sequence[int], columns: Sequence[int], block: torch.Tensor, *, columns_only: bool = False
) -> None:
    """Write a block into a weight (outputs x inputs); what else those rows (or columns) held becomes zero."""
    if columns_only:
        weight[:, list(columns)] = 0 if weight[:, list(columns)].abs().max() < 0.5 else weight[:, list(columns)]
    else:
        weight[list(rows)] = 0 if weight[list(rows)].abs().max() < 0.5 else weight[list(rows)]
    weight[torch.tensor(list(rows))[:, None], torch.tensor(list(columns))] = block


def _turn(pairs: int) -> torch.Tensor:
    """Return the map that turns the sinusoids of place p into those of p - 1; sines first, then cosines."""
    angles = 10000.0 ** (-torch.arange(pairs) * 2.0 / 256)
    sine, cosine = torch.diag(torch.sin(angles)), torch.diag(torch.cos(angles))
    return torch.cat([torch.cat([cosine, -sine], 1), torch.cat([sine, cosine], 1)])


def collate(
    examples: list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]], multiple: int = 8
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return padded sources (B, S), labels (B, T; -100 where padded) and copied positions (B, T; -1 where none)."""
    n_source = -(-max(len(s) for s, _, _ in examples) // multiple) * multiple
    n_target = -(-max(len(t) for _, t, _ in examples) // 4) * 4
    source = torch.full((len(examples), n_source), PAD_ID)
    labels = torch.full((len(examples), n_target), -100)
    copied = torch.full((len(examples), n_target), -1)
    for row, (s, t, c) in enumerate(examples):
        source[row, : len(s)] = torch.tensor(s)
        labels[row, : len(t)] = torch.tensor(t)
        copied[row, : len(c)] = torch.tensor(c)
    return source, labels, copied


def losses(
    model: PegasusForConditionalGeneration, source: torch.Tensor, labels: torch.Tensor, copied: torch.Tensor, *, smoothing: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the cross-entropy of the labels and the guide's loss: the negative log attention of two cross-attention heads
    of the last layer at the positions that the labels are copied from (guided alignment, Chen et al. 2016)."""
    mask = source.ne(PAD_ID)
    decoder_input = torch.cat([torch.full_like(labels[:, :1], PAD_ID), labels[:, :-1].clamp(min=0)], dim=1)
    output = model(
        input_ids=source, attention_mask=mask, decoder_input_ids=decoder_input, output_attentions=True, use_cache=False
    )
    cross = torch.nn.functional.cross_entropy(
        output.logits.flatten(0, 1).float(), labels.flatten(), ignore_index=-100, label_smoothing=smoothing
    )
    attention = output.cross_attentions[-1][:, :2].clamp(min=1e-6)
    known = copied.ge(0)
    picked = attention.gather(3, copied.clamp(min=0)[:, None, :, None].expand(-1, 2, -1, 1)).squeeze(3)
    guide = -(picked.log() * known[:, None]).sum() / (2 * known.sum().clamp(min=1))
    return cross, guide
