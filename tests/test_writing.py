"""Sources: what the writer is shown of an article for a point, a label and a topic."""

from __future__ import annotations

import re

import pytest

from summarize.tokens import MARKS
from summarize.types import Length
from summarize.writing import (
    Background,
    decapitalise,
    fold,
    label_source,
    plain_case,
    point_source,
    straighten,
    topic_source,
)
from tests.tiny import desk_prompt

SENTENCES = (
    "Ruth Calder told Tobias Renn that the pier in Sandmere is unsafe.",
    "Ingrid Solberg from Port Ellery disagreed with Anna Brekke.",
    "Repairs cost $48 million, Calder said on Tuesday.",
)


def test_straighten_leaves_plain_marks_and_single_spaces() -> None:
    assert straighten(" “It’s\u00a0time,”\nshe  said. ") == '"It\'s time," she said.'
    assert straighten(straighten("‘a’")) == straighten("‘a’")


@pytest.mark.parametrize("mark", [*MARKS, "<@3>", "</s>", "<pad>", "<0x41>", "<<short>>"])
def test_nothing_that_an_article_says_is_a_mark(mark: str) -> None:
    background = Background([f"The sign said {mark} twice, and {mark} again."], f"A {mark} on a sign")
    sources = (
        point_source(desk_prompt(), background=background, evidence=[0], length="full"),
        label_source(desk_prompt(), point=f"The sign said {mark}.", background=background),
        topic_source(desk_prompt(), background=background),
    )
    found = [re.findall("<.*?>", source) for source in sources]
    assert found == [["<point>", "<full>"], ["<label>", "<title>"], ["<topic>", "<sep>"]]
    assert mark.replace("<", "‹").replace(">", "›") in sources[0]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Council Votes to Close Sandmere Terminal", "council votes to close Sandmere terminal"),
        ("Council votes to close Sandmere terminal", "Council votes to close Sandmere terminal"),
        ("Sandmere Floods", "Sandmere Floods"),
    ],
)
def test_headlines_in_title_case_become_sentences(title: str, wanted: str) -> None:
    assert plain_case(title) == wanted


def test_names_keep_their_capitals_in_headlines() -> None:
    assert plain_case("Port Ellery Votes Again", {"Port"}) == "Port Ellery votes again"
    assert plain_case("Port Ellery Votes Again") == "port Ellery votes again"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The vote failed.", "the vote failed."),
        ("A vote failed.", "a vote failed."),
        ("Sandmere floods.", "Sandmere floods."),
        ('"We lost," he said.', '"we lost," he said.'),
        ("US boats left.", "US boats left."),
        ("7 boats left.", "7 boats left."),
        ("", ""),
    ],
)
def test_only_ordinary_openings_lose_their_capital(sentence: str, wanted: str) -> None:
    assert decapitalise(sentence) == wanted


def test_the_articles_names_keep_theirs() -> None:
    sentences = ["Port officials met.", "They stayed in the Port until Harbour came.", "Harbour's boat left."]
    names = Background(sentences).name_words
    assert names == {"Port", "Harbour"}
    assert decapitalise(sentences[0], names) == sentences[0]
    assert decapitalise(sentences[2], names) == sentences[2]
    assert decapitalise(sentences[2]) == "harbour's boat left."


def test_titles_of_office_are_no_names() -> None:
    assert Background(["She asked the Senator about the Chief and about Brekke."]).name_words == {"Brekke"}


def test_names_are_compared_without_accents_and_case() -> None:
    assert fold("José O’Neill") == fold("jose O'NEILL") == "jose o'neill"


@pytest.mark.parametrize("length", ["short", "full"])
def test_a_points_source_holds_its_length_and_evidence(length: Length) -> None:
    source = point_source(desk_prompt(), background=Background(SENTENCES), evidence=[2], length=length)
    assert source == f"<point><{length}>repairs cost $48 million, Calder said on Tuesday."


def test_several_sentences_stand_apart() -> None:
    source = point_source(desk_prompt(), background=Background(SENTENCES), evidence=[0, 2], length="short")
    assert source == f"<point><short>{SENTENCES[0]}<sep>repairs cost $48 million, Calder said on Tuesday."


def test_a_long_sentence_is_cut_off() -> None:
    background = Background(["The " + "boat " * 100 + "left."])
    source = point_source(desk_prompt(), background=background, evidence=[0], length="short")
    assert source.count("boat") == 89
    assert source.endswith("boat")
    assert "left" in point_source(desk_prompt(), background=background, evidence=[0], length="short", max_words=200)


def test_labels_and_topics_are_asked_for_with_the_headline() -> None:
    background = Background(SENTENCES, "Bridge Repairs Cost Sandmere Dear")
    label = label_source(desk_prompt(), point="Repairs cost “$48 million”.", background=background)
    assert label == '<label>repairs cost "$48 million".<title>bridge repairs cost Sandmere dear'
    assert topic_source(desk_prompt(), background=background) == (f"<topic>bridge repairs cost Sandmere dear<sep>{SENTENCES[0]}")
