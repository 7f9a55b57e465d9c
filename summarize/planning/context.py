"""What a sentence's numbers mean in its article: how far they stand from the article's average, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

STANDARDIZED = (
    "n_words", "centrality", "title_overlap", "lead_overlap", "n_names", "n_new_names", "n_numbers", "rare_share",
)  # fmt: skip
NEIGHBOURING = ("n_words", "centrality", "quoted_share", "attributed", "starts_pronoun", "lead_overlap", "n_numbers")


def context_names() -> tuple[str, ...]:
    """Return the names of the columns that ``add_context`` adds."""
    return (
        *(f"{name}_standardized" for name in STANDARDIZED),
        *(f"{name}_before" for name in NEIGHBOURING),
        *(f"{name}_after" for name in NEIGHBOURING),
    )


def add_context(rows: Sequence[list[float]], names: Sequence[str]) -> list[list[float]]:
    """Return the rows with standardized columns and their neighbours' columns at the end; ``names`` are the columns given."""
    scales = [(names.index(name), *_scale([row[names.index(name)] for row in rows])) for name in STANDARDIZED]
    columns = [names.index(name) for name in NEIGHBOURING]
    nothing = [0.0] * len(columns)
    around = [nothing, *([row[column] for column in columns] for row in rows), nothing]
    return [
        [*row, *((row[column] - mean) / (deviation + 1e-6) for column, mean, deviation in scales), *before, *after]
        for row, before, after in zip(rows, around, around[2:], strict=False)
    ]


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean and the standard deviation; zeros for no values."""
    if not values:
        return 0.0, 0.0
    mean = sum(values) / len(values)
    return mean, sqrt(sum((value - mean) ** 2 for value in values) / len(values))
