from __future__ import annotations

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


def test_wrong_usage_is_refused_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="goes with --update"):
        run_gate([], tmp_path / "floors.json", why="because")
    with pytest.raises(UsageError, match="is not there"):
        run_gate([], tmp_path / "floors.json")
    (tmp_path / "floors.json").write_text("{}")
    with pytest.raises(UsageError, match="not a floors file"):
        run_gate([], tmp_path / "floors.json")
