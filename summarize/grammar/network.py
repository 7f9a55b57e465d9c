"""Computes the parser's network with NumPy (``models.parsing`` trains it) and makes trees of its scores.

The scorer of heads and labels is that of Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from summarize.grammar.features import TABLES, rows_of

Floats = npt.NDArray[np.float32]
_OUT = -1e4


class Network:
    """Finds heads, labels and tags."""

    def __init__(self, path: Path) -> None:
        """Read the weights that ``models.parser`` wrote.

        Raises:
            OSError: the file cannot be read.
            ValueError, EOFError, zipfile.BadZipFile: it is no such file.
            KeyError: a part is missing.
        """
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            raw = {name: file[name] for name in file.files}
        self.tags, self.labels = raw.pop("tags").tolist(), raw.pop("labels").tolist()
        self._tables = [(raw.pop(f"tables.{i}.weight"), raw.pop(f"tables.{i}.weight.scale")) for i in sorted(set(TABLES))]
        self._weights: dict[str, Floats] = {name: _ready(name, value) for name, value in raw.items()}
        self._pairs = self._weights["label"].transpose(1, 0, 2).reshape(self._weights["label"].shape[1], -1)
        self._layers = sum(name.endswith(".qkv.weight") for name in raw)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[int], list[str], list[str]]]:
        """Return heads (-1 for the root), labels and tags of the pieces of each sentence."""
        rows = [rows_of(sentence) for sentence in sentences]
        x = self._encode(rows)
        child, head = self._relu("arc_child", x), self._relu("arc_head", x)
        label_child, label_head = self._relu("label_child", x), self._relu("label_head", x)
        arcs = _with_one(child) @ self._weights["arc"] @ head.swapaxes(1, 2)
        tags = self._linear("tag", x).argmax(-1)
        heads = [best_heads(arcs[i, : len(row), : len(row)]) for i, row in enumerate(rows)]
        left = np.concatenate([_with_one(label_child[i, 1 : len(row)]) for i, row in enumerate(rows)])
        right = np.concatenate([_with_one(label_head[i, found[1:]]) for i, found in enumerate(heads)])
        labels = np.einsum("mlj,mj->ml", (left @ self._pairs).reshape(len(left), len(self.labels), -1), right).argmax(1)
        names = iter([self.labels[label] for label in labels])
        sizes = [len(found) - 1 for found in heads]
        return [
            ([head - 1 for head in found[1:]], list(islice(names, n)), [self.tags[tag] for tag in tags[i, 1 : n + 1]])
            for i, (found, n) in enumerate(zip(heads, sizes, strict=True))
        ]

    def _encode(self, rows: list[list[tuple[int, ...]]]) -> Floats:
        """Return (batch, n, width), n being the longest sentence's pieces and its root."""
        n = max(map(len, rows))
        padded = np.array([row + [row[0]] * (n - len(row)) for row in rows])
        valid = np.arange(n)[None] < np.array([len(row) for row in rows])[:, None]
        embedded = (self._tables[table][0][padded[..., i]] * self._tables[table][1] for i, table in enumerate(TABLES))
        x: Floats = sum(embedded) * valid[..., None]
        for i in range(2):
            y = self._norm(f"conv_norms.{i}", x) * valid[..., None]
            before, after = np.zeros_like(y), np.zeros_like(y)
            before[:, 1:], after[:, :-1] = y[:, :-1], y[:, 1:]
            x = x + self._relu(f"convolutions.{i}", np.concatenate([before, y, after], -1))
        mask = np.where(valid, 0, _OUT).astype(np.float32)[:, None, None]
        reach = self._weights["layers.0.distance"].shape[1] // 2
        steps = np.clip(np.arange(n)[None] - np.arange(n)[:, None], -reach, reach) + reach
        for i in range(self._layers):
            x = self._layer(f"layers.{i}", x, mask, steps)
        return self._norm("norm", x)

    def _layer(self, name: str, x: Floats, mask: Floats, steps: npt.NDArray[Any]) -> Floats:
        distance = self._weights[f"{name}.distance"]
        batch, n, width = x.shape
        heads, size = distance.shape[0], width // distance.shape[0]
        parts = self._linear(f"{name}.qkv", self._norm(f"{name}.norm1", x)).reshape(batch, n, 3, heads, size)
        q, k, v = parts.transpose(2, 0, 3, 1, 4)
        scores = q @ k.swapaxes(2, 3) / np.float32(size**0.5) + distance[:, steps] + mask
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ v
        x = x + self._linear(f"{name}.out", mixed.transpose(0, 2, 1, 3).reshape(batch, n, width))
        return x + self._linear(f"{name}.down", self._relu(f"{name}.up", self._norm(f"{name}.norm2", x)))

    def _linear(self, name: str, x: Floats) -> Floats:
        flat = x.reshape(-1, x.shape[-1]) @ self._weights[f"{name}.weight"]
        return (flat + self._weights[f"{name}.bias"]).reshape(*x.shape[:-1], -1)

    def _relu(self, name: str, x: Floats) -> Floats:
        return np.maximum(self._linear(name, x), 0)

    def _norm(self, name: str, x: Floats) -> Floats:
        middle = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((middle * middle).mean(-1, keepdims=True) + np.float32(1e-5))
        made: Floats = middle / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return made


def _ready(name: str, value: npt.NDArray[Any]) -> Floats:
    """Return weights as they are multiplied with: matrices from the right."""
    turned = value.T if name.endswith(".weight") and value.ndim == 2 else value
    return np.ascontiguousarray(turned, np.float32)


def _with_one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones_like(x[..., :1])], -1)


def best_heads(scores: npt.NDArray[np.floating[Any]]) -> list[int]:
    """Return a tree: each piece's likeliest head, mended where that makes two roots or a cycle.

    Args:
        scores: (n, n) of each piece (row) with each head (column); place 0 is the root.
    """
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    scores[0, 1:] = -np.inf
    other = np.where(np.arange(len(scores))[None] > 0, scores, -np.inf)
    top = 1 + int((scores[1:, 0] - other[1:].max(1)).argmax()) if len(scores) > 2 else 1
    heads = [0, *map(int, other[1:].argmax(1))]
    heads[top] = 0
    while cycle := _cycle(heads):
        _, place, head = min(
            (other[one, heads[one]] - other[one, free], one, free)
            for one in cycle
            for free in range(1, len(heads))
            if not _hangs_on(free, one, heads)
        )
        heads[place] = head
    return heads


def _cycle(heads: Sequence[int]) -> list[int]:
    """Return pieces that hang on each other in a cycle, or none."""
    for start in range(1, len(heads)):
        seen, place = list[int](), start
        while place and place not in seen:
            seen.append(place)
            place = heads[place]
        if place:
            return seen[seen.index(place) :]
    return []


def _hangs_on(place: int, other: int, heads: Sequence[int]) -> bool:
    """Tell whether a piece is another or hangs on it."""
    seen = set[int]()
    while place and place not in seen:
        if place == other:
            return True
        seen.add(place)
        place = heads[place]
    return False
