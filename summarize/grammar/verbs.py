"""The forms of the verbs that news uses, from a list that ``models.verb_forms`` makes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Forms(NamedTuple):
    """A verb's forms: "break", "breaks", "broke", "broken", "breaking"."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


@cache
def verbs() -> tuple[Forms, ...]:
    """Return the verbs, by their bases."""
    lines = Path(__file__).with_name("verb_forms.txt").read_text("utf-8").splitlines()
    return tuple(Forms(*line.split()) for line in lines)


@cache
def of_gerunds() -> dict[str, Forms]:
    """Return the verbs by their forms in "-ing"."""
    return {forms.gerund: forms for forms in verbs()}


@cache
def of_participles() -> dict[str, Forms]:
    """Return the verbs by their participles; "found" is a form of "find"."""
    return {forms.participle: forms for forms in reversed(verbs())}
