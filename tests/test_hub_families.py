"""Each family made tiny and trained briefly: it tells articles apart, batches change nothing, and it converts or says why not."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

WANTED = "is not installed: pip install 'quick-looks[torch,hub]'"
torch = pytest.importorskip("torch", reason=f"torch {WANTED}")
pytest.importorskip("transformers", reason=f"transformers {WANTED}")

from summarize.backends.hub_ctranslate2 import HubCTranslate2, choose_type, read_record  # noqa: E402
from summarize.backends.hub_transformers import HubTransformers, choose_dtype  # noqa: E402
from summarize.errors import ModelError  # noqa: E402
from summarize.hub.check import check_model  # noqa: E402
from summarize.hub.convert import convert_model, load_card_checkpoint, write_form  # noqa: E402
from summarize.options import Options  # noqa: E402
from summarize.pipeline import Summarizer  # noqa: E402
from summarize.registry import ModelCard  # noqa: E402
from summarize.types import Candidate  # noqa: E402
from tests.hub_tiny import FAMILIES, SUMMARIES, card, documents, make_checkpoint, requests  # noqa: E402

torch.set_num_threads(1)
CONVERTIBLE = [family for family in FAMILIES if family != "led"]
Checkpoints = Callable[[str], Path]


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> Checkpoints:
    """Make each family's checkpoint when it is first asked for."""
    base = tmp_path_factory.mktemp("hub")

    def checkpoint(family: str) -> Path:
        folder = base / family
        return folder if folder.is_dir() else make_checkpoint(family, folder)

    return checkpoint


