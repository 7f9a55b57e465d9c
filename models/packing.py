"""Packs prepared pairs into token numbers, targets as pointers, and draws batches of few shapes from them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.pointing import to_pointers
from summarize.tokens import MAX_PLACES, Tokenizer

MAX_TARGET = 56
MAX_WRITTEN = 0.5
END_ID = 1
SOURCE_STEP, TARGET_STEP, ROW_STEP = 16, 16, 8


@dataclass(frozen=True, slots=True)
class Packed:
    """One example in token numbers."""

    source: tuple[int, ...]
    target: tuple[int, ...]


def pack(tokenizer: Tokenizer, source: str, target: str, *, most_written: float = MAX_WRITTEN) -> Packed | None:
    """Return the example in token numbers; None where it is too long, or where more than a share of it cannot be copied."""
    pieces, wanted = tokenizer.encode(source), tokenizer.encode(target)
    if len(pieces) >= MAX_PLACES or len(wanted) >= MAX_TARGET:
        return None
    pointed = to_pointers(pieces, wanted)
    if sum(not piece.startswith("<@") for piece in pointed) > most_written * len(pointed):
        return None
    return Packed((*tokenizer.ids(pieces), END_ID), (*tokenizer.ids(pointed), END_ID))


def read_part(path: Path, tokenizer: Tokenizer) -> list[Packed]:
    """Return a part's examples; labels and topics may be written wholly in the writer's own words."""
    with path.open(encoding="utf-8") as lines:
        pairs = (json.loads(line) for line in lines)
        packed = (
            pack(tokenizer, p["source"], p["target"], most_written=MAX_WRITTEN if p["task"] in {"point", "headline"} else 1.0)
            for p in pairs
        )
        return [one for one in packed if one]


def batches(parts: dict[str, list[Packed]], weights: dict[str, float], tokens: int, seed: int) -> Iterator[list[Packed]]:
    """Yield batches of about ``tokens`` padded pieces for ever, drawing parts by weight and grouping like lengths."""
    rng = random.Random(seed)
    names = [name for name in weights if parts.get(name)]
    queues: dict[str, list[Packed]] = {name: [] for name in names}

    def draw(name: str) -> Packed:
        if not queues[name]:
            queues[name] = rng.sample(parts[name], len(parts[name]))
        return queues[name].pop()

    shapes: dict[tuple[int, int], list[Packed]] = {}
    while True:
        for name in rng.choices(names, [weights[name] for name in names], k=6000):
            one = draw(name)
            shape = (_rounded(len(one.source), SOURCE_STEP), _rounded(len(one.target), TARGET_STEP))
            shapes.setdefault(shape, []).append(one)
        ready = [group for shape in shapes for group in _full_groups(shapes, shape, tokens)]
        rng.shuffle(ready)
        yield from ready


def _full_groups(shapes: dict[tuple[int, int], list[Packed]], shape: tuple[int, int], tokens: int) -> Iterator[list[Packed]]:
    """Yield the full batches of a shape; the rest of its examples wait for more of their kind."""
    size = max(1, tokens // (sum(shape) * ROW_STEP)) * ROW_STEP
    while len(shapes[shape]) >= size:
        yield shapes[shape][:size]
        shapes[shape] = shapes[shape][size:]


def _rounded(length: int, step: int) -> int:
    return -(-length // step) * step
