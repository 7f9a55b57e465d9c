"""Plain text: the box as a newsroom pastes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.render import SEPARATORS, View
from summarize.render.marks import clean_line, evidence_of, flags_of
from summarize.types import QuickLooks


def render_text(looks: Sequence[QuickLooks], view: View) -> str:
    """Return the heading and one ``- Label: point`` line for each bullet; boxes of several articles stand a blank line apart."""
    return SEPARATORS["text"].join("".join(f"{line}\n" for line in _lines(one, view)) for one in looks)


def _lines(looks: QuickLooks, view: View) -> Iterator[str]:
    if looks.heading:
        yield clean_line(looks.heading)
    for number, bullet in enumerate(looks.bullets):
        yield "".join([f"- {clean_line(bullet.line)}", *(f" [{flag}]" for flag in flags_of(looks, number))])
        if view.evidence:
            yield from (f"  > {sentence}" for sentence in evidence_of(looks, bullet))
    yield from (f"[{flag}]" for flag in flags_of(looks, None))
