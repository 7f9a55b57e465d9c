"""The named suites: small files that say where data lies, how it is read and whether its references are people's work."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.data import Example, read_examples
from eval.folders import read_boxes, read_folder
from summarize.errors import UsageError

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One named suite; ``path`` is where its data should lie."""

    name: str
    about: str
    kind: str
    path: Path
    machine_assisted: bool
    pairs: tuple[tuple[str, str], ...] = ()


def suite_names() -> list[str]:
    """The names of all suites."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.toml"))


def find_suite(name: str) -> Suite:
    """Return the suite of that name; data outside the repository is looked for in ``$QUICKLOOKS_SHARED`` or beside it.

    Raises:
        UsageError: there is none; the message lists those that there are.
    """
    if name not in suite_names():
        raise UsageError(f"no suite '{name}'", f"There are: {', '.join(suite_names())}.")
    row: dict[str, Any] = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    shared = Path(os.environ.get("QUICKLOOKS_SHARED") or REPOSITORY.parent / "shared")
    root = REPOSITORY if row["root"] == "repository" else shared
    return Suite(
        name=row["name"],
        about=row["about"],
        kind=row["kind"],
        path=root / row["path"],
        machine_assisted=row["machine_assisted"],
        pairs=tuple((pair["document"], pair["reference"]) for pair in row.get("pairs", [])),
    )


def read_suite(suite: Suite) -> tuple[Example, ...]:
    """Read a suite's examples.

    Raises:
        UsageError: its data is missing or impossible.
    """
    return _READERS[suite.kind](suite)


_READERS: dict[str, Callable[[Suite], tuple[Example, ...]]] = {
    "jsonl": lambda suite: read_examples(suite.path),
    "folder": lambda suite: read_folder(suite.path),
    "boxes": lambda suite: read_boxes(suite.path, suite.pairs),
}
