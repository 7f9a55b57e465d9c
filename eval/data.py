"""Reads evaluation data into one frozen record, so that every metric sees the same thing whatever the file looked like."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from summarize.errors import UsageError

Length = Literal["short", "full"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceBullet:
    """One bullet of a reference; ``evidence`` are numbers into ``Example.sentences``, ``short`` is "" where there is none.

    ``evidence_text`` is set where the data gives the evidence as text and the numbers were found for it.
    """

    point: str
    label: str = ""
    short: str = ""
    evidence: tuple[int, ...] = ()
    evidence_text: tuple[str, ...] = ()

    def text(self, length: Length) -> str:
        """The point at a length; the full one stands in where no short one was written."""
        return self.short or self.point if length == "short" else self.point


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One article with its references; ``sentences`` is the data's own splitting, ``hypotheses`` what came with it."""

    id: str
    document: str
    references: tuple[tuple[ReferenceBullet, ...], ...]
    title: str = ""
    topic: str = ""
    source: str = ""
    published: str = ""
    desk: str = ""
    sentences: tuple[str, ...] = ()
    hypotheses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    human: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def n_bullets(self) -> int:
        """How many bullets the first reference has: the count that systems are asked for."""
        return len(self.references[0])

    def reference_text(self, length: Length, number: int = 0) -> str:
        """The points of one reference, joined by newlines."""
        return "\n".join(bullet.text(length) for bullet in self.references[number])


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An article, a summary of it, and whether people judged the summary faithful."""

    id: str
    article: str
    summary: str
    faithful: bool
    source: str = ""
    model: str = ""


def read_examples(path: Path) -> tuple[Example, ...]:
    """Read articles with references from JSON lines (also ``.xz``).

    Raises:
        UsageError: the file is missing or empty, or a row is impossible; the message names the line.
    """
    examples: list[Example] = []
    seen: dict[str, int] = {}
    for number, row in read_rows(path):
        where = f"{path.name}, line {number}"
        example = parse_example(row, where)
        if example.id in seen:
            raise UsageError(f"{where}: id '{example.id}' was already used in line {seen[example.id]}")
        seen[example.id] = number
        examples.append(example)
    if not examples:
        raise UsageError(f"{path.name} holds no examples")
    return tuple(examples)


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """Read article-summary pairs with human verdicts (``label`` 1 is faithful) from JSON lines.

    Raises:
        UsageError: the file is missing or empty, or a row is impossible; the message names the line.
    """
    verdicts = []
    for number, row in read_rows(path):
        where = f"{path.name}, line {number}"
        if row.get("label") not in (0, 1):
            raise UsageError(f"{where}: 'label' must be 0 or 1")
        fields = {name: _text(row, name, where) for name in ("id", "article", "summary")}
        optional = {name: _text(row, name, where, "") for name in ("source", "model")}
        verdicts.append(Verdict(faithful=row["label"] == 1, **fields, **optional))
    if not verdicts:
        raise UsageError(f"{path.name} holds no verdicts")
    return tuple(verdicts)


def parse_example(row: Row, where: str) -> Example:
    """Return the example that a decoded JSON row describes; ``where`` is put in front of what is wrong with it.

    Raises:
        UsageError: an id, document or reference is missing, empty or of the wrong type, or evidence points nowhere.
    """
    document = _text(row, "document" if "document" in row else "text", where)
    name = "sentences" if "sentences" in row else "document_sentences"
    sentences = _texts(row.get(name) or [], name, where)
    return Example(
        id=_text(row, "id", where),
        document=document,
        title=_text(row, "title", where, ""),
        topic=_text(row, "topic", where, ""),
        source=_text(row, "source" if "source" in row else "outlet", where, ""),
        published=_text(row, "published", where, ""),
        desk=_text(row, "desk", where, ""),
        sentences=sentences,
        references=_references(row, len(sentences), where),
        hypotheses={system: _texts(bullets, "systems", where) for system, bullets in _table(row, "systems", where).items()},
        human=_table(row, "human", where),
    )


def dataset_digest(examples: tuple[Example, ...]) -> str:
    """SHA-256 of the ids, documents and references in their order: equal exactly when the same thing is measured."""
    digest = hashlib.sha256()
    for example in examples:
        references = [[_identity(bullet) for bullet in reference] for reference in example.references]
        digest.update(json.dumps([example.id, example.document, example.title, references]).encode())
    return digest.hexdigest()


def _identity(bullet: ReferenceBullet) -> list[object]:
    return [bullet.label, bullet.point, bullet.short, list(bullet.evidence_text or bullet.evidence)]


def _references(row: Row, n_sentences: int, where: str) -> tuple[tuple[ReferenceBullet, ...], ...]:
    given = row["references"] if "references" in row else [row.get("reference"), *row.get("extra_references", [])]
    if not isinstance(given, list) or not given:
        raise UsageError(f"{where}: 'references' must be a list with at least one list of bullets")
    references = []
    for reference in given:
        if not isinstance(reference, list):
            raise UsageError(f"{where}: a reference must be a list of bullets")
        bullets = tuple(_bullet(bullet, n_sentences, where) for bullet in reference if bullet not in ("", "."))
        if not bullets:
            raise UsageError(f"{where}: a reference without bullets")
        references.append(bullets)
    return tuple(references)


def _bullet(given: object, n_sentences: int, where: str) -> ReferenceBullet:
    if isinstance(given, str) and given.strip():
        return ReferenceBullet(point=given)
    if not isinstance(given, dict):
        raise UsageError(f"{where}: a reference bullet must be a text or an object with a 'point'")
    evidence = given.get("evidence") or []
    if not isinstance(evidence, list) or not all(isinstance(number, int) and 0 <= number < n_sentences for number in evidence):
        raise UsageError(f"{where}: evidence {evidence} does not lie in the {n_sentences} sentences")
    return ReferenceBullet(
        point=_text(given, "point", where),
        label=_text(given, "label", where, ""),
        short=_text(given, "short", where, ""),
        evidence=tuple(evidence),
    )


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield each JSON object of a JSON lines file (also ``.xz``) with the number of its line.

    Raises:
        UsageError: the file cannot be read, or a line is not a JSON object.
    """
    try:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _decode(line, f"{path.name}, line {number}")
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error


def _decode(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: not JSON ({error.msg})") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where}: not a JSON object")
    return row


def _text(row: Row, name: str, where: str, default: str | None = None) -> str:
    value = row.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise UsageError(f"{where}: '{name}' must be a text that is not empty")
    return value


def _table(row: Row, name: str, where: str) -> Row:
    value = row.get(name) or {}
    if not isinstance(value, dict):
        raise UsageError(f"{where}: '{name}' must be an object")
    return value


def _texts(value: object, name: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{where}: '{name}' must be a list of texts")
    return tuple(value)
