"""Learns which topics an editor would give: ``python -m models.topics`` writes ``summarize/naming/topic_weights.json``.

What headline and first sentences give as topics (``summarize.naming.topics``) is ranked (``models.logit``) as topics that an
editor wrote (``models.topic_sheets``) and verdicts on topics (``models.topic_verdicts``) teach.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from models.judging import judged_offers, read_verdicts_on
from models.logit import ChoiceSet, learn, overlap
from models.topic_sheets import TOPICS
from models.topic_verdicts import KEY, TOPIC_VERDICTS, named_articles
from models.verdicts import CORPORA
from summarize.grammar import Grammar
from summarize.naming.ranking import TOPIC_WEIGHTS
from summarize.naming.topic_features import topic_features
from summarize.naming.topics import Story, make_story_topics
from summarize.types import Document

WEIGHTS = Path("summarize/naming") / TOPIC_WEIGHTS
LEAST = 10
"""How often a feature must be seen."""
TIMES = 3
"""What a judged article weighs."""


def read_lessons(corpora: Path, topics: Path, verdicts: Path, seed: int = 1) -> tuple[list[ChoiceSet], list[ChoiceSet]]:
    """Return the lessons of topics that an editor wrote, and of those that were judged."""
    given = read_verdicts_on(verdicts, KEY)
    written: list[ChoiceSet] = []
    judged: list[ChoiceSet] = []
    for one, document in named_articles(corpora, topics):
        key = (one["corpus"], one["record"])
        lesson = _lesson(document, one["topic"], str(key))
        on_some = judged_offers(lesson, given.get(key, {}))
        written += [lesson] if len(lesson.texts) > 1 else []
        judged += [on_some] if on_some else []
    for lessons in (written, judged):
        random.Random(seed).shuffle(lessons)
    return written, judged


def _lesson(document: Document, topic: str, key: str) -> ChoiceSet:
    """Return the topics that an article gives, with their likeness to the editor's."""
    story, grammar = Story(document), Grammar()
    grammar.parse(story.parsed)
    offers = make_story_topics(story, grammar)
    features = tuple(tuple(topic_features(offer, story)) for offer in offers)
    return ChoiceSet(tuple(one.text for one in offers), features, tuple(overlap(one.text, topic) for one in offers), key)


def main() -> None:
    """Measure on every tenth lesson, learn from all, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    written, judged = read_lessons(options.corpora, TOPICS, TOPIC_VERDICTS)
    learn(written, judged, least=LEAST, times=TIMES, output=options.output)


if __name__ == "__main__":
    main()
