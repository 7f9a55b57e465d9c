"""Labels and topics: the first of those offered that has the right form and that the article supports, else one by rule."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarize.bullets import Draft
from summarize.document import parse_document
from summarize.labelling import add_labels, choose_label, choose_topics
from summarize.labels import make_labels
from summarize.planning.plan import make_plan
from summarize.topics import make_topics
from summarize.types import Article, Bullet, Candidate, Request
from tests.tiny import TEXT, TITLE

DOCUMENT = parse_document(Article(text=TEXT, title=TITLE))
POINT = "Repairs would have cost $48 million, said Ruth Calder, the council’s engineer."


class Names:
    """Offers the same names for every request."""

    name = revision = "names"

    def __init__(self, *texts: str) -> None:
        self.offered = [Candidate(text=text) for text in texts]

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        return [self.offered for _ in requests]


def draft() -> Draft:
    made = Draft(DOCUMENT, make_plan(DOCUMENT, 5, 8))
    made.bullets = [Bullet(label=None, point=POINT, evidence=(1,), origin="generated") for _ in range(2)]
    return made


@pytest.mark.parametrize(
    "poor",
    ["Repairs", "the repair bill", "Costs Of", "Zugwald Costs", "$52 Million Repairs", "Costquake Repairs"],
    ids=["one word", "no capitals", "it ends too early", "another name", "another figure", "no word"],
)
def test_a_label_that_is_poor_or_unsupported_is_passed_over(poor: str) -> None:
    one = draft()
    offered = [Candidate(text=poor), Candidate(text="Costly Repairs")]
    assert choose_label(one, one.bullets[0], offered, []) == "Costly Repairs"
    assert choose_label(one, one.bullets[0], offered[:1], []) == make_labels(POINT, title=TITLE)[0]


def test_no_label_stands_twice() -> None:
    one = draft()
    add_labels([one], Names("Costly Repairs", "Repair Bill"))
    assert [bullet.label for bullet in one.bullets] == ["Costly Repairs", "Repair Bill"]


@pytest.mark.parametrize(("offered", "topic"), [("Ferry Terminal Closure", "Ferry Terminal Closure"), ("Zugwald Closure", None)])
def test_a_topic_that_the_article_does_not_support_is_passed_over(offered: str, topic: str | None) -> None:
    one = draft()
    choose_topics([one], Names(offered))
    assert one.topic == (topic or make_topics(DOCUMENT)[0])


@pytest.mark.parametrize(("apostrophe", "label"), [("'", "Calder's Repairs"), ("’", "Calder’s Repairs")])
def test_a_label_has_the_articles_apostrophe(apostrophe: str, label: str) -> None:
    document = parse_document(Article(text=TEXT.replace("’", apostrophe), title=TITLE))
    one = Draft(document, make_plan(document, 5, 8))
    one.bullets = [Bullet(label=None, point=POINT, evidence=(1,), origin="generated")]
    add_labels([one], Names("Calder’s Repairs"))
    assert one.bullets[0].label == label
    one.bullets = one.bullets * 2
    add_labels([one], Names("Calder’s Repairs", "Repair Bill"))
    assert [bullet.label for bullet in one.bullets] == [label, "Repair Bill"]
