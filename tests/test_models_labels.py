"""Lessons in labels, and the sheets that they come from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from models import label_sheets
from models.label_lessons import labels_of_cuts, labels_of_points
from models.label_sheets import draw, points_of, read
from models.verdicts import check_sum, find_articles, plain
from tests.test_models_quality import NAME, corpora
from tests.tiny import TITLE, desk_prompt

__all__ = ["corpora"]


def test_highlights_are_points_and_else_sentences() -> None:
    story = {"summary": ["Ferry sinks .", "All are safe"], "document": "It rained."}
    assert points_of(story) == ("", ["Ferry sinks.", "All are safe."])
    text = "It rained for six long days in Astad."
    assert points_of({"title": "Rain", "document": text}) == ("Rain", [text])


def test_points_are_drawn_labelled_and_learnt(
    tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets, path = tmp_path / "sheets", tmp_path / "l.jsonl.xz"
    monkeypatch.setattr(label_sheets, "SOURCES", (NAME,))
    drawn = draw(sheets, corpora, tmp_path / "no bench", 2, 1)
    assert 1 < drawn <= 4, "two points an article at most"
    points = [json.loads(line) for line in (sheets / "points.jsonl").read_text("utf-8").splitlines()]
    sheet = (sheets / "000.txt").read_text("utf-8")
    assert all(f"[{point['headline'] or '-'}] {point['point']}" in sheet for point in points)
    lines = ["0 | costly repairs", "1 | Repairs", "99 | No Such Point", "a note"]
    (sheets / "000.labels.txt").write_text("\n".join(lines), "utf-8")
    assert read(sheets, path) == 1, "what is not of the right form is left out"
    assert "1 | Repairs: 1 words" in capsys.readouterr().out
    assert read(sheets, path) == 1, "what is known is not added again"
    (lesson,) = labels_of_points(corpora, path, desk_prompt())
    assert (lesson.task, lesson.target) == ("label", "costly repairs")
    assert points[0]["point"][1:20] in lesson.source


def test_a_point_that_is_another_now_teaches_nothing(tmp_path: Path, corpora: Path) -> None:
    records = [{"corpus": NAME, "record": 0, "place": place, "sum": 1, "label": "Costly Repairs"} for place in (0, 99)]
    (tmp_path / "l.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert list(labels_of_points(corpora, tmp_path / "l.jsonl", desk_prompt())) == []


def test_cuts_teach_their_labels(tmp_path: Path, corpora: Path) -> None:
    ((_, document),) = find_articles(corpora, [(NAME, 0)])
    sums = [check_sum(plain(document, place)) for place in range(2)]
    cuts = [[0, sums[0], "Terminal Vote", [0, 1, 2], [0, 1, 2, 3]], [1, sums[1], "Zugwald Vote", [0, 1, 2], None]]
    (tmp_path / "c.jsonl").write_text(json.dumps({"corpus": NAME, "record": 0, "best": [], "cuts": cuts}), "utf-8")
    found = list(labels_of_cuts(corpora, tmp_path / "c.jsonl", desk_prompt()))
    assert [(pair.task, pair.target) for pair in found] == [("label", "terminal vote")] * 2, "a name from elsewhere is no lesson"
    assert all(pair.source.startswith("<label>") and "<title>" in pair.source for pair in found)
    assert found[0].source != found[1].source
    assert TITLE.split()[0].lower() in found[0].source.lower()
