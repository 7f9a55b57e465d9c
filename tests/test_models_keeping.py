"""What an editor keeps in a box: drawn beside the article, read, and learnt from; and what completes words."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from models import box_sheets, complements, drawing
from models.keeping import Row, cross_validate, read_rows, train
from models.verdicts import read_verdicts
from summarize.grammar import Grammar
from summarize.quality.keeping import read_keeping
from tests.test_models_quality import NAME, corpora

__all__ = ["corpora"]


def rows_of(n: int) -> list[Row]:
    chance, rows = random.Random(1), []
    for i in range(n):
        kept = chance.random() < 0.5
        has = {"good"} if kept == (chance.random() < 0.8) else {"bad"}
        new, printable = chance.gauss(3.0 if kept else 1.0, 1.0), chance.gauss(0.5 * kept, 1.0)
        verdict = "k" if kept else "c"
        rows.append(Row(article=("a", i % 20), printable=printable, flags=frozenset(has), numbers={"new": new}, verdict=verdict))
    return rows


def test_what_tells_is_learnt_beside_what_was_known() -> None:
    fields = train(rows_of(400))
    learnt = read_keeping(json.loads(json.dumps(fields)))
    assert learnt.flags["good"] > 0.1 > -0.1 > learnt.flags["bad"]
    assert learnt.printable > 0
    assert learnt.log_odds(0.5, {"good"}, {"new": 4.0}) > 1 > -1 > learnt.log_odds(0.5, {"bad"}, {"new": 0.0})
    assert learnt.log_odds(0.5, {"never seen"}, {"never seen": 9.0}) == learnt.log_odds(0.5, set(), {})


def test_cross_validation_tells_what_the_box_adds() -> None:
    told = cross_validate(rows_of(400), 4)
    area, before = (float(part.split(",")[0]) for part in (told.split("curve ")[1], told.split("printable ")[1]))
    assert 0.5 < before < area < 1.0


def drawn(tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    monkeypatch.setattr(drawing, "SOURCES", {NAME: 1.0})
    monkeypatch.setattr(box_sheets, "_WORDS", range(10, 5000))
    assert box_sheets.draw(tmp_path / "drawn", corpora, tmp_path / "no bench", 2, 1) == 2
    return [json.loads(line) for line in (tmp_path / "drawn" / "articles.jsonl").read_text("utf-8").splitlines()]


def test_boxes_are_drawn_and_read(tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = drawn(tmp_path, corpora, monkeypatch)
    text, path, lines, n_cuts = (tmp_path / "drawn" / "00.txt").read_text("utf-8"), tmp_path / "v.jsonl.xz", [], 0
    for number, article in enumerate(articles):
        assert f"[0] {article['sentences'][0]}" in text  # type: ignore[index]
        for item in article["items"]:  # type: ignore[attr-defined]
            assert all(f") {cut}" in text for cut in item["texts"])
            lines.append(f"{number}.{item['place']} " + " ".join(f"{x}=k" for x, _ in zip("abcd", item["cuts"], strict=False)))
            n_cuts += len(item["cuts"])
    (tmp_path / "drawn" / "00.verdicts.txt").write_text("\n".join(lines), "utf-8")
    assert box_sheets.read(tmp_path / "drawn", path) == n_cuts > 6
    assert box_sheets.read(tmp_path / "drawn", path) == 0, "what is known is not added again"
    assert set(read_verdicts(path)) == {(NAME, 0), (NAME, 1)}
    rows = list(read_rows(path, corpora))
    assert len(rows) == n_cuts
    assert all(row.is_kept and "rarity" in row.numbers and any(flag.startswith("subject ") for flag in row.flags) for row in rows)


@pytest.mark.parametrize("line", ["0.0 a=o", "9.0 a=k", "0.99 a=k", "a=k", "0.0"])
def test_a_line_that_is_no_verdict_is_named(tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    drawn(tmp_path, corpora, monkeypatch)
    (tmp_path / "drawn" / "00.verdicts.txt").write_text(line, "utf-8")
    with pytest.raises(SystemExit, match="no verdict on one of its sentences"):
        box_sheets.read(tmp_path / "drawn", tmp_path / "v.jsonl.xz")
    assert not (tmp_path / "v.jsonl.xz").exists()


def test_complements_are_counted() -> None:
    doubt = "The critics cast doubt on the plan on Monday."
    sentences = (doubt, "The town provides its crews with boats.", "Renn was charged with fraud.")
    total, found = complements.count(sentences)
    assert total["cast doubt"] == total["provides +"] == total["charged passive"] == 1
    assert {"cast doubt\tprep on", "provides +\tprep with", "charged passive\tprep with"} <= found.keys()
    assert max(found.values()) == 1, "two of a kind count once"


def test_shipped_complements_are_missed_where_they_are_cut_off() -> None:
    grammar = Grammar()
    sentence = "The critics cast doubt on the plan, and the town provides its crews with boats."
    assert any("cut before" in fault for fault in grammar.faults("The critics cast doubt.", sentence))
    assert not any("cut before" in fault for fault in grammar.faults("The critics cast doubt on the plan.", sentence))
