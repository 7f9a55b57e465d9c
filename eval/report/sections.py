"""Writes the section of one article: the source, the references and what the systems wrote, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from eval.report.markup import Html, element, escaped, joined
from eval.report.ranking import METRIC, METRIC_NAME, kind_of
from eval.report.records import ArticleView, BulletView, SystemView
from summarize.types import Finding

_TAGS = {"run": "mark", "word": "u"}
_VALUES = {
    METRIC: METRIC_NAME,
    "rouge2": "ROUGE-2",
    "covered": "covered",
    "trigram_support": "3-gram support",
}


def article_section(view: ArticleView, names: Sequence[str]) -> Html:
    """One article as a disclosure: closed it shows its title and scores, open everything; ``names`` fixes the systems' order."""
    number_of = {name: place for place, name in enumerate(names)}
    cards = [_card(system, number_of[system.name]) for system in view.systems]
    return element(
        "details",
        _summary(view),
        element(
            "div",
            element("div", element("h4", "Source"), _source(view), class_="source", tabindex=0, aria_label="Source text"),
            element("div", _references(view), *cards, class_="cards"),
            class_="sides",
        ),
        class_="article",
        id=f"a{view.number + 1}",
        data_n=view.number,
        data_findings=sum(len(bullet.findings) for system in view.systems for bullet in system.bullets),
        data_silent=sum(not system.bullets for system in view.systems),
    )


def _summary(view: ArticleView) -> Html:
    about = " · ".join(part for part in (view.id, view.source, view.published, f"{view.n_words:,} words") if part)
    return element(
        "summary",
        element("span", element("span", view.title, class_="title"), element("span", about, class_="about"), class_="name"),
        _dots(view),
    )


def _dots(view: ArticleView) -> Html:
    """The systems' scores as dots on one line from 0 to 100."""
    parts = [element("line", class_="track", x1=4, x2=146, y1=9, y2=9)]
    for system in view.systems:
        value = system.values[METRIC]
        if value == value:
            dot = element(
                "circle", element("title", f"{system.name}: {100 * value:.1f}"), class_="dot", cx=4 + 142 * value, cy=9, r=4
            )
            parts.append(element("g", dot, class_=kind_of(system.name)))
    return element("svg", *parts, class_="strip", viewBox="0 0 150 18", width=150, height=18, aria_hidden="true")


def _source(view: ArticleView) -> Html:
    pieces = (
        escaped(piece.text) if piece.number is None else element("span", piece.text, class_="s", data_n=piece.number + 1)
        for piece in view.pieces
    )
    return element("div", *pieces, class_="text")


def _references(view: ArticleView) -> Html:
    first, *others = view.references
    parts = [element("h4", "Reference"), _bullets(first, "r")]
    if others:
        lists = [_bullets(other, "x") for other in others]
        parts.append(element("details", element("summary", f"{len(others)} further references"), *lists, class_="more"))
    return element("section", *parts, class_="card reference", aria_label="Reference")


def _card(system: SystemView, number: int) -> Html:
    values = [
        element("span", element("b", f"{100 * value:.1f}"), f" {name}")
        for metric, name in _VALUES.items()
        if (value := system.values[metric]) == value
    ]
    body = _bullets(system.bullets, "b") if system.bullets else element("p", "No answer.", class_="none")
    return element(
        "section",
        element("h4", system.name),
        element("p", *values, class_="values"),
        body,
        class_=f"card {kind_of(system.name)}",
        data_sys=number,
        aria_label=system.name,
    )


def _bullets(bullets: Sequence[BulletView], kind: str) -> Html:
    return element("ul", *(_bullet(bullet, kind) for bullet in bullets))


def _bullet(bullet: BulletView, kind: str) -> Html:
    label = [element("strong", bullet.label, ":"), Html(" ")] if bullet.label else []
    text = (
        element(_TAGS[stretch.role], stretch.text) if stretch.role in _TAGS else escaped(stretch.text)
        for stretch in bullet.stretches
    )
    return element(
        "li",
        joined(*label, *text),
        _evidence(bullet),
        *(_finding(finding) for finding in bullet.findings),
        class_=kind,
        tabindex=0,
        data_e=" ".join(str(number + 1) for number in bullet.evidence) or None,
        data_m=bullet.match,
    )


def _evidence(bullet: BulletView) -> Html:
    if not bullet.evidence:
        return Html("")
    numbers = ", ".join(str(number + 1) for number in bullet.evidence)
    word = "from" if bullet.named else "closest to"
    return element("small", f" {word} {numbers}", class_="from")


def _finding(finding: Finding) -> Html:
    nearest = f" (nearest in the source: {finding.nearest})" if finding.nearest else ""
    return element("div", f"{finding.check}: {finding.message}{nearest}", class_=f"finding {finding.severity}")
