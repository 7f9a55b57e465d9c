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


def suite_of_data(path: Path, *, machine_assisted: bool = False) -> Suite:
    """The suite whose data lies at a path, or a new one: JSON lines with references, or articles that carry a bullet box.

    ``machine_assisted`` says of data of one's own that people did not write its references alone.

    Raises:
        UsageError: there is nothing at the path.
    """
    if not path.exists():
        raise UsageError(f"cannot read {path}: it is not there")
    for known in map(find_suite, suite_names()):
        if known.path.exists() and known.path.samefile(path):
            return known
    is_rows = path.is_file() and ".jsonl" in path.suffixes
    name = path.resolve().name
    return Suite(
        name=name, about="your data", kind="jsonl" if is_rows else "articles", path=path, machine_assisted=machine_assisted
    )


def read_suite(suite: Suite, say: Callable[[str], None] | None = None) -> tuple[Example, ...]:
    """Read a suite's examples; ``say`` hears of articles that had to be left out.

    Raises:
        UsageError: its data is missing or impossible.
    """
    if not suite.path.exists():
        raise UsageError(f"suite {suite.name}: {suite.path} is not there")
    if suite.kind == "articles":
        return _read_articles(suite.path, say)
    return _READERS[suite.kind](suite)


def _read_articles(path: Path, say: Callable[[str], None] | None) -> tuple[Example, ...]:
    from eval.harvest import examples_of, harvest_folder, left_out

    harvest = harvest_folder(path)
    if say:
        for line in left_out(harvest):
            say(line)
    return examples_of(harvest, path)


_READERS: dict[str, Callable[[Suite], tuple[Example, ...]]] = {
    "jsonl": lambda suite: read_examples(suite.path),
    "folder": lambda suite: read_folder(suite.path),
    "boxes": lambda suite: read_boxes(suite.path, suite.pairs),
}
