"""Markdown, with everything that the article could use to break out of its line escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.render import SEPARATORS, View
from summarize.render.marks import clean_line, evidence_of, flags_of
from summarize.types import QuickLooks

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_LEADING = re.compile(r"^(\d*)([-+#=.)])")


def escape_markdown(text: str) -> str:
    """Return the text so that Markdown shows it as it is.

    >>> escape_markdown("a *b* <i>")
    'a \\\\*b\\\\* \\\\<i\\\\>'
    """
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", clean_line(text)))


def render_markdown(looks: Sequence[QuickLooks], view: View) -> str:
    """Return a second-level heading and a list with bold labels; evidence as quotations under its bullet."""
    return SEPARATORS["md"].join("".join(f"{line}\n" for line in _lines(one, view)) for one in looks)


def _lines(looks: QuickLooks, view: View) -> Iterator[str]:
    if looks.heading:
        yield f"## {escape_markdown(looks.heading)}"
        yield ""
    for number, bullet in enumerate(looks.bullets):
        label = f"**{escape_markdown(bullet.label)}:** " if bullet.label else ""
        flags = "".join(f" **[{escape_markdown(flag)}]**" for flag in flags_of(looks, number))
        yield f"- {label}{escape_markdown(bullet.point)}{flags}"
        if view.evidence:
            for sentence in evidence_of(looks, bullet):
                yield f"  > {escape_markdown(sentence)}"
    for flag in flags_of(looks, None):
        yield ""
        yield f"**[{escape_markdown(flag)}]**"
