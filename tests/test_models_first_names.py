"""Which first names are men's and which women's, counted in a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import first_names
from models.first_names import evidence


def test_titles_and_pronouns_tell() -> None:
    text = "Tobias Renn spoke. Mr. Renn had seen Dana Holm, who wrote to her sister. Holm wept."
    assert evidence(text) == {("Tobias", "Renn"): "He", ("Dana", "Holm"): "She"}
    assert evidence("Dana Holm is known in Sandmere. Holm wept.") == {}


def test_what_an_article_calls_somebody_comes_before_pronouns() -> None:
    assert evidence("Tobias Renn met her. Mr. Renn smiled.") == {("Tobias", "Renn"): "He"}
    assert evidence("Tobias Renn met Ana Renn. Mr. Renn smiled.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Police said he left. Police came.",
        "Sandmere Tidemark won his cup. The Tidemark cheered.",
        "Sandmeric Renn said he left. A Sandmeric came. Renn wept.",
        "Sandmere Quayside lost her ferry.",
    ],
    ids=["a common word", "with an article", "a people", "never alone"],
)
def test_what_is_nobody_tells_nothing(text: str) -> None:
    assert evidence(text) == {}


def test_names_of_both_and_of_few_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_names, "SOURCES", ("news.jsonl",))
    lasts = ["Calderby", "Dunmoor", "Ekerholt", "Fennwick", "Garthby"]
    texts = [f"Tobias {last} said he left. {last} wept." for last in lasts]
    pronouns = ("he", "she", "he", "she", "he")
    texts += [f"Robin {last} said {pronoun} left. {last} wept." for last, pronoun in zip(lasts, pronouns, strict=True)]
    texts += ["Ruth Calderby said she left. Calderby wept."] * 7
    texts += [f"Tidegate {last} said he left. {last} wept." for last in lasts]
    texts += ["They spoke to the Tidegate again."] * 51
    records = [{"document": f"{i} {text}"} for i, text in enumerate(texts)]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    found = first_names.count(tmp_path, tmp_path / "no bench")
    assert (found["Tobias", "He"], found["Ruth", "She"]) == (5, 1)
    assert list(first_names.lines(found)) == ["He Tobias", "She"]
