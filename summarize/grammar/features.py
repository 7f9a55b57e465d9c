"""What the parser sees of a piece: hashes of its word, its beginning, its end and its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

ROWS = (16384, 2048, 4096, 1024)
"""Rows of the embedding tables: words, first three letters, last three, shapes."""
TABLES = (0, 0, 1, 2, 3)
"""The table of each feature; a word has two hashes in one table, so that two words seldom share both."""
ROOT = (0, 0, 0, 0, 0)
"""What stands for the root, before the first piece; no other piece has row 0."""
_RUNS = re.compile(r"(X|x|0)\1{3,}")


@lru_cache(maxsize=4096)
def piece_rows(text: str) -> tuple[int, ...]:
    """Return a piece's rows, one a feature."""
    plain = re.sub(r"\d", "0", text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"'))
    word = plain.lower()
    parts = (f"a{word}", f"b{word}", f"p{word[:3]}", f"s{word[-3:]}", f"h{_shape(plain)}")
    return tuple(1 + crc32(part.encode()) % (ROWS[table] - 1) for part, table in zip(parts, TABLES, strict=True))


def _shape(text: str) -> str:
    """Return a word's shape: "Xxxx-xxx", "00xx", "X.X."; longer runs of one kind count as four."""
    kinds = re.sub(r"[^\W\d_]", lambda match: "X" if match[0].isupper() else "x", text)
    return _RUNS.sub(lambda match: match[1] * 4, kinds)[:12]


def rows_of(pieces: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the rows of a sentence's pieces, the root's first."""
    return [ROOT, *map(piece_rows, pieces)]
