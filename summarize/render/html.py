"""One self-contained HTML page: no script, nothing loaded from elsewhere, all text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from summarize.render import View
from summarize.render.marks import clean_line, evidence_of, flags_of
from summarize.types import Bullet, QuickLooks

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "li{margin:.4rem 0}mark{font-size:.85em;padding:0 .3em}blockquote{margin:.3rem 0 .3rem 1rem;color:#555}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}blockquote{color:#aaa}}"
)


def render_html(looks: Sequence[QuickLooks], view: View) -> str:
    """Return a page with one ``<section class="quick-looks">`` for each article, ready to be cut out and pasted."""
    title = _text(looks[0].heading or looks[0].topic) if len(looks) == 1 else "Quick Looks"
    sections = "\n".join(line for one in looks for line in _section(one, view))
    return (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n{sections}\n</body>\n</html>\n"
    )


def _section(looks: QuickLooks, view: View) -> Iterator[str]:
    yield f'<section class="quick-looks" data-article="{_text(looks.document.article.id)}" data-review="unreviewed">'
    if looks.heading:
        yield f"<h2>{_text(looks.heading)}</h2>"
    yield "<ul>"
    for number, bullet in enumerate(looks.bullets):
        yield from _item(looks, number, bullet, view)
    yield "</ul>"
    yield from (f"<p><mark>{_text(flag)}</mark></p>" for flag in flags_of(looks, None))
    yield "</section>"


def _item(looks: QuickLooks, number: int, bullet: Bullet, view: View) -> Iterator[str]:
    label = f"<strong>{_text(bullet.label)}:</strong> " if bullet.label else ""
    flags = "".join(f" <mark>{_text(flag)}</mark>" for flag in flags_of(looks, number))
    quotes = [f"<blockquote>{_text(sentence)}</blockquote>" for sentence in evidence_of(looks, bullet)] if view.evidence else []
    yield "".join([f"<li>{label}{_text(bullet.point)}{flags}", *quotes, "</li>"])


def _text(text: str) -> str:
    return escape(clean_line(text))
