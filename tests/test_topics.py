"""Topics: from the headline, from the text, and for nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.labels import title_case
from summarize.topics import make_topics
from summarize.types import Article, Document, Sentence

TEXT = [
    "Norden will stop all gas supplies to Osterby from Monday, the two governments said.",
    "Osterby buys a third of its gas from Norden, and its parliament met on Sunday.",
    "Norden blames unpaid bills for the cut in gas supplies.",
]


def document(sentences: list[str], title: str = "") -> Document:
    placed, start = [], 0
    for text in sentences:
        placed.append(Sentence(text=text, start=start, end=start + len(text), paragraph=0))
        start += len(text) + 1
    return Document(article=Article(text=" ".join(sentences)), sentences=tuple(placed), title=title)


def test_a_title_gives_names_and_noun() -> None:
    topics = make_topics(document(TEXT, "Norden Cuts Gas Supplies to Osterby Over Unpaid Bills"))
    assert "Gas" in topics[0]
    assert {"Norden", "Osterby"} & set(topics[0].replace("-", " ").split())


def test_without_a_title_the_text_names_it() -> None:
    assert "Gas" in make_topics(document(TEXT))[0] or "Norden" in make_topics(document(TEXT))[0]


@pytest.mark.parametrize(("sentences", "title"), [([], ""), ([], "Fire"), (["Yes."], ""), (["“No.”"], "???")])
def test_there_is_always_one(sentences: list[str], title: str) -> None:
    assert make_topics(document(sentences, title))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=60))
def test_form(sentences: list[str], title: str) -> None:
    for topic in make_topics(document(sentences, title)):
        assert 2 <= len(topic.split()) <= 5
        assert topic == title_case(topic)
