"""Packs prepared pairs into token numbers, with the source position of each copied target piece, for training."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.tokens import Tokenizer

MAX_SOURCE, MAX_TARGET = 128, 48
END_ID = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """One example in token numbers; ``copied[t]`` is the source position that target piece t stands at, or -1."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    copied: tuple[int, ...]


def copied_positions(source: Sequence[int], target: Sequence[int]) -> list[int]:
    """Return where each target piece stands in the source: on from the last copied place if it can, else its first place."""
    places: dict[int, list[int]] = {}
    for position, piece in enumerate(source):
        places.setdefault(piece, []).append(position)
    found: list[int] = []
    last = -1
    for piece in target:
        here = places.get(piece, [])
        after = [p for p in here if p > last]
        best = last + 1 if last + 1 in here else (after or here or [-1])[0]
        found.append(best)
        last = best if best >= 0 else last
    return found


def pack(tokenizer: Tokenizer, source: str, target: str) -> Packed | None:
    """Return the example in token numbers, or None where it is too long."""
    ids = [*tokenizer.ids(tokenizer.encode(source)), END_ID]
    wanted = [*tokenizer.ids(tokenizer.encode(target if target.startswith("<") else " " + target)), END_ID]
    if len(ids) > MAX_SOURCE or len(wanted) > MAX_TARGET:
        return None
    return Packed(tuple(ids), tuple(wanted), (*copied_positions(ids, wanted[:-1]), -1))


def read_part(path: Path, tokenizer: Tokenizer) -> list[Packed]:
    """Return a part's examples."""
    with path.open(encoding="utf-8") as lines:
        pairs = (json.loads(line) for line in lines)
        return [p for pair in pairs if (p := pack(tokenizer, pair["source"], pair["target"]))]


def batches(parts: dict[str, list[Packed]], weights: dict[str, float], tokens: int, seed: int) -> Iterator[list[Packed]]:
    """Yield batches of about ``tokens`` padded pieces for ever, drawing parts by weight and grouping like lengths."""
    rng = random.Random(seed)
    names = [name for name in weights if parts.get(name)]
    queues: dict[str, list[Packed]] = {name: [] for name in names}

    def draw(name: str) -> Packed:
        if not queues[name]:
            queues[name] = rng.sample(parts[name], len(parts[name]))
        return queues[name].pop()

    while True:
        drawn = rng.choices(names, [weights[name] for name in names], k=2000)
        pool = sorted((draw(name) for name in drawn), key=lambda p: (len(p.source), len(p.target)))
        groups = list(_groups(pool, tokens))
        rng.shuffle(groups)
        yield from groups


def _groups(pool: list[Packed], tokens: int) -> Iterator[list[Packed]]:
    group: list[Packed] = []
    longest = 0
    for example in pool:
        longest = max(longest, len(example.source) + len(example.target))
        if group and longest * (len(group) + 1) > tokens:
            yield group
            group, longest = [], len(example.source) + len(example.target)
        group.append(example)
    if group:
        yield group
