"""The parser's network: hashed words, two convolutions, four Transformer layers with relative positions, biaffine heads.

The scorer of heads and labels is that of Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (2017).
``summarize.grammar.network`` computes the same with NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from summarize.grammar.features import ROWS, TABLES

REACH = 16


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is."""

    width: int = 128
    layers: int = 4
    heads: int = 4
    inner: int = 512
    arc: int = 128
    label: int = 64


class Layer(nn.Module):
    """A pre-norm Transformer layer whose attention knows how far apart two pieces are."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm1, self.norm2 = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.qkv, self.out = nn.Linear(shape.width, 3 * shape.width), nn.Linear(shape.width, shape.width)
        self.up, self.down = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.distance = nn.Parameter(torch.zeros(shape.heads, 2 * REACH + 1))

    def forward(self, x: Tensor, mask: Tensor, steps: Tensor) -> Tensor:
        """Return (batch, n, width) of the same; ``mask`` (batch, 1, 1, n) is low at padding, ``steps`` (n, n) are distances."""
        batch, n, width = x.shape
        q, k, v = (part.view(batch, n, self.heads, -1).transpose(1, 2) for part in self.qkv(self.norm1(x)).chunk(3, -1))
        bias = self.distance[:, steps].to(q.dtype) + mask.to(q.dtype)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = x + self.out(mixed.transpose(1, 2).reshape(batch, n, width))
        out: Tensor = x + self.down(functional.relu(self.up(self.norm2(x))))
        return out


class Network(nn.Module):
    """Scores tags, heads and labels of the pieces of sentences."""

    def __init__(self, shape: Shape, n_tags: int, n_labels: int) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(rows, shape.width) for rows in ROWS)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.5)  # type: ignore[arg-type]
        self.convolutions = nn.ModuleList(nn.Linear(3 * shape.width, shape.width) for _ in range(2))
        self.conv_norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in range(2))
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width)
        self.tag = nn.Linear(shape.width, n_tags)
        self.arc_child, self.arc_head = nn.Linear(shape.width, shape.arc), nn.Linear(shape.width, shape.arc)
        self.label_child, self.label_head = nn.Linear(shape.width, shape.label), nn.Linear(shape.width, shape.label)
        self.arc = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        self.label = nn.Parameter(torch.zeros(n_labels, shape.label + 1, shape.label + 1))

    def forward(self, rows: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the scores of tags (batch, n, tags) and heads (batch, n, n), and what labels are scored from.

        Args:
            rows: (batch, n, features) rows of the pieces, the root first.
            lengths: (batch,) pieces of each sentence with its root.
        """
        n = rows.shape[1]
        places = torch.arange(n)
        valid = places[None] < lengths[:, None]
        x: Tensor = sum(self.tables[table](rows[..., i]) for i, table in enumerate(TABLES))
        x = x * valid[..., None]
        for linear, norm in zip(self.convolutions, self.conv_norms, strict=True):
            y = norm(x) * valid[..., None]
            beside = torch.cat([functional.pad(y, (0, 0, 1, 0))[:, :-1], y, functional.pad(y, (0, 0, 0, 1))[:, 1:]], -1)
            x = x + functional.relu(linear(beside))
        mask = torch.zeros(valid.shape).masked_fill(~valid, -1e4)[:, None, None]
        steps = (places[None] - places[:, None]).clamp(-REACH, REACH) + REACH
        for layer in self.layers:
            x = layer(x, mask, steps)
        x = self.norm(x)
        child, head = functional.relu(self.arc_child(x)), functional.relu(self.arc_head(x))
        arcs = _with_one(child) @ self.arc.to(child.dtype) @ head.transpose(1, 2)
        arcs = arcs.float().masked_fill(~valid[:, None], -1e4)
        return self.tag(x), arcs, functional.relu(self.label_child(x)), functional.relu(self.label_head(x))

    def label_scores(self, child: Tensor, head: Tensor) -> Tensor:
        """Return (m, labels) scores of m pairs of a child's and its head's vectors, (m, label) each."""
        return torch.einsum("mi,lij,mj->ml", _with_one(child), self.label.to(child.dtype), _with_one(head))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
