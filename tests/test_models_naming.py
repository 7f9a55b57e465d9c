"""Learning which labels an editor would give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models.naming import Named, fit, measure, overlap, read_named

POINTS = ["the council closed the old ferry terminal.", "Calder sold the new harbour crane.", "rain."]


def lessons(folder: Path) -> Path:
    path = folder / "labels.jsonl"
    pairs = zip(POINTS, ["ferry terminal", "crane sale", "rain"], strict=True)
    lines = (json.dumps({"source": f"<label>{point}<title>ferry news", "target": label}) for point, label in pairs)
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_words_count_whatever_their_endings_and_order() -> None:
    assert overlap("Terminal Closures", "closure of terminal") == 0.8
    assert overlap("Terminal", "ferry") == 0.0


def test_points_with_a_choice_are_read(tmp_path: Path) -> None:
    found = read_named(lessons(tmp_path))
    assert len(found) == 2
    one = next(named for named in found if "Ferry Terminal" in named.texts)
    assert one.worth[one.texts.index("Ferry Terminal")] == 1.0
    assert len(one.texts) == len(one.features) == len(one.worth)
    assert any("in title 1 of 2" in features for features in one.features)


def test_what_editors_like_gets_weight() -> None:
    named = [Named(("A", "B"), (("good", "seen"), ("poor", "seen")), (1.0, 0.0)) for _ in range(30)]
    weights = fit(named, least=2)
    assert weights["good"] > 0 > weights["poor"]
    assert abs(weights.get("seen", 0.0)) < 0.1
    assert measure(named, weights) == (1.0, 1.0)
    assert measure(named, {}) == (1.0, 1.0)
    assert measure(named, {"poor": 1.0}) == (0.0, 1.0)
