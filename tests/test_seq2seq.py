"""The encoder-decoder backends on a tiny trained model: they write, they agree, and order and batching change nothing."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

WANTED = "is not installed: pip install 'quick-looks[torch]'"
torch = pytest.importorskip("torch", reason=f"torch {WANTED}")
transformers = pytest.importorskip("transformers", reason=f"transformers {WANTED}")

from models.export import TARGETS, convert, largest_difference, written_pieces  # noqa: E402
from models.packing import pack  # noqa: E402
from summarize.backends.base import Backend  # noqa: E402
from summarize.backends.ctranslate2 import CTranslate2  # noqa: E402
from summarize.backends.seq2seq import Written, curl, finish, write_requests  # noqa: E402
from summarize.backends.transformers import Transformers, group_by_length  # noqa: E402
from summarize.document import parse_document  # noqa: E402
from summarize.errors import ModelError  # noqa: E402
from summarize.options import Options  # noqa: E402
from summarize.pipeline import Summarizer  # noqa: E402
from summarize.pointers import is_inner  # noqa: E402
from summarize.registry import ModelCard  # noqa: E402
from summarize.tokens import END, MARKS, MAX_PLACES, POINTERS, SPACE, Tokenizer  # noqa: E402
from summarize.types import Article, Candidate, Request, Task  # noqa: E402
from tests.tiny import LABELS, POINTS, ROOT, article, desk_prompt, examples, make_models, make_requests  # noqa: E402

torch.set_num_threads(1)
CLASSES: dict[str, Callable[..., Backend]] = {"ctranslate2": CTranslate2, "transformers": Transformers}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    saved, converted = make_models(tmp_path_factory.mktemp("tiny"))
    return {"transformers": saved, "ctranslate2": converted}


def card(name: str, folder: Path, beams: int = 1, limit: int = 0) -> ModelCard:
    decoding = {"beams": beams, "candidates": beams}
    return ModelCard(name="tiny", backend=name, location=folder, prompt="desk", decoding=decoding, max_input_tokens=limit)


def open_tiny(name: str, folders: dict[str, Path], beams: int = 1) -> Backend:
    return CLASSES[name](card=card(name, folders[name], beams), device="cpu", threads=1)


def test_only_what_is_learnt_to_be_written_is_kept(folders: dict[str, Path], tmp_path: Path) -> None:
    tokenizer = Tokenizer(folders["transformers"] / "tokenizer.model")
    lessons = [one for e in examples() if (one := pack(tokenizer, e.source, e.target, most_written=1.0))]
    model = transformers.PegasusForConditionalGeneration.from_pretrained(folders["transformers"]).eval()
    written = written_pieces(tokenizer, lessons)
    assert len(written) < len(tokenizer)
    assert set(written_pieces(tokenizer, lessons, least=10**6)) == set(tokenizer.ids(["<pad>", END, "<unk>", *POINTERS]))
    convert(model, tokenizer.vocabulary(), tmp_path / "small", "float32", written)
    shutil.copy(folders["transformers"] / "tokenizer.model", tmp_path / "small")
    assert json.loads((tmp_path / "small" / TARGETS).read_text("utf-8")) == [tokenizer.vocabulary()[n] for n in written]
    requests = make_requests(parse_document(article()))
    whole, small = (open_tiny("ctranslate2", {"ctranslate2": path}) for path in (folders["ctranslate2"], tmp_path / "small"))
    assert [[c.text for c in one] for one in small.write(requests)] == [[c.text for c in one] for one in whole.write(requests)]


def strange_requests() -> list[Request]:
    """Return requests for an article that the tiny writer has never seen, so that it writes at length and unsurely."""
    document = parse_document(Article(text=(ROOT / "examples" / "01_politics.txt").read_text("utf-8")))
    return make_requests(document)[:20]


def same(one: Sequence[Sequence[Candidate]], other: Sequence[Sequence[Candidate]]) -> bool:
    texts = [[c.text for c in candidates] for candidates in one] == [[c.text for c in candidates] for candidates in other]
    pairs = [(a.score, b.score) for x, y in zip(one, other, strict=True) for a, b in zip(x, y, strict=True)] if texts else []
    return texts and all(a == pytest.approx(b, abs=1e-3) for a, b in pairs)


@pytest.mark.parametrize("name", CLASSES)
def test_it_writes_what_it_was_taught_with_the_articles_own_values(name: str, folders: dict[str, Path]) -> None:
    written = open_tiny(name, folders).write([example.request for example in examples()])
    texts = [candidates[0].text for candidates in written]
    assert len(set(texts)) == len(texts)
    points = [text for text, example in zip(texts, examples(), strict=True) if example.request.task == "point"]
    labels = [text for text, example in zip(texts, examples(), strict=True) if example.request.task == "label"]
    assert sum(text.replace("’", "'") == point for text, point in zip(points, POINTS, strict=True)) >= 7
    assert sum(text.lower() == label.lower() for text, label in zip(labels, LABELS, strict=True)) >= 7
    assert sum(candidates[0].stopped == "end" for candidates in written) >= 15


@pytest.mark.parametrize("requests", [[e.request for e in examples()], strange_requests()], ids=["known", "strange"])
def test_both_write_the_same_greedily(folders: dict[str, Path], requests: list[Request]) -> None:
    one, other = (open_tiny(name, folders).write(requests) for name in CLASSES)
    assert same(one, other)
    assert [c[0].stopped for c in one if c] == [c[0].stopped for c in other if c]


def test_teacher_forced_log_probabilities_agree(folders: dict[str, Path]) -> None:
    model = transformers.PegasusForConditionalGeneration.from_pretrained(folders["transformers"])
    model.train(False)
    tokenizer = Tokenizer(folders["ctranslate2"] / "tokenizer.model")
    sources = [[*tokenizer.encode(example.source), END] for example in examples()]
    assert largest_difference(model, folders["ctranslate2"], sources, tokenizer) < 1e-3


@pytest.mark.parametrize("name", CLASSES)
def test_order_and_company_change_nothing(name: str, folders: dict[str, Path]) -> None:
    backend = open_tiny(name, folders, beams=2)
    requests = [*strange_requests()[:8], *(example.request for example in examples()[:6])]
    together = backend.write(requests)
    assert same(backend.write(requests[::-1]), together[::-1])
    assert same([backend.write([request])[0] for request in requests], together)
    assert backend.write([]) == []


def test_the_size_of_batches_changes_nothing(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    backend = open_tiny("transformers", folders)
    written = backend.write(strange_requests())
    monkeypatch.setattr("summarize.backends.transformers.MAX_BATCH_TOKENS", 150)
    assert same(backend.write(strange_requests()), written)


@pytest.mark.parametrize("name", CLASSES)
def test_a_beam_gives_distinct_candidates_best_first(name: str, folders: dict[str, Path]) -> None:
    for candidates in open_tiny(name, folders, beams=4).write([e.request for e in examples()[:6]]):
        scores = [candidate.score for candidate in candidates]
        assert scores == sorted(scores, reverse=True)
        assert len({candidate.text for candidate in candidates}) == len(candidates) > 1


@pytest.mark.parametrize("name", CLASSES)
def test_end_to_end_with_a_users_own_card(
    name: str, folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarize.config.user_folder", lambda: tmp_path)
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "tiny.toml").write_text(
        f'name = "tiny"\nbackend = "{name}"\nlocation = "{folders[name].as_posix()}"\n'
        'prompt = "desk"\ndecoding = { beams = 2 }\n',
        "utf-8",
    )
    looks = Summarizer(Options(model="tiny", device="cpu", threads=1)).summarize(article())
    assert len(looks.bullets) == 5
    assert sum(bullet.origin in {"generated", "alternative"} for bullet in looks.bullets) >= 4
    assert sum(bullet.point.replace("’", "'") in POINTS for bullet in looks.bullets) >= 4
    assert not any(finding.severity == "error" for finding in looks.findings)
    assert (looks.provenance.model, looks.provenance.backend) == ("tiny", name)
    assert len(looks.provenance.revision) == 64


def test_a_source_longer_than_the_model_takes_is_cut(folders: dict[str, Path]) -> None:
    long = Article(text=" ".join(["the old ferry terminal closes and"] * 60) + ".")
    request = Request(task="point", document=parse_document(long), evidence=(0,))
    backend = Transformers(card=card("transformers", folders["transformers"], limit=32), device="cpu", threads=1)
    assert len(backend._fit(list(range(100)))) == 32
    assert len(backend.write([request])) == 1


def damage(folder: Path, kind: str) -> None:
    """Break a model's folder in one way."""
    weights = next(path for path in folder.iterdir() if path.suffix in {".safetensors", ".bin"})
    if kind == "no tokenizer":
        (folder / "tokenizer.model").unlink()
    elif kind == "no weights":
        weights.unlink()
    elif kind == "cut weights":
        weights.write_bytes(weights.read_bytes()[:2000])
    else:
        (folder / "config.json").write_text("{")


