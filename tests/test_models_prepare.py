"""Preparing pairs: what teaches the writer well is kept, what would teach it to invent is left out."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from models.corpora import bench_openings, opening, read_records
from models.pairs import Pair, label_pair, lower_label, n_words, point_pair, read_story, supported
from models.prepare import cnndm_highlights, copy_lessons, headlines, highlight_pairs, label_corpus, quick_looks, rule_lessons
from summarize.writing import Background
from tests.tiny import TEXT, desk_prompt

PROMPT = desk_prompt()


def records(path: Path, *rows: dict[str, Any]) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(lzma.compress(text.encode()) if path.suffix == ".xz" else text.encode())
    return path


def highlights(*texts: str) -> list[Pair]:
    return list(highlight_pairs(PROMPT, TEXT, texts, "test", 0.75))


def test_a_supported_highlight_becomes_a_pair_of_its_length() -> None:
    (short,) = highlights("Harbour council voted 7-2 on Tuesday to close the ferry terminal .")
    assert short.source.startswith("<point><short>")
    assert short.target == "harbour council voted 7-2 on Tuesday to close the ferry terminal."
    (full,) = highlights(
        "Critics say the closure will cut off the island of Sandmere, where 3,100 people live through the whole winter."
    )
    assert full.source.startswith("<point><full>")


@pytest.mark.parametrize(
    "text",
    [
        "Harbour council voted 9-0 on Tuesday to close the ferry terminal.",
        "Barnaby Quill voted on Tuesday to close the old ferry terminal.",
        "Click here to see the old ferry terminal close on Tuesday.",
        "Will the council close the old ferry terminal on Tuesday?",
        "Ferry terminal to close.",
        "Elephants were seen near the railway station by surprised commuters.",
        "The last boat will leave on March 31, and buses will replace it on the mainland side.",
    ],
    ids=["number", "name", "junk", "question", "too short", "not covered", "copied whole"],
)
def test_highlights_that_would_teach_wrong_are_left_out(text: str) -> None:
    assert highlights(text) == []


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("Ruth Calder says repairs would have cost $48 million.", True),
        ("Ruth Calder says repairs would have cost $84 million.", False),
        ("Ruth Solberg says repairs would have cost $48 million.", False),
        ("Calder says on Tuesday that repairs would have cost $48 million.", False),
    ],
    ids=["supported", "number", "name", "date"],
)
def test_a_point_with_an_unsupported_value_makes_no_pair(target: str, *, kept: bool) -> None:
    pair = point_pair(PROMPT, read_story(TEXT), [1], target, "short", "t")
    assert (pair is not None) is kept


def test_support_is_looked_for_in_the_whole_source_without_accents() -> None:
    source = "<point><short>they met José Renn in Bogotá."
    assert supported("José Renn went to Bogotá.", source)
    assert supported("Jose Renn went to Bogota.", source)
    assert not supported("José Renn went to Lima.", source)


def test_the_corpora_own_angle_brackets_make_no_marks() -> None:
    story = read_story("The harbour council voted <short> on <@3> to close the old ferry terminal.", "A <title>")
    pair = point_pair(PROMPT, story, [0], "Harbour council voted <short> on <@3>.", "full", "t")
    assert pair is not None
    assert pair.source == "<point><full>the harbour council voted ‹short› on ‹@3› to close the old ferry terminal."
    assert pair.target == "harbour council voted ‹short› on ‹@3›."


def test_held_out_stories_are_skipped(tmp_path: Path) -> None:
    row = {"document": TEXT, "summary": ["Harbour council voted 7-2 on Tuesday to close the ferry terminal ."]}
    path = records(tmp_path / "highlights.jsonl.xz", row)
    bench = tmp_path / "bench"
    bench.mkdir()
    records(bench / "dev.jsonl", {"document": TEXT.upper().replace("\n\n", " ")})
    assert len(list(cnndm_highlights(path, PROMPT, frozenset()))) == 1
    assert list(cnndm_highlights(path, PROMPT, bench_openings(bench))) == []


def test_quick_looks_give_topics_points_in_both_lengths_and_labels(tmp_path: Path) -> None:
    bullet = {
        "label": "Repair Costs",
        "point": "Ruth Calder says repairs would have cost $48 million and taken three years.",
        "short": "Ruth Calder says repairs would have cost $48 million.",
        "evidence": [1],
    }
    sentences = [line for line in TEXT.splitlines() if line]
    row = {
        "document": TEXT,
        "title": "Terminal to close",
        "sentences": sentences,
        "topic": "Ferry Closure",
        "references": [[bullet]],
    }
    pairs = list(quick_looks(records(tmp_path / "train.jsonl", row), PROMPT))
    assert [pair.task for pair in pairs] == ["topic", "point", "label", "point", "label"]
    assert [pair.target for pair in pairs if pair.task != "point"] == ["ferry closure", "repair costs", "repair costs"]
    assert {pair.source[:14] for pair in pairs if pair.task == "point"} == {"<point><short>", "<point><full>r"}


@pytest.mark.parametrize(
    ("label", "kept"),
    [("Ferry Terminal Vote", 1), ("Harbour", 0), ("Ruth Calder", 0), ("Elephant Parade Ban", 0), ("Read More: Ferry", 0)],
)
def test_labels_must_say_something_of_their_sentence(tmp_path: Path, label: str, kept: int) -> None:
    text = "The harbour council and Ruth Calder held a vote to close the old ferry terminal."
    path = records(tmp_path / "labels.jsonl.xz", {"label": label, "sentence": text})
    assert len(list(label_corpus(path, PROMPT))) == kept


def test_a_label_takes_no_name_from_outside_its_sentence() -> None:
    point = "Renn says the island’s bakery closes."
    background = Background([point, "They stayed in the Port until Renn came."])
    label = label_pair(PROMPT, point, "Renn's Bakery Closure", background, "t")
    assert label == Pair("label", "t", "<label>Renn says the island's bakery closes.<title>", "Renn's bakery closure")
    assert label_pair(PROMPT, point, "Calder's Bakery Closure", background, "t") is None
    assert label_pair(PROMPT, "Renn closes the port.", "Closing Port", background, "t") == Pair(
        "label", "t", "<label>Renn closes the port.<title>", "closing Port"
    )


def test_headlines_in_title_case_or_beyond_their_text_are_left_out(tmp_path: Path) -> None:
    text = "The harbour council voted on Tuesday to close the old ferry terminal and to build a landing at Quay Street."
    titles = (
        "Harbour council votes to close ferry terminal",
        "Harbour Council Votes To Close Ferry Terminal",
        "Harbour council votes to close ferry terminal in 2027",
        "Elephants parade through town as summer fair opens",
    )
    path = records(tmp_path / "headlines.jsonl", *({"title": title, "document": text} for title in titles))
    assert [pair.target for pair in headlines(path, PROMPT)] == ["harbour council votes to close ferry terminal"]


def test_copy_lessons_are_the_same_for_one_seed_and_bounded(tmp_path: Path) -> None:
    path = records(tmp_path / "articles.jsonl", *({"document": TEXT.replace("7-2", f"{n}-2")} for n in range(5, 12)))

    def targets(limit: int, seed: int) -> Sequence[str]:
        return [pair.source + pair.target for pair in copy_lessons(path, PROMPT, limit, seed, frozenset())]

    assert targets(30, 1) == targets(30, 1)
    assert targets(30, 1) != targets(30, 2)
    assert 1 <= len(targets(3, 1)) <= 3


def test_rule_lessons_are_shorter_than_their_sentence_and_never_of_held_out_stories(tmp_path: Path) -> None:
    rows = [{"document": TEXT.replace("The harbour", f"On day {n} the harbour"), "title": "Terminal to close"} for n in range(5)]
    path = records(tmp_path / "articles.jsonl", *rows)
    pairs = list(rule_lessons(path, PROMPT, 1000, 1, frozenset()))
    assert pairs == list(rule_lessons(path, PROMPT, 1000, 1, frozenset()))
    assert len(pairs) >= 5
    for pair in pairs:
        evidence = pair.source.split(">")[2]
        assert (pair.task, pair.origin) == ("point", "rules")
        assert n_words(pair.target) <= 0.8 * n_words(evidence)
        assert n_words(pair.target) <= (14 if "<short>" in pair.source else 22)
        assert supported(pair.target, pair.source)
    assert len(list(rule_lessons(path, PROMPT, 1, 1, frozenset()))) < len(pairs)
    assert list(rule_lessons(path, PROMPT, 1000, 1, frozenset(opening(row["document"]) for row in rows))) == []


def test_records_are_read_plain_and_compressed(tmp_path: Path) -> None:
    rows = [{"a": "é"}, {"a": "ß"}]
    assert list(read_records(records(tmp_path / "a.jsonl", *rows))) == rows
    assert list(read_records(records(tmp_path / "a.jsonl.xz", *rows))) == rows


def test_openings_see_letters_alone() -> None:
    assert opening("“The Vote,” 7-2!\n") == opening("the vote") == "thevote"


def test_words_and_labels() -> None:
    assert n_words("Votes - 7-2 , said Calder .") == 4
    assert lower_label("Terminal Closure Vote") == "terminal closure vote"
    assert lower_label("Sandmere Closure") == "Sandmere closure"
    assert lower_label("Port's Closure", {"Port"}) == "Port's closure"
