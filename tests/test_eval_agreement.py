from __future__ import annotations

import json
from math import isnan, nan
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.agreement import agreement, expert_means, least_rho
from eval.data import parse_example
from eval.score import ScoreTable

EXPERTS = {name: {"relevance": value} for name, value in zip("abcd", (1.0, 2.0, 3.0, 4.0), strict=True)}


def table(metric: str, *means: float) -> ScoreTable:
    return ScoreTable(
        length="full", digest="d", ids=("1",), values={name: {metric: (m,)} for name, m in zip("abcd", means, strict=True)}
    )


def test_rho_by_hand() -> None:
    assert agreement(table("rouge1", 0.1, 0.2, 0.3, 0.9), EXPERTS)["rouge1"]["relevance"] == pytest.approx(1)
    assert agreement(table("rouge1", 0.9, 0.2, 0.1, 0.0), EXPERTS)["rouge1"]["relevance"] == pytest.approx(-1)
    # squared rank differences 1, 1, 0, 0: 1 - 6 * 2 / (4 * 15)
    assert agreement(table("rouge1", 0.2, 0.1, 0.3, 0.4), EXPERTS)["rouge1"]["relevance"] == pytest.approx(0.8)


def test_the_least_rho_is_the_tables() -> None:
    assert least_rho(16) == pytest.approx(0.497, abs=0.001)
    assert least_rho(10) == pytest.approx(0.632, abs=0.001)


def test_systems_without_a_value_are_left_out_and_a_constant_has_no_rho() -> None:
    assert agreement(table("rouge1", 0.3, 0.2, 0.1, nan), EXPERTS)["rouge1"]["relevance"] == pytest.approx(-1)
    assert isnan(agreement(table("rouge1", 0.3, 0.3, 0.3, 0.3), EXPERTS)["rouge1"]["relevance"])
    assert isnan(agreement(table("rouge1", 0.3, 0.2, nan, nan), EXPERTS)["rouge1"]["relevance"])


def test_the_command_scores_stored_systems_and_prints_the_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points = {"good": "Dockers end their strike.", "middling": "Dockers strike on.", "poor": "It rains in Tolvane."}
    row = {
        "id": "1",
        "document": "Dockers in Marhaven voted to end their strike. It did not rain.",
        "reference": ["Dockers end their strike."],
        "extra_references": [["The strike is over."]],
        "systems": {name: [point] for name, point in points.items()},
        "human": {"good": {"relevance": 5.0}, "middling": {"relevance": 3.0}, "poor": {"relevance": 1.0}},
    }
    assert expert_means([parse_example(row, "here")])["good"] == {"relevance": 5.0}
    (tmp_path / "d.jsonl").write_text(json.dumps(row) + "\n")
    assert main(["score", "--data", str(tmp_path / "d.jsonl"), "--stored"]) == 0
    shown = capsys.readouterr().out
    assert "mean over the references" in shown
    (line,) = [line for line in shown.splitlines() if line.startswith("rouge1 ")]
    assert line.split() == ["rouge1", "+1.00"]
