"""Finds the data that ships with the program: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource_path(*parts: str) -> Path:
    """Return where a shipped file or folder is, for example ``resource_path("models", "cards")``; it may not exist.

    An installed package carries its data in ``summarize/_data/``; in a checkout the same folders stand at the top.
    """
    bundled = _PACKAGE.joinpath("_data", *parts)
    return bundled if bundled.exists() else _PACKAGE.parent.joinpath(*parts)
