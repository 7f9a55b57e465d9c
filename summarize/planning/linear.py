"""Evaluates the planner's two logistic regressions: plain weights, read with its trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """A logistic regression: the names of its columns, a weight for each, and what is added."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def probability(self, row: Sequence[float]) -> float:
        """Return the probability that a row of features has."""
        total = self.bias + sum([weight * value for weight, value in zip(self.weights, row, strict=True)])
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
