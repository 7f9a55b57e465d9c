from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.gate import Floors, broken_floors, raised_floors, read_floors, run_gate, write_floors
from summarize.errors import UsageError

FLOORS = Floors(data_digest="d", systems={"extract": {"rouge1": 0.3, "answered": 0.9}})


def test_a_value_below_its_floor_breaks_and_says_so() -> None:
    assert broken_floors(FLOORS, {"extract": {"rouge1": 0.3, "answered": 1.0}}) == []
    (line,) = broken_floors(FLOORS, {"extract": {"rouge1": 0.299, "answered": 1.0}})
    assert line == "extract: rouge1 is 0.299, its floor is 0.300"


def test_a_metric_that_is_no_longer_measured_breaks() -> None:
    assert broken_floors(FLOORS, {"extract": {"rouge1": 0.5}}) == ["extract: answered is missing, its floor is 0.900"]


def test_floors_rise_to_just_under_the_measured_and_never_fall() -> None:
    raised = raised_floors(FLOORS, {"extract": {"rouge1": 0.4218, "answered": 0.5}, "desk": {"rouge1": 0.5}})
    assert raised.systems == {"extract": {"rouge1": 0.416, "answered": 0.9}, "desk": {"rouge1": 0.495}}
    assert FLOORS.systems["extract"]["rouge1"] == 0.3
    assert raised.regressions == ()


def test_floors_fall_only_with_a_reason_that_is_kept() -> None:
    lowered = raised_floors(FLOORS, {"extract": {"rouge1": 0.2}}, "shorter points")
    assert lowered.systems["extract"]["rouge1"] == 0.195
    assert lowered.regressions == ("shorter points",)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_floors(FLOORS, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == FLOORS
    assert read_floors(tmp_path / "none.json") is None
    other = replace(FLOORS, data_digest="e")
    write_floors(other, tmp_path / "floors.json", "seeds")
    assert read_floors(tmp_path / "floors.json", "seeds") == other
    assert read_floors(tmp_path / "floors.json") == FLOORS


def test_wrong_usage_is_refused_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="goes with --update"):
        run_gate([], tmp_path / "floors.json", why="because")
    with pytest.raises(UsageError, match="holds no floors for examples"):
        run_gate([], tmp_path / "floors.json")
    (tmp_path / "floors.json").write_text('{"examples": {}}')
    with pytest.raises(UsageError, match="not a floors file"):
        run_gate([], tmp_path / "floors.json")


def test_the_gate_measures_holds_breaks_and_takes_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = tmp_path / "floors.json"
    assert run_gate(["lead"], floors, update=True) == 0
    assert run_gate(["lead"], floors) == 0
    assert "gate: lead held " in capsys.readouterr().out
    held = read_floors(floors)
    assert held
    write_floors(replace(held, systems={"lead": held.systems["lead"] | {"rouge1": 0.99}}), floors)
    assert run_gate(["lead"], floors, update=True) == 1
    assert "gate: lead: rouge1 is 0." in capsys.readouterr().err
    assert run_gate(["lead"], floors, update=True, why="the lead is the lead") == 0
    lowered = read_floors(floors)
    assert lowered
    assert lowered.systems == held.systems
    assert lowered.regressions == ("the lead is the lead",)
    write_floors(replace(lowered, data_digest="other"), floors)
    with pytest.raises(UsageError, match="the data of examples has changed"):
        run_gate(["lead"], floors)
