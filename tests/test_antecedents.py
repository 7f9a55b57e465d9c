"""Who "he" or "she" is at the opening of a point: named where the article leaves no doubt, and else left as it is."""

from __future__ import annotations

import pytest

from summarize.document import parse_document
from summarize.shortening.antecedents import name_opening
from summarize.shortening.context import full_names
from summarize.types import Article

CALDER = "Helen Calder, the mayor of Sandmere, spoke on Tuesday."
RENN = "Thomas Renn waited at the pier for an hour."


def named(*sentences: str, opening: str = "She") -> str:
    """Return the opening of the last sentence, named or not."""
    document = parse_document(Article(text="\n\n".join(sentences)))
    assert len(document.sentences) == len(sentences)
    text = name_opening(f"{opening} wants to close it.", document, len(sentences) - 1, full_names(document))
    return text.removesuffix(" wants to close it.")


@pytest.mark.parametrize(
    "before",
    [
        CALDER,
        "On Tuesday, Mayor Helen Calder spoke of the pier.",
        "“The pier is unsafe,” Helen Calder said.",
        "The pier is unsafe, said Helen Calder.",
    ],
)
def test_the_subject_or_speaker_is_meant(before: str) -> None:
    assert named(before, "She wants to close it by June.") == "Helen Calder"
    assert named(before, "She laughed at that.", "“It is rotten.”", "She wants to close it by June.") == "Helen Calder"


@pytest.mark.parametrize(
    "before",
    [
        "The council wrote a letter to Helen Calder on Tuesday.",
        "The chairwoman knows that Helen Calder spoke on Tuesday.",
        "At her office in Sandmere, Helen Calder was nowhere to be found.",
        "Helen Calder and Dana Holm spoke on Tuesday.",
        "The council met on Tuesday.",
    ],
)
def test_another_may_be_meant(before: str) -> None:
    assert named(before, "She wants to close it by June.") == "She"


def test_others_between_are_a_doubt() -> None:
    assert named(CALDER, "He laughed.", "She wants to close it by June.") == "She"
    assert named(CALDER, "The council agreed.", "She wants to close it by June.") == "She"
    assert named(CALDER, "Before Dana Holm sat down, she wants to close it by June.") == "She"
    assert named(CALDER, "She wants Calder to close it by June.") == "She"


def test_nobody_is_taken_for_the_other_sex() -> None:
    assert named(CALDER, "He wants to close it by June.", opening="He") == "He"
    assert named(RENN, "He wants to close it by June.", opening="He") == "Thomas Renn"
    assert named(RENN, "She wants to close it by June.") == "She"
    unknown = RENN.replace("Thomas", "Quill")
    assert named(unknown, "She wants to close it by June.") == "Quill Renn"
    assert named("The engineers trust Mr. Renn.", unknown, "She wants to close it by June.") == "She"
    assert named("The engineers trust Ms. Renn.", unknown, "He wants to close it by June.", opening="He") == "He"
