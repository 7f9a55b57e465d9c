"""Commentaries told from news, and whose opinion it is that their points state."""

from __future__ import annotations

import pytest

from models.commentary import fit
from summarize.checks.run import check_point
from summarize.checks.source import read_facts
from summarize.commentary import GROUPS, opinion_holder, rates, without_holder
from summarize.document import parse_document
from summarize.types import Article
from tests.tiny import TEXT

COMMENTARY = (
    "A town that sells its harbour sells its memory. That is the truth that the council of Sandmere does not want to hear, and "
    "it is a truth that our politicians must face before it is too late. Nobody should pretend that the plan is about money. "
    "It is about power, and about the kind of country that we want to be.\n"
    "Consider what the harbour means. It is not just a row of piers and sheds; it is the reason that the town exists at all. If "
    "the council believes that a distant fund would care for it, then it has learned nothing from the ruin of Corwell, or of "
    "Port Ellis. Why would an owner who never sees the water repair a wall that nobody has to pay for?\n"
    "Of course the books must be balanced. But even the mayor would admit that the sale solves no problem that good management "
    "could not solve. The real question is not whether the town can afford to keep its harbour, but whether it can afford to "
    "lose it. The council should vote no, and voters ought to remember those who do not."
)


def holder(text: str, title: str | None = None) -> str:
    return opinion_holder(parse_document(Article(text=text, title=title)))


def test_a_commentary_is_told_from_news_by_its_words() -> None:
    assert holder(COMMENTARY) == "the author"
    assert holder(TEXT) == ""


def test_a_headline_that_says_why_makes_a_commentary_likelier() -> None:
    text = "\n".join((TEXT, COMMENTARY.split("\n")[0], "That is the question."))
    titles = (None, "Why the harbour matters", "Why sell the harbour?")
    assert [holder(text, title) for title in titles] == ["", "the author", ""]
    assert holder(f"{TEXT}\n{TEXT}", "Why the harbour is sold") == "", "news may begin so, too"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (TEXT, "OPINION: Keep the pier"),
        (f"{TEXT}\nThe opinions expressed in this commentary are solely those of Ida Renn.", None),
        (f"ANALYSIS/OPINION:\n{TEXT}", None),
    ],
    ids=["headline", "note below", "note above"],
)
def test_an_article_may_say_that_it_is_a_commentary(text: str, title: str | None) -> None:
    assert holder(text, title) == "the author"


def test_an_editorial_is_its_newspapers() -> None:
    assert holder(TEXT, "EDITORIAL: Keep the pier") == "the editorial"
    assert holder(TEXT, "Editorials in Norland papers") == ""


def test_a_short_text_tells_too_little() -> None:
    assert holder(COMMENTARY.split("\n")[0]) == ""


def test_rates_are_of_the_words_between_quotations() -> None:
    assert rates("You must go " + "on " * 97 + "“we must not.”")["must"] == pytest.approx(10**0.5)
    assert rates("“We must not.”") == dict.fromkeys(GROUPS, 0.0)


@pytest.mark.parametrize(
    ("point", "bare"),
    [
        ("The council should vote no, the author says.", "The council should vote no."),
        ("It is “a sale of memory,” the author says.", "It is “a sale of memory.”"),
        ("The council voted, the author says, on Monday.", "The council voted, the author says, on Monday."),
    ],
)
def test_a_point_without_its_holder(point: str, bare: str) -> None:
    assert without_holder(point) == bare


@pytest.mark.parametrize(
    ("point", "flagged"),
    [
        ("The council of Sandmere must vote no.", True),
        ("The council of Sandmere must vote no, the author says.", False),
        ("Critics say that the council must vote no.", False),
        ("The council sold the harbour to a fund.", False),
    ],
)
def test_an_opinion_without_who_holds_it_is_flagged(point: str, flagged: bool) -> None:
    facts = read_facts(parse_document(Article(text=COMMENTARY)))
    messages = [finding.message for finding in check_point(point, facts=facts, evidence=(1,))]
    assert ("an opinion is printed without who holds it" in messages) == flagged


def test_the_fit_learns_what_differs_and_leaves_out_what_only_is_not_marked() -> None:
    must = list(GROUPS).index("must")
    arguing, telling = [0.0] * len(GROUPS), [0.0] * len(GROUPS)
    arguing[must] = 5.0
    weights = fit([(arguing, True)] * 40 + [(telling, False)] * 80 + [(arguing, False)] * 5)
    clean = fit([(arguing, True)] * 40 + [(telling, False)] * 80)
    assert weights["must"] > 0.5
    assert weights == pytest.approx(clean, abs=0.01)
