"""Training: the loss falls, a run that was killed goes on from its step, and recipes say what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'quick-looks[train]'")
torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from models.network import Shape, build  # noqa: E402
from models.packing import Packed, read_part  # noqa: E402
from models.train import Recipe, Run, Stage, optimizers, read_recipe, train  # noqa: E402
from summarize.tokens import Tokenizer  # noqa: E402
from tests.tiny import ROOT, examples, make_tokenizer, write_pairs  # noqa: E402

torch.set_num_threads(1)
SHAPE = Shape(encoder_layers=1, decoder_layers=1, inner=256, positions=128)


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> list[Packed]:
    folder = tmp_path_factory.mktemp("train")
    write_pairs(folder / "part", examples())
    return read_part(folder / "part" / "tiny.jsonl", Tokenizer(make_tokenizer(folder)))


def recipe(steps: int, optimizer: str = "adamw") -> Recipe:
    stage = Stage(name="only", steps=steps, weights={"tiny": 1.0})
    return Recipe(shape=SHAPE, stages=(stage,), rate=1e-3, warmup=5, tokens=300, dropout=0.0, optimizer=optimizer)


def start(folder: Path, plan: Recipe) -> Run:
    torch.manual_seed(plan.seed)
    model = build(plan.shape, 420, plan.dropout)
    return Run(folder, model, optimizers(model, plan), "cpu")


@pytest.mark.parametrize(("optimizer", "steps"), [("adamw", 40), ("muon", 16)])
def test_the_loss_falls(
    part: list[Packed], tmp_path: Path, capsys: pytest.CaptureFixture[str], optimizer: str, steps: int
) -> None:
    run = start(tmp_path, recipe(steps, optimizer))
    train(run, recipe(steps, optimizer), {"tiny": part}, minutes=1, every=steps // 4)
    logged = [float(line.split("loss ")[1].split()[0]) for line in capsys.readouterr().out.splitlines() if "loss" in line]
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
        train(run, plan, {"tiny": part}, minutes=1, snapshot=3)
    monkeypatch.setattr(Run, "save", save)
    again = start(tmp_path, plan)
    again.resume()
    assert again.step == 3
    saved = torch.load(tmp_path / "last.pt", weights_only=True)
    assert all(torch.equal(value, saved["model"][name]) for name, value in again.model.state_dict().items())
    assert again.optimizers[0].state_dict()["state"][0]["step"] == 3
    train(again, plan, {"tiny": part}, minutes=1)
    assert again.step == 8
    assert not list(tmp_path.glob("*.part"))


def test_a_run_without_time_stops_at_once_and_keeps_its_state(part: list[Packed], tmp_path: Path) -> None:
    run = start(tmp_path, recipe(8))
    train(run, recipe(8), {"tiny": part}, minutes=0)
    assert run.step == 0
    assert (tmp_path / "last.pt").exists()


def test_stages_follow_each_other() -> None:
    plan = read_recipe(ROOT / "models" / "recipes" / "desk.toml")
    first, second = plan.stages[:2]
    assert plan.stage_at(0) == (first, 0.0)
    assert plan.stage_at(first.steps) == (second, 0.0)
    assert plan.stage_at(sum(stage.steps for stage in plan.stages)) is None
    for stage in plan.stages:
        assert sum(stage.weights.values()) == pytest.approx(1.0)
