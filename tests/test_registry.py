"""Models by name: cards, a user's own among them, and the backends they open."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.backends.extract import Extract
from summarize.backends.scripted import Scripted
from summarize.errors import ModelError, UsageError
from summarize.options import DEFAULT_MODEL, Options
from summarize.registry import BACKENDS, ModelCard, find_card, find_cards, open_backend, read_card


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folder of cards, empty."""
    monkeypatch.setattr("summarize.config.user_folder", lambda: tmp_path)
    folder = tmp_path / "cards"
    folder.mkdir()
    return folder


class Own:
    name = "own"
    revision = "7"


def test_shipped_cards_are_whole(cards: Path) -> None:
    found = find_cards()
    assert DEFAULT_MODEL in found
    for name, card in found.items():
        assert card.name == name
        assert card.backend in {*BACKENDS, "auto"}
        assert card.licence
        assert card.about


def test_a_users_card_wins_and_its_folder_is_beside_it(cards: Path) -> None:
    (cards / "a.toml").write_text('name = "extract"\nbackend = "scripted"\nlocation = "weights"\n', "utf-8")
    card = find_card("extract")
    assert card.backend == "scripted"
    assert card.location == cards / "weights"
    assert not card.installed
    (cards / "weights").mkdir()
    assert card.installed


def test_an_unknown_model_lists_those_that_there_are(cards: Path) -> None:
    with pytest.raises(ModelError, match="no model is called 'dusk'") as caught:
        find_card("dusk")
    assert {"extract", "lead"} <= set(caught.value.hint.removeprefix("There are: ").split(", "))


@pytest.mark.parametrize("content", ["name = ", 'name = "x"\nbackend = "lead"\ncolour = "red"\n', 'backend = "lead"\n'])
def test_a_broken_card_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(ModelError, match=r"own\.toml cannot be read"):
        read_card(path)


def test_backends_open_by_card_by_option_and_by_reference(cards: Path) -> None:
    assert isinstance(open_backend(find_card("extract"), Options()), Extract)
    assert isinstance(open_backend(find_card("extract"), Options(backend="scripted")), Scripted)
    assert open_backend(find_card("extract"), Options(backend=f"{__name__}:Own")).revision == "7"


def test_an_unknown_backend_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no backend is called 'abacus'") as caught:
        open_backend(find_card("extract"), Options(backend="abacus"))
    assert "ctranslate2" in caught.value.hint
    with pytest.raises(UsageError, match="no module"):
        open_backend(find_card("extract"), Options(backend="nowhere.such:Name"))


@pytest.mark.parametrize("backend", ["ctranslate2", "transformers"])
def test_a_model_without_its_folder_is_not_installed(tmp_path: Path, backend: str) -> None:
    card = ModelCard(name="desk", backend=backend, location=tmp_path / "desk")
    with pytest.raises(ModelError, match="'desk' is not installed") as caught:
        open_backend(card, Options())
    assert str(tmp_path / "desk") in caught.value.hint
