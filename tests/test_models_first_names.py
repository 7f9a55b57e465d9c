"""Which first names are men's and which women's, counted in a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import first_names


def test_titles_and_pronouns_tell() -> None:
    text = "Tobias Renn spoke. Mr. Renn had seen Dana Holm, who wrote to her sister. Quill Bern met Ruth Calder. She left."
    assert first_names.evidence(text) == {"Tobias": "He", "Dana": "She", "Ruth": "She"}
    assert not first_names.evidence("Dana Holm is known in Sandmere.")


def test_what_an_article_calls_somebody_comes_before_pronouns() -> None:
    assert first_names.evidence("Tobias Renn met her. Mr. Renn smiled.") == {"Tobias": "He"}
    assert first_names.evidence("Tobias Renn met Ana Renn. Mr. Renn smiled.") == {}


def test_names_of_both_and_words_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_names, "SOURCES", ("news.jsonl",))
    texts = ["Tobias Renn said he left."] * 8 + ["Robin Vale said he left.", "Robin Vale said she left."] * 8
    texts += ["Police Station said he left."] * 8 + ["Ruth Calder said she left."] * 7
    records = [{"document": f"{i} {text}"} for i, text in enumerate(texts)]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    found = first_names.count(tmp_path, tmp_path / "no bench")
    assert found["Ruth", "She"] == 7
    assert list(first_names.lines(found)) == ["He Tobias", "She"]
