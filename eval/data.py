"""Reads evaluation data into one frozen record, so that every metric sees the same thing whatever the file looked like."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from eval.rows import Row, is_number_list, object_field, read_rows, text_field, texts_of
from summarize.errors import UsageError

Length = Literal["short", "full"]


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
        fields = {name: text_field(row, name, where) for name in ("id", "article", "summary")}
        optional = {name: text_field(row, name, where, "") for name in ("source", "model")}
        verdicts.append(Verdict(faithful=row["label"] == 1, **fields, **optional))
    if not verdicts:
        raise UsageError(f"{path.name} holds no verdicts")
    return tuple(verdicts)


def parse_example(row: Row, where: str) -> Example:
    """Return the example that a decoded JSON row describes; ``where`` is put in front of what is wrong with it.

    Raises:
        UsageError: an id, document or reference is missing, empty or of the wrong type, or evidence points nowhere.
    """
    document = text_field(row, "document" if "document" in row else "text", where)
    name = "sentences" if "sentences" in row else "document_sentences"
    sentences = texts_of(row.get(name) or [], name, where)
    systems = object_field(row, "systems", where)
    return Example(
        id=text_field(row, "id", where),
        document=document,
        title=text_field(row, "title", where, ""),
        topic=text_field(row, "topic", where, ""),
        source=text_field(row, "source" if "source" in row else "outlet", where, ""),
        published=text_field(row, "published", where, ""),
        desk=text_field(row, "desk", where, ""),
        sentences=sentences,
        references=_references(row, len(sentences), where),
        hypotheses={system: texts_of(bullets, "systems", where) for system, bullets in systems.items()},
        human=_human(row, where),
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
    given = row.get("references")
    if "references" not in row and "reference" in row:
        more = row.get("extra_references") or []
        given = [row["reference"], *(more if isinstance(more, list) else [more])]
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


def _human(row: Row, where: str) -> Mapping[str, Mapping[str, float]]:
    given = object_field(row, "human", where)
    for system, scores in given.items():
        if not isinstance(scores, dict) or not all(isinstance(value, int | float) for value in scores.values()):
            raise UsageError(f"{where}: 'human' must give '{system}' an object of numbers")
    return given


def _bullet(given: object, n_sentences: int, where: str) -> ReferenceBullet:
    if isinstance(given, str) and given.strip():
        return ReferenceBullet(point=given)
    if not isinstance(given, dict):
        raise UsageError(f"{where}: a reference bullet must be a text or an object with a 'point'")
    evidence = given.get("evidence") or []
    if not is_number_list(evidence, n_sentences):
        raise UsageError(f"{where}: evidence {evidence} does not lie in the {n_sentences} sentences")
    return ReferenceBullet(
        point=text_field(given, "point", where),
        label=text_field(given, "label", where, ""),
        short=text_field(given, "short", where, ""),
        evidence=tuple(evidence),
    )
