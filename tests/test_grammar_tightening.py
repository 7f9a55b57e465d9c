"""Sentences with fewer helpers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.grammar import Grammar


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


@pytest.mark.parametrize(
    ("sentence", "tight"),
    [
        ("Police have arrested two men.", "Police arrested two men."),
        ("The mayor has broken her promise.", "The mayor broke her promise."),
        ("The mayor, she’s been told, has resigned.", "The mayor, she was told, resigned."),
        ("Two men have been arrested in Corwell.", "Two men were arrested in Corwell."),
        ("The pier had been closed by the council.", "The pier was closed by the council."),
        ("The council is facing a lawsuit.", "The council faces a lawsuit."),
        ("The crews are demanding higher pay.", "The crews demand higher pay."),
        ("They’re demanding higher pay.", "They demand higher pay."),
        ("The council is now weighing a sale.", "The council now weighs a sale."),
        ("The men who were killed came from Sandmere.", "The men killed came from Sandmere."),
        ("Police seek a man who has been accused of theft.", "Police seek a man accused of theft."),
        ("Renn met crews that are demanding higher pay.", "Renn met crews demanding higher pay."),
    ],
)
def test_helpers_go(grammar: Grammar, sentence: str, tight: str) -> None:
    assert grammar.tightened(sentence) == tight


@pytest.mark.parametrize(
    "sentence",
    [
        "The pier has been closed since May.",
        "The mayor has lived in Corwell for 20 years.",
        "The mayor has never broken a promise.",
        "The council has not closed the pier.",
        "The council hasn’t closed the pier.",
        "The council has repeatedly closed the pier.",
        "The bridge would have been closed.",
        "The dispute that’s engulfed the harbour is a year old.",
        "The bridge is being repaired.",
        "Calder said he was facing a lawsuit.",
        "The council is losing money as crews strike.",
        "The task is getting the ships to sail.",
        "The mayor is expecting a child.",
        "If the council has closed the pier, crews will strike.",
        "No pier has gained more, or been praised less, in Sandmere.",
        "Calder has warned of a strike.",
        "Renn called it “a town that is facing ruin.”",
        "",
    ],
)
def test_what_would_say_something_else_stays(grammar: Grammar, sentence: str) -> None:
    assert grammar.tightened(sentence) == sentence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("who has been have closed the pier is n’t “ ” facing 's was not , they".split()), max_size=14))
def test_any_words_can_be_read(words: list[str]) -> None:
    assert len(Grammar().tightened(" ".join(words))) <= len(" ".join(words)) + 8
