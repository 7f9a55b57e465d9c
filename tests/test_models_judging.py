"""Sheets on which labels and topics are judged, and what is learnt from the verdicts."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

pytest.importorskip("sklearn")
pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models import label_verdicts, topic_sheets, topic_verdicts
from models.judging import add_verdicts, judged_offers, read_sheets, read_verdicts_on, write_sheets
from models.logit import ChoiceSet
from models.naming import read_judged
from models.topics import read_lessons
from models.verdicts import check_sum
from tests.test_models_quality import NAME, corpora

__all__ = ["corpora"]
OFFERS = [["Ferry Fire", "Old Ferry"], ["Rain"], ["Dam Leak", "Leak"]]
THINGS = [{"id": number, "offers": offers} for number, offers in enumerate(OFFERS, 1)]


def test_what_is_offered_is_shown_and_verdicts_on_it_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_sheets(tmp_path, THINGS, lambda thing: f"thing {thing['id']}", 1) == 2, "no choice, no verdict"
    sheet = (tmp_path / "000.txt").read_text("utf-8")
    assert "0 thing 1\n" in sheet
    assert "Dam Leak" in sheet
    (tmp_path / "000.verdicts.txt").write_text("0 a=g b=b\n1 a=m\n9 a=g\na note\n", "utf-8")
    assert add_verdicts(tmp_path / "v.jsonl.xz", read_sheets(tmp_path), ["id"]) == 2
    assert "9 a=g: not a number and verdicts" in capsys.readouterr().out
    assert add_verdicts(tmp_path / "v.jsonl.xz", read_sheets(tmp_path), ["id"]) == 2, "what is known is not added again"
    first = json.loads((tmp_path / "things.jsonl").read_text("utf-8").splitlines()[0])["offers"]
    verdicts = read_verdicts_on(tmp_path / "v.jsonl.xz", ["id"])
    assert verdicts[1,] == {check_sum(first[0]): "g", check_sum(first[1]): "b"}
    assert b"Ferry" not in lzma.decompress((tmp_path / "v.jsonl.xz").read_bytes()), "an archive holds no text"


def test_offers_with_different_verdicts_teach() -> None:
    named = ChoiceSet(("Ferry Fire", "Old Ferry", "Fire"), (("a",), ("b",), ("c",)), (0.0, 0.0, 0.0), "key")
    found = judged_offers(named, {check_sum("Old Ferry"): "g", check_sum("Fire"): "b"})
    assert found == ChoiceSet(("Old Ferry", "Fire"), (("b",), ("c",)), (1.0, 0.0), "key")
    assert judged_offers(named, {check_sum("Old Ferry"): "g"}) is None
    assert judged_offers(named, {}) is None


def test_labels_are_drawn_judged_and_learnt(tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labels, verdicts = tmp_path / "l.jsonl.xz", tmp_path / "v.jsonl.xz"
    monkeypatch.setattr("models.label_sheets.SOURCES", (NAME,))
    monkeypatch.setattr(label_verdicts, "LABELS", labels)
    monkeypatch.setattr(label_verdicts, "LABEL_VERDICTS", verdicts)
    from models import label_sheets

    n_points = label_sheets.draw(tmp_path / "points", corpora, tmp_path / "no bench", 4, 1)
    lines = "\n".join(f"{number} | Costly Repairs" for number in range(n_points))
    (tmp_path / "points" / "000.labels.txt").write_text(lines, "utf-8")
    label_sheets.read(tmp_path / "points", labels)
    n_drawn = label_verdicts.draw(tmp_path / "sheets", corpora, 9, 1)
    assert 0 < n_drawn <= n_points
    lines = "\n".join(f"{number} a=g b=b" for number in range(n_drawn))
    (tmp_path / "sheets" / "000.verdicts.txt").write_text(lines, "utf-8")
    assert add_verdicts(verdicts, read_sheets(tmp_path / "sheets"), label_verdicts.KEY) == n_drawn
    judged = read_judged(corpora, verdicts, labels)
    assert judged
    assert {worth for one in judged for worth in one.worth} == {0.0, 1.0}
    label_verdicts.draw(tmp_path / "again", corpora, 9, 1)
    again = {json.loads(line)["point"] for line in (tmp_path / "again" / "things.jsonl").read_text("utf-8").splitlines()}
    assert not any(point in (tmp_path / "sheets" / "000.txt").read_text("utf-8") for point in again), "what has verdicts is known"


def test_topics_are_written_judged_and_learnt(
    tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    topics, verdicts = tmp_path / "t.jsonl.xz", tmp_path / "v.jsonl.xz"
    monkeypatch.setattr(topic_sheets, "SOURCES", {NAME: 1.0})
    monkeypatch.setattr(topic_sheets, "_WORDS", range(1, 9999))
    monkeypatch.setattr(topic_verdicts, "TOPICS", topics)
    monkeypatch.setattr(topic_verdicts, "TOPIC_VERDICTS", verdicts)
    assert topic_sheets.draw(tmp_path / "articles", corpora, tmp_path / "no bench", 1, 1) == 1
    (tmp_path / "articles" / "000.topics.txt").write_text("0 | harbour crane sale\n0 | x\n0 | Crane\n7 | No Article", "utf-8")
    assert topic_sheets.read(tmp_path / "articles", topics) == 1
    assert "0 | Crane: no topic" in capsys.readouterr().out
    assert topic_verdicts.draw(tmp_path / "sheets", corpora, 9, 1) == 1
    (tmp_path / "sheets" / "000.verdicts.txt").write_text("0 a=g b=b c=m", "utf-8")
    assert add_verdicts(verdicts, read_sheets(tmp_path / "sheets"), topic_verdicts.KEY) == 1
    written, judged = read_lessons(corpora, topics, verdicts)
    assert len(written) == len(judged) == 1
    assert len(judged[0].texts) <= 3 < len(written[0].texts)
    assert max(written[0].worth) <= 1.0