@pytest.mark.parametrize("kind", ["no tokenizer", "no weights", "cut weights", "bad config"])
@pytest.mark.parametrize("name", CLASSES)
def test_a_broken_folder_is_one_clear_error(name: str, kind: str, folders: dict[str, Path], tmp_path: Path) -> None:
    if (name, kind) == ("ctranslate2", "bad config"):
        pytest.skip("ctranslate2 does not need config.json to load")
    folder = tmp_path / "broken"
    shutil.copytree(folders[name], folder)
    damage(folder, kind)
    with pytest.raises(ModelError, match="broken"):
        CLASSES[name](card=card(name, folder), device="cpu", threads=1)


def test_weights_that_are_missing_are_not_made_up(folders: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "lacking"
    shutil.copytree(folders["transformers"], folder)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"encoder_layers": 2}), "utf-8")
    with pytest.raises(ModelError, match="lacks weights"):
        Transformers(card=card("transformers", folder), device="cpu", threads=1)


def test_a_missing_package_names_the_extra(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ModelError, match="needs the packages torch and transformers") as caught:
        Transformers(card=card("transformers", folders["transformers"]))
    assert "pip install 'quick-looks[torch]'" in caught.value.hint


@pytest.mark.skipif(torch.cuda.is_available(), reason="a CUDA device is there")
def test_a_missing_device_is_a_model_error(folders: dict[str, Path]) -> None:
    with pytest.raises(ModelError, match="CUDA"):
        Transformers(card=card("transformers", folders["transformers"]), device="cuda")


