"""Draws points that are to be given labels, and takes the labels in: ``python -m models.label_sheets draw|read FOLDER``.

Points are highlights and short sentences. ``draw`` writes ``points.jsonl`` and sheets of 200 points with their headlines
(``000.txt`` ...) into the folder; an editor writes the labels of each to ``000.labels.txt``, a line ``NUMBER | Label`` for every
point, as ``models/CUTS.md`` tells. ``read`` adds those of the right form to ``models/labels.jsonl.xz``; it holds no other text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.corpora import bench_openings, listed, opening, read_records
from models.drawing import draw_or_read, write_archive
from models.verdicts import check_sum, plain
from summarize.document import parse_document
from summarize.labels import label_problems, title_case
from summarize.types import Article
from summarize.writing import straighten

LABELS = Path("models/labels.jsonl.xz")
SOURCES = ("articles-us-news.jsonl.xz", "highlights-cnndm.jsonl.xz")
PER_SHEET = 200
PER_ARTICLE = 2
_WORDS = range(8, 21)
_LOOKED_AT = 25


def points_of(record: dict[str, Any]) -> tuple[str, list[str]]:
    """Return an article's title and what of it may be labelled: its highlights, or else the sentences that it begins with."""
    if "summary" in record and not record.get("title"):
        return "", [text.removesuffix(" .").removesuffix(".") + "." for text in map(straighten, listed(record["summary"]))]
    document = parse_document(Article(text=record["document"], title=record.get("title") or None))
    return document.title, [plain(document, place) for place in range(min(_LOOKED_AT, len(document.sentences)))]


def draw(folder: Path, corpora: Path, bench: Path, n_articles: int, seed: int) -> int:
    """Write points and sheets into a folder, of as many articles from each corpus; return how many points there are."""
    chance, held_out, found = random.Random(seed), bench_openings(bench), []
    for name in SOURCES:
        numbers = [number for number, _ in enumerate(read_records(corpora / name))]
        wanted = set(chance.sample(numbers, min(len(numbers), n_articles // len(SOURCES))))
        for number, record in enumerate(read_records(corpora / name)):
            if number in wanted and opening(record["document"]) not in held_out:
                found += list(_drawn(name, number, record, chance))
    chance.shuffle(found)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "points.jsonl").write_text("".join(json.dumps(point) + "\n" for point in found), "utf-8")
    for start in range(0, len(found), PER_SHEET):
        some = enumerate(found[start : start + PER_SHEET], start)
        text = "".join(f"{number} [{one['headline'] or '-'}] {one['point']}\n" for number, one in some)
        (folder / f"{start // PER_SHEET:03d}.txt").write_text(text, "utf-8")
    return len(found)


def _drawn(name: str, number: int, record: dict[str, Any], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield points of an article by chance, as the sheets show them."""
    title, points = points_of(record)
    fit = [place for place, point in enumerate(points) if len(point.split()) in _WORDS and point.endswith(".")]
    for place in chance.sample(fit, min(PER_ARTICLE, len(fit))):
        yield {"corpus": name, "record": number, "place": place, "headline": title, "point": points[place]}


def read(folder: Path, archive: Path) -> int:
    """Add the labels of a folder's sheets to an archive; return how many there are now."""
    points = list(read_records(folder / "points.jsonl"))
    kept = {_key(one): one for one in (read_records(archive) if archive.exists() else ())}
    for path in sorted(folder.glob("*.labels.txt")):
        for line in path.read_text("utf-8").splitlines():
            number, _, label = (part.strip() for part in line.partition("|"))
            if not number.isdecimal() or int(number) >= len(points) or label == "x":
                continue
            label = title_case(label)
            if why := label_problems(label):
                print(f"{path.name}: {line}: {', '.join(why)}")
                continue
            point = points[int(number)]
            named = {name: point[name] for name in ("corpus", "record", "place")}
            kept.setdefault(_key(point), {**named, "sum": check_sum(point["point"]), "label": label})
    write_archive(archive, kept.values())
    return len(kept)


def labelled_points(corpora: Path, labels: Path) -> Iterator[dict[str, Any]]:
    """Yield the points of an archive of labels with what it says of them, their headline and all points of their article; what is
    another now is left out."""
    wanted: dict[str, dict[int, list[dict[str, Any]]]] = {}
    for one in read_records(labels):
        wanted.setdefault(one["corpus"], {}).setdefault(one["record"], []).append(one)
    for corpus, records in wanted.items():
        for number, record in enumerate(read_records(corpora / corpus)):
            title, points = points_of(record) if number in records else ("", [])
            for one in records.get(number, ()):
                if one["place"] < len(points) and check_sum(points[one["place"]]) == one["sum"]:
                    yield {**one, "headline": title, "point": points[one["place"]], "points": points}


def _key(record: dict[str, Any]) -> tuple[str, int, int]:
    return record["corpus"], record["record"], record["place"]


def main() -> None:
    """Draw sheets, or read their labels."""
    what = "Draw points to be given labels, or take the labels in."
    draw_or_read(what, draw, lambda folder: read(folder, LABELS), "points or labels")


if __name__ == "__main__":
    main()
