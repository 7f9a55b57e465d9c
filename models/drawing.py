"""What sheets for an editor have in common: which articles are drawn, the options of the commands, and the archive's form."""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.corpora import bench_openings, opening, read_records
from models.cuts import CUTS, read_cuts
from models.verdicts import BOX_VERDICTS, CORPORA, VERDICTS, Key, read_verdicts

BENCH = Path("../shared/bench")
Draw = Callable[[Path, Path, Path, int, int], int]
SOURCES = {
    "articles-us-news.jsonl.xz": 0.5,
    "highlights-llm-cnn.jsonl.xz": 0.15,
    "quicklooks-train.jsonl": 0.12,
    "highlights-cnndm.jsonl.xz": 0.1,
    "articles-rss.jsonl.xz": 0.07,
    "articles-dailymail2020.jsonl.xz": 0.06,
}
"""The share of the articles that each corpus gives."""


def known_articles() -> frozenset[Key]:
    """Return the articles that have verdicts or were cut."""
    judged = (key for path in (VERDICTS, BOX_VERDICTS) if path.exists() for key in read_verdicts(path))
    return frozenset((*judged, *(one.article for one in read_cuts(CUTS))))


def pick(
    corpora: Path,
    bench: Path,
    n_articles: int,
    seed: int,
    words: range,
    *,
    sources: Mapping[str, float] | None = None,
    known: Collection[Key] = (),
) -> Iterator[Key]:
    """Yield articles of so many words by chance, of each source (``SOURCES``) its share: no benchmark's, none of those known."""
    chance, held_out = random.Random(seed), bench_openings(bench)
    for name, share in (sources or SOURCES).items():
        usable = [
            (name, number)
            for number, record in enumerate(read_records(corpora / name))
            if (name, number) not in known
            and len(record["document"].split()) in words
            and opening(record["document"]) not in held_out
        ]
        yield from chance.sample(usable, min(len(usable), round(share * n_articles)))


def read_options(description: str, commands: Sequence[str]) -> argparse.Namespace:
    """Return what the command line asks for: what to do, in which folder, and what is drawn from."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("what", choices=commands)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def draw_or_read(description: str, draw: Draw, read: Callable[[Path], int], what: str) -> None:
    """Run a command that draws sheets or reads them, and print how many of what there are.

    Args:
        description: what the command does.
        draw: writes sheets into a folder, given corpora, benchmarks, how many things, and a seed.
        read: takes a folder's sheets in.
        what: is counted.
    """
    options = read_options(description, ("draw", "read"))
    if options.what == "draw":
        print(draw(options.folder, options.corpora, options.bench, options.articles, options.seed), what)
    else:
        print(read(options.folder), what)


def write_archive(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write an archive of verdicts or cuts."""
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
