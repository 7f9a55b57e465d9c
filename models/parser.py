"""Trains the parser on a treebank: ``python -m models.parser TREES.jsonl.gz OUT.npz``; ``--start`` goes on from a trained one."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.parsing import Network, Shape
from models.treebank import read_treebank
from summarize.grammar.features import ROOT, TABLES, piece_rows

HELD_OUT = 100
"""One sentence of so many is not learnt from but measured on."""
BATCH = 3500
"""Pieces of a batch."""
PEAK = 2e-3
WARM_UP = 400
_RARE = 20
_DROP = 0.04
"""How often a word's hashes are hidden, so that its ending and shape are learnt from too."""


class Treebank:
    """Sentences as numbers: rows of their pieces, heads, labels and tags; place 0 is the root."""

    def __init__(self, path: Path, limit: int | None = None) -> None:
        """Read a treebank written by ``models.treebank``."""
        self.rows, self.heads, raw_labels, raw_tags = list[np.ndarray](), list[np.ndarray](), list[list[str]](), list[list[str]]()
        for tree in islice(read_treebank(path), limit):
            self.rows.append(np.array([ROOT, *map(piece_rows, tree["pieces"])], np.int16))
            self.heads.append(np.array([0, *(head + 1 for head in tree["heads"])], np.int16))
            raw_labels.append(tree["labels"])
            raw_tags.append(tree["tags"])
        self.labels, self.label_ids = _numbered(raw_labels, "dep")
        self.tags, self.tag_ids = _numbered(raw_tags, "XX")

    def batches(self, places: Sequence[int], chance: random.Random | None) -> Iterator[list[int]]:
        """Yield batches of sentences of like length, shuffled if ``chance`` is given."""
        wobble = chance.random if chance else (lambda: 0.5)
        found: list[list[int]] = [[]]
        for place in sorted(places, key=lambda i: len(self.heads[i]) + 2 * wobble()):
            if (len(found[-1]) + 1) * len(self.heads[place]) > BATCH:
                found.append([])
            found[-1].append(place)
        if chance:
            chance.shuffle(found)
        yield from found

    def endless(self, chance: random.Random) -> Iterator[list[int]]:
        """Yield batches of the sentences that are learnt from, pass after pass."""
        learnt = [i for i in range(len(self.heads)) if i % HELD_OUT]
        while True:
            yield from self.batches(learnt, chance)

    @property
    def held_out(self) -> range:
        """The sentences that are only measured on."""
        return range(0, len(self.heads), HELD_OUT)

    def tensors(self, places: Sequence[int]) -> tuple[Tensor, ...]:
        """Return rows (batch, n, features), lengths (batch,), and heads, labels and tags (batch, n), -1 where there is none."""
        lengths = [len(self.heads[i]) for i in places]
        n = max(lengths)
        rows = np.zeros((len(places), n, len(TABLES)), np.int64)
        heads, labels, tags = (np.full((len(places), n), -1, np.int64) for _ in range(3))
        for at, (i, m) in enumerate(zip(places, lengths, strict=True)):
            rows[at, :m], heads[at, 1:m] = self.rows[i], self.heads[i][1:]
            labels[at, 1:m], tags[at, 1:m] = self.label_ids[i], self.tag_ids[i]
        return tuple(map(torch.from_numpy, (rows, np.array(lengths), heads, labels, tags)))


def _numbered(sentences: list[list[str]], other: str) -> tuple[list[str], list[np.ndarray]]:
    counts = Counter(name for sentence in sentences for name in sentence)
    names = sorted({name for name, n in counts.items() if n >= _RARE} | {other})
    ids = {name: place for place, name in enumerate(names)}
    return names, [np.array([ids.get(name, ids[other]) for name in sentence], np.int16) for sentence in sentences]


def loss_of(network: Network, batch: Sequence[Tensor]) -> Tensor:
    """Return the sum of the three cross-entropies, each a mean over pieces."""
    rows, lengths, heads, labels, tags = batch
    tag, arcs, child, head = network(rows, lengths)
    known = heads >= 0
    at, place = known.nonzero(as_tuple=True)
    scores = network.label_scores(child[at, place], head[at, heads[known]])
    return (
        functional.cross_entropy(tag[known].float(), tags[known])
        + functional.cross_entropy(arcs[known], heads[known])
        + functional.cross_entropy(scores.float(), labels[known])
    )


