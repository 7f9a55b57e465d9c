"""Draws articles that are to be given topics, and takes the topics in: ``python -m models.topic_sheets draw|read FOLDER``.

``draw`` writes ``articles.jsonl`` and sheets of 150 headlines and openings (``000.txt`` ...) into the folder; an editor writes
the topics of each to ``000.topics.txt``, a line ``NUMBER | Topic`` for every article, as ``models/CUTS.md`` tells. ``read`` adds
those of the right form to ``models/topics.jsonl.xz``, which holds no other text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.corpora import bench_openings, opening, read_records
from models.drawing import read_options, write_archive
from models.verdicts import check_sum
from summarize.document import parse_document
from summarize.labels import title_case
from summarize.topics import is_topic
from summarize.types import Article, Document

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


def document_of(record: dict[str, Any]) -> Document:
    """Return a corpus's article as it is summarized."""
    return parse_document(Article(text=record["document"], title=record.get("title") or None))


def opening_of(document: Document) -> str:
    """Return the article's first two sentences, by which an archived topic knows its article again."""
    return " ".join(" ".join(sentence.text.split()) for sentence in document.sentences[:2])[:_OPENING]


def draw(folder: Path, corpora: Path, bench: Path, n_articles: int, seed: int) -> int:
    """Write articles and sheets into a folder; return how many articles there are."""
    chance, held_out, found = random.Random(seed), bench_openings(bench), []
    for name, share in SOURCES.items():
        usable = [
            number
            for number, record in enumerate(read_records(corpora / name))
            if len(record["document"].split()) in _WORDS and opening(record["document"]) not in held_out
        ]
        wanted = set(chance.sample(usable, min(len(usable), round(share * n_articles))))
        found += list(_drawn(name, corpora / name, wanted))
    chance.shuffle(found)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in found), "utf-8")
    for start in range(0, len(found), PER_SHEET):
        some = enumerate(found[start : start + PER_SHEET], start)
        text = "".join(f"{number}\n  HEADLINE: {one['headline'] or '-'}\n  OPENING: {one['opening']}\n" for number, one in some)
        (folder / f"{start // PER_SHEET:03d}.txt").write_text(text, "utf-8")
    return len(found)


def _drawn(name: str, path: Path, wanted: set[int]) -> Iterator[dict[str, Any]]:
    for number, record in enumerate(read_records(path)):
        if number in wanted:
            document = document_of(record)
            yield {"corpus": name, "record": number, "headline": document.title, "opening": opening_of(document)}


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
    options = read_options("Draw articles to be given topics, or take the topics in.", ("draw", "read"))
    if options.what == "draw":
        print(f"{draw(options.folder, options.corpora, options.bench, options.articles, options.seed)} articles")
    else:
        print(f"{read(options.folder, TOPICS)} topics")


if __name__ == "__main__":
    main()
