"""Kills the batch job at chosen points and compares what it comes to; ``python -m eval.batch_kill`` does it with thousands."""

from pathlib import Path

import pytest

from eval.batch_data import invented_articles, write_input
from eval.batch_faults import POINTS
from eval.batch_kill import (
    Trial,
    after_damage,
    damage_both,
    damage_ledger,
    damage_output,
    kill_at_points,
    kill_at_random,
    read_output,
    small_disk,
)

NTH = {
    "while-reading": 20,
    "before-settling": 1,
    "ledger-half-written": 18,
    "before-commit": 4,
    "after-commit": 2,
    "before-flush": 2,
    "before-rename": 1,
    "between-rename-and-commit": 1,
    "shard-half-written": 5,
    "before-failures": 1,
    "before-manifest": 1,
}
Whole = tuple[Trial, dict[str, str]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Return a trial, and the records of an undisturbed run."""
    folder = tmp_path_factory.mktemp("kill")
    write_input(folder / "in", invented_articles(48), poison=0.001, per_file=25)
    arguments = ["--model", "extract", "--shard-size", "8", "--batch-size", "3", "--workers", "1", "--time-limit", "900"]
    trial = Trial(source=folder / "in", work=folder, arguments=arguments)
    trial.finish(folder / "whole")
    found, twice = read_output(folder / "whole")
    assert not twice
    assert len(found) > 60
    return trial, found


def test_killed_at_every_chosen_point(whole: Whole, tmp_path: Path) -> None:
    trial, records = whole
    assert NTH.keys() == POINTS.keys()
    kill_at_points(trial, tmp_path / "out", NTH)
    trial.finish(tmp_path / "out")
    assert trial.lines == []
    assert read_output(tmp_path / "out") == (records, [])
    assert not list((tmp_path / "out" / ".tmp").glob("*"))


def test_killed_at_random(whole: Whole, tmp_path: Path) -> None:
    trial, records = whole
    kill_at_random(trial, tmp_path / "out", kills=4, seconds=4, seed=3)
    trial.finish(tmp_path / "out")
    assert (trial.lines, read_output(tmp_path / "out")) == ([], (records, []))


@pytest.mark.parametrize("damage", [damage_ledger, damage_output, damage_both])
def test_killed_and_damaged(whole: Whole, tmp_path: Path, damage: object) -> None:
    trial, records = whole
    after_damage(trial, tmp_path / "out", damage)  # type: ignore[arg-type]
    assert read_output(tmp_path / "out") == (records, [])


def test_a_full_disk_is_said_and_nothing_is_lost(whole: Whole, tmp_path: Path) -> None:
    trial, records = whole
    try:
        with small_disk(tmp_path / "disk", "260k"):
            assert trial.run(tmp_path / "disk" / "out") == 1
            for path in (tmp_path / "disk").rglob("*"):
                if path.is_file():
                    (tmp_path / "roomy" / path.relative_to(tmp_path / "disk")).parent.mkdir(parents=True, exist_ok=True)
                    (tmp_path / "roomy" / path.relative_to(tmp_path / "disk")).write_bytes(path.read_bytes())
    except PermissionError as error:
        pytest.skip(f"{error}: a full disk is not tried")
    trial.finish(tmp_path / "roomy" / "out")
    assert read_output(tmp_path / "roomy" / "out") == (records, [])
