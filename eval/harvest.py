"""Makes a dataset from a newsroom's own archive: articles that carry a bullet box are references ready-made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from eval.data import Example, parse_example
from eval.rows import Row
from summarize.document import parse_document
from summarize.errors import InputError, UsageError
from summarize.readers import READERS, read_articles
from summarize.types import Article, Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """Rows for a dataset, the articles that have no box, and a line for each file that could not be read."""

    rows: tuple[Row, ...]
    without_box: tuple[str, ...]
    unreadable: tuple[str, ...]


def harvest_folder(folder: Path) -> Harvest:
    """Read every article in a folder and the folders in it, or one file; the box becomes the reference, the rest the document.

    Raises:
        UsageError: the folder is missing or holds no file of a kind that can be read.
    """
    found, folder = ([folder], folder.parent) if folder.is_file() else (folder.rglob("*"), folder)
    paths = sorted(path for path in found if path.suffix.lower() in READERS and path.is_file())
    if not paths:
        raise UsageError(f"{folder} holds no articles", f"Their names end in {', '.join(READERS)}.")
    rows: dict[str, Row] = {}
    without_box, unreadable = [], []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            for article in read_articles(path, on_error=lambda error: unreadable.append(str(error))):
                own = article.id.replace(str(path), name)
                row = _row(article, f"{name}/{own}" if own in rows else own)
                if row:
                    rows[row["id"]] = row
                else:
                    without_box.append(own)
        except InputError as error:
            unreadable.append(str(error))
    return Harvest(rows=tuple(rows.values()), without_box=tuple(without_box), unreadable=tuple(unreadable))


def write_rows(rows: tuple[Row, ...], path: Path) -> None:
    """Write dataset rows as JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def render_harvest(harvest: Harvest, path: Path) -> str:
    """How many articles became rows, and the names of those that did not."""
    return "\n".join([f"{len(harvest.rows)} articles with a bullet box written to {path.name}", *left_out(harvest)])


def left_out(harvest: Harvest) -> list[str]:
    """How many articles have no box or could not be read, and their names, one a line; none where there are none."""
    lines: list[str] = []
    for about, names in (("without a bullet box", harvest.without_box), ("not readable", harvest.unreadable)):
        if names:
            lines += [f"{len(names)} {about}:", *(f"  {name}" for name in names)]
    return lines


def examples_of(harvest: Harvest, path: Path) -> tuple[Example, ...]:
    """The harvested rows as examples.

    Raises:
        UsageError: no article has a bullet box.
    """
    if not harvest.rows:
        raise UsageError(f"{path} holds no article with a bullet box")
    return tuple(parse_example(row, str(row["id"])) for row in harvest.rows)


def _row(article: Article, name: str) -> Row | None:
    document = parse_document(article)
    box = document.box
    if box is None or not box.items:
        return None
    rest = article.text[: box.span.start] + article.text[box.span.end :]
    if not any(character.isalpha() for character in rest):
        return None
    row: Row = {"id": name, "document": rest, "references": [_reference(box)]}
    optional = {"title": article.title, "source": article.source, "published": article.published}
    topic = box.heading.partition(":")[0].strip() if ":" in box.heading else ""
    return row | {key: value for key, value in (optional | {"topic": topic}).items() if value}


def _reference(box: Box) -> list[Row]:
    return [{"point": item.point} | ({"label": item.label} if item.label else {}) for item in box.items]
