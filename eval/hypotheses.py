"""What a system wrote for one article, from wherever it came, in the form that the metrics take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.alignment import evidence_numbers, locate_sentences
from eval.data import Example
from summarize.types import QuickLooks


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisBullet:
    """One bullet; ``evidence`` are numbers into ``Example.sentences``, or None where it is not known."""

    point: str
    label: str | None = None
    evidence: frozenset[int] | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A system's bullets for one article; no bullets means that it did not answer."""

    id: str
    system: str
    bullets: tuple[HypothesisBullet, ...] = ()
    n_findings: int | None = None
    seconds: float | None = None

    @property
    def text(self) -> str:
        """The points, joined by newlines."""
        return "\n".join(bullet.point for bullet in self.bullets)


def plain_hypothesis(example: Example, system: str, points: Sequence[str], evidence: Sequence[int] | None = None) -> Hypothesis:
    """A hypothesis of unlabelled points; ``evidence`` gives the sentence that each point was taken from."""
    numbers = [None] * len(points) if evidence is None else [frozenset([number]) for number in evidence]
    bullets = (HypothesisBullet(point=point, evidence=found) for point, found in zip(points, numbers, strict=True))
    return Hypothesis(id=example.id, system=system, bullets=tuple(bullets))


def product_hypothesis(example: Example, system: str, looks: QuickLooks, seconds: float | None) -> Hypothesis:
    """The product's Quick Looks as a hypothesis, its evidence mapped to the data's own sentences."""
    spans = locate_sentences(example.document, example.sentences)
    sentences = looks.document.sentences
    bullets = (
        HypothesisBullet(
            point=bullet.point,
            label=bullet.label,
            origin=bullet.origin,
            evidence=evidence_numbers(spans, [(sentences[number].start, sentences[number].end) for number in bullet.evidence])
            if example.sentences
            else None,
        )
        for bullet in looks.bullets
    )
    n_findings = sum(finding.bullet is not None for finding in looks.findings)
    return Hypothesis(id=example.id, system=system, bullets=tuple(bullets), n_findings=n_findings, seconds=seconds)
