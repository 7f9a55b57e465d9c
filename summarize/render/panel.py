"""The panel on a terminal, drawn by rich, which obeys ``NO_COLOR``; loaded only when there is a terminal to draw on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from summarize.render import View
from summarize.render.marks import clean_line, evidence_of, flags_of
from summarize.types import Bullet, QuickLooks

_MAX_WIDTH = 100


def render_panel(looks: Sequence[QuickLooks], view: View) -> str:
    """Return one bordered box for each article, at most 100 columns wide."""
    console = Console(force_terminal=True, width=max(20, min(view.width, _MAX_WIDTH)), highlight=False)
    with console.capture() as printed:
        for one in looks:
            console.print(_panel(one, view))
    return printed.get()


def _panel(looks: QuickLooks, view: View) -> Panel:
    rows = Table.grid(padding=(0, 1))
    for number, bullet in enumerate(looks.bullets):
        rows.add_row("•", _cell(looks, number, bullet, view))
    notes = [Text(f"[{flag}]", style="yellow") for flag in flags_of(looks, None)]
    title = Text(clean_line(looks.heading), style="bold") if looks.heading else None
    return Panel(Group(rows, *notes), title=title, title_align="left", padding=(1, 2), border_style="cyan")


def _cell(looks: QuickLooks, number: int, bullet: Bullet, view: View) -> Group:
    line = Text()
    if bullet.label:
        line.append(f"{clean_line(bullet.label)}: ", style="bold cyan")
    line.append(clean_line(bullet.point))
    for flag in flags_of(looks, number):
        line.append(f" [{flag}]", style="bold yellow")
    quotes = evidence_of(looks, bullet) if view.evidence else []
    return Group(line, *(Padding(Text(quote, style="dim italic"), (0, 0, 0, 2)) for quote in quotes))
