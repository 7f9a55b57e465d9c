import pytest

from summarize.shortening.soundness import is_sound
from summarize.shortening.tokens import split_tokens
from summarize.shortening.words import tag_tokens


def sound(text: str) -> bool:
    tokens = split_tokens(text)
    return is_sound(tokens, tag_tokens(tokens))


@pytest.mark.parametrize(
    "text",
    [
        "The council closed the old ferry terminal on Tuesday.",
        "Anna Berg, the mayor of Harwick, refused to sign the contract.",
        "After the vote, the council closed the terminal.",
        "The fund will pay for boats, nets and a new pier.",
        "The mayor wants to keep the terminal, but the council closed it.",
        "The storm reached Quorley, Marland.",
        "The town will lose its school, its bank, and the pier.",
    ],
)
def test_whole_sentences_are_sound(text: str) -> None:
    assert sound(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hours after a record storm hit the coast.",
        "The fever kills about 27,000 people a year, four.",
        "The fund will pay for boats, the nets.",
        "The mayor wants to keep the terminal, but the council of the port.",
        "In both of the large trials — one in Karvonia and one in Ilmere.",
        "The standoff stranded 184 vessels, doubled the price of wheat.",
        "Some 31 schools have gone to four-day weeks, and Pine Hollow.",
    ],
)
def test_half_sentences_are_not(text: str) -> None:
    assert not sound(text)
