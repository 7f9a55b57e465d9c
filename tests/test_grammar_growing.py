"""What follows a shortened sentence is added as far as there is room."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.grammar import Grammar


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


@pytest.mark.parametrize(
    ("text", "sentence", "grown"),
    [
        (
            "Police seek three men.",
            "Police seek three men who stole four paintings.",
            "Police seek three men who stole four paintings.",
        ),
        (
            "Renn won a seat.",
            "Renn won a seat on Monday in the council of Sandmere, which has a new mayor.",
            "Renn won a seat in the council of Sandmere.",
        ),
        (
            "The council voted.",
            "The council voted to close the old pier, crews said.",
            "The council voted to close the old pier.",
        ),
        (
            "Crews blocked the port.",
            "Crews blocked the port, demanding higher pay.",
            "Crews blocked the port, demanding higher pay.",
        ),
    ],
)
def test_what_follows_is_added(grammar: Grammar, text: str, sentence: str, grown: str) -> None:
    assert grown in grammar.grown(text, sentence, 6)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Police seek three men.", "Police seek three men, all from Norvale, who stole four paintings."),
        ("Crews blocked the port.", "Crews blocked the port, the second in Norland."),
        ("Crews blocked the port.", "Crews blocked the port and the road to Corwell."),
        ("Crews blocked the port.", "Crews blocked the port."),
    ],
    ids=["behind an aside", "besides", "joined", "nothing"],
)
def test_what_does_not_simply_follow_is_not(grammar: Grammar, text: str, sentence: str) -> None:
    assert grammar.grown(text, sentence, 6) == []


def test_no_more_is_added_than_there_is_room_for(grammar: Grammar) -> None:
    sentence = "Police seek three men who stole four paintings from a museum in the old town of Sandmere."
    for room in range(8):
        assert all(len(text.split()) <= 4 + room for text in grammar.grown("Police seek three men.", sentence, room))
    assert "Police seek three men who stole four paintings." in grammar.grown("Police seek three men.", sentence, 4)
    assert grammar.grown("Police seek three men.", sentence, 0) == []


@pytest.mark.parametrize(
    "sentence",
    ["Renn faces a vote with inflation at 11.4%.", "Renn was paid for a catch worth three times as much."],
)
def test_what_only_its_end_tells_is_not_begun(grammar: Grammar, sentence: str) -> None:
    for text in ("Renn faces a vote.", "Renn was paid."):
        assert not any(one.endswith(("inflation.", "worth.")) for one in grammar.grown(text, sentence, 5))


def test_nothing_is_added_without_what_it_needs(grammar: Grammar) -> None:
    sentence = "Renn spoke of ships and crews and of the towns that nobody visits."
    assert all(not text.endswith(("of ships.", "that nobody.", "and.")) for text in grammar.grown("Renn spoke.", sentence, 9))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("the port that crews blocked , on Monday “ ” who and to sail with pay - (".split()), max_size=14))
def test_any_words_can_be_read(words: list[str]) -> None:
    sentence = " ".join(words)
    for n_words in range(len(words)):
        Grammar().grown(" ".join(words[:n_words]), sentence, 4)
