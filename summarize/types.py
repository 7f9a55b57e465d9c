"""The records that flow through the program: each arrow of the design is one function from one of these to the next."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

Length = Literal["short", "full"]
Style = Literal["quick-looks", "key-takeaways", "highlights"]
Task = Literal["point", "label", "topic", "document"]
Making = Literal["written", "pruned", "extracted", "headline"]
Origin = Literal["generated", "alternative", "replanned", "pruned", "extracted", "headline"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of ``Article.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One decoded input: ``text`` is the input with only its newlines normalised to ``\\n``."""

    text: str
    id: str = "-"
    title: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxItem:
    """One bullet of a box that already stands in the article; ``label`` is None where the box has no labels."""

    point: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A bullet box found in the article ("Quick Looks", "Key Takeaways", ...): never summarised from."""

    span: Span
    heading: str
    items: tuple[BoxItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the article's prose: ``article.text[start:end] == text``; ``paragraph`` counts from 0."""

    text: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article taken apart: prose sentences, and around them what bullets are never made from.

    ``title`` is the article's given title, or the headline found in the text, or "".
    """

    article: Article
    sentences: tuple[Sentence, ...]
    title: str = ""
    subheads: tuple[Span, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBullet:
    """The sentences (numbers into ``Document.sentences``, ascending) that one bullet is to be written from."""

    evidence: tuple[int, ...]
    salience: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write, in printing order; ``reserves`` stand in for bullets that cannot be written faithfully.

    ``enough`` is how many bullets will do where more would hardly be printable; 0: all that are planned are wanted.
    """

    bullets: tuple[PlannedBullet, ...]
    reserves: tuple[PlannedBullet, ...] = ()
    enough: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing for a backend to write: a point from its evidence, a label, the box's topic, or a summary of a whole stretch.

    ``text`` is what a point is written from in place of its evidence, where that has been made simpler.
    """

    task: Task
    document: Document
    evidence: tuple[int, ...]
    length: Length = "short"
    point: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One text that a backend offers; of two, the one with the higher ``score`` is likelier.

    ``made``: "written" by a model, "pruned" from the sentence's tree, "extracted" by rules, or the article's "headline".
    ``quality``: the log-odds that an editor would print it as it stands; ``keeping``: that one would keep it in a box
    (``summarize.quality``); ``log_probability``: the writer's; each where it is known.
    """

    text: str
    score: float = 0.0
    stopped: Literal["end", "length"] = "end"
    made: Making = "written"
    quality: float | None = None
    keeping: float | None = None
    log_probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check could not verify: which check, where (``span`` in the point), and the nearest value in the source."""

    check: str
    severity: Severity
    message: str
    bullet: int | None = None
    span: tuple[int, int] | None = None
    nearest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """One finished bullet; ``label`` is None in unlabelled styles, ``evidence`` are sentence numbers."""

    label: str | None
    point: str
    evidence: tuple[int, ...]
    origin: Origin = "generated"

    @property
    def line(self) -> str:
        """``Label: point``, or the point alone where there is no label."""
        return f"{self.label}: {self.point}" if self.label else self.point


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the bullets; ``config_digest`` covers everything that decides the output."""

    model: str
    revision: str
    backend: str
    strategy: str
    prompt: str
    planner: str
    decoding: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    source_digest: str = ""
    config_digest: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLooks:
    """The product's output for one article; ``document`` is kept so that evidence can be shown."""

    document: Document
    topic: str
    bullets: tuple[Bullet, ...]
    provenance: Provenance
    style: Style = "quick-looks"
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    truncated: dict[str, Any] | None = None

    @property
    def heading(self) -> str:
        """The box's heading line, ``<Topic>: Quick Looks`` (or ``: Key Takeaways``); "" for bare highlights."""
        names = {"quick-looks": "Quick Looks", "key-takeaways": "Key Takeaways"}
        return f"{self.topic}: {names[self.style]}" if self.style in names else ""
