"""JSON, stable under ``schema_version`` 1 and described by ``summarize/schema.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from summarize.render import View
from summarize.types import Bullet, Document, Finding, QuickLooks

SCHEMA_VERSION = 1


def render_json(looks: Sequence[QuickLooks], view: View) -> str:
    """Return one object for a single article, a list for several."""
    records = [looks_as_record(one) for one in looks]
    shown: object = records[0] if view.single and len(records) == 1 else records
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def render_json_lines(looks: Sequence[QuickLooks], view: View) -> str:
    """Return one object a line."""
    return "".join(json.dumps(looks_as_record(one), ensure_ascii=False) + "\n" for one in looks)


def looks_as_record(looks: QuickLooks) -> dict[str, Any]:
    """Return Quick Looks as the object that the schema describes; evidence always goes with it."""
    return {
        "schema_version": SCHEMA_VERSION,
        "article_id": looks.document.article.id,
        "title": looks.document.title,
        "topic": looks.topic,
        "heading": looks.heading,
        "bullets": [_bullet(looks.document, bullet) for bullet in looks.bullets],
        "findings": [_finding(finding) for finding in looks.findings],
        "notes": list(looks.notes),
        "truncated": looks.truncated,
        "provenance": asdict(looks.provenance),
        "review": "unreviewed",
    }


def _bullet(document: Document, bullet: Bullet) -> dict[str, Any]:
    sentences = [(number, document.sentences[number]) for number in bullet.evidence]
    evidence = [{"sentence": number, "start": one.start, "end": one.end, "text": one.text} for number, one in sentences]
    return {"label": bullet.label, "point": bullet.point, "evidence": evidence, "origin": bullet.origin}


def _finding(finding: Finding) -> dict[str, Any]:
    return asdict(finding) | {"span": list(finding.span) if finding.span else None}
