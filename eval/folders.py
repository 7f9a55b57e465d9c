"""Reads references out of folders: articles with a bullet box in their text, and articles with a JSON file beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.alignment import evidence_numbers, locate_sentences
from eval.data import Example, ReferenceBullet
from summarize.errors import UsageError
from summarize.types import Article, Document


def read_boxes(folder: Path, pairs: Sequence[tuple[str, str]]) -> tuple[Example, ...]:
    """Read (document, reference) file pairs: the bullet box found in the reference file's text is the document's
    reference, and a box in the document's own text is taken out.

    Raises:
        UsageError: a file is missing, or the reference file holds no box.
    """
    examples = []
    for name, reference_name in pairs:
        box = _parse(_read(folder / reference_name)).box
        if box is None:
            raise UsageError(f"{reference_name} holds no bullet box")
        examples.append(
            Example(
                id=Path(name).stem,
                document=_without_box(_parse(_read(folder / name))),
                topic=box.heading.partition(":")[0].strip() if ":" in box.heading else "",
                references=(tuple(ReferenceBullet(point=item.point, label=item.label or "") for item in box.items),),
            )
        )
    return tuple(examples)


def read_folder(folder: Path) -> tuple[Example, ...]:
    """Read every ``NN_name.txt`` that has an ``NN_name.json`` with its reference beside it.

    The JSON holds ``id``, ``topic`` and ``bullets``, each with ``label``, ``point``, ``short`` and the ``evidence_text``
    that stands in the article.

    Raises:
        UsageError: there is none, or evidence does not stand in its article; the message names the file.
    """
    examples = [_read_pair(path) for path in sorted(folder.glob("[0-9]*_*.txt")) if path.with_suffix(".json").exists()]
    if not examples:
        raise UsageError(f"{folder} holds no article with a reference beside it")
    return tuple(examples)


def _without_box(document: Document) -> str:
    text = document.article.text
    return text if document.box is None else text[: document.box.span.start] + text[document.box.span.end :]


def _read_pair(path: Path) -> Example:
    text = _read(path)
    where = path.with_suffix(".json").name
    try:
        row = json.loads(_read(path.with_suffix(".json")))
        sentences = _parse(text).sentences
        bounds = [(sentence.start, sentence.end) for sentence in sentences]
        bullets = tuple(_bullet(bullet, text, bounds, where) for bullet in row["bullets"])
        return Example(
            id=row["id"],
            document=text,
            topic=row["topic"],
            sentences=tuple(sentence.text for sentence in sentences),
            references=(bullets,),
        )
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UsageError(f"{where}: not a reference ({type(error).__name__}: {error})") from error


def _bullet(row: dict[str, Any], text: str, bounds: list[tuple[int, int]], where: str) -> ReferenceBullet:
    located = [locate_sentences(text, [evidence])[0] for evidence in row["evidence_text"]]
    if None in located:
        raise UsageError(f"{where}: evidence of '{row['label']}' does not stand in the article")
    numbers = evidence_numbers(bounds, [found for found in located if found])
    return ReferenceBullet(
        label=row["label"],
        point=row["point"],
        short=row["short"],
        evidence=tuple(sorted(numbers)),
        evidence_text=tuple(row["evidence_text"]),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error


def _parse(text: str) -> Document:
    from summarize.document import parse_document

    return parse_document(Article(text=text))
