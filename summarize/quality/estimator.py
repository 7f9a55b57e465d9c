"""Evaluates the logistic regression that ``models.quality`` trained."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, fsum
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """A numeric feature in bins: a weight for each, the first bin below all edges."""

    edges: Sequence[float]
    weights: Sequence[float]

    def weight(self, value: float) -> float:
        """Return the weight of the bin that a value falls into."""
        return self.weights[bisect_right(self.edges, value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimator:
    """A logistic regression over a cut's binary features (flags) and its numeric ones in bins."""

    bias: float
    flags: Mapping[str, float]
    numbers: Mapping[str, Bins]
    digest: str = ""

    def add(self, has: Collection[str], measured: Mapping[str, float]) -> float:
        """Return the sum of the weights of flags and numbers; what was not trained on counts nothing."""
        binary = (self.flags.get(flag, 0.0) for flag in has)
        numeric = (self.numbers[name].weight(value) for name, value in measured.items() if name in self.numbers)
        return fsum((self.bias, *binary, *numeric))


def probability(log_odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


def read_estimator(fields: Mapping[str, Any], digest: str = "") -> Estimator:
    """Return the estimator of a file's fields."""
    bins = {name: Bins(edges=tuple(part["edges"]), weights=tuple(part["weights"])) for name, part in fields["numbers"].items()}
    return Estimator(bias=float(fields["bias"]), flags=dict(fields["flags"]), numbers=bins, digest=digest)


@cache
def estimator() -> Estimator:
    """Return the estimator that is shipped."""
    content = (Path(__file__).parent / "weights.json").read_text("utf-8")
    return read_estimator(json.loads(content), hashlib.sha256(content.encode()).hexdigest())