@pytest.fixture(scope="module")
def float32_bart(checkpoints: Checkpoints, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The float32 form of the tiny BART."""
    form = tmp_path_factory.mktemp("forms") / "bart"
    write_form(load_card_checkpoint(card("bart", checkpoints("bart")), checkpoints("bart")), checkpoints("bart"), form, "float32")
    return form


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Converted models go into a folder of the test's own, and so do cards."""
    monkeypatch.setattr("summarize.store.models_folder", lambda: tmp_path / "models")
    monkeypatch.setattr("summarize.config.user_folder", lambda: tmp_path)
    (tmp_path / "cards").mkdir()
    return tmp_path / "models"


def open_checkpoint(made: ModelCard) -> HubTransformers:
    return HubTransformers(card=made, device="cpu", threads=1)


def open_converted(made: ModelCard) -> HubCTranslate2:
    assert made.converted is not None
    return HubCTranslate2(card=replace(made, location=made.converted), device="cpu", threads=1)


def texts(written: list[list[Candidate]]) -> list[str]:
    return [candidates[0].text for candidates in written]


def convert(made: ModelCard, quantization: str) -> list[str]:
    said: list[str] = []
    convert_model(made, quantization, say=said.append)
    return said


@pytest.mark.parametrize("family", FAMILIES)
def test_it_tells_articles_apart_and_order_and_batches_change_nothing(
    family: str, checkpoints: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = open_checkpoint(card(family, checkpoints(family)))
    written = texts(backend.write(requests()))
    assert len(set(written)) == len(written)
    assert sum(one == wanted for one, wanted in zip(written, SUMMARIES, strict=True)) >= 3
    assert texts(backend.write(requests()[::-1])) == written[::-1]
    assert [texts(backend.write([request]))[0] for request in requests()] == written
    monkeypatch.setattr("summarize.backends.hub_transformers.BATCH_TOKENS", {"cpu": 400})
    assert texts(backend.write(requests())) == written
    assert backend.write([]) == []


@pytest.mark.parametrize("family", CONVERTIBLE)
def test_it_converts_when_the_check_holds_and_then_writes_the_same(family: str, checkpoints: Checkpoints) -> None:
    made = card(family, checkpoints(family), compute_type="auto")
    said = convert(made, "int8")
    assert "20 of 20 greedy outputs equal" in said[0]
    assert said[1].startswith("int8 against the float32 output, 20 texts: ROUGE-1 ")
    assert made.converted is not None
    record = read_record(made.converted)
    assert record["agreement"]["largest_difference"] <= 1e-3
    assert record["quantization"] == "int8"
    precise = replace(made, compute_type="float32")
    written = texts(open_converted(precise).write(requests()))
    assert len(set(written)) == len(written)
    form = made.converted.parent / "float32"
    write_form(load_card_checkpoint(made, checkpoints(family)), checkpoints(family), form, "float32")
    wanted = texts(open_checkpoint(precise).write(requests()))
    converted = HubCTranslate2(card=replace(precise, location=form), device="cpu", threads=1)
    assert texts(converted.write(requests())) == wanted
    assert texts(converted.write(requests()[::-1])) == wanted[::-1]
    assert [texts(converted.write([request]))[0] for request in requests()] == wanted
    assert converted.measure(requests()) == open_checkpoint(precise).measure(requests())


@pytest.mark.parametrize("family", ["flan", "mt5"])
def test_a_conversion_that_is_silently_wrong_is_not_installed(
    family: str, checkpoints: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarize.hub.converter.Mended", lambda config: contextlib.nullcontext())
    made = card(family, checkpoints(family))
    with pytest.raises(ModelError, match="does not write what the checkpoint writes"):
        convert(made, "int8")
    assert made.converted is None


@pytest.mark.parametrize("family", ["bart", "pegasus", "mbart"])
def test_configurations_of_transformers_5_need_the_mending(
    family: str, checkpoints: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarize.hub.converter.Mended", lambda config: contextlib.nullcontext())
    with pytest.raises(ModelError, match="cannot be converted"):
        convert(card(family, checkpoints(family)), "int8")


def test_led_has_no_converted_form_and_says_so(checkpoints: Checkpoints) -> None:
    made = card("led", checkpoints("led"))
    with pytest.raises(ModelError, match=r"no CTranslate2 form\. Run it with --backend transformers"):
        convert(made, "int8")
    said: list[str] = []
    check_model(made, say=said.append)
    assert "they run with transformers" in said[-1]


def test_t5_in_float16_is_refused_and_never_chosen(checkpoints: Checkpoints) -> None:
    made = card("t5", checkpoints("t5"))
    with pytest.raises(ModelError, match=r"gives NaN in float16\. Use bfloat16 or int8"):
        convert(made, "float16")
    with pytest.raises(ModelError, match="gives NaN in float16"):
        open_checkpoint(replace(made, compute_type="float16"))
    assert choose_type("cuda", "auto", "t5", "int8") == "int8_bfloat16"
    assert choose_type("cuda", "auto", "mt5", "float32") == "bfloat16"
    assert choose_type("cuda", "int8", "bart", "float32") == "int8_float16"
    assert choose_dtype(torch, "cpu", "float32", "t5") == "float32"
    with pytest.raises(ModelError, match="only the converted form computes in int8"):
        choose_dtype(torch, "cpu", "int8", "bart")


def test_mbart_needs_its_languages_and_knows_them(checkpoints: Checkpoints) -> None:
    made = card("mbart", checkpoints("mbart"))
    with pytest.raises(ModelError, match="source_language and target_language"):
        open_checkpoint(replace(made, target_language=""))
    with pytest.raises(ModelError, match="no language 'xx_XX'"):
        open_checkpoint(replace(made, target_language="xx_XX"))


def test_bart_begins_as_its_configuration_forces_it_to(float32_bart: Path) -> None:
    assert read_record(float32_bart)["prefix"] == ["<s>"]


def test_check_finds_a_converted_form_that_is_not_the_checkpoints(checkpoints: Checkpoints, tmp_path: Path) -> None:
    made = card("bart", checkpoints("bart"))
    convert(made, "float32")
    said: list[str] = []
    check_model(made, say=said.append)
    assert any("greedy outputs equal" in line for line in said)
    other = replace(made, location=tmp_path / "other")
    shutil.copytree(checkpoints("bart"), tmp_path / "other")
    from safetensors.torch import load_file, save_file

    weights = load_file(tmp_path / "other" / "model.safetensors")
    save_file({n: t * 0.7 for n, t in weights.items()}, tmp_path / "other" / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="installed float32 form does not write"):
        check_model(other, say=said.append)


def test_end_to_end_the_checkpoint_and_its_converted_form_give_the_same_box(checkpoints: Checkpoints, tmp_path: Path) -> None:
    made = card("bart", checkpoints("bart"))
    fields = {"name": "mine", "location": str(made.location), "backend": "auto", "strategy": "document", "prompt": "article"}
    decoding = "decoding = { beams = 2, max_new_tokens = 60, min_new_tokens = 0, length_penalty = 1.0, no_repeat_ngram = 0 }\n"
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
    (tmp_path / "cards" / "mine.toml").write_text(f'{lines}compute_type = "float32"\n{decoding}', "utf-8")
    options = Options(model="mine", bullets=(2, 2), device="cpu", threads=1)
    article = documents()[2].article
    before = Summarizer(options).summarize(article)
    assert before.provenance.backend == "transformers"
    assert "Corwell Freight agreed on Tuesday to buy Lanstrom Rail." in [bullet.point for bullet in before.bullets]
    convert(replace(made, name="mine"), "float32")
    after = Summarizer(options).summarize(article)
    assert after.provenance.backend == "ctranslate2"
    assert [bullet.line for bullet in after.bullets] == [bullet.line for bullet in before.bullets]
    assert len(after.bullets) == 2
    together = Summarizer(options).summarize_many([one.article for one in documents()])
    assert [bullet.line for bullet in together[2].bullets] == [bullet.line for bullet in after.bullets]


def damage(folder: Path, kind: str) -> None:
    """Break a checkpoint's folder in one way."""
    if kind == "no configuration":
        (folder / "config.json").unlink()
    elif kind == "bad configuration":
        (folder / "config.json").write_text("{")
    elif kind == "no weights":
        (folder / "model.safetensors").unlink()
    elif kind == "truncated weights":
        (folder / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes()[:3000])
    elif kind == "no tokenizer":
        for name in ("vocab.json", "merges.txt", "tokenizer.json"):
            (folder / name).unlink(missing_ok=True)
    else:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        (folder / "config.json").write_text(json.dumps(config | {"encoder_layers": 2}), "utf-8")


@pytest.mark.parametrize(
    "kind", ["no configuration", "bad configuration", "no weights", "truncated weights", "no tokenizer", "too few weights"]
)
def test_a_broken_checkpoint_is_one_clear_line(kind: str, checkpoints: Checkpoints, tmp_path: Path) -> None:
    shutil.copytree(checkpoints("bart"), tmp_path / "broken")
    damage(tmp_path / "broken", kind)
    with pytest.raises(ModelError) as caught:
        open_checkpoint(card("bart", tmp_path / "broken"))
    assert "broken" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "converted.json", "shared_vocabulary.json"])
def test_a_broken_converted_form_is_one_clear_line(name: str, float32_bart: Path, tmp_path: Path) -> None:
    folder = tmp_path / "form"
    shutil.copytree(float32_bart, folder)
    (folder / name).write_bytes((folder / name).read_bytes()[:20])
    with pytest.raises(ModelError) as caught:
        HubCTranslate2(card=card("bart", folder), device="cpu", threads=1)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_card_that_promises_more_than_the_network_reads(checkpoints: Checkpoints) -> None:
    with pytest.raises(ModelError, match="max_input_tokens = 4096, but the network reads 512"):
        open_checkpoint(card("bart", checkpoints("bart"), max_input_tokens=4096))


@pytest.mark.skipif(torch.cuda.is_available(), reason="a CUDA device is there")
def test_a_missing_device_is_one_clear_line(checkpoints: Checkpoints, float32_bart: Path) -> None:
    with pytest.raises(ModelError, match="no CUDA device"):
        HubTransformers(card=card("bart", checkpoints("bart")), device="cuda")
    with pytest.raises(ModelError, match="no CUDA device"):
        HubCTranslate2(card=card("bart", float32_bart), device="cuda")


def test_missing_packages_name_the_extra(
    checkpoints: Checkpoints, float32_bart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = card("bart", checkpoints("bart"))
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "transformers", None)
        with pytest.raises(ModelError, match=r"pip install 'quick-looks\[torch\]'"):
            open_checkpoint(made)
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "tokenizers", None)
        with pytest.raises(ModelError, match=r"pip install 'quick-looks\[hub\]'"):
            HubCTranslate2(card=card("bart", float32_bart), device="cpu")


def test_special_tokens_in_an_article_are_text(checkpoints: Checkpoints) -> None:
    loaded = open_checkpoint(card("bart", checkpoints("bart")))
    tokenizer: Any = loaded._checkpoint.tokenizer
    (ids,) = tokenizer.encode(["It ended </s> here <pad> today"])
    assert ids.count(loaded._checkpoint.end) == 1
    assert loaded._checkpoint.pad not in ids
