"""The network: it copies from its first step, and its losses look only at what counts."""

from __future__ import annotations

import pytest

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'quick-looks[train]'")
torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models.network import PAD_ID, Shape, build, collate, losses  # noqa: E402

torch.set_num_threads(1)
Example = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
SMALL = Shape(encoder_layers=1, decoder_layers=2, inner=512)


def test_the_fresh_network_continues_a_prefix_of_its_source() -> None:
    torch.manual_seed(1)
    model = build(SMALL, 300, dropout=0.0)
    model.train(False)
    sources = torch.stack([torch.randperm(290)[:40] + 5 for _ in range(8)])
    start = torch.full((8, 1), PAD_ID)
    with torch.no_grad():
        logits = model(input_ids=sources, decoder_input_ids=torch.cat([start, sources[:, :-1]], dim=1)).logits
    right = (logits.argmax(-1) == sources).float()
    assert right[:, 5:].mean() > 0.8


def test_other_widths_are_refused() -> None:
    with pytest.raises(ValueError, match="width 256 and 4 heads"):
        build(Shape(width=128, heads=2, encoder_layers=1, decoder_layers=1, inner=128), 100)


def test_collate_pads_each_side_with_its_own_mark() -> None:
    source, labels, copied = collate([((5, 6, 1), (7, 1), (0, -1)), ((5, 1), (7, 8, 9, 9, 1), (0, 1, -1, -1, -1))])
    assert source.shape == (2, 8)
    assert labels.shape == copied.shape == (2, 8)
    assert source[0].tolist() == [5, 6, 1] + [0] * 5
    assert labels[0].tolist() == [7, 1] + [-100] * 6
    assert copied[0].tolist() == [0, -1] + [-1] * 6


def test_losses_do_not_depend_on_padding() -> None:
    torch.manual_seed(2)
    model = build(SMALL, 60, dropout=0.0)
    model.train(False)
    examples: list[Example] = [((9, 8, 7, 6, 1), (8, 7, 1), (1, 2, -1))]
    with torch.no_grad():
        plain = losses(model, *collate(examples), smoothing=0.0)
        wide = losses(model, *collate(examples, multiple=32), smoothing=0.0)
    assert plain[0].item() == pytest.approx(wide[0].item(), abs=1e-4)
    assert plain[1].item() == pytest.approx(wide[1].item(), abs=1e-4)


def test_the_guide_wants_the_attention_where_the_piece_is_copied_from() -> None:
    torch.manual_seed(3)
    model = build(SMALL, 60, dropout=0.0)
    model.train(False)
    source = (*range(10, 40), 1)

    def guide(place: int) -> float:
        copied = (*[-1] * 20, place, -1)
        with torch.no_grad():
            return losses(model, *collate([(source, (*source[:21], 1), copied)]), smoothing=0.0)[1].item()

    right, wrong, none = guide(20), guide(5), guide(-1)
    assert right < wrong
    assert none == 0
