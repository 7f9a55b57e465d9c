"""Labels of a point's tree: what is offered, and what a ranking learnt from an editor's labels prefers."""

from __future__ import annotations

import pytest

from summarize.backends.namer import MOST, Namer
from summarize.document import parse_document
from summarize.grammar import Grammar
from summarize.labels import label_problems
from summarize.naming.features import features_of
from summarize.naming.offers import make_offers
from summarize.naming.ranking import Ranking, rank_labels, rank_topics, well_formed
from summarize.types import Article, Request

AGENT = "A border patrol agent was killed on Tuesday by a drunken driver."
TAXES = "Council taxes fell after the collapse of the old bridge, and Tobias Renn denied an unfair charge of fraud."


def texts(point: str) -> dict[str, str]:
    tree = Grammar().tree(point)
    assert tree
    return {offer.text: offer.kind for offer in make_offers(tree)}


@pytest.mark.parametrize(
    ("point", "label", "kind"),
    [
        (AGENT, "Border Patrol Agent", "phrase"),
        (AGENT, "Patrol Agent Killed", "passive"),
        (AGENT, "Drunken Driver", "phrase"),
        (TAXES, "Taxes Fell", "active"),
        (TAXES, "Taxes Decline", None),
        (TAXES, "Council Tax Decline", "event"),
        (TAXES, "Bridge Collapse", "swap of"),
        (TAXES, "Collapse of Bridge", "link of"),
        (TAXES, "Renn’s Denial", "owner"),
        (TAXES, "Unfair Charge Denial", "object"),
        ("Renn apologized for closing two plants.", "Closing Plants", "gerund"),
        ("Harwick won the case.", "Case Victory", None),
        ("Renn waited for six years.", "Renn Waited", None),
        ("Six children died.", "Six Children Death", None),
        ("Renn visited the United States.", "Visited States", None),
        ("Renn owned dozens of boats.", "Boats Dozens", None),
        ("The council declined to pay.", "Council’s Refusal", "owner"),
        ("The old laws descended from others.", "Laws Descended", None),
        ("The faults have not been mended.", "Faults Mended", None),
        ("The faults will be mended.", "Faults Mended", None),
        ("Renn did not deny the charge.", "Charge Denial", None),
        ("There is no plea deal for Renn.", "Plea Deal", None),
        ("More than 20 old faults were found.", "20 Faults", None),
        ("Renn denied the alleged tax fraud.", "Tax Fraud", None),
        ("Renn denied the alleged tax fraud.", "Alleged Tax Fraud", "phrase"),
        ("More than 20 old faults were found.", "More Than 20 Faults", "phrase"),
        ("Harwick insists on that.", "Harwick’s Claim", "owner"),
        ("Harwick said no more than that.", "Harwick’s Claim", None),
        ("There is no plea deal for Renn.", "No Plea Deal", "phrase"),
        ("The council voted last Tuesday night.", "Tuesday Night", None),
        ("Renn sold 20 percent of the plant.", "20 Percent", None),
        ("Renn wrote in the New York Times.", "York Times", None),
        ("Renn met New York Times editors.", "Times Editors", None),
        ("Renn met New York Times editors.", "New York Times Editors", "phrase"),
        ("Renn praised the Tobias Calder trial.", "Calder Trial", "phrase"),
        ("Renn praised the Tobias Calder trial.", "Tobias Trial", None),
        ("Tea party-backed candidates lost.", "Party-Backed Candidates", None),
        ("Tea party-backed candidates lost.", "Tea Party-Backed Candidates", "phrase"),
        ("Mayor Renn sent a long letter to Harwick.", "Renn’s Letter", "owned"),
        ("Mayor Renn sent a long letter to Harwick.", "Letter to Harwick", "aimed to"),
        ("Mayor Renn might send a letter to Harwick.", "Renn’s Letter", None),
        ("Renn spent millions investigating the fraud.", "Renn’s Investigation", "owner"),
        ("Calder was dismissed by the council.", "Calder Dismissal", "undergone"),
        ("Calder was called out by the council.", "Calder Call", None),
        ("Renn predicted a defeat.", "Renn’s Prediction", "owner"),
    ],
)
def test_a_tree_gives_labels(point: str, label: str, kind: str | None) -> None:
    assert texts(point).get(label) == kind


def test_a_modifier_comes_with_what_it_describes_and_a_genitive_whole() -> None:
    found = texts("Renn sold the harbour council's very old ferry.")
    assert "Harbour Council's Ferry" in found
    assert "Old Ferry" in found
    assert "Harbour Ferry" not in found
    assert "Very Ferry" not in found


def test_a_score_is_the_sum_of_known_features() -> None:
    tree = Grammar().tree(AGENT)
    assert tree
    features = features_of(make_offers(tree)[0], tree, frozenset())
    assert len(features) > 15
    assert Ranking({features[0]: 0.5, features[-1]: 0.25, "never seen": 9.0}).score(features) == 0.75


def test_labels_are_ranked_and_of_the_right_form() -> None:
    tree = Grammar().tree(TAXES)
    assert tree
    ranked = rank_labels(tree, "Bridge collapses")
    assert {text for _, text in ranked} == {offer.text for offer in well_formed(tree)}
    scores = [score for score, text in ranked if text != "Tobias Renn"]
    assert scores == sorted(scores, reverse=True)
    assert ranked[-1][1] == "Tobias Renn", "a mere name comes last"
    assert not any(label_problems(text) for _, text in ranked)


@pytest.mark.parametrize(
    ("point", "good", "poor"),
    [
        ("Two people were hurt when the harbour bridge collapsed.", "Harbour Bridge", "Two People"),
        ("Tobias Renn won an import ban in the other part of town.", "Import Ban", "Other Part"),
    ],
)
def test_the_shipped_ranking_knows_what_editors_do_not_label(point: str, good: str, poor: str) -> None:
    tree = Grammar().tree(point)
    assert tree
    ranked = [text for _, text in rank_labels(tree, "")]
    assert ranked.index(good) < ranked.index(poor)


def test_the_namer_ranks_labels_and_topics_and_who_it_is_about_last() -> None:
    text = f"Mayor Tobias Renn resigned. {TAXES} Mayor Tobias Renn laughed."
    document = parse_document(Article(text=text, title="Bridge collapses"))
    requests = [
        Request(task="label", document=document, evidence=(1,), point=TAXES),
        Request(task="topic", document=document, evidence=(0,)),
        Request(task="label", document=document, evidence=(2,), point="Mayor Tobias Renn laughed."),
    ]
    first, topic, last = Namer().write(requests)
    assert "Unfair Charge Denial" in [candidate.text for candidate in first]
    assert [candidate.text for candidate in topic] == rank_topics(document, Grammar())[:MOST]
    names = [candidate.text.endswith("Renn") for candidate in last]
    assert True in names
    assert names == sorted(names), "who it is about comes after all that tells what"


def test_a_point_without_labels_of_its_own_gets_its_sentence_s_that_share_a_word_with_it() -> None:
    text = "The new ferry terminal was closed after the old bridge collapsed, and Tobias Renn laughed."
    document = parse_document(Article(text=f"{text} Nobody else did.", title="Terminal closed"))
    point = Request(task="label", document=document, evidence=(0,), point="It was about the terminal.")
    found = [candidate.text for candidate in Namer().write([point])[0]]
    assert "Ferry Terminal" in found
    assert "Old Bridge" not in found
