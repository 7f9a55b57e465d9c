"""The five real articles that the product started from come apart rightly; skipped where they are not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.document import parse_document
from summarize.readers import read_articles
from summarize.types import Document

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not there")


def _document(number: str) -> Document:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (article,) = read_articles(path)
    return parse_document(article)


def _texts(document: Document, kind: str) -> list[str]:
    return [document.article.text[span.start : span.end] for span in getattr(document, kind)]


@pytest.mark.parametrize(("number", "sentences", "paragraphs"), [("000", 50, 26), ("002", 17, 12)])
def test_raw_stories_are_prose_throughout(number: str, sentences: int, paragraphs: int) -> None:
    document = _document(number)
    assert (document.title, document.box, document.subheads, document.boilerplate) == ("", None, (), ())
    assert len(document.sentences) == sentences
    assert document.sentences[-1].paragraph == paragraphs - 1


def test_slash_prefix_labelled_box_and_subheads() -> None:
    document = _document("001")
    assert document.title.startswith("Trump Fixates")
    assert document.sentences[0].text.startswith("President Trump is pushing")
    assert document.sentences[3].text.startswith("President Donald Trump is fixated")
    assert document.box is not None
    assert document.box.heading == "Trump-Xi Tensions: Quick Looks"
    labels = [item.label for item in document.box.items]
    assert labels[0] == "High-Stakes Call"
    assert len(labels) == 7
    assert all(labels)
    assert len(_texts(document, "subheads")) == 6
    left_out = _texts(document, "boilerplate")
    assert left_out[0].endswith("Morning Edition/")
    assert "WASHINGTON —" in left_out
    assert left_out[-1].startswith("You must Register")


def test_captions_unlabelled_box_and_standfirst() -> None:
    document = _document("003")
    assert document.title.startswith("High-Stakes Trump-Xi Deal")
    assert "reciprocal state visits" in document.sentences[0].text
    assert document.box is not None
    assert document.box.heading == "Key Takeaways"
    assert [item.label for item in document.box.items] == [None] * 5
    assert len(_texts(document, "subheads")) == 4
    assert any("3D Illustration" in text for text in _texts(document, "boilerplate"))


def test_promotional_standfirst_and_also_read() -> None:
    document = _document("004")
    assert document.title.endswith("Deadlock?")
    assert document.sentences[0].text.startswith("US President Donald Trump")
    assert document.sentences[-1].text.endswith("high-stakes standoff.")
    assert document.box is None
    assert any(text.startswith("Also Read") for text in _texts(document, "boilerplate"))
