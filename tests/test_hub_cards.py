"""Cards of models from the hub: every shipped one is whole, a wrong one is one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.decoding import LIMITS, Decoding, make_decoding
from summarize.errors import ModelError
from summarize.options import Options
from summarize.prompts import find_prompt, load_prompt
from summarize.registry import find_card, find_cards, open_backend, read_card

WANTED = {
    "bart-large-cnn": "facebook/bart-large-cnn",
    "distilbart-cnn-12-6": "sshleifer/distilbart-cnn-12-6",
    "distilbart-cnn-6-6": "sshleifer/distilbart-cnn-6-6",
    "pegasus-cnn-dailymail": "google/pegasus-cnn_dailymail",
    "pegasus-xsum": "google/pegasus-xsum",
    "mt5-xlsum": "csebuetnlp/mT5_multilingual_XLSum",
    "led-large-arxiv": "allenai/led-large-16384-arxiv",
    **{f"t5-{size}": f"google-t5/t5-{size}" for size in ("small", "base", "large")},
    **{f"flan-t5-{size}": f"google/flan-t5-{size}" for size in ("small", "base", "large", "xl")},
}
DECODING = "decoding = { beams = 4, max_new_tokens = 60, min_new_tokens = 0, length_penalty = 1.0, no_repeat_ngram = 3 }\n"
CARD = 'name = "own"\nbackend = "auto"\nstrategy = "document"\nprompt = "article"\n'


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's configuration and models folders, empty."""
    monkeypatch.setattr("summarize.config.user_folder", lambda: tmp_path)
    monkeypatch.setattr("summarize.store.models_folder", lambda: tmp_path / "models")
    (tmp_path / "cards").mkdir()
    return tmp_path / "cards"


@pytest.mark.parametrize("name", WANTED)
def test_every_shipped_card_says_all_that_decides_the_output(name: str) -> None:
    card = find_card(name)
    assert card.hub == WANTED[name]
    assert (card.strategy, card.installed, card.checkpoint, card.converted) == ("document", False, None, None)
    assert card.max_input_tokens in {512, 1024, 16_384}
    assert isinstance(make_decoding(card.decoding), Decoding)
    assert card.languages
    assert card.licence
    assert "{article}" in load_prompt(find_prompt(card.prompt)).templates["document"]


def test_only_led_has_no_converted_form() -> None:
    assert [name for name in WANTED if find_card(name).backend == "transformers"] == ["led-large-arxiv"]


def test_a_users_own_card_wins_and_so_does_its_prompt(own: Path, tmp_path: Path) -> None:
    (own / "t5.toml").write_text(CARD.replace("own", "t5-small") + 'location = "weights"\n' + DECODING, "utf-8")
    assert find_card("t5-small").location == own / "weights"
    shipped = find_prompt("article")
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "article.toml").write_text('[templates]\ndocument = "{article}!"\n', "utf-8")
    assert find_prompt("article") != shipped
    assert load_prompt(find_prompt("article")).fill("document", article="A", title="", length="short") == "A!"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CARD + 'hub = "a/b"\n' + DECODING + 'colour = "red"\n', "no field 'colour'"),
        (CARD + 'hub = "a/b"\n', "decoding lacks beams, max_new_tokens"),
        (CARD + 'hub = "a/b"\n' + DECODING.replace("beams = 4", "beams = 0"), "beams = 0 is not allowed. Allowed: a whole"),
        (CARD + 'hub = "a/b"\n' + DECODING.replace("beams = 4", "beems = 4"), "decoding has no option 'beems'"),
        (CARD + 'hub = "a/b"\n' + DECODING.replace("= 60", "= 2.5"), "max_new_tokens = 2.5 is not allowed"),
        (CARD + 'hub = "a/b"\n' + DECODING.replace("min_new_tokens = 0", "min_new_tokens = 70"), "greater than max_new_tokens"),
        (CARD + 'hub = "a/b"\n' + DECODING.replace("beams = 4", "beams = 4, candidates = 5"), "more candidates than beams"),
        (CARD + 'hub = "a/b"\nlocation = "c"\n' + DECODING, "a location or a hub id, not both"),
        (CARD.replace("document", "paragraphs") + DECODING, "strategy = 'paragraphs' is not allowed. Allowed: points, document"),
        (CARD.replace('"own"', '"../own"') + DECODING, "cannot be the name of a folder"),
        (CARD + 'max_input_tokens = "many"\n' + DECODING, "max_input_tokens = 'many' is not allowed"),
        (CARD + "max_input_tokens = -1\n" + DECODING, "max_input_tokens = -1 is not allowed"),
        (CARD + 'compute_type = "int4"\n' + DECODING, "Allowed: auto, float32"),
        (CARD.replace('prompt = "article"', 'hub = "a/b"') + DECODING, "needs a prompt"),
    ],
)
def test_a_wrong_card_is_named_with_what_is_allowed(own: Path, content: str, said: str) -> None:
    (own / "wrong.toml").write_text(content, "utf-8")
    with pytest.raises(ModelError) as caught:
        read_card(own / "wrong.toml")
    assert "wrong.toml" in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_not_there_says_what_to_run(own: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="summarize models pull t5-small"):
        open_backend(find_card("t5-small"), Options())
    (own / "own.toml").write_text(CARD + 'location = "weights"\n' + DECODING, "utf-8")
    with pytest.raises(ModelError, match="'own' is not installed"):
        open_backend(find_card("own"), Options())
    (own / "weights").mkdir()
    with pytest.raises(ModelError, match="summarize models convert own, or use --backend transformers"):
        open_backend(find_card("own"), Options(backend="ctranslate2"))


def test_every_decoding_option_has_bounds() -> None:
    assert set(LIMITS) == set(Decoding.__dataclass_fields__)
    assert len(find_cards()) >= len(WANTED) + 3
