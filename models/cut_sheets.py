"""Draws articles whose sentences are to be cut, and takes in the cuts: ``python -m models.cut_sheets draw|check|read FOLDER``.

``draw`` writes ``articles.jsonl`` and sheets of ten articles (``000.txt`` ...) into the folder; an editor writes the cuts of each
to ``000.cuts.txt``, as ``models/CUTS.md`` tells. ``check`` lists the lines that break its rules; ``read`` adds the others to
``models/cuts.jsonl.xz``.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.corpora import read_records
from models.cuts import CUTS, LENGTHS, kept_pieces, restore
from models.drawing import known_articles, pick, read_options, write_archive
from models.verdicts import check_sum, find_articles, plain
from summarize.backends.desk import Desk
from summarize.checks.form import fits
from summarize.grammar import Grammar
from summarize.planning.plan import make_plan
from summarize.types import Document

PER_SHEET = 10
RESERVES = 4
_WORDS = range(250, 1100)
_SENTENCE = range(8, 60)
_FEWEST = 5


@dataclass(slots=True)
class Sheet:
    """What was read of a sheet: the fields of its articles, by number, and the lines that break the rules, with why."""

    articles: dict[int, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def draw(folder: Path, corpora: Path, bench: Path, n_articles: int, seed: int) -> int:
    """Write articles and sheets into a folder; return how many articles there are."""
    keys = list(pick(corpora, bench, n_articles, seed, _WORDS, known=known_articles()))
    records = [
        {"corpus": key[0], "record": key[1], **found}
        for key, document in find_articles(corpora, keys)
        if len((found := _record(document))["starred"]) >= _FEWEST
    ]
    random.Random(seed).shuffle(records)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    for start in range(0, len(records), PER_SHEET):
        text = "\n".join(_article(start + i, record) for i, record in enumerate(records[start : start + PER_SHEET]))
        (folder / f"{start // PER_SHEET:03d}.txt").write_text(text, "utf-8")
    return len(records)


def _record(document: Document) -> dict[str, Any]:
    """Return an article's sentences; those of its plan, and its first reserves, are starred: they are to be cut."""
    plan = make_plan(document, 5, 8, printable=Desk.printable)
    sentences = [plain(document, place) for place in range(len(document.sentences))]
    planned = {one.evidence[0] for one in (*plan.bullets, *plan.reserves[:RESERVES])}
    starred = sorted(place for place in planned if len(sentences[place].split()) in _SENTENCE)
    return {"headline": document.title, "sentences": sentences, "starred": starred, "bullets": len(plan.bullets)}


def _article(number: int, record: dict[str, Any]) -> str:
    head = [f"### A{number}   (box of {record['bullets']})", f"HEADLINE: {record['headline']}"]
    lines = (f"{'*' if i in record['starred'] else ' '} {i} {text}" for i, text in enumerate(record["sentences"]))
    return "\n".join([*head, *lines, ""])


def read_sheet(path: Path, records: Sequence[dict[str, Any]]) -> Sheet:
    """Return a sheet's cuts; a line that breaks the rules is left out, a point that does so is taken as if it were not there."""
    sheet, number = Sheet(), -1
    for line in filter(None, map(str.strip, path.read_text("utf-8").splitlines())):
        if opens := re.fullmatch(r"(?:###\s*)?A(\d+).*", line):
            number = int(opens[1])
            if number < len(records):
                sheet.articles[number] = {"best": [], "cuts": {}}
        elif number not in sheet.articles:
            sheet.faults.append(f"{line}: belongs to no article of these")
        elif line.lower().startswith("best"):
            sheet.articles[number]["best"] = [int(place) for place in re.findall(r"\d+", line)]
        else:
            _read_line(line, number, records[number], sheet)
    return sheet


def _read_line(line: str, number: int, record: dict[str, Any], sheet: Sheet) -> None:
    place, *fields = (part.strip() for part in line.split("|"))
    if not place.isdecimal() or int(place) not in record["starred"] or len(fields) not in (1, 3):
        sheet.faults.append(f"A{number}: {line}: is no cut of a starred sentence")
        return
    cuts = sheet.articles[number]["cuts"]
    if len(fields) == 1:
        cuts[int(place)] = [None]
        return
    sentence, (label, short, full) = record["sentences"][int(place)], fields
    short = sentence if short == "=" else short
    full = {"=": sentence, "~": short if fits(short, "full") else "x"}.get(full, full)
    points = []
    for length, text in zip(LENGTHS, (short, full), strict=True):
        own = restore(text, sentence) if text != "x" else None
        if text != "x" and (own is None or not fits(text, length)):
            why = f"has {len(text.split())} words" if own else "has words that do not stand there in that order"
            sheet.faults.append(f"A{number}: {place} | {text}: {why}")
            own = None
        points.append(own)
    cuts[int(place)] = [label, *points]


def archive_fields(sheet: Sheet, records: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what the archive keeps of each of a sheet's articles."""
    for number, found in sheet.articles.items():
        record, grammar, cuts = records[number], Grammar(), []
        for place, (label, *points) in sorted(found["cuts"].items()):
            sentence = record["sentences"][place]
            tree = grammar.tree(sentence)
            if tree:
                kept = [sorted(kept_pieces(text, sentence, tree)) if text else None for text in points]
                cuts.append([place, check_sum(sentence), label, *kept])
        yield {**{name: record[name] for name in ("corpus", "record")}, "best": found["best"], "cuts": cuts}


def read(folder: Path, archive: Path) -> int:
    """Add the cuts of a folder's sheets to an archive, those of articles that it has left out; return how many there are now."""
    records = list(read_records(folder / "articles.jsonl"))
    kept = list(read_records(archive)) if archive.exists() else []
    known = {(record["corpus"], record["record"]) for record in kept}
    for path in sorted(folder.glob("*.cuts.txt")):
        sheet = read_sheet(path, records)
        kept += [one for one in archive_fields(sheet, records) if (one["corpus"], one["record"]) not in known]
    write_archive(archive, kept)
    return sum(len(record["cuts"]) for record in kept)


def main() -> None:
    """Draw sheets, check them, or read their cuts."""
    options = read_options("Draw sentences to be cut, check the cuts, or take them in.", ("draw", "check", "read"))
    if options.what == "draw":
        print(f"{draw(options.folder, options.corpora, options.bench, options.articles, options.seed)} articles")
    elif options.what == "read":
        print(f"{read(options.folder, CUTS)} sentences")
    else:
        records = list(read_records(options.folder / "articles.jsonl"))
        for path in sorted(options.folder.glob("*.cuts.txt")):
            for fault in read_sheet(path, records).faults:
                print(f"{path.name}: {fault}")


if __name__ == "__main__":
    main()
