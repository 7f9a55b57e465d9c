"""Training: the loss falls, a run that was killed goes on from its step, and recipes say what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'quick-looks[train]'")
torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models.network import Shape, build  # noqa: E402
from models.packing import Packed, read_part  # noqa: E402
from models.train import AVERAGE_EVERY, Recipe, Run, Stage, read_recipe, set_dropout, train  # noqa: E402
from summarize.tokens import Tokenizer  # noqa: E402
from tests.tiny import ROOT, VOCABULARY, examples, make_tokenizer, write_pairs  # noqa: E402

torch.set_num_threads(1)
SHAPE = Shape(width=64, encoder_layers=1, decoder_layers=1)


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> list[Packed]:
    folder = tmp_path_factory.mktemp("train")
    write_pairs(folder / "part", examples())
    return read_part(folder / "part" / "tiny.jsonl", Tokenizer(make_tokenizer(folder)))


def recipe(steps: int, dropout: float = 0.0) -> Recipe:
    stage = Stage(name="only", steps=steps, weights={"tiny": 1.0}, dropout=dropout)
    return Recipe(shape=SHAPE, stages=(stage,), rate=5e-3, warmup=5, tokens=300)


def start(folder: Path, plan: Recipe) -> Run:
    torch.manual_seed(plan.seed)
    return Run(folder, build(plan.shape, VOCABULARY), plan, "cpu")


def logged_losses(capsys: pytest.CaptureFixture[str]) -> list[float]:
    return [float(line.split("loss ")[1].split()[0]) for line in capsys.readouterr().out.splitlines() if "loss" in line]


def weights_of(model: object) -> list[Any]:
    return [parameter.detach().clone() for parameter in model.parameters()]  # type: ignore[attr-defined]


def test_the_loss_falls(part: list[Packed], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = start(tmp_path, recipe(40))
    train(run, {"tiny": part}, minutes=1, every=10)
    logged = logged_losses(capsys)
    assert len(logged) == 4
    assert logged[-1] < logged[0] - 0.5


class Killed(Exception):
    pass


def test_a_killed_run_goes_on_from_its_last_checkpoint(
    part: list[Packed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = recipe(8)
    run = start(tmp_path, plan)
    save = Run.save

    def save_and_die(self: Run, name: str = "last.pt") -> None:
        if self.step == 6:
            raise Killed
        save(self, name)

    monkeypatch.setattr(Run, "save", save_and_die)
    with pytest.raises(Killed):
        train(run, {"tiny": part}, minutes=1, snapshot=3)
    monkeypatch.setattr(Run, "save", save)
    again = start(tmp_path, plan)
    again.resume()
    assert again.step == 3
    saved = torch.load(tmp_path / "last.pt", weights_only=True)
    assert all(torch.equal(value, saved["model"][name]) for name, value in again.model.state_dict().items())
    assert all(torch.equal(value, saved["average"][name]) for name, value in again.average.module.state_dict().items())
    assert again.optimizer.state_dict()["state"][0]["step"] == 3
    train(again, {"tiny": part}, minutes=1)
    assert again.step == 8
    assert not list(tmp_path.glob("*.part"))


def test_a_run_without_time_stops_at_once_and_keeps_its_state(part: list[Packed], tmp_path: Path) -> None:
    run = start(tmp_path, recipe(8))
    train(run, {"tiny": part}, minutes=0)
    assert run.step == 0
    assert (tmp_path / "last.pt").exists()


def test_the_logged_loss_is_the_mean_since_the_last_line_also_after_a_stop(
    part: list[Packed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    losses: list[float] = []
    take_step = Run.take_step

    def take_and_note(self: Run, stage: Stage, along: float, drawn: list[Packed]) -> float:
        losses.append(take_step(self, stage, along, drawn))
        return losses[-1]

    monkeypatch.setattr(Run, "take_step", take_and_note)
    train(start(tmp_path, recipe(3)), {"tiny": part}, minutes=1, every=4)
    again = start(tmp_path, recipe(8))
    again.resume()
    train(again, {"tiny": part}, minutes=1, every=4)
    assert len(losses) == 8
    assert logged_losses(capsys) == pytest.approx([losses[3], sum(losses[4:]) / 4], abs=1e-3)


@pytest.mark.parametrize("stopped", [0, 3, AVERAGE_EVERY])
def test_the_mean_is_of_the_trained_weights_alone(part: list[Packed], tmp_path: Path, stopped: int) -> None:
    run = start(tmp_path, recipe(stopped))
    train(run, {"tiny": part}, minutes=1)
    run = start(tmp_path, recipe(AVERAGE_EVERY))
    run.resume()
    train(run, {"tiny": part}, minutes=1)
    first = weights_of(run.model)
    assert all(torch.equal(one, other) for one, other in zip(first, weights_of(run.average.module), strict=True))
    run.recipe = recipe(2 * AVERAGE_EVERY)
    train(run, {"tiny": part}, minutes=1)
    for one, other, mean in zip(first, weights_of(run.model), weights_of(run.average.module), strict=True):
        torch.testing.assert_close(mean, 0.98 * one + 0.02 * other)


def test_a_stage_sets_its_dropout_and_its_rate(part: list[Packed], tmp_path: Path) -> None:
    run = start(tmp_path, recipe(1, dropout=0.25))
    train(run, {"tiny": part}, minutes=1)
    assert run.model.model.encoder.dropout == run.model.model.decoder.layers[0].dropout == 0.25
    set_dropout(run.model, 0.0)
    assert run.model.model.encoder.dropout == run.model.model.decoder.layers[0].dropout == 0.0
    stage = Stage(name="only", steps=9, weights={"tiny": 1.0}, rate=(1.0, 0.2))
    run.step = 50
    run.take_step(stage, 0.5, part[:8])
    assert run.optimizer.param_groups[0]["lr"] == pytest.approx(0.6 * run.recipe.rate)


def test_stages_follow_each_other() -> None:
    plan = read_recipe(ROOT / "models" / "recipes" / "desk.toml")
    first, second = plan.stages[:2]
    assert plan.stage_at(0) == (first, 0.0)
    assert plan.stage_at(first.steps) == (second, 0.0)
    assert plan.stage_at(sum(stage.steps for stage in plan.stages)) is None
    for stage in plan.stages:
        assert sum(stage.weights.values()) == pytest.approx(1.0)
