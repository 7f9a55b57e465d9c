"""Pieces: text comes back from them, marks and pointers are one piece each, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.errors import ModelError
from summarize.tokens import END, MARKS, MAX_PLACES, POINTERS, SPACE, Tokenizer
from tests.tiny import examples, make_tokenizer

WORDS = st.text(alphabet=st.characters(categories=["L", "N", "P", "Sc"], exclude_characters=f"<>{SPACE}"), min_size=1)
UNKNOWN = 2


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return Tokenizer(make_tokenizer(tmp_path_factory.mktemp("vocabulary")))


def test_marks_and_pointers_are_single_pieces(tokenizer: Tokenizer) -> None:
    assert len(POINTERS) == MAX_PLACES
    vocabulary = tokenizer.vocabulary()
    for symbols in (MARKS, POINTERS):
        numbers = tokenizer.ids(symbols)
        assert UNKNOWN not in numbers
        assert tuple(vocabulary[number] for number in numbers) == symbols
    assert all(tokenizer.encode(mark) == [mark] for mark in MARKS)
    assert tokenizer.ids(["<pad>", END]) == [0, 1]


def test_a_text_between_marks_begins_a_word(tokenizer: Tokenizer) -> None:
    vote = tokenizer.encode("vote")
    assert vote[0].startswith(SPACE)
    for source in ("<point><short>vote<sep>vote<title>", " <point> <short> vote <sep> vote <title> "):
        assert tokenizer.encode(source) == ["<point>", "<short>", *vote, "<sep>", *vote, "<title>"]
    assert tokenizer.decode([*tokenizer.encode("<point><short>the vote<sep>failed<title>"), END]) == "the vote failed"


def test_targets_come_back(tokenizer: Tokenizer) -> None:
    for example in examples():
        pieces = tokenizer.encode(example.target)
        assert tokenizer.decode(pieces) == example.target
        assert UNKNOWN not in tokenizer.ids(pieces)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=6))
def test_any_text_comes_back_and_makes_no_mark(tokenizer: Tokenizer, words: list[str]) -> None:
    text = " ".join(words)
    pieces = tokenizer.encode(text)
    assert tokenizer.decode(pieces) == text.strip()
    assert not {*MARKS, *POINTERS, END}.intersection(pieces)


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
