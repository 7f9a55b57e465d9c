"""Verdicts: drawn, read, and learnt from."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from models import drawing, sheets
from models.planner import read_judged
from models.quality import Row, cross_validate, read_rows, train
from models.verdicts import check_sum, find_articles, plain, read_verdicts
from summarize.grammar import Grammar
from summarize.planning.features import NAMES
from summarize.quality.estimator import read_estimator
from tests.tiny import TEXT, TITLE

NAME = "articles.jsonl"


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    records = [{"document": TEXT, "title": TITLE}, {"document": TEXT.replace("pier", "bridge"), "title": ""}]
    (tmp_path / NAME).write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return tmp_path


def archive(path: Path, corpora: Path, *, changed: bool = False) -> Path:
    """Write verdicts on two cuts of the second sentence of the first article."""
    ((_, document),) = find_articles(corpora, [(NAME, 0)])
    sentence = plain(document, 1)
    tree = Grammar().tree(sentence)
    assert tree
    cuts = [[list(range(len(tree.pieces))), "written", False, -0.5, "o"], [[0, 1], "pruned", False, None, "w"]]
    total = check_sum(sentence) + changed
    record = {"corpus": NAME, "record": 0, "place": 1, "sum": total, "length": "short", "cuts": cuts}
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.write(json.dumps(record) + "\n")
    return path


def test_verdicts_find_their_sentences(tmp_path: Path, corpora: Path) -> None:
    rows = list(read_rows(archive(tmp_path / "v.jsonl.xz", corpora), corpora))
    assert [row.printable for row in rows] == [True, False]
    assert "made pruned" in rows[1].flags
    assert rows[0].numbers["log-probability"] == -0.5
    features, targets = read_judged(tmp_path / "v.jsonl.xz", corpora)
    assert targets == [True]
    assert len(features[0]) == len(NAMES)


def test_a_sentence_that_has_changed_is_left_out(tmp_path: Path, corpora: Path) -> None:
    path = archive(tmp_path / "v.jsonl.xz", corpora, changed=True)
    assert list(read_rows(path, corpora)) == []
    assert read_judged(path, corpora) == ([], [])


def rows_of(n: int) -> list[Row]:
    chance = random.Random(1)
    rows = []
    for i in range(n):
        printable = chance.random() < 0.5
        has = {"good"} if printable == (chance.random() < 0.9) else {"bad"}
        words = chance.gauss(12.0 if printable else 9.0, 1.0)
        rows.append(Row(article=("a", i % 20), flags=frozenset(has), numbers={"words": words}, verdict="o" if printable else "w"))
    return rows


def test_what_tells_is_learnt() -> None:
    fields = train(rows_of(400))
    learnt = read_estimator(fields)
    assert learnt.flags["good"] > 0.5 > -0.5 > learnt.flags["bad"]
    assert learnt.add({"good"}, {"words": 13.0}) > 1 > -1 > learnt.add({"bad"}, {"words": 8.0})
    assert json.loads(json.dumps(fields)) == fields


def test_cross_validation_tells_how_well_new_verdicts_are_foretold() -> None:
    area = float(cross_validate(rows_of(400), 4).split("curve ")[1].split(" ")[0])
    assert 0.9 < area < 1.0


def test_sheets_are_drawn_and_read(tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "SOURCES", {NAME: 1.0})
    monkeypatch.setattr(sheets, "_WORDS", range(10, 5000))
    path = tmp_path / "v.jsonl.xz"
    monkeypatch.setattr(drawing, "VERDICTS", archive(path, corpora))
    n_sentences = sheets.draw(tmp_path / "drawn", corpora, tmp_path / "no bench", 2, 1)
    records = [json.loads(line) for line in (tmp_path / "drawn" / "cuts.jsonl").read_text("utf-8").splitlines()]
    assert n_sentences == len(records) > 3
    assert {record["record"] for record in records} == {1}, "the judged article is not drawn again"
    text = (tmp_path / "drawn" / "00.txt").read_text("utf-8")
    assert f"SOURCE: {records[0]['sentence']}" in text
    assert all(f") {cut}" in text for cut in records[0]["texts"])
    lines = [f"{i} " + " ".join(f"{x}=o" for x, _ in zip("abc", r["cuts"], strict=False)) for i, r in enumerate(records, 1)]
    (tmp_path / "drawn" / "00.verdicts.txt").write_text("\n".join(lines), "utf-8")
    assert sheets.read(tmp_path / "drawn", path) == sum(len(record["cuts"]) for record in records)
    assert sheets.read(tmp_path / "drawn", path) == 0, "what is known is not added again"
    judged = read_verdicts(path)
    assert set(judged) == {(NAME, 0), (NAME, 1)}
    assert all(one.printable for one in judged[NAME, 1])
    rows = [row for row in read_rows(path, corpora) if row.article == (NAME, 1)]
    assert len(rows) == sum(len(record["cuts"]) for record in records)


@pytest.mark.parametrize("line", ["a=o", "2 a=o", "0 a=o", "one a=o"])
def test_a_line_that_is_no_verdict_is_named(tmp_path: Path, line: str) -> None:
    record = {"corpus": NAME, "record": 1, "place": 0, "sum": 1, "length": "short", "cuts": [[[0], "written", False, -1.0]]}
    (tmp_path / "cuts.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    (tmp_path / "00.verdicts.txt").write_text(line, "utf-8")
    with pytest.raises(SystemExit, match="no verdict on one of its sentences"):
        sheets.read(tmp_path, tmp_path / "v.jsonl.xz")
    assert not (tmp_path / "v.jsonl.xz").exists()


def test_the_shipped_weights_are_of_this_program() -> None:
    learnt = read_estimator(json.loads(Path("summarize/quality/weights.json").read_text("utf-8")))
    assert len(learnt.flags) > 500
    assert learnt.numbers.keys() >= {"words", "likely kept", "log-probability"}
