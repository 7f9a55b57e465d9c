"""Reads the training corpora: JSON lines, plain or xz."""

from __future__ import annotations

import ast
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a ``.jsonl`` or ``.jsonl.xz`` file."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def listed(value: Any) -> list[str]:
    """Return a list of texts that a corpus keeps as a list or as its Python literal."""
    found = ast.literal_eval(value) if isinstance(value, str) else value
    return [str(text) for text in found]


def opening(text: str) -> str:
    """Return the first 200 letters of a text, by which a story is known again in another set."""
    return "".join(c for c in text[:1500].casefold() if c.isalpha())[:200]


def bench_openings(bench: Path) -> frozenset[str]:
    """Return the openings of every story of every development benchmark, to keep them out of training."""
    found = set()
    for path in sorted(bench.glob("*.jsonl*")):
        for record in read_records(path):
            found.add(opening(str(record.get("document") or record.get("article") or "")))
    return frozenset(found)


def llm_stories(path: Path, held_out: frozenset[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the stories that are not held out with the highlights that their editors and each of the language models wrote."""
    for record in read_records(path):
        if opening(record["document"]) not in held_out:
            written = record["systems"] if isinstance(record["systems"], dict) else ast.literal_eval(record["systems"])
            yield record["document"], [listed(record["reference"]), *([str(h) for h in bullets] for bullets in written.values())]
