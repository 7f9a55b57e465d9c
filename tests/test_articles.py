""""A" and "an" before what follows them once words were left out."""

from __future__ import annotations

import pytest

from summarize.shortening.articles import agree_articles


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("He met a old man.", "He met an old man."),
        ("An boat sank.", "A boat sank."),
        ("It took a hour.", "It took an hour."),
        ("It took an week.", "It took a week."),
        ("She leads an university.", "She leads a university."),
        ("He is a unidentified man.", "He is an unidentified man."),
        ("He is an one-time aide.", "He is a one-time aide."),
        ("He joined a FBI unit.", "He joined an FBI unit."),
        ("He joined an NATO unit.", "He joined a NATO unit."),
        ("He boarded an U.S. ship.", "He boarded a U.S. ship."),
        ("She is a 8-year-old.", "She is an 8-year-old."),
        ("She is an 18-month-old, an 1-year-old.", "She is an 18-month-old, a 1-year-old."),
        ("He is a “honest” man.", "He is an “honest” man."),
        ("Vitamin A is good.", "Vitamin A is good."),
        ("It is a $8 bet.", "It is an $8 bet."),
        ("It is an $9 bet.", "It is a $9 bet."),
    ],
)
def test_articles_agree_with_what_follows(text: str, agreed: str) -> None:
    assert agree_articles(text, "") == agreed


def test_the_sources_own_are_left_alone() -> None:
    text = "It was a historic day, an historic one."
    assert agree_articles(text, "It was an historic one.") == text