@settings(deadline=None)
@given(lengths=st.lists(st.integers(min_value=1, max_value=50), max_size=40), budget=st.integers(min_value=1, max_value=200))
def test_groups_hold_every_place_once_within_the_budget(lengths: list[int], budget: int) -> None:
    groups = list(group_by_length(lengths, budget))
    assert sorted(place for group in groups for place in group) == list(range(len(lengths)))
    for group in groups:
        assert len(group) == 1 or max(lengths[place] for place in group) * len(group) <= budget


def written(tokenizer: Tokenizer, *texts: str) -> list[Written]:
    """Return hypotheses; what begins with <@ is a pointer."""
    cut = [[part if part.startswith("<@") else tokenizer.encode(part) for part in text.split()] for text in texts]
    pieces = [[piece for part in parts for piece in ([part] if isinstance(part, str) else part)] for parts in cut]
    return [Written(pieces=tuple(one), score=-1.0 - number, ended=True) for number, one in enumerate(pieces)]


def test_requests_of_all_tasks_come_back_in_order_with_the_sources_own_words(folders: dict[str, Path]) -> None:
    tokenizer = Tokenizer(folders["ctranslate2"] / "tokenizer.model")
    requests = [examples()[16].request, examples()[0].request, examples()[3].request]
    requests = [replace(request, document=requests[0].document) for request in requests]
    limits: list[int] = []

    def generate(sources: Sequence[Sequence[str]], max_new_tokens: int) -> list[list[Written]]:
        limits.append(max_new_tokens)
        (source,) = sources
        assert source[-1] == END
        first = next(place for place, piece in enumerate(source) if piece.startswith(SPACE))
        one_word = next(place for place in range(first + 1, len(source)) if not is_inner(source, place)) - first
        pointers = " ".join(POINTERS[first : first + one_word])
        texts = {"<topic>": f"{pointers} closure.", "<point>": f"{pointers} votes.", "<label>": f"{pointers} costs"}
        beyond = f"seen by {POINTERS[len(source)]}"
        return [written(tokenizer, beyond, texts[source[0]], texts[source[0]])]

    found = write_requests(requests, tokenizer=tokenizer, prompt=desk_prompt(), generate=generate)
    assert [[c.text for c in candidates] for candidates in found] == [["Port Closure"], ["The votes."], ["Ruth Costs"]]
    assert [[c.score for c in candidates] for candidates in found] == [[-2.0]] * 3
    assert len(limits) == 3
    assert limits[0] < limits[1]