@torch.no_grad()
def measure(network: Network, bank: Treebank, places: Sequence[int]) -> dict[str, float]:
    """Return the shares of pieces with the right tag, the right head (UAS) and the right head and label (LAS); marks count."""
    network.eval()
    right, total = Counter[str](), 0
    for chosen in bank.batches(places, None):
        rows, lengths, heads, labels, tags = bank.tensors(chosen)
        with torch.autocast("cpu", torch.bfloat16):
            tag, arcs, child, head = network(rows, lengths)
            known = heads >= 0
            found = arcs.argmax(-1)
            at, place = known.nonzero(as_tuple=True)
            label = network.label_scores(child[at, place], head[at, found[known]]).argmax(-1)
        attached = found[known] == heads[known]
        right["tags"] += int((tag[known].argmax(-1) == tags[known]).sum())
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (label == labels[known])).sum())
        total += int(known.sum())
    network.train()
    return {name: n / total for name, n in right.items()}


def train(bank: Treebank, network: Network, steps: int, peak: float = PEAK, seed: int = 1) -> None:
    """Train with a rate that rises to ``peak``, then falls to nothing along a cosine; print figures on held-out sentences."""
    optimizer = torch.optim.AdamW(network.parameters(), lr=peak, betas=(0.9, 0.98), weight_decay=0.01)
    begun = time.monotonic()
    for step, chosen in zip(range(steps), bank.endless(random.Random(seed)), strict=False):
        rising = min(1.0, (step + 1) / min(WARM_UP, 1 + steps // 8))
        for group in optimizer.param_groups:
            group["lr"] = peak * rising * 0.5 * (1 + math.cos(math.pi * step / steps))
        rows, *others = bank.tensors(chosen)
        hidden = torch.rand(rows.shape[:2]) < _DROP
        rows[..., :2].masked_fill_(hidden[..., None], 0)
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(network, (rows, *others))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if step % 500 == 499 or step == steps - 1:
            figures = {"step": step + 1, "minutes": round((time.monotonic() - begun) / 60, 1), "loss": round(loss.item(), 3)}
            print(json.dumps({**figures, **measure(network, bank, bank.held_out)}), flush=True)


def load(path: Path, network: Network, bank: Treebank) -> None:
    """Set a network's weights to those that ``save`` wrote.

    Raises:
        ValueError: they are for other tags or labels.
    """
    with np.load(path) as arrays:
        if [*arrays["tags"]] != bank.tags or [*arrays["labels"]] != bank.labels:
            raise ValueError(f"{path}: its tags or labels are not the treebank's")
        scaled = {name: arrays[name] * arrays.get(f"{name}.scale", np.float32(1)) for name in network.state_dict()}
    network.load_state_dict({name: torch.from_numpy(value.astype(np.float32)) for name, value in scaled.items()})


def save(network: Network, bank: Treebank, path: Path) -> None:
    """Write the network for ``summarize.grammar.network``: tables in int8 with a scale each, the rest in float16."""
    arrays: dict[str, np.ndarray] = {"tags": np.array(bank.tags), "labels": np.array(bank.labels)}
    for name, tensor in network.state_dict().items():
        value = tensor.float().numpy()
        if name.startswith("tables"):
            scale = np.abs(value).max() / 127
            arrays[f"{name}.scale"] = np.array(scale, np.float32)
            arrays[name] = np.round(value / scale).astype(np.int8)
        else:
            arrays[name] = value.astype(np.float16)
    np.savez(path, **arrays)  # type: ignore[arg-type]


def main() -> None:
    """Train a parser and write it."""
    parser = argparse.ArgumentParser(description="Train the parser.")
    parser.add_argument("trees", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--limit", type=int, help="learn from so many sentences at most")
    parser.add_argument("--start", type=Path, help="a trained parser to go on from")
    parser.add_argument("--peak", type=float, default=PEAK, help="the highest rate of learning")
    args = parser.parse_args()
    bank = Treebank(args.trees, args.limit)
    print(json.dumps({"sentences": len(bank.heads), "pieces": sum(map(len, bank.heads))}), flush=True)
    torch.manual_seed(1)
    network = Network(Shape(), len(bank.tags), len(bank.labels))
    if args.start:
        load(args.start, network, bank)
    train(bank, network, args.steps, args.peak)
    save(network, bank, args.out)


if __name__ == "__main__":
    main()
