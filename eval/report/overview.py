"""Writes the upper part of the page: verdict, ranked table, plots and slices."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from eval.baselines import OTHER_REFERENCE
from eval.report.charts import Point, interval_strip, scatter
from eval.report.markup import Html, element, joined
from eval.report.ranking import METRIC, METRIC_NAME, in_words, kind_of
from eval.report.records import Report, Row, SliceGroup

COLUMNS = {
    "rouge2": "ROUGE-2",
    "rougeLsum": "ROUGE-Lsum",
    "rouge1_cut": "at equal length",
    "covered": "covered",
    "trigram_support": "3-gram support",
    "flagged": "flagged",
    "answered": "answered",
    "total_words": "words",
    "seconds": "s/article",
}
COSTS = {
    "seconds_p50": "s/article, median",
    "seconds_p95": "s/article, 95th percentile",
    "articles_per_second": "articles/s",
    "load_seconds": "loading, s",
    "peak_memory_mib": "peak memory, MiB",
    "model_mib": "model, MiB",
}
FIRST = 5
_KINDS = {"system": "", "baseline": "baseline", "ceiling": "sees the reference"}
_NAMES = {OTHER_REFERENCE: "against the others"}
_ABOUT = {
    "at equal length": f"{METRIC_NAME} after cutting to the reference's number of words",
    "covered": "share of the reference's bullets that some bullet covers",
    "3-gram support": "share of three-word runs that stand in the article; it falls with paraphrase as with error",
    "flagged": "share of bullets in which a check of numbers, names, dates, quotations or roles found something",
    "answered": "share of articles with any bullets",
    "words": "words of all points together",
}


def verdict_block(report: Report) -> Html:
    """The verdict, what stands beside it, and what was measured on what."""
    table, suite = report.table, report.suite
    about = f"{suite.name}: {suite.about}. {len(table.ids):,} article{'s' if len(table.ids) != 1 else ''}, {table.length} points."
    parts = [
        element("p", "Quick Looks evaluation", class_="kicker"),
        element("h1", report.decision.sentence, class_="decided" if report.decision.decided else "open"),
        element("p", report.decision.tradeoff, class_="price") if report.decision.tradeoff else Html(""),
        element("p", report.decision.references, class_="caution") if report.decision.references else Html(""),
        element("p", " ".join(report.decision.notes), class_="notes"),
        element("p", about, class_="about"),
    ]
    parts.append(element("p", element("code", report.signature), class_="signature"))
    return element("header", *parts)


def ranked_table(report: Report) -> Html:
    """All systems, best first, with intervals drawn and the difference to the baseline."""
    known = [row.score for row in report.rows if row.score]
    scale = (min([score.low for score in known], default=0.0), max([score.high for score in known], default=1.0))
    gaps = [row.difference.difference for row in report.rows if row.difference]
    reach = max([abs(bound) for gap in gaps for bound in (gap.low, gap.high)], default=1.0)
    baseline = next((row.score.mean for row in report.rows if row.name == report.baseline and row.score), None)
    columns = [(metric, name) for metric, name in COLUMNS.items() if any(not isnan(_mean(row, metric)) for row in report.rows)]
    heads = [
        _head("#"),
        _head("system", left=True),
        _head(METRIC_NAME, span=2),
        _head(f"against {report.baseline}", span=2),
        _head(""),
    ]
    heads += [_head(name, about=_ABOUT.get(name)) for _, name in columns]
    rows = [_row(row, scale, reach, baseline, [metric for metric, _ in columns]) for row in report.rows]
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="ranked sortable")
    return joined(
        element("div", table, class_="wide", tabindex=0, role="region", aria_label="Ranked systems"),
        _in_words(report),
        element("p", _table_note(report), class_="note"),
    )


def _in_words(report: Report) -> Html:
    sentences = [element("li", in_words(row, report.baseline)) for row in report.rows if row.kind == "system"]
    shown = element("ul", *sentences[:FIRST], class_="words")
    if len(sentences) <= FIRST:
        return shown
    rest = element("ul", *sentences[FIRST:], class_="words")
    return joined(shown, element("details", element("summary", f"{len(sentences) - FIRST} more"), rest, class_="more"))


def plots(report: Report) -> Html:
    """Quality against length, and against cost where times are known."""
    length = [point for row in report.rows if (point := _point(row, "total_words"))]
    cost = [point for row in report.rows if (point := _point(row, "seconds")) and point.x > 0]
    mark = (report.reference_words, "reference")
    figures = (
        [_figure("Quality against length", scatter(length, x_name="words in all", y_name=METRIC_NAME, mark=mark))]
        if length
        else []
    )
    if cost:
        figures.append(
            _figure("Quality against cost", scatter(cost, x_name="seconds an article (log)", y_name=METRIC_NAME, log=True))
        )
    else:
        note = element("p", "No system's time is known: only systems run here are timed.", class_="note")
        figures.append(element("figure", element("figcaption", "Quality against cost"), note))
    return joined(element("div", *figures, class_="plots"), _cost_table(report))


def _cost_table(report: Report) -> Html:
    """Time, memory, size and loading of the systems that were run here; nothing where none was."""
    if not report.costs:
        return Html("")
    head = element("tr", _head("system", left=True), *(_head(name) for name in COSTS.values()))
    rows = [
        element("tr", element("th", name, scope="row"), *(_number(costs.get(key, float("nan")), digits=2) for key in COSTS))
        for name, costs in report.costs.items()
    ]
    table = element("table", element("thead", head), element("tbody", *rows), class_="sortable")
    note = "One article at a time; loading and memory in a process of its own, on the longest article."
    return joined(
        element("div", table, class_="wide", tabindex=0, role="region", aria_label="Cost"), element("p", note, class_="note")
    )


def slice_tables(report: Report, names: Sequence[str]) -> Html:
    """Each shown system's mean on parts of the data, the best on each part in bold (what sees the reference aside)."""
    return element("div", *(_slice_table(group, names) for group in report.groups), class_="slices")


