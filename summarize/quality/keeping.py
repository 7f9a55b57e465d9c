"""Evaluates the logistic regression that ``models.keeping`` trained: whether an editor who knows the article keeps a bullet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from math import fsum
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """A logistic regression over the log-odds that a cut is printable by itself, flags and numbers."""

    bias: float
    printable: float
    flags: Mapping[str, float]
    numbers: Mapping[str, float]
    digest: str = ""

    def log_odds(self, printable: float, has: Collection[str], measured: Mapping[str, float]) -> float:
        """Return the logarithm of the odds that a cut is kept in a box.

        Args:
            printable: the log-odds that it is printable (``summarize.quality.estimator``).
            has: the flags that it has (``features`` and ``telling``); what was not trained on counts nothing.
            measured: its numbers, likewise.
        """
        binary = (self.flags.get(flag, 0.0) for flag in has)
        numeric = (self.numbers.get(name, 0.0) * value for name, value in measured.items())
        return fsum((self.bias, self.printable * printable, *binary, *numeric))


def read_keeping(fields: Mapping[str, Any], digest: str = "") -> Keeping:
    """Return the regression of a file's fields."""
    weights = {name: dict(fields[name]) for name in ("flags", "numbers")}
    return Keeping(bias=float(fields["bias"]), printable=float(fields["printable"]), digest=digest, **weights)


@cache
def keeping() -> Keeping:
    """Return the regression that is shipped."""
    content = (Path(__file__).parent / "keeping.json").read_text("utf-8")
    return read_keeping(json.loads(content), hashlib.sha256(content.encode()).hexdigest())
