"""Muon: its step is nearly orthogonal, whatever the gradient's scale, and it minimises."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models.muon import Muon, orthogonalise  # noqa: E402

torch.set_num_threads(1)


@pytest.mark.parametrize("shape", [(3, 16, 16), (2, 8, 24), (2, 24, 8)])
@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_singular_values_come_near_one(shape: tuple[int, int, int], scale: float) -> None:
    torch.manual_seed(3)
    batch = scale * torch.randn(shape)
    made = orthogonalise(batch)
    assert made.shape == batch.shape
    values = torch.linalg.svdvals(made)
    strong = torch.linalg.svdvals(batch) > 0.05 * torch.linalg.matrix_norm(batch)[:, None]
    assert values[strong].min() > 0.6
    assert values.max() < 1.3


def test_the_directions_are_kept() -> None:
    torch.manual_seed(4)
    batch = torch.randn(1, 6, 10)
    u, _, v = torch.linalg.svd(batch, full_matrices=False)
    assert torch.nn.functional.cosine_similarity((u @ v).flatten(), orthogonalise(batch).flatten(), dim=0) > 0.95


def test_it_finds_a_matrix() -> None:
    torch.manual_seed(5)
    wanted = torch.randn(6, 4)
    weight = torch.nn.Parameter(torch.zeros(6, 4))
    optimizer = Muon([weight], lr=0.3, momentum=0.8, decay=0.0)
    for step in range(100):
        optimizer.param_groups[0]["lr"] = 0.3 * (1 - step / 100)
        optimizer.zero_grad()
        (weight - wanted).square().sum().backward()
        optimizer.step()
    assert (weight - wanted).norm() < 0.1 * wanted.norm()
