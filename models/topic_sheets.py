"""Draws articles that are to be given topics, and takes the topics in: ``python -m models.topic_sheets draw|read FOLDER``.

``draw`` writes ``articles.jsonl`` and sheets of 150 headlines and openings (``000.txt`` ...) into the folder; an editor writes
the topics of each to ``000.topics.txt``, a line ``NUMBER | Topic`` for every article, as ``models/CUTS.md`` tells. ``read`` adds
those of the right form to ``models/topics.jsonl.xz``, which holds no other text.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from models.corpora import read_records
from models.drawing import draw_or_read, pick, write_archive
from models.verdicts import check_sum, find_articles
from summarize.labels import title_case
from summarize.topics import is_topic
from summarize.types import Document

TOPICS = Path("models/topics.jsonl.xz")
SOURCES = {
    "articles-us-news.jsonl.xz": 0.6,
    "articles-rss.jsonl.xz": 0.14,
    "articles-dailymail2020.jsonl.xz": 0.14,
    "highlights-cnndm.jsonl.xz": 0.12,
}
"""The share of the articles that each corpus gives."""
PER_SHEET = 150
_WORDS = range(200, 1600)
_OPENING = 350


def opening_of(document: Document) -> str:
    """Return the article's first two sentences, by which an archived topic knows its article again."""
    return " ".join(" ".join(sentence.text.split()) for sentence in document.sentences[:2])[:_OPENING]


def draw(folder: Path, corpora: Path, bench: Path, n_articles: int, seed: int) -> int:
    """Write articles and sheets into a folder; return how many articles there are."""
    keys = list(pick(corpora, bench, n_articles, seed, _WORDS, sources=SOURCES))
    found = [
        {"corpus": name, "record": number, "headline": document.title, "opening": opening_of(document)}
        for (name, number), document in find_articles(corpora, keys)
    ]
    random.Random(seed).shuffle(found)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in found), "utf-8")
    for start in range(0, len(found), PER_SHEET):
        some = enumerate(found[start : start + PER_SHEET], start)
        text = "".join(f"{number}\n  HEADLINE: {one['headline'] or '-'}\n  OPENING: {one['opening']}\n" for number, one in some)
        (folder / f"{start // PER_SHEET:03d}.txt").write_text(text, "utf-8")
    return len(found)


def read(folder: Path, archive: Path) -> int:
    """Add the topics of a folder's sheets to an archive; return how many there are now."""
    articles = list(read_records(folder / "articles.jsonl"))
    kept = {(one["corpus"], one["record"]): one for one in (read_records(archive) if archive.exists() else ())}
    for path in sorted(folder.glob("*.topics.txt")):
        for line in path.read_text("utf-8").splitlines():
            number, _, topic = (part.strip() for part in line.partition("|"))
            if not number.isdecimal() or int(number) >= len(articles) or topic == "x":
                continue
            topic = title_case(topic)
            if not is_topic(topic):
                print(f"{path.name}: {line}: no topic of two to five words")
                continue
            one = articles[int(number)]
            key = (one["corpus"], one["record"])
            kept.setdefault(key, {"corpus": key[0], "record": key[1], "sum": check_sum(one["opening"]), "topic": topic})
    write_archive(archive, kept.values())
    return len(kept)


def main() -> None:
    """Draw sheets, or read their topics."""
    what = "Draw articles to be given topics, or take the topics in."
    draw_or_read(what, draw, lambda folder: read(folder, TOPICS), "articles or topics")


if __name__ == "__main__":
    main()
