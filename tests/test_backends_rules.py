"""The backends that need no model: what they write, in which order, and for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summarize.backends.base import Backend
from summarize.backends.extract import Extract
from summarize.backends.lead import Lead
from summarize.backends.scripted import Scripted
from summarize.document import parse_document
from summarize.types import Article, Document, Request, Sentence

TEXT = [
    "Anna Berg, the mayor of Harwick, refused to sign the water contract on Monday, saying the price is too high.",
    "She has asked the council for a second offer, which is due in May.",
    "“We will not pay 40% more,” Berg said.",
    "“The pipes are older than I am.”",
    "Tom Breck and Berg met twice.",
    "He left early that day without a word to the waiting reporters.",
]


@pytest.fixture
def document() -> Document:
    placed, start = [], 0
    for number, text in enumerate(TEXT):
        placed.append(Sentence(text=text, start=start, end=start + len(text), paragraph=number // 4))
        start += len(text) + 1
    return Document(article=Article(text=" ".join(TEXT)), sentences=tuple(placed), title="Harwick Rejects Water Contract")


def point(document: Document, *evidence: int) -> Request:
    return Request(task="point", document=document, evidence=evidence)


@pytest.mark.parametrize("make", [Extract, Lead, Scripted])
def test_answers_come_in_the_order_of_the_requests(make: Callable[[], Backend], document: Document) -> None:
    requests = [
        point(document, 0),
        Request(task="label", document=document, evidence=(0,), point="Berg rejects the water contract."),
        Request(task="topic", document=document, evidence=()),
        point(document, 1),
    ]
    backend = make()
    written = backend.write(requests)
    assert backend.write(requests[::-1]) == written[::-1]
    assert all(candidates and candidates[0].text for candidates in written)
    scores = [candidate.score for candidate in written[0]]
    assert scores == sorted(scores, reverse=True)
    assert backend.write([]) == []


def test_extract_shortens(document: Document) -> None:
    texts = [candidate.text for candidate in Extract().write([point(document, 0)])[0]]
    assert texts[0] == "Anna Berg, the mayor of Harwick, refused to sign the water contract on Monday."


def test_extract_names_who_she_is(document: Document) -> None:
    assert Extract().write([point(document, 1)])[0][0].text == "Anna Berg has asked the council for a second offer."


def test_extract_does_not_guess_between_two_people(document: Document) -> None:
    assert Extract().write([point(document, 5)])[0][0].text.startswith("He ")


def test_extract_names_the_speaker_of_a_bare_quotation(document: Document) -> None:
    assert Extract().write([point(document, 3)])[0][0].text == "Berg says “The pipes are older than I am.”"


def test_extract_prefers_evidence_that_stands_alone(document: Document) -> None:
    assert Extract().write([point(document, 0, 5)])[0][0].text.startswith("Anna Berg")


def test_extract_full_length_says_more(document: Document) -> None:
    request = Request(task="point", document=document, evidence=(0,), length="full")
    full, short = Extract().write([request, point(document, 0)])
    assert len(full[0].text) > len(short[0].text)


def test_lead_copies(document: Document) -> None:
    assert [candidate.text for candidate in Lead().write([point(document, 1, 2)])[0]] == TEXT[1:3]


def test_scripted_says_what_it_is_told(document: Document) -> None:
    backend = Scripted({("point", (0,)): ["One.", "Two."], ("label", (0,)): []})
    label = Request(task="label", document=document, evidence=(0,), point="One.")
    written = backend.write([point(document, 0), label, point(document, 4)])
    assert [[candidate.text for candidate in candidates] for candidates in written] == [["One.", "Two."], [], [TEXT[4]]]
    assert backend.calls == 1


def test_a_channel_is_no_person() -> None:
    text = "Berg spoke on Harwick TV on Monday.\n\nShe called on all parties to sign the contract by May."
    document = parse_document(Article(text=text))
    assert Extract().write([point(document, 1)])[0][0].text.startswith("She called")


@pytest.mark.parametrize(
    ("before", "named"),
    [
        ("Officials met in Sri Lanka.", False),
        ("Mayor Tobias Renn resigned.", True),
        ("Tobias Renn, 54, resigned.", True),
        ("Tobias Renn, a banker, resigned.", True),
        ("Tobias Renn resigned.", True),
        ("The money came from Yesh Atid.", False),
        ("The money came from Tobias Renn. Renn wept.", True),
    ],
)
def test_extract_names_only_who_is_surely_somebody(before: str, named: bool) -> None:
    document = parse_document(Article(text=f"{before} He left early that day without a word to the waiting reporters."))
    (found,) = Extract().write([point(document, len(document.sentences) - 1)])
    assert found[0].text.startswith("He ") is not named


@pytest.mark.parametrize(
    ("name", "elsewhere", "kept"),
    [
        ("Sessions", "Critics of Sessions want him to step down.", "A spokeswoman says Sessions met two guards at the gate."),
        ("Police", "Harwick Police Station shut, as other police say.", "A spokeswoman says police met two guards at the gate."),
    ],
)
def test_extract_keeps_the_capital_of_a_name_that_is_a_word(name: str, elsewhere: str, kept: str) -> None:
    text = f"{name} met two guards at the gate, a spokeswoman said. {elsewhere}"
    asked = point(parse_document(Article(text=text)), 0)
    assert Extract().write([asked])[0][0].text == kept
