"""``python -m eval.batch_data``: the input of the batch job's trials, real or invented articles with poison among them.

Poison is what a night brings: ten kinds of it, each twice, once as a file and once as a row of JSON lines where it can be both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpora" / "articles-us-news.jsonl.xz"
_ENGLISH = "The council of Port Ellery voted on Tuesday to close the old ferry terminal, and many islanders were angry about it. "
_FRENCH = "Le conseil municipal de Valmorin a voté mardi la fermeture de la gare maritime, après un siècle de bons services. "


def real_articles(corpus: Path, count: int) -> Iterator[dict[str, Any]]:
    """Yield articles of a corpus in JSON lines, numbered so that no id comes twice."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        fields = (json.loads(line) for line in lines)
        whole = (one for one in fields if 150 <= len(one["document"].split()) <= 1500)
        for number, one in enumerate(islice(whole, count)):
            yield {"id": f"{number:06d}-{one['id']}", "title": one.get("title") or "", "text": one["document"]}


def invented_articles(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Yield articles put together from the examples' paragraphs, each with figures of its own."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    paragraphs = [line for text in texts for line in text.splitlines()[2:] if len(line.split()) > 8]
    chance = random.Random(seed)
    for number in range(count):
        chosen = chance.sample(paragraphs, chance.randint(5, 14))
        text = "\n\n".join(f"{line} The count stood at {chance.randint(1_000, 999_999):,} by then." for line in chosen)
        yield {"id": f"{number:06d}-invented", "title": f"Count Reaches {number + 1:,}", "text": text}


def poison_files(scale: float = 1.0) -> dict[str, bytes]:
    """Return poison as files, by name; ``scale`` makes the very long ones shorter."""
    return {
        "empty.txt": b"",
        "binary.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "long-line.txt": b"x" * round(5_000_000 * scale),
        "broken-utf8.txt": ("Über Käse täglich schön später. " * 20).encode() + b"\xff\xfe\xff" + "Öl für Äpfel.".encode(),
        "control.txt": b"\x00\x01\x02\x03" + _ENGLISH.encode() + b"\x07\x08" * 50,
        "headline.txt": b"Council Votes to Close Ferry Terminal",
        "french.txt": (_FRENCH * 12).encode(),
        "hundred-thousand.txt": "\n\n".join(f"{_ENGLISH}It costs {n:,} crowns." for n in range(round(4_200 * scale))).encode(),
        "wrong-shape.json": b'["an article", "and another"]',
    }


def poison_rows(scale: float = 1.0) -> list[bytes]:
    """Return poison as lines of JSON, the very long ones scaled; the last four are two ids that are each used twice."""
    good = {"title": "Ferry", "text": _ENGLISH * 8}
    rows: list[object] = [
        {"id": "row-empty", "text": ""},
        {"id": "row-long-line", "text": _ENGLISH * round(5_000_000 * scale / len(_ENGLISH))},
        {"id": "row-wrong-shape", "body": _ENGLISH},
        {"id": "row-control", "text": "\x00\x07\x1b[31m" + _ENGLISH * 6 + "\u202e\x08"},
        {"id": "row-headline", "text": "Council Votes to Close Ferry Terminal"},
        {"id": "row-french", "text": _FRENCH * 12},
        {"id": "row-hundred-thousand", "text": "\n\n".join(f"{_ENGLISH}Ship {n} sailed." for n in range(round(4_500 * scale)))},
        {"id": "twice-a", **good},
        {"id": "twice-a", "title": "Ferry", "text": _ENGLISH * 7 + "The terminal will stay open."},
        {"id": "twice-b", **good},
        {"id": "twice-b", "title": "Ferries", "text": _ENGLISH * 9},
    ]
    lines = [json.dumps(row).encode() for row in rows]
    broken = [b'{"id": "row-broken-utf8", "text": "Caf\xc3\xa9 cr\xc3\xa8me \xff\xfe"}', b"\x00\x01\x02 not JSON"]
    return [*lines[:7], *broken, *lines[7:]]


def write_input(folder: Path, articles: Iterator[dict[str, Any]], *, poison: float, per_file: int = 500) -> int:
    """Write a folder of input: every tenth article as a text file, the others as JSON lines, some compressed; return how many.

    Some texts are there under two ids. Poison (0: none, 1: of full length, between them shorter) is spread over the files.
    """
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    lines: list[bytes] = []
    count = 0
    for count, article in enumerate(articles, 1):
        if count % 10 == 0:
            (folder / "texts" / f"{article['id']}.txt").write_text(article["text"], "utf-8")
            continue
        lines.append(json.dumps(article, ensure_ascii=False).encode("utf-8", "replace"))
        if count % 97 == 0:
            lines.append(json.dumps({**article, "id": f"{article['id']}-again"}).encode())
    if poison:
        for number, row in enumerate(poison_rows(poison)):
            lines.insert((number * 131) % (len(lines) + 1), row)
        (folder / "poison").mkdir(exist_ok=True)
        for name, content in poison_files(poison).items():
            (folder / "poison" / name).write_bytes(content)
    for number, start in enumerate(range(0, len(lines), per_file)):
        content = b"\n".join(lines[start : start + per_file]) + b"\n"
        if number % 2:
            (folder / f"wire-{number:04d}.jsonl.gz").write_bytes(gzip.compress(content, mtime=0))
        else:
            (folder / f"wire-{number:04d}.jsonl").write_bytes(content)
    return count


def make_input(folder: Path, count: int, corpus: Path | None, *, poison: float) -> str:
    """Write the input and return what it was made of: the corpus where it is there, else the examples."""
    if corpus is not None and corpus.is_file():
        write_input(folder, real_articles(corpus, count), poison=poison)
        return f"articles of {corpus.name}"
    write_input(folder, invented_articles(count), poison=poison)
    return "articles made of the examples' paragraphs"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write an input folder."""
    parser = argparse.ArgumentParser(prog="python -m eval.batch_data", description="Make input for trials of summarize batch.")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="JSON lines, xz; the examples where it is missing")
    parser.add_argument("--poison", type=float, default=0.0, help="put poison among them; 1: of full length, 0.01: shorter")
    options = parser.parse_args(arguments)
    print(make_input(options.output, options.articles, options.corpus, poison=options.poison))
    return 0


if __name__ == "__main__":
    sys.exit(main())
