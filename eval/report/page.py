"""Puts the page together: one file with its style, its script and its data inside, and nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from math import isnan
from pathlib import Path

from eval.report.markup import Html, element, joined, script_json
from eval.report.overview import plots, ranked_table, slice_tables, verdict_block
from eval.report.ranking import METRIC, kind_of
from eval.report.records import Report
from eval.report.sections import article_section

_ORDERS = {
    "both": "worst and most different first",
    "worst": "worst first",
    "spread": "most different first",
    "length": "longest first",
    "number": "as in the data",
}
_FILTERS = {"all": "all articles", "findings": "with findings", "silent": "with no answer"}


def render_page(report: Report) -> str:
    """The whole report as one HTML document."""
    style, script = _asset("page.css"), _asset("page.js")
    names = [system.name for system in report.articles[0].systems] if report.articles else []
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"Quick Looks evaluation: {report.suite.name}"),
        element("style", style),
    )
    body = element(
        "body",
        verdict_block(report),
        element("main", *_sections(report, names)),
        element("script", script_json(_data(report)), type="application/json", id="data"),
        element("script", script),
    )
    return "<!doctype html>\n" + element("html", head, "\n", body, lang="en") + "\n"


def _sections(report: Report, names: Sequence[str]) -> list[Html]:
    articles = [joined(article_section(view, names), "\n") for view in report.articles]
    return [
        element("section", element("h2", "Which system"), ranked_table(report), aria_label="Ranked systems"),
        element("section", element("h2", "What quality costs"), plots(report), aria_label="Plots"),
        element("section", element("h2", "On parts of the data"), slice_tables(report, names), aria_label="Slices"),
        element(
            "section",
            element("h2", "Article by article"),
            _legend(),
            _tools(names),
            element("div", *articles, id="articles"),
            aria_label="Articles",
        ),
    ]


def _legend() -> Html:
    return element(
        "p",
        "Point at a bullet, focus it or click it to see the sentences it rests on; a click keeps them. ",
        element("mark", "Two words or more"),
        " and ",
        element("u", "single words"),
        " stand in the reference too. Evidence that was not given is looked up by its wording and called “closest”. Keys: ",
        element("kbd", "/"),
        " search, ",
        element("kbd", "j"),
        " ",
        element("kbd", "k"),
        " next and previous article.",
        class_="note",
    )


def _tools(names: Sequence[str]) -> Html:
    boxes = [
        element(
            "label",
            element("input", type="checkbox", data_sys=number, checked=kind_of(name) != "ceiling" and number < 4),
            Html(" "),
            name,
        )
        for number, name in enumerate(names)
    ]
    return element(
        "div",
        element("input", type="search", id="search", placeholder="Search the articles", aria_label="Search the articles"),
        _choice("order", _ORDERS | {f"system-{number}": f"worst first for {name}" for number, name in enumerate(names)}, "Order"),
        _choice("filter", _FILTERS, "Filter"),
        element("fieldset", element("legend", "Systems shown"), *boxes),
        element("output", "", id="count", aria_live="polite"),
        class_="tools",
    )


def _choice(name: str, options: dict[str, str], label: str) -> Html:
    choices = [element("option", text, value=value) for value, text in options.items()]
    return element("select", *choices, id=name, aria_label=label)


def _data(report: Report) -> dict[str, object]:
    """What the script sorts by; articles in the order of the data."""
    ordered = sorted(report.articles, key=lambda view: view.number)
    return {
        "ids": [view.id for view in ordered],
        "words": [view.n_words for view in ordered],
        "worst": [round(view.worst, 4) for view in ordered],
        "spread": [round(view.spread, 4) for view in ordered],
        "systems": [system.name for system in ordered[0].systems] if ordered else [],
        "scores": [[_score(system.values[METRIC]) for system in view.systems] for view in ordered],
    }


def _score(value: float) -> float | None:
    return None if isnan(value) else round(value, 4)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> Html:
    return Html(Path(__file__).with_name(name).read_text(encoding="utf-8"))
