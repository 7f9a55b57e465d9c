"""Full names where a box first speaks of somebody."""

from __future__ import annotations

import pytest

from summarize.document import parse_document
from summarize.introductions import People, introduce
from summarize.types import Article

ARTICLE = (
    "Mayor Helen Dorsey said on Monday that Sandmere will close its pier. Dorsey spoke at the town hall.\n"
    "Tamsa Okwel, 41, who sells fish there, called it a blow. Okwel said the Dorsey plan would ruin her.\n"
    "Mr. Quentin, the harbour's owner, declined to comment. Ruud Quentin bought it in 2019.\n"
    "Anna Marsh and her brother Peter Marsh fish off the pier. The Marsh boat sank in May.\n"
    "So does Lovely Harbin, 12, with Anna Harbour-based Dane, a shop. Dane sells worms.\n"
    "Northern Ferries said it would move. Ferries stop at the pier twice a day.\n"
    "Lena Post and Ms. Post's friend Erik Court watched. House Republicans objected, and other Republicans did too."
)
DOCUMENT = parse_document(Article(text=ARTICLE))


def test_whom_the_article_names() -> None:
    named = {"Dorsey": "Helen Dorsey", "Okwel": "Tamsa Okwel", "Quentin": "Ruud Quentin", "Harbin": "Lovely Harbin"}
    named["Post"] = "Lena Post"
    others = ("Marsh", "Ferries", "Dane", "Sandmere", "Court", "Republicans")
    people = People(DOCUMENT)
    assert {last: people.full_name(last) for last in (*named, *others)} == {**named, **dict.fromkeys(others, "")}


@pytest.mark.parametrize(
    ("point", "introduced"),
    [
        ("Dorsey said that Sandmere would soon close its pier.", "Helen Dorsey said that Sandmere would soon close its pier."),
        ("Sandmere's pier will close, said Okwel on Monday.", "Sandmere's pier will close, said Tamsa Okwel on Monday."),
        ("Mr. Quentin declined to comment on closing the pier.", "Ruud Quentin declined to comment on closing the pier."),
        ("The fish seller fears that the Dorsey plan ruins her.", "The fish seller fears that the Dorsey plan ruins her."),
        ("Nobody knew of Dorsey's plan to close the pier.", "Nobody knew of Helen Dorsey's plan to close the pier."),
        ("One seller called it “a day that Dorsey will regret”.", "One seller called it “a day that Dorsey will regret”."),
        ("Helen Dorsey said that the pier would soon close.", "Helen Dorsey said that the pier would soon close."),
        ("Lovely Harbin said that fish come in May.", "Lovely Harbin said that fish come in May."),
        ("Worms can be had from the shop Dane.", "Worms can be had from the shop Dane."),
        ("Marsh lost a boat off the pier in May.", "Marsh lost a boat off the pier in May."),
    ],
)
def test_a_bare_last_name(point: str, introduced: str) -> None:
    assert introduce([point], DOCUMENT, "short") == [introduced]


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Mr. Quentin declined to comment.", "Quentin declined to comment."),
        ("He met Ms. Post’s friend and Mr Quentin.", "He met Ms. Post’s friend and Quentin."),
        ("He met Mr. Quentin's wife.", "He met Quentin's wife."),
        ("“Mr. Quentin is late,” Mr. Post said.", "“Mr. Quentin is late,” Mr. Post said."),
        ("'Mr Quentin is late,' said Mr Quentin.", "'Mr Quentin is late,' said Quentin."),
        ("“We shall ask Mr. Quentin", "“We shall ask Mr. Quentin"),
        ("Mr. President, the pier is lost.", "Mr. President, the pier is lost."),
        ("Ask Mr. and Mrs. Okwel.", "Ask Mr. and Mrs. Okwel."),
    ],
)
def test_courtesy_titles(sentence: str, plain: str) -> None:
    article = f"{ARTICLE}\nMr. Post and Mrs. Post differ."
    assert People(parse_document(Article(text=article))).without_courtesy(sentence) == plain


CALLED = (
    "The pier of Sandmere will close.\nRuud Quentin, the mayor of Sandmere, spoke. So did harbour engineer Lena Post, and Tamsa "
    "Okwel, a retired fish seller from there. The then-governor Anna Marsh was late, said Mr. Quentin. Erik Court, a former "
    "police chief with a boat, left.\nHelen Dorsey, one of the crew and a writer of the news, said so."
)


@pytest.mark.parametrize(
    ("point", "called"),
    [
        ("Ruud Quentin said the pier is unsafe.", "Mayor Ruud Quentin said the pier is unsafe."),
        ("The pier is unsafe, says Quentin this time.", "The pier is unsafe, says Mayor Ruud Quentin this time."),
        ("The pier is unsafe, Lena Post said twice.", "The pier is unsafe, engineer Lena Post said twice."),
        ("Erik Court said the pier is unsafe.", "Former police chief Erik Court said the pier is unsafe."),
        ("Anna Marsh said the pier is unsafe.", "Anna Marsh said the pier is unsafe."),
        ("Tamsa Okwel said the pier is unsafe.", "Tamsa Okwel said the pier is unsafe."),
        ("Helen Dorsey said the pier is unsafe.", "Helen Dorsey said the pier is unsafe."),
        ("Former mayor Ruud Quentin said the pier is unsafe.", "Former mayor Ruud Quentin said the pier is unsafe."),
        ("“Let Ruud Quentin go,” one of them said then.", "“Let Ruud Quentin go,” one of them said then."),
    ],
)
def test_what_somebody_is(point: str, called: str) -> None:
    assert introduce([point], parse_document(Article(text=CALLED)), "short") == [called]


def test_only_the_first_point_is_changed() -> None:
    points = ["Dorsey said that Sandmere would close the pier.", "Dorsey spoke at the town hall on Monday night."]
    assert introduce(points, DOCUMENT, "short") == ["Helen " + points[0], points[1]]


def test_a_president_is_not_taken_for_another_of_the_name() -> None:
    text = "President Dorsey closed the pier on Monday. Erik Dorsey, 41, fishes there."
    point = "Dorsey has closed the pier of the town."
    assert introduce([point], parse_document(Article(text=text)), "short") == [point]
    assert introduce([point], parse_document(Article(text=f"{text} So did President Erik Dorsey.")), "short") == [f"Erik {point}"]


def test_what_somebody_is_like_has_no_full_name() -> None:
    point = "Crews met a new Mayor Dorsey on the pier."
    assert introduce([point], DOCUMENT, "short") == [point]


def test_a_last_name_within_another_word_is_no_name() -> None:
    points = ["Dorseyville's council said that it would close the pier.", "Dorsey spoke at the town hall on Monday night."]
    assert introduce(points, DOCUMENT, "short") == [points[0], "Helen " + points[1]]


def test_a_point_that_would_be_too_long_stays() -> None:
    point = "Dorsey said on Monday night that the town of Sandmere will close its pier."
    assert introduce([point, "Okwel called the plan of Dorsey a heavy blow."], DOCUMENT, "short") == [
        point,
        "Tamsa Okwel called the plan of Dorsey a heavy blow.",
    ]
