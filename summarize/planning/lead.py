"""The plan of the ``lead`` baseline: the first sentences."""

from __future__ import annotations

from summarize.planning.plan import count_bullets
from summarize.types import Document, Plan, PlannedBullet


def lead_plan(document: Document, least: int, most: int) -> Plan:
    """Return a plan of the first sentences, one a bullet."""
    wanted = count_bullets(document, least, most)
    usable = [i for i, sentence in enumerate(document.sentences) if any(c.isalpha() for c in sentence.text)][:wanted]
    notes = (f"{len(usable)} bullets instead of {wanted}: the article has no more sentences",) if len(usable) < wanted else ()
    return Plan(bullets=tuple(PlannedBullet(evidence=(i,), salience=1.0 / (1 + i)) for i in usable), notes=notes)
