"""Fine-tuning for real on an archive of invented articles: harvested, trained, killed, taken up again, installed, used."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("transformers", reason="transformers is not installed: pip install 'quick-looks[train]'")
pytest.importorskip("nltk", reason="nltk is not installed: pip install 'quick-looks[eval]'")
torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'quick-looks[train]'")

from eval.data import Example, ReferenceBullet, read_examples  # noqa: E402
from models.archive import split_archive  # noqa: E402
from models.half import load_half, save_half  # noqa: E402
from models.lessons import make_lessons  # noqa: E402
from models.network import Shape, build  # noqa: E402
from models.tokenizer import train as train_tokenizer  # noqa: E402
from summarize import Article, Options, Summarizer  # noqa: E402
from summarize.errors import ModelError  # noqa: E402
from summarize.tokens import POINTERS, Tokenizer  # noqa: E402
from tests.archive_tiny import harvest, looks, run, run_until, story  # noqa: E402
from tests.tiny import desk_prompt  # noqa: E402

torch.set_num_threads(1)
SHAPE = Shape(width=256, encoder_layers=1, decoder_layers=2, positions=192)
RECIPE = """
start = "desk.safetensors"
held_out = 0.15
development = 0.15
evaluate_every = 8
patience = 2
rate = 1e-3
warmup = 4
tokens = 600
average = 0.1
[[stages]]
name = "archive"
steps = 24
weights = { point = 1.0 }
"""


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as the harvest writes it."""
    return harvest(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, pairs: Path) -> Path:
    """A folder with an untrained copier, its vocabulary and a recipe."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "pairs").mkdir()
    made = make_lessons(desk_prompt(), read_examples(pairs), least=0.5)
    texts = [json.dumps({"source": one.pair.source, "target": one.pair.target}) for one in made.lessons]
    (folder / "pairs" / "archive.jsonl").write_text("\n".join(texts), "utf-8")
    train_tokenizer(folder / "pairs", folder / "tokenizer.model", 560)
    tokenizer = Tokenizer(folder / "tokenizer.model")
    torch.manual_seed(5)
    model = build(SHAPE, len(tokenizer), pointers=tokenizer.ids(POINTERS))
    save_half(model, SHAPE, folder / "tokenizer.model", folder / "desk.safetensors")
    (folder / "newsroom.toml").write_text(RECIPE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("config")


@pytest.fixture(scope="module")
def trained(config: Path, start: Path, pairs: Path) -> tuple[list[str], Path]:
    """The output of a whole run with the name "mine", and the run's folder."""
    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(config)
    try:
        code, lines, errors = run("--recipe", start / "newsroom.toml", "--data", pairs, "--run", config / "run")
    finally:
        os.environ.pop("XDG_CONFIG_HOME") if before is None else os.environ.update(XDG_CONFIG_HOME=before)
    assert code == 0, errors
    return lines, config / "run"


