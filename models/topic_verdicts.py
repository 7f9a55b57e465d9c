"""Draws topics that are to be judged, and takes the verdicts in: ``python -m models.topic_verdicts draw|read FOLDER``.

Of articles that have an editor's topic (``models.topic_sheets``) the topics that rank first are offered (``models.judging`` tells
what the sheets are); ``read`` adds the verdicts to ``models/topic_verdicts.jsonl.xz``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from models.corpora import read_records
from models.drawing import draw_or_read
from models.judging import add_verdicts, read_sheets, read_verdicts_on, write_sheets
from models.topic_sheets import TOPICS, opening_of
from models.verdicts import check_sum, find_articles
from summarize.grammar import Grammar
from summarize.naming.ranking import rank_topics
from summarize.types import Document

TOPIC_VERDICTS = Path("models/topic_verdicts.jsonl.xz")
KEY = ("corpus", "record")


def named_articles(corpora: Path, topics: Path) -> Iterator[tuple[dict[str, Any], Document]]:
    """Yield the records of an archive of topics with their articles; what is another now is left out."""
    archive = {(one["corpus"], one["record"]): one for one in read_records(topics)}
    for key, document in find_articles(corpora, list(archive)):
        if check_sum(opening_of(document)) == archive[key]["sum"]:
            yield archive[key], document


def draw(folder: Path, corpora: Path, n_articles: int, seed: int) -> int:
    """Write sheets of articles that have no verdicts yet; return how many articles there are."""
    chance = random.Random(seed)
    known = read_verdicts_on(TOPIC_VERDICTS, KEY) if TOPIC_VERDICTS.exists() else {}
    usable = [one for one in read_records(TOPICS) if (one["corpus"], one["record"]) not in known]
    drawn = {(one["corpus"], one["record"]) for one in chance.sample(usable, min(len(usable), n_articles))}
    things = [
        {**one, "headline": document.title, "opening": opening_of(document), "offers": rank_topics(document, Grammar())}
        for one, document in named_articles(corpora, TOPICS)
        if (one["corpus"], one["record"]) in drawn
    ]
    chance.shuffle(things)
    return write_sheets(folder, things, _shown, seed)


def _shown(thing: Mapping[str, Any]) -> str:
    return f"[{thing['headline'] or '-'}] {thing['opening'][:170]}"


def main() -> None:
    """Draw sheets, or read their verdicts."""
    draw_or_read(
        "Draw topics to be judged, or take the verdicts in.",
        lambda folder, corpora, _, number, seed: draw(folder, corpora, number, seed),
        lambda folder: add_verdicts(TOPIC_VERDICTS, read_sheets(folder), KEY),
        "articles",
    )


if __name__ == "__main__":
    main()
