"""Topics of headline and first sentences: what is offered, and what a ranking learnt from an editor's topics prefers."""

from __future__ import annotations

from summarize.document import parse_document
from summarize.grammar import Grammar
from summarize.naming.ranking import TOPIC_WEIGHTS, rank_topics, ranking
from summarize.naming.topic_features import topic_features
from summarize.naming.topics import Story, Topic, make_story_topics
from summarize.types import Article, Document

TITLE = "Renn unveils New Astad ferry plan, a rebuke to his council"
TEXT = (
    "Mayor Tobias Renn unveiled a ferry plan for New Astad on Monday. The council had closed the old terminal in New Astad. "
    "Renn said the ferry plan would cost $4 million. Some in New Astad doubted that."
)


def document(title: str = TITLE, text: str = TEXT) -> Document:
    return parse_document(Article(text=text, title=title))


def offered(title: str = TITLE, text: str = TEXT) -> dict[str, Topic]:
    story, grammar = Story(document(title, text)), Grammar()
    grammar.parse(story.parsed)
    return {topic.text: topic for topic in make_story_topics(story, grammar)}


def test_labels_are_topics_alone_and_behind_the_names_of_the_story() -> None:
    found = offered()
    assert {"Ferry Plan", "Renn Ferry Plan", "New Astad Ferry Plan"} <= set(found)
    assert found["New Astad Ferry Plan"].names == 1
    assert not any("Astad" in text.replace("New Astad", "") for text in found), "a name is whole"
    assert not any("His" in text.split() for text in found), "nothing that only the text explains"
    assert all(2 <= len(text.split()) <= 5 for text in found)


def test_without_a_headline_the_first_sentences_give_them() -> None:
    found = offered(title="")
    assert {"text 1", "text 2"} <= {topic.source for topic in found.values()}
    assert "text 0" not in {topic.source for topic in found.values()}


def test_features_tell_how_a_topic_s_words_are_used() -> None:
    story = Story(document())
    together = topic_features(offered()["New Astad Ferry Plan"], story)
    assert "together 1 1" in together
    assert "of title 4 of 4" in together
    assert "in order over 0 1" in together
    assert any(feature.startswith("name of 'unveils' of one verb") for feature in together)
    apart = topic_features(Topic("Monday Million", "rule", ruled=1.0), story)
    assert "2 of 2 not in the headline" in apart
    assert "apart 1 of 1 0" in apart
    assert "ruled 2" in apart


def test_the_likeliest_comes_first_and_all_are_ranked() -> None:
    ranked = rank_topics(document(), Grammar())
    assert set(ranked) == set(offered())
    assert "Plan" in ranked[0].split()
    assert ranked.index("New Astad Ferry Plan") < ranked.index("Old Terminal")
    assert ranking(TOPIC_WEIGHTS).digest != ranking().digest


def test_an_article_without_words_has_no_topics_of_its_own() -> None:
    assert rank_topics(document("", "12 34."), Grammar()) == []