SIGN = "The sign said <short> and <@3> and <sep>, Calder wrote."


def test_an_articles_own_marks_are_text_and_come_back(folders: dict[str, Path]) -> None:
    tokenizer = Tokenizer(folders["ctranslate2"] / "tokenizer.model")
    document = parse_document(Article(text=f"{SIGN} Nobody knew what it meant.", title="A <label> and <@7> on a sign"))
    seen: list[Sequence[str]] = []

    def generate(sources: Sequence[Sequence[str]], max_new_tokens: int) -> list[list[Written]]:
        seen.extend(sources)
        ends = [source.index(END) for source in sources]
        return [[Written(pieces=POINTERS[:end], score=-1.0, ended=True)] for end in ends]

    requests = [Request(task=task, document=document, evidence=(0,), point=SIGN) for task in ("point", "label", "topic")]
    found = write_requests(requests, tokenizer=tokenizer, prompt=desk_prompt(), generate=generate)
    marks = [[piece for piece in source if piece in {*MARKS, *POINTERS, END}] for source in seen]
    assert marks == [["<point>", "<short>", END], ["<label>", "<title>", END], ["<topic>", "<sep>", END]]
    assert found[0][0].text == SIGN
    assert all("<@7>" in candidates[0].text for candidates in found[1:])


@pytest.mark.parametrize("name", CLASSES)
def test_every_place_of_a_long_source_has_a_pointer(name: str, folders: dict[str, Path]) -> None:
    long = parse_document(Article(text="The ferry " + "xylophone " * 80 + "left."))
    requests = [Request(task="point", document=long, evidence=(0,))]
    tokenizer = Tokenizer(folders[name] / "tokenizer.model")
    lengths: list[int] = []

    def generate(sources: Sequence[Sequence[str]], max_new_tokens: int) -> list[list[Written]]:
        lengths.extend(len(source) for source in sources)
        assert all(source[-1] == END and END not in source[:-1] for source in sources)
        return [[Written(pieces=(POINTERS[-2], POINTERS[-1]), score=-1.0, ended=False)] for _ in sources]

    ((candidate,),) = write_requests(requests, tokenizer=tokenizer, prompt=desk_prompt(), generate=generate)
    assert lengths == [MAX_PLACES]
    assert candidate.text
    assert candidate.stopped == "length"
    assert len(open_tiny(name, folders).write(requests)) == 1


@pytest.mark.parametrize(
    ("text", "task", "curly", "wanted"),
    [
        ("the  vote failed.", "point", False, "The vote failed."),
        ('"we lost," she says.', "point", True, "“we lost,” she says."),
        ("ferry terminal closure.", "label", False, "Ferry Terminal Closure"),
        ("the council's vote:", "topic", True, "The Council’s Vote"),
        ("it read ‹short›", "point", False, "It read <short>"),
        ("he works at Corwell Co..", "point", False, "He works at Corwell Co."),
        ("he left...", "point", False, "He left..."),
        ("it begins on January 1,.", "point", False, "It begins on January 1."),
        ("he thanked 'all involved,'.", "point", False, "He thanked 'all involved'."),
        ("it was a 'disorder.'.", "point", False, "It was a 'disorder.'"),
        ("", "point", False, ""),
    ],
)
def test_finish(text: str, task: Task, wanted: str, *, curly: bool) -> None:
    assert finish(text, task, curly=curly) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [('He said "no".', "He said “no”."), ('"It\'s time," she says.', "“It’s time,” she says."), ('(a "b")', "(a “b”)")],
)
def test_curl(text: str, wanted: str) -> None:
    assert curl(text) == wanted
