"""The network: it copies from its first step, and its loss looks only at what counts."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'quick-looks[train]'")
torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models.network import END_ID, PAD_ID, Shape, build, collate, loss_of  # noqa: E402
from models.packing import ROW_STEP, SOURCE_STEP, TARGET_STEP, Packed  # noqa: E402
from summarize.tokens import MAX_PLACES  # noqa: E402

torch.set_num_threads(1)
SMALL = Shape(width=64, encoder_layers=1, decoder_layers=1)
POINTERS = range(12, 12 + MAX_PLACES)
VOCABULARY = 400
FIRST_PLACE, LAST_PLACE = 3, 95


def misses_of(pointers: range | tuple[()]) -> Any:
    """Return by how much a fresh network's best next piece, after the pointers 3, 4, 5..., misses the next pointer."""
    torch.manual_seed(1)
    model = build(Shape(), VOCABULARY, pointers=pointers)
    model.train(False)
    source = torch.randint(POINTERS.stop, VOCABULARY, (4, LAST_PLACE + 15))
    written = torch.tensor(POINTERS[FIRST_PLACE:LAST_PLACE]).expand(4, -1)
    start = torch.cat([torch.full((4, 1), PAD_ID), written], dim=1)
    with torch.no_grad():
        best = model(input_ids=source, decoder_input_ids=start).logits.argmax(-1)
    return best[:, 1:] - (written + 1)


def test_the_fresh_network_goes_on_pointing_or_misses_by_one_place() -> None:
    misses = misses_of(POINTERS)
    assert (misses == 0).float().mean() > 0.85
    assert (misses.abs() <= 1).float().mean() > 0.99


def test_without_the_copying_start_it_does_not() -> None:
    assert (misses_of(()) == 0).float().mean() < 0.05


def test_the_network_has_the_shape_that_is_asked_for() -> None:
    model = build(SMALL, VOCABULARY, dropout=0.25)
    assert model.config.vocab_size == VOCABULARY == len(model.model.shared.weight)
    assert (model.config.d_model, model.config.encoder_layers, model.config.decoder_layers) == (64, 1, 1)
    assert (model.config.encoder_attention_heads, model.config.dropout, model.config.max_position_embeddings) == (1, 0.25, 256)
    assert (model.config.pad_token_id, model.config.eos_token_id) == (PAD_ID, END_ID)


def test_collate_pads_each_side_with_its_own_mark() -> None:
    source, labels = collate([Packed((5, 6, 1), (7, 1)), Packed((5,) * 17, (7, 8, 9, 1))])
    assert source.shape == (ROW_STEP, 2 * SOURCE_STEP)
    assert labels.shape == (ROW_STEP, TARGET_STEP)
    assert source[0].tolist() == [5, 6, 1] + [PAD_ID] * 29
    assert source[1].tolist() == [5] * 17 + [PAD_ID] * 15
    assert labels[:2].tolist() == [[7, 1] + [-100] * 14, [7, 8, 9, 1] + [-100] * 12]
    assert source[2:].tolist() == [[END_ID] + [PAD_ID] * 31] * 6
    assert (labels[2:] == -100).all()


def test_full_shapes_are_not_padded() -> None:
    source, labels = collate([Packed((5,) * SOURCE_STEP, (7,) * TARGET_STEP)] * ROW_STEP)
    assert (source == 5).all()
    assert source.shape == (ROW_STEP, SOURCE_STEP)
    assert (labels == 7).all()
    assert labels.shape == (ROW_STEP, TARGET_STEP)


def test_the_loss_ignores_padding() -> None:
    torch.manual_seed(2)
    model = build(SMALL, VOCABULARY)
    model.train(False)
    one, other = Packed((9, 8, 7, 6, 1), (8, 7, 1)), Packed((20,) * 40, tuple(range(20, 40)))
    with torch.no_grad():
        bare = [loss_of(model, torch.tensor([e.source]), torch.tensor([e.target])).item() for e in (one, other)]
        assert loss_of(model, *collate([one])).item() == pytest.approx(bare[0], abs=1e-4)
        together = loss_of(model, *collate([one, other])).item()
    assert abs(bare[0] - bare[1]) > 0.01
    assert together == pytest.approx((3 * bare[0] + 20 * bare[1]) / 23, abs=1e-4)


def test_the_loss_is_the_log_probability_of_each_piece_after_those_before_it() -> None:
    torch.manual_seed(3)
    model = build(SMALL, VOCABULARY)
    model.train(False)
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([[9, 8, 1]]), decoder_input_ids=torch.tensor([[PAD_ID, 8, 7]])).logits
        wanted = -logits.log_softmax(-1)[0, [0, 1, 2], [8, 7, 1]].mean().item()
        source, labels = collate([Packed((9, 8, 1), (8, 7, 1))])
        assert loss_of(model, source, labels).item() == pytest.approx(wanted, abs=1e-4)
        smooth = loss_of(model, source, labels, smoothing=0.1).item()
        even = -logits.log_softmax(-1).mean().item()
    assert smooth == pytest.approx(0.9 * wanted + 0.1 * even, abs=1e-4)