def test_the_loss_falls_and_the_held_out_part_is_the_newest(trained: tuple[list[str], Path]) -> None:
    lines, folder = trained
    seen = looks(folder)
    assert [look["step"] for look in seen] == [0, 8, 16, 24]
    assert min(look["loss"] for look in seen[1:]) < seen[0]["loss"] - 0.3
    held_out = [json.loads(line) for line in (folder / "held-out.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in held_out] == ["story-17", "story-18", "story-19"]
    text = "\n".join(lines)
    assert "parted by date: training to 2026-07-11" in text
    assert "held out: 3 articles, 9 points" in text, text
    assert sum(line.startswith("ROUGE-") and "->" in line for line in lines) == 3


def test_the_model_is_installed_and_writes(
    trained: tuple[list[str], Path], config: Path, start: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    fresh = story(27)
    article = Article(text=fresh["text"].partition("\n\n")[2], id="new", title=fresh["title"])
    looked = Summarizer(Options(model="mine", threads=1)).summarize(article)
    assert looked.bullets
    assert looked.provenance.model == "mine"
    card = config / "quick-looks" / "cards" / "mine.toml"
    record = json.loads((card.parent / "mine" / "training.json").read_text("utf-8"))
    assert record["held_out"]["rouge2"]["after"] != record["held_out"]["rouge2"]["before"]
    assert f"{record['held_out']['rouge2']['after']:.1f}" in card.read_text("utf-8")
    tokenizer = Tokenizer(start / "tokenizer.model")
    old, _ = load_half(start / "desk.safetensors", start / "tokenizer.model", len(tokenizer))
    new, _ = load_half(card.parent / "mine" / "checkpoint.safetensors", start / "tokenizer.model", len(tokenizer))
    assert not torch.equal(old.lm_head.weight, new.lm_head.weight)


def test_a_finished_run_is_installed_again_and_a_model_is_not_overwritten(
    trained: tuple[list[str], Path], config: Path, start: Path, pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    card = config / "quick-looks" / "cards" / "mine.toml"
    before = card.read_text("utf-8")
    code, lines, _ = run("--recipe", start / "newsroom.toml", "--data", pairs, "--run", trained[1])
    assert code == 0
    assert "going on from step 24" in "\n".join(lines)
    assert card.read_text("utf-8") == before
    other = tmp_path / "other.jsonl"
    other.write_text("".join(pairs.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
    code, _, errors = run("--recipe", start / "newsroom.toml", "--data", other, "--run", tmp_path / "run")
    assert code == 2
    assert "there is a model 'mine' already" in errors
    code, _, errors = run("--recipe", start / "newsroom.toml", "--data", other, "--run", trained[1], "--name", "other")
    assert code == 2
    assert "holds a run with other data" in errors


def test_a_killed_run_comes_to_the_same_weights(
    trained: tuple[list[str], Path], start: Path, pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("--recipe", start / "newsroom.toml", "--data", pairs, "--run", tmp_path / "run", "-o", tmp_path / "cards")
    run_until(13, monkeypatch, *command)
    assert not (tmp_path / "cards").exists()
    assert [look["step"] for look in looks(tmp_path / "run")] == [0, 8]
    code, lines, errors = run(*command)
    assert code == 0, errors
    assert any("going on from step 8" in line for line in lines)
    assert looks(tmp_path / "run") == looks(trained[1])
    first, second = (torch.load(folder / "best.pt", weights_only=True) for folder in (trained[1], tmp_path / "run"))
    assert all(torch.equal(value, second[name]) for name, value in first.items())
    assert (tmp_path / "cards" / "mine" / "model.bin").is_file()


def test_half_precision_agrees_with_the_network(start: Path, tmp_path: Path) -> None:
    vocabulary = start / "tokenizer.model"
    torch.manual_seed(11)
    model = build(SHAPE, len(Tokenizer(vocabulary))).train(False)
    save_half(model, SHAPE, vocabulary, tmp_path / "kept.safetensors")
    assert (tmp_path / "kept.safetensors").stat().st_size < 2.1 * model.num_parameters()
    again, shape = load_half(tmp_path / "kept.safetensors", vocabulary, len(Tokenizer(vocabulary)))
    again.train(False)
    assert shape == SHAPE
    ids = torch.arange(5, 45)[None]
    with torch.no_grad():
        one, other = (network(input_ids=ids, decoder_input_ids=ids).logits.log_softmax(-1) for network in (model, again))
    assert (one - other).abs().max() < 2e-2
    with pytest.raises(ModelError, match="not the vocabulary"):
        load_half(tmp_path / "kept.safetensors", start / "newsroom.toml", len(Tokenizer(vocabulary)))


NOT_ALIGNED = [{"id": str(n), "document": f"Dogs bark {n}.", "references": [["Nine cats sleep all day."]]} for n in range(9)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        ("", "holds no examples"),
        ('{"id": "a"', "line 1: not JSON"),
        ('{"id": "a", "document": "A text.", "references": []}', "line 1: 'references' must be"),
        ('{"id": "a", "document": "A text.", "references": [["A point."]]}', "holds 1 articles"),
        ("\n".join(map(json.dumps, NOT_ALIGNED)), "part of the archive gives no points"),
    ],
    ids=["missing", "empty", "broken", "no references", "too few", "nothing aligned"],
)
def test_bad_data_gives_one_line(start: Path, tmp_path: Path, content: str | None, said: str) -> None:
    data = tmp_path / "pairs.jsonl"
    if content is not None:
        data.write_text(content, "utf-8")
    code, _, errors = run(
        "--recipe", start / "newsroom.toml", "--data", data, "--run", tmp_path / "run", "-o", tmp_path / "cards"
    )
    assert code == 2
    assert errors.count("\n") == 1
    assert errors.startswith("train: ")
    assert said in errors
    assert not (tmp_path / "cards").exists()


def test_what_cannot_be_started_from_is_said(start: Path, pairs: Path, tmp_path: Path) -> None:
    command = ("--recipe", start / "newsroom.toml", "--data", pairs, "--run", tmp_path / "run", "-o", tmp_path / "cards")
    cases = {
        ("--start", "t5-small"): (4, "the checkpoint of 't5-small' is not on this machine"),
        ("--start", "nobody"): (4, "no model is called 'nobody'"),
        ("--start", tmp_path / "none.safetensors"): (4, "none.safetensors cannot be read"),
        ("--name", "t5-small"): (2, "ships with the program"),
        ("--name", "../up"): (2, "cannot be the name"),
    }
    for options, (wanted, said) in cases.items():
        code, _, errors = run(*command, *options)
        assert (code, errors.count("\n")) == (wanted, 1)
        assert said in errors
    code, _, errors = run("--data", pairs, "--run", tmp_path / "run")
    assert code == 2
    assert "names no 'start'" in errors


def example(number: int, published: str = "", document: str = "") -> Example:
    text = document or f"Story {'abcdefghijkl'[number]} begins"
    reference = (ReferenceBullet(point="x"),)
    return Example(id=f"a{number}", document=text, references=(reference,), published=published)


def test_a_day_is_never_divided() -> None:
    days = ["2026-01-01"] * 6 + ["Tue, 03 Feb 2026 10:00:00 +0000"] * 2 + ["2026-03-04", "2026-03-05"]
    parted = split_archive([example(n, day) for n, day in enumerate(days)], held_out=0.1, development=0.2)
    assert {one.id for one in parted.training} == {f"a{n}" for n in range(6)}
    assert {one.id for one in parted.development} == {"a6", "a7", "a8"}
    assert [one.id for one in parted.held_out] == ["a9"]


def test_without_dates_ids_decide_whatever_the_order() -> None:
    examples = [example(n) for n in range(10)]
    parted = split_archive(examples, held_out=0.2, development=0.1)
    assert "digest" in parted.notes[0]
    assert parted == split_archive(examples[::-1], held_out=0.2, development=0.1)
    assert (len(parted.training), len(parted.development), len(parted.held_out)) == (7, 1, 2)


def test_a_story_told_again_is_not_trained_on() -> None:
    dated = [example(n, f"2026-01-{n + 1:02}") for n in range(10)]
    dated[2] = replace(dated[2], document=dated[9].document.upper())
    parted = split_archive([*dated, example(10)], held_out=0.1, development=0.1)
    assert {one.id for one in parted.training} == {f"a{n}" for n in (0, 1, 3, 4, 5, 6, 7, 10)}
    assert any("1 articles left out" in note for note in parted.notes)
    assert any("1 articles without a date" in note for note in parted.notes)
