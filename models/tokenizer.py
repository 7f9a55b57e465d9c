"""Trains the writer's SentencePiece vocabulary: ``python -m models.tokenizer --pairs DIR -o FILE.model``."""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import sentencepiece

from summarize.tokens import MARKS, POINTERS

PER_PART = 60_000


def plain_texts(folder: Path, seed: int = 1) -> Iterator[str]:
    """Yield the sources and targets of the prepared pairs without marks."""
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.read_text("utf-8").splitlines()
        random.Random(seed).shuffle(lines)
        for line in lines[:PER_PART]:
            pair = json.loads(line)
            for text in (pair["source"], pair["target"]):
                yield re.sub(r"\s+", " ", re.sub(r"<[a-z]+>", " ", text)).strip()


def train(folder: Path, output: Path, size: int) -> None:
    """Write ``output`` (a ``.model`` file): unigram pieces with byte fallback, every mark and pointer one piece."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=plain_texts(folder),
        model_prefix=str(output.with_suffix("")),
        model_type="unigram",
        vocab_size=size,
        byte_fallback=True,
        character_coverage=0.9999,
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        remove_extra_whitespaces=False,
        split_digits=False,
        user_defined_symbols=[*MARKS, *POINTERS],
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        input_sentence_size=400_000,
        shuffle_input_sentence=True,
        num_threads=2,
        max_sentence_length=2000,
    )


def main() -> None:
    """Train from prepared pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--size", type=int, default=8192)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    train(options.pairs, options.output, options.size)


if __name__ == "__main__":
    main()
