"""Sentences within a quotation of several sentences."""

from __future__ import annotations

import pytest

from summarize.checks.run import check_point
from summarize.checks.source import read_facts
from summarize.document import parse_document
from summarize.planning.fitness import why_unfit
from summarize.quoted import quoted_sentences, with_commas, with_opening_mark
from summarize.types import Article


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Renn spoke. “The pier is lost. The town is poor. It must be sold.” Nobody answered.", {2, 3}),
        ('Renn spoke. "The pier is lost. The town is poor. It must be sold." Nobody answered.', {2, 3}),
        ("“The pier is lost. The town is poor,” Renn said. It was sold.", set()),
        ("Renn called it “a loss.” It was sold. The “old pier” was closed.", set()),
        ("“The pier is lost. It is late.\n“The town is poor. It must be sold.”\nIt was sold.", {1, 3}),
        ("“The pier is lost. " + "It was sold. " * 9, {1, 2, 3, 4, 5, 6}),
    ],
    ids=["curved marks", "straight marks", "its end says who", "marks within sentences", "paragraphs", "an end is lost"],
)
def test_what_stands_within_a_quotation(text: str, quoted: set[int]) -> None:
    assert quoted_sentences(parse_document(Article(text=text))) == quoted


@pytest.mark.parametrize(
    ("text", "number", "marked"),
    [
        ("“The pier is lost. The town is poor,” Renn said.", 1, "“The town is poor,” Renn said."),
        ('"The pier is lost. The town is poor," Renn said.', 1, '"The town is poor," Renn said.'),
        ("“The pier is lost. The town is poor.” It was sold.", 1, "The town is poor.”"),
        ("“The pier is lost,” Renn said. It was sold.", 0, "“The pier is lost,” Renn said."),
        ("It was late. The town is poor,” Renn said.", 1, "“The town is poor,” Renn said."),
    ],
)
def test_a_quotation_is_opened_where_its_end_says_who(text: str, number: int, marked: str) -> None:
    document = parse_document(Article(text=text))
    assert with_opening_mark(document.sentences[number].text, document, number) == marked


def test_what_somebody_said_is_planned_last_and_flagged() -> None:
    text = "Renn spoke on Monday. “The pier is lost. The town of Sandmere is far too poor to keep it.” Nobody answered him."
    document = parse_document(Article(text=text))
    assert why_unfit(document, 2) == "quotation without its speaker"
    facts = read_facts(document)
    (found,) = check_point("The town of Sandmere is far too poor to keep it.", facts=facts, evidence=(2,))
    assert (found.check, found.severity) == ("attribution", "warning")
    assert check_point("The town of Sandmere is far too poor to keep it, Renn says.", facts=facts, evidence=(2,)) == ()


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Renn says “The pier is lost for good.”", "Renn says, “The pier is lost for good.”"),
        ("Renn said \"It's too late for the pier.\"", "Renn said, \"It's too late for the pier.\""),
        ("Renn says “Ellery crews will sail.”", "Renn says “Ellery crews will sail.”"),
        ("Renn says “The pier”.", "Renn says “The pier”."),
        ("Renn says, “The pier is lost for good.”", "Renn says, “The pier is lost for good.”"),
        ("Otto Renn said, the pier is lost.", "Otto Renn said the pier is lost."),
        ("Renn and others said, about 80 piers are lost.", "Renn and others said about 80 piers are lost."),
        ("Renn said, $40 million is lost.", "Renn said $40 million is lost."),
        ("Renn noted, Calder signed a law.", "Renn noted Calder signed a law."),
        ("Renn said, citing a report, the pier is lost.", "Renn said, citing a report, the pier is lost."),
        ("The pier, Renn said, the last in town, is lost.", "The pier, Renn said, the last in town, is lost."),
        ("The pier closed, crews say, the mayor says.", "The pier closed, crews say, the mayor says."),
    ],
)
def test_a_comma_parts_a_quoted_sentence(text: str, parted: str) -> None:
    assert with_commas(text) == parted
