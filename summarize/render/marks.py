"""What all the printed forms share: clean lines, the marks of flagged bullets, and the source sentences."""

from __future__ import annotations

import re

from summarize.types import Bullet, Finding, QuickLooks

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def clean_line(text: str) -> str:
    """Return the text on one line, without control characters that could steer a terminal or turn the reading direction.

    >>> clean_line("two\\nlines\\x1b[31m")
    'two lines [31m'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def flags_of(looks: QuickLooks, bullet: int | None) -> list[str]:
    """Return what the checks could not verify in one bullet, or with None in the box as a whole."""
    return [f"check: {_said(finding)}" for finding in looks.findings if finding.bullet == bullet]


def _said(finding: Finding) -> str:
    nearest = clean_line(finding.nearest) if finding.nearest else ""
    message = clean_line(finding.message)
    return f"{message}; the nearest is {nearest}" if nearest and nearest not in message else message


def evidence_of(looks: QuickLooks, bullet: Bullet) -> list[str]:
    """Return the article's sentences that a bullet was written from."""
    return [clean_line(looks.document.sentences[number].text) for number in bullet.evidence]
