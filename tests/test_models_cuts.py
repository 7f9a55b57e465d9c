"""Sentences cut by hand: drawn, checked, kept without their text, and made into the writer's lessons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn")

from models import cut_sheets, drawing
from models.cut_lessons import from_editor, from_verdicts
from models.cut_sheets import archive_fields, draw, read, read_sheet
from models.cuts import kept_pieces, read_cuts, restore, text_of, trees_of
from models.pairs import Pair
from models.planner import read_cut
from models.verdicts import check_sum, find_articles, plain
from summarize.document import parse_document
from summarize.grammar import Grammar
from summarize.tokens import Tokenizer
from summarize.types import Article
from tests.test_models_quality import NAME, archive, corpora
from tests.tiny import TEXT, TITLE, desk_prompt, make_tokenizer

__all__ = ["corpora"]

FERRY = 'On Friday, the ferry, which was "quite old," sank off an island after its engine failed, Calder said.'


@pytest.mark.parametrize(
    ("cut", "found"),
    [
        ("The ferry sank off an island, Calder said.", "The ferry sank off an island, Calder said."),
        ("The ferry sank off a island.", "The ferry sank off an island."),
        ("The boat sank off an island.", None),
        ("The ferry failed after its engine sank.", None),
        ("", ""),
    ],
    ids=["words left out", "another article", "a new word", "another order", "nothing"],
)
def test_a_cut_only_leaves_words_out(cut: str, found: str | None) -> None:
    assert restore(cut, FERRY) == found


def test_a_name_in_a_pronouns_place_is_put_back() -> None:
    sentence = "Still, his brother said that they would sell it."
    assert restore("Tobias Renn’s brother said that they would sell it.", sentence) == "his brother said that they would sell it."


@pytest.mark.parametrize(
    "cut",
    [
        "On Friday, the ferry sank off an island, Calder said.",
        "The ferry, which was old, sank after its engine failed.",
        'The ferry, which was "quite old," sank.',
        "The ferry was old.",
        FERRY,
    ],
)
def test_what_is_kept_makes_the_cut_again(cut: str) -> None:
    tree = Grammar().tree(FERRY)
    assert tree
    assert text_of(kept_pieces(cut, FERRY, tree), FERRY, tree) == cut


def drawn(folder: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Draw a sheet of both articles."""
    monkeypatch.setattr(drawing, "SOURCES", {NAME: 1.0})
    monkeypatch.setattr(cut_sheets, "_WORDS", range(10, 5000))
    monkeypatch.setattr(drawing, "VERDICTS", archive(folder / "v.jsonl.xz", corpora))
    assert draw(folder, corpora, folder / "no bench", 2, 1) == 1
    return [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]


def test_sheets_are_drawn_and_read(tmp_path: Path, corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (record,) = drawn(tmp_path, corpora, monkeypatch)
    assert record["record"] == 1, "an article with verdicts is not drawn"
    text = (tmp_path / "000.txt").read_text("utf-8")
    assert all(f"* {i} {record['sentences'][i]}" in text for i in record["starred"])
    first, second = record["starred"][:2]
    lines = [
        "A0",
        f"{first} | Terminal Vote | = | =",
        f"{second} | x",
        f"best: {first} {second}",
    ]
    (tmp_path / "000.cuts.txt").write_text("\n".join(lines), "utf-8")
    path = tmp_path / "c.jsonl.xz"
    assert read(tmp_path, path) == 2
    assert read(tmp_path, path) == 2, "what is known is not added again"
    (found,) = read_cuts(path)
    assert (found.article, found.best) == ((NAME, 1), (first, second))
    assert [cut.label for cut in found.cuts] == ["Terminal Vote", None]
    assert not found.cuts[1].points


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("0 | Vote | The council voted to shut the old ferry terminal today. | x", "do not stand there"),
        ("0 | Vote | The council voted 7-2. | x", "has 4 words"),
        ("0 | Vote | x", "no cut of a starred sentence"),
        ("99 | x", "no cut of a starred sentence"),
    ],
    ids=["a new word", "too short", "a field is missing", "no such sentence"],
)
def test_a_line_that_breaks_the_rules_is_named(tmp_path: Path, line: str, why: str) -> None:
    sentence = "The council voted 7-2 on Tuesday to close the old ferry terminal."
    record = {"corpus": NAME, "record": 0, "sentences": [sentence], "starred": [0]}
    (tmp_path / "s").write_text(f"A0\n{line}\n", "utf-8")
    sheet = read_sheet(tmp_path / "s", [record])
    assert len(sheet.faults) == 1
    assert why in sheet.faults[0]
    assert all(not any(points) for _, *points in sheet.articles[0]["cuts"].values())


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return Tokenizer(make_tokenizer(tmp_path_factory.mktemp("vocabulary")))


def test_cuts_are_lessons(tmp_path: Path, corpora: Path, tokenizer: Tokenizer) -> None:
    ((_, document),) = find_articles(corpora, [(NAME, 0)])
    sentences = [" ".join(sentence.text.split()) for sentence in document.sentences]
    record = {"corpus": NAME, "record": 0, "sentences": sentences, "starred": [0, 1]}
    cut = "The harbour council voted 7-2 to close the old ferry terminal."
    (tmp_path / "s").write_text(f"A0\n0 | Vote | {cut} | ~\n1 | x\n", "utf-8")
    (fields,) = archive_fields(read_sheet(tmp_path / "s", [record]), [record])
    assert TITLE not in json.dumps(fields)
    assert "council" not in json.dumps(fields), "the archive holds no text"
    (tmp_path / "c.jsonl").write_text(json.dumps(fields), "utf-8")
    found = list(from_editor(corpora, tmp_path / "c.jsonl", tokenizer, desk_prompt()))
    target = "the harbour council voted 7-2 to close the old ferry terminal."
    assert [(pair.source.split(">")[1], pair.target) for pair in found] == [("<short", target), ("<full", target)]
    assert TEXT.split("— ")[1][1:40] in found[0].source
    (article,) = read_cuts(tmp_path / "c.jsonl")
    assert len(list(trees_of(document, article.cuts))) == 2
    other = parse_document(Article(text=TEXT.replace("close", "shut")))
    assert [cut.place for cut, _ in trees_of(other, article.cuts)] == [1], "a sentence that is another now is left out"


def test_the_planner_learns_which_sentences_give_a_bullet(tmp_path: Path, corpora: Path) -> None:
    ((_, document),) = find_articles(corpora, [(NAME, 0)])
    sums = [check_sum(plain(document, place)) for place in range(3)]
    fields = {"corpus": NAME, "record": 0, "best": [0]}
    cuts = [[0, sums[0], "Terminal Vote", [0, 1, 2], None], [1, sums[1], None], [2, sums[2] + 1, None]]
    (tmp_path / "c.jsonl").write_text(json.dumps({**fields, "cuts": cuts}), "utf-8")
    rows, targets = read_cut(tmp_path / "c.jsonl", corpora)
    assert targets == [True, False]
    assert [row[0] for row in rows] == [0.0, 1.0]


def test_printable_verdicts_are_lessons(tmp_path: Path, corpora: Path, tokenizer: Tokenizer) -> None:
    path = archive(tmp_path / "v.jsonl.xz", corpora)
    (pair,) = from_verdicts(corpora, path, tokenizer, desk_prompt())
    assert isinstance(pair, Pair)
    assert pair.target.startswith("repairs would have cost $48 million")
