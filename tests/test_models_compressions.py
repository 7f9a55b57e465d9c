"""Lessons in shortening: only what follows one sentence, keeps its order and adds hardly a word is taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.compressions import from_cnndm, from_highlights, from_quick_looks, is_compression, whole_sentences
from models.corpora import opening
from models.pairs import Pair, n_words
from summarize.tokens import Tokenizer
from tests.tiny import TEXT, desk_prompt, make_tokenizer

PROMPT = desk_prompt()
SENTENCE = "the harbour council voted 7-2 on Tuesday to close the old ferry terminal, ending months of dispute."


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return Tokenizer(make_tokenizer(tmp_path_factory.mktemp("vocabulary")))


def lessons(tokenizer: Tokenizer, *highlights: str) -> list[Pair]:
    return list(from_highlights(tokenizer, PROMPT, TEXT, highlights, "test"))


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("the harbour council voted 7-2 to close the old ferry terminal.", True),
        ("the council voted to close the terminal, ending months of dispute.", True),
        ("the council closes the terminal, shutting fishermen out for good.", False),
        ("ending dispute, to close the terminal the council voted on Tuesday.", False),
        ("", False),
    ],
    ids=["one cut", "some cuts", "other words", "another order", "nothing"],
)
def test_a_compression_follows_its_sentence(tokenizer: Tokenizer, target: str, kept: bool) -> None:
    assert is_compression(tokenizer, f"<point><short>{SENTENCE}", target) is kept


def test_a_moved_source_goes_back_once(tokenizer: Tokenizer) -> None:
    source = "<point><short>repairs would have cost $48 million, said Ruth Calder, and would have taken three years."
    assert is_compression(tokenizer, source, "Ruth Calder says repairs would have cost $48 million.")


def test_a_highlight_teaches_with_its_one_sentence(tokenizer: Tokenizer) -> None:
    (pair,) = lessons(tokenizer, "The harbour council voted 7-2 on Tuesday to close the old ferry terminal .")
    assert pair.source == f"<point><short>{SENTENCE}"
    assert pair.target == "the harbour council voted 7-2 on Tuesday to close the old ferry terminal."


@pytest.mark.parametrize(
    "text",
    [
        "The harbour council voted 9-0 on Tuesday to close the old ferry terminal.",
        "The harbour council voted 7-2 on Tuesday, Mayor Ingrid Solberg abstained.",
        "Harbour council voted 7-2 on Tuesday to close the old.",
        "The last boat will leave.",
        "Elephants parade through the streets of the old town at noon.",
    ],
    ids=["number", "two sentences", "cut in a phrase", "too short", "not covered"],
)
def test_what_would_teach_splicing_is_left_out(tokenizer: Tokenizer, text: str) -> None:
    assert lessons(tokenizer, text) == []


def test_quick_looks_teach_from_their_evidence(tokenizer: Tokenizer, tmp_path: Path) -> None:
    sentences = ["Boats are old.", SENTENCE[0].upper() + SENTENCE[1:]]
    short = "The harbour council voted 7-2 to close the old ferry terminal."
    bullet = {"evidence": [0, 1, 9], "short": short, "point": "It closes, everyone said at once."}
    row = {"document": " ".join(sentences), "sentences": sentences, "references": [[bullet]], "title": ""}
    (tmp_path / "looks.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (pair,) = from_quick_looks(tmp_path / "looks.jsonl", tokenizer, PROMPT)
    assert (pair.origin, pair.source) == ("quick-looks", f"<point><short>{SENTENCE}")


def test_held_out_stories_teach_nothing(tokenizer: Tokenizer, tmp_path: Path) -> None:
    row = {"document": TEXT, "summary": ["The harbour council voted 7-2 on Tuesday to close the old ferry terminal ."]}
    path = tmp_path / "stories.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    assert len(list(from_cnndm(path, tokenizer, PROMPT, frozenset()))) == 1
    assert list(from_cnndm(path, tokenizer, PROMPT, frozenset({opening(TEXT)}))) == []
    assert list(whole_sentences(path, PROMPT, 10, 1, frozenset({opening(TEXT)}))) == []


def test_short_sentences_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    path.write_text((json.dumps({"document": TEXT}) + "\n") * 3, "utf-8")
    pairs = list(whole_sentences(path, PROMPT, 4, 1, frozenset()))
    assert 4 <= len(pairs) <= 5
    for pair in pairs:
        assert pair.source.endswith(">" + pair.target)
        assert ("<short>" in pair.source) == (n_words(pair.target) <= 14)
