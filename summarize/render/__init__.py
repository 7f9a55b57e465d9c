"""From Quick Looks to what is printed: a table of formats, each one function in a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from summarize.loading import load_object
from summarize.types import QuickLooks

RENDERERS = {
    "text": "summarize.render.text:render_text",
    "md": "summarize.render.md:render_markdown",
    "html": "summarize.render.html:render_html",
    "json": "summarize.render.json:render_json",
    "jsonl": "summarize.render.json:render_json_lines",
    "panel": "summarize.render.panel:render_panel",
}
SEPARATORS = {"text": "\n", "md": "\n", "jsonl": "", "panel": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How to show Quick Looks: ``evidence`` with the source sentences, ``single`` as one article alone, ``width`` in columns."""

    evidence: bool = False
    single: bool = True
    width: int = 80


class Renderer(Protocol):
    """What a renderer is: all the Quick Looks of one output in, its text out, ending in a newline."""

    def __call__(self, looks: Sequence[QuickLooks], view: View) -> str:
        """Return the printed form; flagged bullets are marked in every format."""


def find_renderer(name: str) -> Renderer:
    """Return the renderer of a format named in ``RENDERERS``."""
    renderer: Renderer = load_object(RENDERERS[name])
    return renderer
