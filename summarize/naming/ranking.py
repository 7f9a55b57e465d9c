"""Ranks labels and topics as ``models.naming`` and ``models.topics`` learnt it from an editor's and from verdicts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import fsum
from pathlib import Path

from summarize.grammar import Grammar
from summarize.grammar.trees import Tree
from summarize.labels import label_problems
from summarize.naming.features import features_of
from summarize.naming.offers import make_offers
from summarize.naming.topic_features import topic_features
from summarize.naming.topics import Story, make_story_topics
from summarize.naming.versions import Offer
from summarize.planning.vectors import content_words, stem
from summarize.types import Document

TOPIC_WEIGHTS = "topic_weights.json"
_UNSOUND = frozenset(("active", "aimed", "event"))
"""Of 36 such labels in print 20 were nonsense or false ("Decision Comes", "Career with Success"), of all 14 %."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weight of each feature; a feature that was not seen in training has none."""

    weights: Mapping[str, float]
    digest: str = ""

    def score(self, features: Iterable[str]) -> float:
        """Return the sum of the features' weights: how good a label is, against others of its tree."""
        return fsum(self.weights.get(feature, 0.0) for feature in features)


@cache
def ranking(name: str = "weights.json") -> Ranking:
    """Return a ranking that is shipped: that of labels, or of topics in ``TOPIC_WEIGHTS``."""
    content = (Path(__file__).parent / name).read_text("utf-8")
    return Ranking(json.loads(content), hashlib.sha256(content.encode()).hexdigest())


def well_formed(tree: Tree) -> list[Offer]:
    """Return the labels of a tree whose form is right, but for kinds of which every second is wrong."""
    offers = (offer for offer in make_offers(tree) if offer.kind.split()[0] not in _UNSOUND)
    return [offer for offer in offers if not label_problems(offer.text)]


def is_name(offer: Offer, tree: Tree) -> bool:
    """Tell whether a label is merely a name."""
    return offer.kind == "phrase" and all(tree.tags[place] in {"NNP", "NNPS"} for place in offer.places)


def rank_labels(tree: Tree, title: str) -> list[tuple[float, str]]:
    """Return the labels of a point, each with its score, best first, and mere names after all others.

    Args:
        tree: the point's.
        title: the article's.
    """
    known, offers = stems(title), well_formed(tree)
    scores = {offer.text: ranking().score(features_of(offer, tree, known)) for offer in offers}
    offers.sort(key=lambda offer: (is_name(offer, tree), -scores[offer.text]))
    return [(scores[offer.text], offer.text) for offer in offers]


def rank_topics(document: Document, grammar: Grammar) -> list[str]:
    """Return topics of a story, best first.

    Args:
        document: the story.
        grammar: what may have parsed some of its sentences already.
    """
    story = Story(document)
    grammar.parse(story.parsed)
    weights = ranking(TOPIC_WEIGHTS)
    scores = {topic.text: weights.score(topic_features(topic, story)) for topic in make_story_topics(story, grammar)}
    return sorted(scores, key=lambda text: -scores[text])


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's content words."""
    return frozenset(map(stem, content_words(text)))
