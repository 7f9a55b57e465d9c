"""What a caller may choose: everything here decides what is written."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.types import Length, Style

DEFAULT_MODEL = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to write: the model, how many bullets, how long, in which style, and where it runs."""

    model: str = DEFAULT_MODEL
    backend: str | None = None
    bullets: tuple[int, int] = (5, 8)
    length: Length = "short"
    style: Style = "quick-looks"
    device: str = "auto"
    threads: int = 0
