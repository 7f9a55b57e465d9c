"""Fine-tuning models that summarize whole articles, for real: tiny ones of the hub's families, killed, taken up again, used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

WANTED = "is not installed: pip install 'quick-looks[train]'"
torch = pytest.importorskip("torch", reason=f"torch {WANTED}")
pytest.importorskip("transformers", reason=f"transformers {WANTED}")
pytest.importorskip("nltk", reason="nltk is not installed: pip install 'quick-looks[eval]'")

from eval.data import Example, ReferenceBullet, read_examples  # noqa: E402
from models.document_lessons import DocumentLessons, Teacher  # noqa: E402
from models.document_network import DocumentRun  # noqa: E402
from models.documents import load_start  # noqa: E402
from models.network import Shape  # noqa: E402
from models.train import Recipe, Stage  # noqa: E402
from summarize import Article, Options, Summarizer  # noqa: E402
from summarize.backends.hub_transformers import HubTransformers  # noqa: E402
from summarize.document import parse_document  # noqa: E402
from summarize.document_strategy.parsing import parse_points  # noqa: E402
from summarize.hub.convert import convert_model  # noqa: E402
from summarize.registry import ModelCard, find_card, read_card  # noqa: E402
from summarize.types import Document, Request  # noqa: E402
from tests import hub_tiny  # noqa: E402
from tests.archive_tiny import harvest, looks, run, run_until, story  # noqa: E402

torch.set_num_threads(1)
RECIPE = """
strategy = "document"
start = "tiny-t5"
held_out = 0.15
development = 0.15
least_coverage = 0.4
evaluate_every = 10
patience = 3
windows_per_step = 8
tokens = 700
warmup = 5
average = 0.1
rate = 1.0
rates = { t5 = 6e-3, bart = 6e-3 }
[[stages]]
name = "archive"
steps = 30
dropout = 0.1
weights = { document = 1.0 }
"""
CARD = """
name = "tiny-{family}"
backend = "auto"
strategy = "document"
location = "{folder}"
prompt = "{prompt}"
points_per_window = {points}
licence = "MIT"
decoding = {{ beams = 2, max_new_tokens = 90, min_new_tokens = 40, length_penalty = 1.0, no_repeat_ngram = 3 }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A user's folders with an archive, a recipe, and cards of tiny models that were trained a little on something else."""

    folder: Path
    pairs: Path

    @property
    def cards(self) -> Path:
        return self.folder / "config" / "quick-looks" / "cards"

    def command(self, family: str, run_folder: Path, *more: object) -> tuple[object, ...]:
        given = ("--recipe", self.folder / "recipe.toml", "--data", self.pairs, "--run", run_folder)
        return (*given, "--start", f"tiny-{family}", "--name", f"mine-{family}", *more)


@pytest.fixture(scope="module", autouse=True)
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("documents")
    made = Place(folder=folder, pairs=harvest(folder))
    made.cards.mkdir(parents=True)
    (folder / "recipe.toml").write_text(RECIPE, "utf-8")
    texts = [line for number in range(20) for line in story(number)["text"].splitlines() if line]
    with pytest.MonkeyPatch.context() as patched:
        known = hub_tiny._text()
        patched.setattr(hub_tiny, "_text", lambda: [*known, *texts])
        for family, prompt, points in (("t5", "t5", 0), ("bart", "article", 2)):
            checkpoint = hub_tiny.make_checkpoint(family, folder / family, steps=30)
            card = CARD.format(family=family, folder=checkpoint, prompt=prompt, points=points)
            (made.cards / f"tiny-{family}.toml").write_text(card, "utf-8")
    return made


@pytest.fixture(autouse=True)
def user(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place.folder / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(place.folder / "data"))


Trained = Callable[[str], tuple[list[str], Path]]


@pytest.fixture(scope="module")
def trained(place: Place) -> Trained:
    """Return the output of a family's whole run and the run's folder, made when it is first asked for."""
    made: dict[str, list[str]] = {}

    def train(family: str) -> tuple[list[str], Path]:
        folder = place.folder / f"run-{family}"
        if family not in made:
            code, made[family], errors = run(*place.command(family, folder))
            assert code == 0, errors
        return made[family], folder

    return train


def write(name: str, document: Document) -> list[str]:
    """Return what a model writes of an article as a whole."""
    card = replace(find_card(name), compute_type="float32")
    backend = HubTransformers(card=replace(card, location=card.checkpoint), device="cpu", threads=1)
    request = Request(task="document", document=document, evidence=tuple(range(len(document.sentences))))
    return [candidate.text for candidate in backend.write([request])[0]]


@pytest.mark.parametrize("family", ["t5", "bart"])
def test_the_loss_falls_and_the_installed_model_writes_otherwise(trained: Trained, place: Place, family: str) -> None:
    lines, folder = trained(family)
    seen = looks(folder)
    assert [look["step"] for look in seen] == [0, 10, 20, 30]
    assert min(look["loss"] for look in seen[1:]) < seen[0]["loss"] - 0.5
    assert sum(line.startswith("ROUGE-") and "->" in line for line in lines) == 3
    held_out = [json.loads(line)["id"] for line in (folder / "held-out.jsonl").read_text("utf-8").splitlines()]
    assert held_out == ["story-17", "story-18", "story-19"]
    article = Article(text=story(27)["text"].partition("\n\n")[2], id="new", title=story(27)["title"])
    document = parse_document(article)
    assert write(f"mine-{family}", document) != write(f"tiny-{family}", document)
    looked = Summarizer(Options(model=f"mine-{family}", threads=1)).summarize(article)
    assert looked.bullets
    assert (looked.provenance.model, looked.provenance.strategy) == (f"mine-{family}", "document")


def test_the_card_is_the_starts_and_a_converted_form_does_not_outlive_its_weights(trained: Trained, place: Place) -> None:
    trained("bart")
    card = read_card(place.cards / "mine-bart.toml")
    start = find_card("tiny-bart")
    assert (card.prompt, card.points_per_window, card.licence) == (start.prompt, start.points_per_window, start.licence)
    assert card.decoding == start.decoding | {"min_new_tokens": card.decoding["min_new_tokens"]}
    assert card.decoding["min_new_tokens"] < 40
    record = json.loads((place.cards / "mine-bart" / "training.json").read_text("utf-8"))
    assert f"{record['held_out']['rouge2']['after']:.1f}" in card.about
    convert_model(card, "float32", say=lambda _: None)
    assert card.converted
    code, lines, errors = run(*place.command("bart", place.folder / "run-bart"))
    assert code == 0, errors
    assert any("going on from step 30" in line for line in lines)
    assert not card.converted


@pytest.mark.parametrize("family", ["t5", "bart"])
def test_a_killed_run_comes_to_the_same_weights(
    trained: Trained, place: Place, family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, whole = trained(family)
    command = place.command(family, tmp_path / "run", "-o", tmp_path / "cards")
    run_until(13, monkeypatch, *command)
    assert not (tmp_path / "cards").exists()
    assert [look["step"] for look in looks(tmp_path / "run")] == [0, 10]
    code, lines, errors = run(*command)
    assert code == 0, errors
    assert any("going on from step 10" in line for line in lines)
    assert looks(tmp_path / "run") == looks(whole)
    first, second = (torch.load(folder / "best.pt", weights_only=True) for folder in (whole, tmp_path / "run"))
    assert all(torch.equal(value, second[name]) for name, value in first.items())
    assert (tmp_path / "cards" / f"mine-{family}" / "model.safetensors").is_file()


def test_what_does_not_learn_is_not_installed(trained: Trained, place: Place, tmp_path: Path) -> None:
    trained("t5")
    recipe = RECIPE.replace("rates = { t5 = 6e-3, bart = 6e-3 }", "").replace("steps = 30", "steps = 10")
    (tmp_path / "recipe.toml").write_text(recipe, "utf-8")
    command = ("--recipe", tmp_path / "recipe.toml", "--data", place.pairs, "--run", tmp_path / "run", "-o", tmp_path / "cards")
    code, _, errors = run(*command, "--start", "mine-t5")
    assert (code, errors.count("\n")) == (1, 1)
    assert "nothing is installed" in errors
    assert not (tmp_path / "cards").exists()


def teach(place: Place, family: str, examples: list[Example], **changes: object) -> tuple[Teacher, DocumentLessons]:
    card: ModelCard = replace(find_card(f"tiny-{family}"), **changes)  # type: ignore[arg-type]
    teacher = Teacher(card, load_start(card, place.folder / family), least=0.4)
    return teacher, teacher.make_lessons(examples)


@pytest.mark.parametrize("labelled", [False, True])
def test_lessons_are_read_back_as_the_box_from_windows_as_they_are_used(place: Place, labelled: bool) -> None:
    examples = list(read_examples(place.pairs))[:3]
    teacher, made = teach(place, "bart", examples, labelled=labelled)
    decode = teacher._checkpoint.tokenizer.decode
    for example, lesson in zip(examples, made.articles, strict=True):
        assert len(lesson.windows) == 3
        sentences = [decode(window.source) for window in lesson.windows]
        assert " ".join(sentences) == " ".join(example.document.split())
        said = [point for window in lesson.windows for point in parse_points(decode(window.target), labelled=labelled)]
        assert [point.text for point in said] == [bullet.point for bullet in example.references[0]]
        assert [point.label for point in said] == [bullet.label if labelled else None for bullet in example.references[0]]


def test_what_cannot_be_learned_is_dropped_and_counted(place: Place) -> None:
    example = read_examples(place.pairs)[0]
    extra = (
        "Nine cats sleep on a warm roof all day.",
        "Repairs to the building would cost $77 million, the engineer of the council says.",
        "Yes.",
    )
    bullets = (*example.references[0], *(ReferenceBullet(point=text) for text in extra))
    _, made = teach(place, "t5", [replace(example, references=(bullets,)), replace(example, id="bare", document="")])
    assert made.n_points == 3
    assert made.dropped == {
        "not covered by any window": 2,
        "with a name or number that their window lacks": 1,
        "in articles without prose": 3,
    }
    _, short = teach(place, "t5", [example], decoding=find_card("tiny-t5").decoding | {"max_new_tokens": 45, "min_new_tokens": 0})
    assert 0 < short.n_points < 3
    assert short.dropped == {"beyond the 45 tokens that the card allows": 3 - short.n_points}


def test_small_batches_give_the_gradients_of_a_large_one(place: Place, tmp_path: Path) -> None:
    _, made = teach(place, "t5", list(read_examples(place.pairs))[:6])
    gradients = []
    for tokens in (100_000, 300):
        checkpoint = load_start(find_card("tiny-t5"), place.folder / "t5")
        stage = Stage(name="only", steps=9, weights={"document": 1.0}, smoothing=0.1)
        recipe = Recipe(shape=Shape(), stages=(stage,), tokens=tokens)
        whole = DocumentRun(tmp_path, checkpoint.model.train(False), recipe, "cpu", checkpoint=checkpoint)
        loss = whole.backward(stage, made.packed())
        gradients.append([loss, *(weight.grad for weight in checkpoint.model.parameters())])
    for one, other in zip(*gradients, strict=True):
        torch.testing.assert_close(one, other, rtol=0.05, atol=1e-3)


def test_what_cannot_be_started_from_is_said(place: Place, tmp_path: Path) -> None:
    shutil.copytree(place.folder / "t5", tmp_path / "converted")
    (tmp_path / "converted" / "model.bin").write_bytes(b"")
    for name, location in (("only-converted", tmp_path / "converted"), ("gone", tmp_path / "nowhere")):
        card = CARD.format(family="t5", folder=location, prompt="t5", points=0).replace("tiny-t5", name)
        (place.cards / f"{name}.toml").write_text(card, "utf-8")
    (tmp_path / "points.toml").write_text('start = "x.safetensors"\n[[stages]]\nname = "a"\nsteps = 1\nweights = {}\n', "utf-8")
    cases = {
        ("--start", "nobody"): (4, "no model is called 'nobody'"),
        ("--start", "bart-large-cnn"): (4, "Run: summarize models pull bart-large-cnn"),
        ("--start", "only-converted"): (4, "only its converted form, which cannot be trained"),
        ("--start", "gone"): (4, "Its folder would be"),
        ("--start", "x.safetensors"): (2, "is for models of the strategy document"),
        ("--start", "tiny-t5", "--recipe", tmp_path / "points.toml"): (2, "Use models/recipes/newsroom-document.toml"),
    }
    for options, (wanted, said) in cases.items():
        code, _, errors = run(
            "--recipe", place.folder / "recipe.toml", "--data", place.pairs, "--run", tmp_path / "run", "-o", tmp_path, *options
        )
        assert (code, errors.count("\n")) == (wanted, 1), errors
        assert said in errors


def test_an_archive_without_a_usable_bullet_is_one_line(place: Place, tmp_path: Path) -> None:
    rows = [{"id": str(n), "document": f"Dogs bark {n}.", "references": [["Nine cats sleep all day."]]} for n in range(9)]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    code, _, errors = run("--recipe", place.folder / "recipe.toml", "--data", tmp_path / "pairs.jsonl", "--run", tmp_path / "run")
    assert (code, errors.count("\n")) == (2, 1)
    assert "the training part of the archive gives no points" in errors


def test_the_recipe_for_points_hands_over_to_the_one_for_documents() -> None:
    from models.start import find_start
    from models.tuning import read_tuning

    recipe = read_tuning(Path(__file__).parents[1] / "models" / "recipes" / "newsroom.toml")
    start, tuning = find_start("tiny-bart", recipe)
    assert (tuning.strategy, tuning.path.name) == ("document", "newsroom-document.toml")
    assert start == find_start("tiny-bart", tuning)[0]
    assert set(tuning.rates) == {"bart", "mbart", "led", "pegasus", "t5", "mt5", "umt5"}
