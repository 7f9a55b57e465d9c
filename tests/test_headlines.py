"""Headlines told as points."""

from __future__ import annotations

import pytest

from summarize.document import parse_document
from summarize.grammar import Grammar
from summarize.headlines import HeadlinePoint, headline_point
from summarize.headlines.parts import told_part
from summarize.headlines.truecasing import Truecaser
from summarize.types import Article

OPENING = (
    "The council of Port Ellery will vote in May on a new bridge over the Sedge, Mayor Ingrid Solberg said. "
    "The bridge would cost $40 million. Solberg said that the old pier was closed after a storm. "
    "Franz Holm, a fisher, was fined by the harbour court. Crews want a “fair share” of the money. "
    "The Harbour Board has not answered. Boats from North Korea were seen. "
)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


def told(title: str, grammar: Grammar, text: str = OPENING) -> str:
    point = headline_point(parse_document(Article(text=text, title=title)), grammar)
    return point.text if point else ""


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Council Votes on Bridge Over Sedge", "The council votes on a bridge over Sedge."),
        ("Solberg wants new bridge over Sedge", "Solberg wants a new bridge over Sedge."),
        ("Council to vote on new bridge in May", "The council will vote on a new bridge in May."),
        ("Fisher Holm fined by harbour court", "Fisher Holm is fined by the harbour court."),
        ("Old pier bought by crews from north", "The old pier is bought by crews from north."),
        ("Crews punished after storm in Port Ellery", ""),
        ("COUNCIL VOTES ON THE NEW BRIDGE IN PORT ELLERY", "The council votes on the new bridge in Port Ellery."),
        ("Solberg seeking votes for new bridge", "Solberg is seeking votes for a new bridge."),
        ("Council poised to vote on bridge", "The council is poised to vote on a bridge."),
        ("Solberg: Old pier is closed after storm", "Solberg says the old pier is closed after a storm."),
        ("Old pier is closed after storm: Solberg", "The old pier is closed after a storm, Solberg says."),
        ("Ellery Poll: Crews Want New Bridge Soon", "Crews want a new bridge soon, an Ellery poll finds."),
        ("BREAKING: Council votes on new bridge", "The council votes on a new bridge."),
        ("Council votes on new bridge; crews are angry", "The council votes on a new bridge."),
        ("Council approves new bridge, closes old pier", "The council approves a new bridge and closes the old pier."),
        ("Solberg, Holm agree on bridge", "Solberg and Holm agree on a bridge."),
        ("Solberg closes the old pier at last: 'It is not safe'", "Solberg closes the old pier at last."),
        ("4 fishers agree on new bridge", "Four fishers agree on a new bridge."),
        ("Crews want 'fair share' of money", "Crews want a “fair share” of money."),
        ("Council backs $40 million bridge", "The council backs a $40 million bridge."),
        ("N. Korea sends boats to Port Ellery", "North Korea sends boats to Port Ellery."),
        ("Ellery, Sandmere, Orm, Vale agree on bridge", "Ellery, Sandmere, Orm and Vale agree on a bridge."),
        ("Council stays mum on new bridge", "The council stays mum on a new bridge."),
        ("Old pier is CLOSED after storm", "The old pier is closed after a storm."),
    ],
)
def test_a_headline_is_told_as_a_sentence(grammar: Grammar, title: str, printed: str) -> None:
    assert told(title, grammar) == printed


@pytest.mark.parametrize(
    "title",
    [
        "Why the council votes on a bridge",
        "Will the council vote on a bridge?",
        "You can now cross the new bridge",
        "Solberg must close the old pier now",
        "A new bridge over the old Sedge",
        "Solberg's plan to cross the Sedge",
        "Sedge crossing: what happens with it now",
        "Crews want “all of it” and 'much more' of the money",
        "Opinion: Council votes on bridge over Sedge",
        "Council votes",
        "Council votes on the bridge over the Sedge " * 8,
        "",
    ],
)
def test_what_is_no_news_or_no_sentence_is_not_told(grammar: Grammar, title: str) -> None:
    assert told(title, grammar) == ""


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Search intensifies for crew of lost trawler", "The search intensifies for crew of lost trawler."),
        ("Harbour crews board trawler in storm", "Harbour crews board trawler in a storm."),
        ("Storm damage row in old town of Port Ellery", ""),
    ],
)
def test_a_word_is_taken_for_a_verb_where_the_article_has_it_as_one(grammar: Grammar, title: str, printed: str) -> None:
    text = "The search was intensified for the crew of a trawler that was lost in a storm. It was boarded by crews at night. "
    assert told(title, grammar, f"{text}{OPENING}") == printed


def test_what_is_somebodys_stays_so(grammar: Grammar) -> None:
    text = f"The council of Port Ellery will open its old pier in May. {OPENING}"
    assert told("Council opens old pier in May", grammar, text) == "The council opens its old pier in May."


def test_a_speaker_has_to_speak_in_the_article() -> None:
    assert told_part("Solberg: Pier is closed", OPENING) == ("Pier is closed", "Solberg says", "")
    assert told_part("Ellery: Pier is closed", OPENING) is None
    assert told_part("Solberg: Ellery mayor to close pier", OPENING) is None, "she is the mayor"
    told_to = f"{OPENING}Solberg told The Herald so."
    assert told_part("Pier is closed: Herald", told_to) is None, "who is told does not say it"
    assert told_part("Pier is closed | Solberg", told_to) is None, "a page's or a column's name does not say it"


def test_words_in_title_case_are_written_as_the_article_has_them() -> None:
    truecaser = Truecaser(OPENING.split(". "))
    assert truecaser.written("Harbour Court Fines Fisher Holm Over Bridge") == "Harbour court fines fisher Holm over bridge"
    assert truecaser.written("Council Fines Zorblatt") == "", "nothing tells whether it is a name"


def test_the_sentence_that_bears_a_headline_out_best_is_chosen() -> None:
    point = HeadlinePoint("The council votes.", (0.5, 0.7, 0.9))
    assert point.borne_out_by([(0,), (1,), (1, 2)]) == 1
    assert point.borne_out_by([(7,)]) is None
    assert HeadlinePoint("The council votes.", (0.1,)).borne_out_by([(0,)]) is None


def test_a_commentary_is_not_told_by_its_headline(grammar: Grammar) -> None:
    text = f"{OPENING}The opinions expressed in this commentary are solely those of the author."
    assert told("Council votes on bridge over Sedge", grammar)
    assert told("Council votes on bridge over Sedge", grammar, text) == ""
