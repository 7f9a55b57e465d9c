"""Reporting verbs in the present."""

from __future__ import annotations

import pytest

from summarize.grammar import Grammar


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


@pytest.mark.parametrize(
    ("text", "sentence", "printed"),
    [
        ("Calder said the pier is closed.", "Calder said on Monday that the pier is closed.", "Calder says the pier is closed."),
        ("The pier will close, Calder said.", "The pier will close in May, Calder said.", "The pier will close, Calder says."),
        ("Police said two men were shot.", "Police said two men were shot at the pier.", "Police say two men were shot."),
        ("Both Renn and Holm said it is so.", "Both Renn and Holm said it is so.", "Both Renn and Holm say it is so."),
        ("Both Renn and Holm says it is so.", "Both Renn and Holm said it is so.", "Both Renn and Holm say it is so."),
        ("Calder and Renn said it is safe.", "Calder and Renn said it is safe.", "Calder and Renn say it is safe."),
        ("Republicans warned it will fail.", "Republicans warned it will fail.", "Republicans warn it will fail."),
        ("Calder denied that he took money.", "Calder denied that he took money in May.", "Calder denies that he took money."),
        ("Calder has said he was fired.", "Calder has said he was fired.", "Calder says he was fired."),
        ("Crews have warned of a strike.", "Crews have warned of a strike at sea.", "Crews warn of a strike."),
        ("Calder said the pier could close.", "Calder said on Monday the pier could close.", "Calder says the pier could close."),
        ("Calder said she would close it.", "Calder said she would close it in May.", "Calder says she will close it."),
        ("Norvale said it would cut jobs.", "Norvale said it would cut 40 jobs.", "Norvale says it will cut jobs."),
        ("Crews said they would not leave.", "Crews said they would not leave.", "Crews say they will not leave."),
        ("Sessions has argued it is wrong.", "And Sessions has argued it is wrong.", "Sessions argues it is wrong."),
        (
            "Former surgeon and activist Tyra Holm has denied it.",
            "Even former surgeon and activist Tyra Holm has denied it.",
            "Former surgeon and activist Tyra Holm denies it.",
        ),
        ("Calder said, “It was over.”", "Calder said, “It was over.” He left.", "Calder says, “It was over.”"),
    ],
)
def test_what_is_said_is_told_in_the_present(grammar: Grammar, text: str, sentence: str, printed: str) -> None:
    assert grammar.in_present(text, text, sentence) == printed


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Calder said the plan was unfair.", "Calder said the plan was unfair to crews."),
        ("Calder said the pier would close.", "Calder said the pier would close in May."),
        ("Calder said she would like to close it.", "Calder said she would like to close it."),
        ("Calder said she would close it if asked.", "Calder said she would close it if asked."),
        ("Calder said it would be a mistake.", "Calder said it would be a mistake to close the pier."),
        ("Calder said she would have closed it.", "Calder said she would have closed it."),
        ("Calder said it wouldn’t do any good.", "Calder said it wouldn’t do any good now."),
        ("Calder said he wanted a vote.", "Calder said he wanted a vote in May."),
        ("Calder said the pier was expected to close.", "Calder said the pier was expected to close in May."),
        ("Calder said in 2014 that the pier is safe.", "Calder said in 2014 that the pier is safe, a report shows."),
        ("Calder said last year the pier is safe.", "Calder said last year that the pier is safe."),
        ("Calder had said the pier is safe.", "Calder had said the pier is safe."),
        ("In Astad, 13 percent of voters said they are afraid.", "In Astad, 13 percent of voters said they are afraid now."),
        ("The flood claimed 12 lives.", "The flood claimed 12 lives in Sandmere."),
        ("Calder has long said the pier is safe.", "Calder has long said the pier is safe."),
        ("Calder has said the pier is safe.", "Calder has repeatedly said the pier is safe."),
        ("Calder denied the claim and walked out.", "Calder denied the claim and walked out of the hall."),
        ("Calder, who said the pier is safe, resigned.", "Calder, who said the pier is safe, resigned."),
        ("Renn called it “a day they said is lost.”", "Renn called it “a day they said is lost.”"),
    ],
)
def test_what_might_then_be_told_otherwise_stays(grammar: Grammar, text: str, sentence: str) -> None:
    assert grammar.in_present(text, text, sentence) == text


@pytest.mark.parametrize(
    ("people", "printed"),
    [((), "Sessions warned that the pier is unsafe."), (("Sessions",), "Sessions warns that the pier is unsafe.")],
    ids=["one or several", "a name"],
)
def test_a_name_may_look_like_a_plural(grammar: Grammar, people: tuple[str, ...], printed: str) -> None:
    text = "Sessions warned that the pier is unsafe."
    assert grammar.in_present(text, text, f"{text[:-1]} in winter.", (), people) == printed


@pytest.mark.parametrize("text", ["Calder said he would", "Calder said they would n’t", "Renn said that it"])
def test_half_a_sentence_can_be_read(grammar: Grammar, text: str) -> None:
    assert grammar.in_present(text, text, text).startswith(text.split()[0])


def test_the_dead_say_nothing(grammar: Grammar) -> None:
    text = "Calder said the sea is no place for pride."
    assert grammar.in_present(text, text, text, frozenset({"calder"})) == text
