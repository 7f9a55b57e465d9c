"""The records that a report is made of: everything is worked out before a line of HTML is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from eval.score import ScoreTable
from eval.statistics import Comparison, Interval
from eval.suites import Suite
from summarize.types import Finding

Kind = Literal["system", "baseline", "ceiling"]
Role = Literal["text", "run", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One system's line of the table; ``rank`` is None for ceilings, which see the reference."""

    name: str
    kind: Kind
    rank: int | None
    score: Interval | None
    difference: Comparison | None
    p: float
    means: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict: which system, at what price in faithfulness, against what references; and what should be known beside it."""

    sentence: str
    decided: bool
    best: str
    tradeoff: str = ""
    references: str = ""
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole verdict as one line."""
        return " ".join(part for part in (self.sentence, self.tradeoff, self.references) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The articles that share something, and each system's mean on them."""

    name: str
    n: int
    means: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SliceGroup:
    """Slices along one property of the articles."""

    name: str
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a point: plain text, a run of words that the reference has too, or a single such word."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the source; ``number`` is its sentence's number, or None between sentences."""

    text: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletView:
    """A bullet ready to be shown; ``named`` says that its evidence was given and not looked up by its wording."""

    label: str
    stretches: tuple[Stretch, ...]
    evidence: tuple[int, ...]
    named: bool
    match: int | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemView:
    """What one system wrote for one article."""

    name: str
    bullets: tuple[BulletView, ...]
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article's section; ``worst`` and ``spread`` are what articles are sorted by."""

    number: int
    id: str
    title: str
    source: str
    published: str
    n_words: int
    pieces: tuple[Piece, ...]
    references: tuple[tuple[BulletView, ...], ...]
    systems: tuple[SystemView, ...]
    worst: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that the page, the JSON, the CSV and the Markdown are written from; ``costs`` are those of systems run here."""

    suite: Suite
    table: ScoreTable
    baseline: str
    rows: tuple[Row, ...]
    decision: Decision
    groups: tuple[SliceGroup, ...]
    articles: tuple[ArticleView, ...]
    reference_words: float
    costs: Mapping[str, Mapping[str, float]]
    signature: str
