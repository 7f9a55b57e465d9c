"""Writes a report's files: the page, and the table as JSON, CSV and Markdown for whatever comes after."""

from __future__ import annotations

import csv
import io
import json
import re
from math import isnan
from pathlib import Path
from typing import Any

from eval.report.overview import COLUMNS
from eval.report.page import render_page
from eval.report.ranking import METRIC, METRIC_NAME, in_words
from eval.report.records import Report, Row
from eval.table import table_as_json
from summarize.errors import UsageError

_MARKDOWN = re.compile(r"([\\|*_`\[\]<>&])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_report(report: Report, folder: Path) -> Path:
    """Write ``report.html``, ``scores.json``, ``scores.csv`` and ``scores.md`` into a folder; return the page's path.

    Raises:
        UsageError: the folder cannot be written.
    """
    files = {
        "report.html": render_page(report),
        "scores.json": json.dumps(as_json(report), indent=1) + "\n",
        "scores.csv": as_csv(report),
        "scores.md": as_markdown(report),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error}") from error
    return folder / "report.html"


def as_json(report: Report) -> dict[str, Any]:
    """The verdict, the ranking with intervals, the slices, and all scores per system and per document."""
    return {
        "verdict": {
            "sentence": report.decision.sentence,
            "tradeoff": report.decision.tradeoff,
            "references": report.decision.references,
            "decided": report.decision.decided,
            "best": report.decision.best,
            "notes": list(report.decision.notes),
        },
        "signature": report.signature,
        "baseline": report.baseline,
        "costs": {name: dict(costs) for name, costs in report.costs.items()},
        "ranking": [_row_as_json(row) for row in report.rows],
        "slices": [
            {
                "by": group.name,
                "parts": [
                    {"name": s.name, "n": s.n, METRIC: {name: _known(mean) for name, mean in s.means.items()}}
                    for s in group.slices
                ],
            }
            for group in report.groups
        ],
        "table": table_as_json(report.table, report.suite, report.baseline),
    }


def as_csv(report: Report) -> str:
    """One line a system: rank, score with interval, difference with interval and p, then the means."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    head = ["rank", "system", "kind", METRIC, "low", "high", "difference", "difference_low", "difference_high", "p"]
    writer.writerow([*head, *COLUMNS])
    for row in report.rows:
        score, gap = row.score, row.difference.difference if row.difference else None
        numbers = [
            *((score.mean, score.low, score.high) if score else ("",) * 3),
            *((gap.mean, gap.low, gap.high) if gap else ("",) * 3),
        ]
        means = [_known(row.means.get(metric, float("nan"))) for metric in COLUMNS]
        p = row.p if gap else ""
        cells = [row.rank, _inert(row.name), row.kind, *numbers, p, *means]
        writer.writerow([round(cell, 6) if isinstance(cell, float) else "" if cell is None else cell for cell in cells])
    return text.getvalue()


def as_markdown(report: Report) -> str:
    """The verdict, the table and its signature for a README or a chat."""
    head = ["#", "system", METRIC_NAME, "95 %", f"against {report.baseline}", *COLUMNS.values()]
    lines = ["| " + " | ".join(map(_plain, head)) + " |", "|" + "|".join(["---:", "---", *["---:"] * (len(head) - 2)]) + "|"]
    for row in report.rows:
        score = row.score
        cells = [str(row.rank or ""), _plain(row.name)]
        cells += [f"{100 * score.mean:.1f}", f"{100 * score.low:.1f} to {100 * score.high:.1f}"] if score else ["", ""]
        cells.append(_difference(row))
        cells += [_cell(metric, row.means.get(metric, float("nan"))) for metric in COLUMNS]
        lines.append("| " + " | ".join(cells) + " |")
    words = [f"- {_plain(in_words(row, report.baseline))}" for row in report.rows if row.kind == "system"]
    parts = [
        f"**{_plain(report.decision.sentence)}**",
        _plain(f"{report.decision.tradeoff} {report.decision.references}".strip()),
        _plain(" ".join(report.decision.notes)),
        "\n".join(lines),
        "\n".join(words),
    ]
    parts.append(f"`{report.signature.replace('`', '')}`")
    return "\n\n".join(part for part in parts if part) + "\n"


def _row_as_json(row: Row) -> dict[str, Any]:
    gap = row.difference
    return {
        "rank": row.rank,
        "system": row.name,
        "kind": row.kind,
        METRIC: {"mean": row.score.mean, "low": row.score.low, "high": row.score.high} if row.score else None,
        "difference": {
            "mean": gap.difference.mean,
            "low": gap.difference.low,
            "high": gap.difference.high,
            "p": row.p,
            "p_bootstrap": gap.p_bootstrap,
            "more_articles": gap.more_articles,
        }
        if gap
        else None,
        "flagged": _known(row.means.get("flagged", float("nan"))),
    }


def _difference(row: Row) -> str:
    if not row.difference:
        return ""
    return f"{100 * row.difference.difference.mean:+.1f} (p={row.p:.3f})"


def _cell(metric: str, value: float) -> str:
    if isnan(value):
        return "–"
    return f"{value:.2f}" if metric == "seconds" else f"{value:.0f}" if metric == "total_words" else f"{100 * value:.1f}"


def _known(value: float) -> float | None:
    return None if isnan(value) else round(value, 6)


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))


def _inert(text: str) -> str:
    """A name that a spreadsheet takes for text and not for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
