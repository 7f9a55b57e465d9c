"""Pieces: text comes back from them, slots and marks are one piece each, hints stay only where they are one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.errors import ModelError
from summarize.slots import slot_tokens
from summarize.tokens import END, MARKS, SPACE, Tokenizer
from tests.tiny import examples, make_tokenizer

WORDS = st.text(alphabet=st.characters(categories=["L", "N", "P", "Sc"], exclude_characters=f"<>{{}}{SPACE}"), min_size=1)


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return Tokenizer(make_tokenizer(tmp_path_factory.mktemp("vocabulary")))


def test_marks_and_slots_are_single_pieces(tokenizer: Tokenizer) -> None:
    symbols = [*MARKS, *slot_tokens()]
    assert set(symbols) <= set(tokenizer.vocabulary())
    for symbol in symbols:
        assert tokenizer.encode(symbol) == [symbol]
    assert tokenizer.ids(["<pad>", END]) == [0, 1]


def test_targets_come_back(tokenizer: Tokenizer) -> None:
    for example in examples():
        pieces = tokenizer.encode(example.target)
        assert tokenizer.decode(pieces) == example.target
        assert 2 not in tokenizer.ids(pieces)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=6))
def test_any_text_comes_back(tokenizer: Tokenizer, words: list[str]) -> None:
    text = " ".join(words)
    assert tokenizer.decode(tokenizer.encode(text)) == text.strip()


def test_a_hint_is_kept_only_where_it_is_one_piece(tokenizer: Tokenizer) -> None:
    word = next(piece[1:] for piece in tokenizer.vocabulary() if piece.startswith(SPACE) and len(piece) > 3)
    assert tokenizer.encode(f"<N1>{{{word}}}") == ["<N1>", SPACE + word]
    assert tokenizer.encode("<N1>{Xylquorz}") == ["<N1>"]


def test_ids_are_places_in_the_vocabulary(tokenizer: Tokenizer) -> None:
    pieces = tokenizer.encode(examples()[0].source)
    vocabulary = tokenizer.vocabulary()
    assert len(vocabulary) == len(tokenizer)
    assert [vocabulary[number] for number in tokenizer.ids(pieces)] == pieces


@pytest.mark.parametrize("content", [None, b"", b"not a vocabulary"])
def test_what_is_no_vocabulary_is_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "tokenizer.model"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"tokenizer\.model cannot be read"):
        Tokenizer(path)
