"""Learning which labels an editor would give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models.logit import ChoiceSet, firsts, fit, learn, mean, overlap
from models.naming import read_named

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
    named = [ChoiceSet(("A", "B"), (("good", "seen"), ("poor", "seen")), (1.0, 0.0)) for _ in range(30)]
    weights = fit(named, least=2)
    assert weights["good"] > 0 > weights["poor"]
    assert abs(weights.get("seen", 0.0)) < 0.1
    assert mean(firsts(named, weights)) == mean(firsts(named, {})) == 1.0
    assert mean(firsts(named, {"poor": 1.0})) == 0.0


def test_a_lesson_that_counts_more_makes_no_feature_more_frequent() -> None:
    once = ChoiceSet(("A", "B"), (("good",), ("poor",)), (1.0, 0.0))
    assert fit(9 * [once], least=2) == {}


def test_what_is_measured_is_not_learnt_from_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = [ChoiceSet(("A", "B"), (("good",), ("poor",)), (1.0, 0.0), str(number)) for number in range(40)]
    judged = [ChoiceSet(("A", "B"), (("good",), ("poor",)), (1.0, 0.0), f"judged {number}") for number in range(40)]
    learn(written, judged, least=2, times=2, output=tmp_path / "w.json")
    said = capsys.readouterr().out
    n_held = sum(one.held_out for one in written)
    assert 0 < n_held < 20
    assert f"{n_held} held out, ROUGE-1 1.000, of the best there is 1.000" in said
    assert "100.0% good (at best 100.0%), 0.0% bad" in said
    assert json.loads((tmp_path / "w.json").read_text("utf-8"))["good"] > 0
