"""From an article to a document: what is prose, what is not, and the laws that hold for any text."""

from __future__ import annotations

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import parse_document
from summarize.types import Article, Document

PAGE = """Council Approves Tunnel After Nine Hours

By Jane Roe, Tarn Post
Published: 3 March 2026

A bitter debate ended at dawn. Get the latest on the vote that split the town.

Tarn Tunnel: Quick Looks
- Narrow Vote: The council approves the tunnel 7-6.
- Late Start: Work begins in May.

TARN — The council approved the tunnel on Monday after a debate of nine hours. “It is done,” Mayor Ada Voss said.

Who Pays the Bill

The cost is put at $4 billion, of which the state pays half. Click here to see the map.

The northern portal as the engineers would like to build it

Work is to begin in May. The Tarn Post's John Doe contributed to this report.

You must Register or Login to post a comment.
"""


def _texts(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences]


def test_page_comes_apart() -> None:
    document = parse_document(Article(text=PAGE))
    assert document.title == "Council Approves Tunnel After Nine Hours"
    assert _texts(document) == [
        "The council approved the tunnel on Monday after a debate of nine hours.",
        "“It is done,” Mayor Ada Voss said.",
        "The cost is put at $4 billion, of which the state pays half.",
        "Work is to begin in May.",
    ]
    assert [sentence.paragraph for sentence in document.sentences] == [0, 0, 1, 2]
    assert [PAGE[span.start : span.end] for span in document.subheads] == ["Who Pays the Bill"]
    assert document.box is not None
    assert [item.label for item in document.box.items] == ["Narrow Vote", "Late Start"]
    left_out = [PAGE[span.start : span.end] for span in document.boilerplate]
    assert "TARN —" in left_out
    assert "Click here to see the map." in left_out


def test_given_title_comes_first() -> None:
    assert parse_document(Article(text=PAGE, title="Tunnel approved")).title == "Tunnel approved"


def test_standfirst_after_a_slash_prefix_is_prose() -> None:
    prefix = "Tunnel Vote Splits Tarn/ Newsroom/ TARN/ J. Roe/ Morning Edition/ "
    text = prefix + "The council of Tarn approved the tunnel. Work begins in May.\n"
    document = parse_document(Article(text=text))
    assert document.title == "Tunnel Vote Splits Tarn"
    assert _texts(document) == ["The council of Tarn approved the tunnel.", "Work begins in May."]


def test_one_line_story_loses_its_page_text() -> None:
    text = (
        "Tarn (CNN) -- The council approved the tunnel. Watch the mayor celebrate » . Work begins in May. E-mail to a friend . "
        "CNN's Jane Roe contributed to this report."
    )
    assert _texts(parse_document(Article(text=text))) == ["The council approved the tunnel.", "Work begins in May."]


def test_hard_wrapped_sentence_holds_its_line_breaks() -> None:
    paragraph = "The council approved the tunnel on Monday after a debate of nine hours that ended in tears. Work begins in May."
    text = "\n\n".join(textwrap.fill(paragraph, 50) for _ in range(3))
    document = parse_document(Article(text=text))
    assert [" ".join(sentence.split()) for sentence in _texts(document)[:2]] == paragraph.replace(". W", ".|W").split("|")
    assert "\n" in document.sentences[0].text


def test_text_without_prose_is_kept_whole() -> None:
    assert _texts(parse_document(Article(text="Mayor Resigns\nTunnel Approved"))) == ["Mayor Resigns", "Tunnel Approved"]


@pytest.mark.parametrize("text", ["", " \n\n ", "\ufeff", "—", "a" * 50_000, "- \n" * 500, "A/ " * 500, "(" * 2000, '"' * 2000])
def test_odd_texts_do_not_raise(text: str) -> None:
    parse_document(Article(text=text))


PIECES = st.sampled_from(
    [
        "Key Points",
        "- One: two.",
        "By Jane Roe",
        "WASHINGTON (AP) — ",
        "The mayor left. ",
        "“Why?” she said. ",
        "\n",
        "\n\n",
        " U.S. ",
        "1. ",
        "/ ",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=200))
def test_spans_slice_back_and_never_overlap(text: str) -> None:
    document = parse_document(Article(text=text))
    position = 0
    for sentence in document.sentences:
        assert position <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end] == sentence.text
        position = sentence.end
    paragraphs = [sentence.paragraph for sentence in document.sentences]
    assert paragraphs == sorted(paragraphs)
    boxes = [document.box.span] if document.box else []
    others = [(span.start, span.end) for span in (*document.subheads, *document.boilerplate, *boxes)]
    spans = sorted(others + [(sentence.start, sentence.end) for sentence in document.sentences])
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    [
        "The council of Tarn, Vt., approved “the tunnel” on Monday. Work begins at 9 a.m. Tuesday, officials said.\n",
        "The council of Tarn approved “the tunnel on Monday. Gov. Roe, D-N.Y., said so. ",
        "Key Points\n",
        "a.B.C. ",
    ],
)
def test_time_is_linear_in_length(unit: str) -> None:
    def seconds(copies: int) -> float:
        article = Article(text=unit * copies)
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            parse_document(article)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(2400) < 4 * 2.5 * seconds(600) + 0.05
