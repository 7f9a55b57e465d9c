"""Takes out the lessons in shortening that the parser finds fault with: ``python -m models.sound PAIRS/rules.jsonl ...``."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from summarize.grammar import Grammar

_MARKS = re.compile(r"^(?:<\w+>)+")
_CHUNK = 64


def are_sound(pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """Tell of each source and target whether the target's grammar is whole, as far as its one sentence tells."""
    grammar = Grammar()
    sentences = [_MARKS.sub("", source) for source, _ in pairs]
    grammar.parse(dict.fromkeys(sentences))
    return [
        target.lower() == sentence.lower() or not grammar.faults(target, sentence)
        for sentence, (_, target) in zip(sentences, pairs, strict=True)
    ]


def _keep(lines: list[str]) -> list[str]:
    records = [json.loads(line) for line in lines]
    kept = are_sound([(record["source"], record["target"]) for record in records])
    return [line for line, sound in zip(lines, kept, strict=True) if sound]


def _chunks(lines: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(lines)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def main() -> None:
    """Write each file anew without its unsound lessons, and print how many are left."""
    parser = argparse.ArgumentParser(description="Take out lessons with broken grammar.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with Pool(options.workers) as pool:
        for path in options.files:
            part = path.with_suffix(".part")
            with path.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
                kept = 0
                for found in pool.imap(_keep, _chunks(lines)):
                    out.writelines(found)
                    kept += len(found)
            part.replace(path)
            print(path.name, kept, flush=True)


if __name__ == "__main__":
    main()