def _slice_table(group: SliceGroup, names: Sequence[str]) -> Html:
    rows = []
    for part in group.slices:
        best = max((mean for name, mean in part.means.items() if kind_of(name) != "ceiling" and not isnan(mean)), default=0.0)
        cells = [
            _number(100 * part.means[name], strong=part.means[name] == best and kind_of(name) != "ceiling") for name in names
        ]
        rows.append(element("tr", element("th", part.name, scope="row"), _number(part.n, digits=0), *cells))
    head = element("tr", _head(group.name, left=True), _head("articles"), *(_head(name) for name in names))
    table = element("table", element("thead", head), element("tbody", *rows), class_="sortable")
    return element("div", table, class_="wide", tabindex=0, role="region", aria_label=group.name)


def _row(row: Row, scale: tuple[float, float], reach: float, baseline: float | None, metrics: Sequence[str]) -> Html:
    about = _NAMES.get(row.name, _KINDS[row.kind])
    name = [row.name] + ([element("span", about, class_="kind")] if about else [])
    cells = [
        element("td", str(row.rank or ""), data_v=row.rank or 1e6, class_="rank"),
        element("th", *name, scope="row", data_v=row.name),
        _number(100 * row.means[METRIC]),
        element("td", interval_strip(row.score, *scale, row.kind, baseline)) if row.score else element("td"),
    ]
    if row.difference:
        gap = row.difference.difference
        cells += [_number(100 * gap.mean, signed=True), element("td", interval_strip(gap, -reach, reach, row.kind, 0.0))]
    else:
        cells += [element("td"), element("td")]
    cells.append(element("td", _word(row), class_="verdict", data_v=row.p if row.difference else 2.0))
    cells += [_metric_cell(metric, _mean(row, metric)) for metric in metrics]
    return element("tr", *cells, class_=row.kind)


def _word(row: Row) -> str:
    if not row.difference:
        return ""
    return row.difference.verdict(row.p)


def _metric_cell(metric: str, value: float) -> Html:
    if metric in ("seconds", "total_words"):
        return _number(value, digits=0 if metric == "total_words" else 2)
    return _number(100 * value)


def _number(value: float, *, digits: int = 1, signed: bool = False, strong: bool = False) -> Html:
    if isnan(value):
        return element("td", "–", class_="num", data_v=-1e9)
    text = f"{value:+.{digits}f}" if signed else f"{value:,.{digits}f}"
    return element("td", element("b", text) if strong else text, class_="num", data_v=round(value, 4))


def _head(name: str, *, left: bool = False, span: int | None = None, about: str | None = None) -> Html:
    inside = element("button", name.replace("ROUGE-", "ROUGE\u2011"), type="button", title=about) if name else ""
    return element("th", inside, scope="col", colspan=span, class_="left" if left else "num")


def _figure(caption: str, drawing: Html) -> Html:
    return element("figure", element("figcaption", caption), drawing)


def _point(row: Row, metric: str) -> Point | None:
    x = _mean(row, metric)
    if row.score is None or isnan(x):
        return None
    y, low, high = (100 * value for value in (row.score.mean, row.score.low, row.score.high))
    return Point(name=row.name, kind=row.kind, x=x, y=y, low=low, high=high)


def _mean(row: Row, metric: str) -> float:
    return row.means.get(metric, float("nan"))


def _table_note(report: Report) -> str:
    several = any(len(view.references) > 1 for view in report.articles)
    return (
        "Values in per cent. Lines are 95 % bootstrap intervals over the articles; differences are paired by article, tested by "
        "randomisation and corrected by Holm over the systems. Hollow dots mark what sees the reference. "
        + ("With several references, the best one counts. " if several else "")
        + "ROUGE counts shared words and rewards length: it never decides alone. The checks find some kinds of error, not all."
    )
