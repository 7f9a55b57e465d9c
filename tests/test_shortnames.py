"""People called in fewer words."""

from __future__ import annotations

import pytest

from summarize.document import parse_document
from summarize.shortnames import short_names
from summarize.types import Article, Document

TITLE = "Renn vows to rebuild Sandmere harbour"
TEXT = (
    "President Ida Renn said on Monday that she would rebuild the harbour of Sandmere. Renn spoke to crews at the pier. The "
    "president also praised the mayor, Otto Calder, who was Ida Renn’s first teacher.\n"
    "Calder said the president would be welcome. A law of 1988 lets the president close a harbour. Ida Renn Jr., who is the "
    "president’s son, did not speak. Former President Carl Holm opposed it.\n"
    "At noon Renn met Renn’s brother, and told Renn Motors and General Renn so. The president laughed. Holm "
    "was the last to be elected as the president. Renn left, and the president’s office was closed."
)


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_document(Article(text=TEXT, title=TITLE))


def shortly(document: Document, sentence: str, place: int) -> str:
    return short_names(document).shortened(sentence, place)


@pytest.mark.parametrize(
    ("place", "sentence", "short"),
    [
        (2, "The president praised Calder.", "Renn praised Calder."),
        (3, "Calder said the president’s plan is welcome.", "Calder said Renn’s plan is welcome."),
        (3, "Calder met Ida Renn at the pier.", "Calder met Renn at the pier."),
        (3, "Calder praised the President.", "Calder praised Renn."),
    ],
)
def test_people_are_called_shortly(document: Document, place: int, sentence: str, short: str) -> None:
    assert shortly(document, sentence, place) == short


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (2, "“The president praised Ida Renn,” he said."),
        (3, "Renn, the president, was welcome."),
        (3, "Renn was sworn in as the president."),
        (3, "Renn says the president of Norvale lied."),
        (3, "The president-elect was welcome."),
        (3, "The president’s office was closed."),
        (3, "The vice president was welcome."),
        (4, "A law lets the president close a harbour."),
        (5, "Ida Renn Jr. was welcome."),
        (7, "The president laughed."),
        (3, "The mayor was welcome."),
        (3, "Otto Calder was welcome."),
    ],
    ids=[
        "quoted", "apposition", "becomes", "of another", "elect", "office", "vice", "general", "son", "another near", "no title",
        "not in the headline",
    ],
)  # fmt: skip
def test_who_might_be_another_stays(document: Document, place: int, sentence: str) -> None:
    assert shortly(document, sentence, place) == sentence


def test_of_two_presidents_neither_is_meant() -> None:
    text = "President Ida Renn met President Lars Toll. Renn and Toll spoke. Renn left. The president was tired."
    assert shortly(parse_document(Article(text=text, title=TITLE)), "The president was tired.", 3) == "The president was tired."
