from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.data import read_examples

BOX = "Lido Repairs: Quick Looks\n- Lido Shut: The lido closes until June.\n- Swimmers Sent: Swimmers go to Port Ansel."
STORY = "The council voted on Monday to close the lido for repairs costing 2 million pounds.\n\nSwimmers will be sent elsewhere."


def archive(folder: Path) -> Path:
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "lido.txt").write_text(f"Lido Closes\n\n{BOX}\n\n{STORY}\n")
    (folder / "plain.txt").write_text(f"Lido Closes\n\n{STORY}\n")
    (folder / "empty.txt").write_text("")
    rows = [{"id": "row-1", "text": f"{BOX}\n\n{STORY}", "title": "Lido Closes"}, {"id": "row-2", "text": STORY}]
    (folder / "more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_articles_with_a_box_become_rows_and_the_others_are_counted_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = tmp_path / "pairs.jsonl"
    assert main(["harvest", str(archive(tmp_path / "archive")), "-o", str(pairs)]) == 0
    shown = capsys.readouterr().out
    assert "2 articles with a bullet box written to pairs.jsonl" in shown
    assert "2 without a bullet box:\n  row-2\n  plain.txt\n" in shown
    assert "1 not readable:" in shown
    found = {example.id: example for example in read_examples(pairs)}
    assert found.keys() == {"2026/lido.txt", "row-1"}
    for example in found.values():
        assert [(bullet.label, bullet.point) for bullet in example.references[0]] == [
            ("Lido Shut", "The lido closes until June."),
            ("Swimmers Sent", "Swimmers go to Port Ansel."),
        ]
        assert "Quick Looks" not in example.document
        assert "2 million pounds" in example.document
        assert example.topic == "Lido Repairs"


def test_a_folder_of_articles_is_data_and_so_is_one_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = archive(tmp_path / "archive")
    assert main(["score", "--data", str(folder), "--systems", "lead", "--length", "full"]) == 0
    shown = capsys.readouterr()
    assert "archive: your data; 2 articles" in shown.out
    assert "eval: 2 without a bullet box:\neval:   row-2\neval:   plain.txt\n" in shown.err
    assert main(["score", "--data", str(folder / "2026" / "lido.txt")]) == 0
    assert "lido.txt: your data; 1 article," in capsys.readouterr().out
    assert main(["score", "--data", str(folder / "plain.txt")]) == 2
    assert capsys.readouterr().err.endswith("plain.txt holds no article with a bullet box\n")


def test_a_folder_without_articles_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["harvest", str(tmp_path), "-o", str(tmp_path / "pairs.jsonl")]) == 2
    assert "holds no articles" in capsys.readouterr().err
    assert not (tmp_path / "pairs.jsonl").exists()
