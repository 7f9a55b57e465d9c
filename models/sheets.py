"""Draws cuts to be judged, and takes in the verdicts: ``python -m models.sheets draw FOLDER`` and ``... read FOLDER``.

``draw`` writes ``cuts.jsonl`` and sheets of 50 sentences (``00.txt`` ...) into the folder; an editor writes each sheet's verdicts
to ``00.verdicts.txt``, as ``models/VERDICTS.md`` tells. ``read`` adds them to ``models/verdicts.jsonl.xz``.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from models.corpora import read_records
from models.drawing import draw_or_read, known_articles, pick, write_archive
from models.verdicts import VERDICTS, check_sum, find_articles, plain
from summarize.backends.desk import Desk
from summarize.checks.form import fits
from summarize.checks.source import read_facts
from summarize.choosing import judge
from summarize.grammar import Grammar
from summarize.planning.plan import make_plan
from summarize.registry import find_card
from summarize.types import Candidate, Document, Length, Request

SHORT = 0.75
"""The share of articles of which short points are judged."""
PER_SHEET = 50
_WORDS = range(250, 1500)
_LETTERS = "abcde"
_VERDICT = re.compile(r"([a-z])\s*=\s*([ofwd])")


def offer(document: Document, desk: Desk, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the sentences of an article's plan, each with its two best cuts, the one of best quality, the writer's likeliest and
    one of the others; none fails the checks."""
    plan = make_plan(document, 5, 8, printable=desk.printable)
    length: Length = "short" if chance.random() < SHORT else "full"
    planned = [*plan.bullets, *plan.reserves]
    requests = [Request(task="point", document=document, evidence=one.evidence, length=length) for one in planned]
    facts, grammar = read_facts(document), Grammar()
    for request, found in zip(requests, desk.write(requests), strict=True):
        fitting = [candidate for candidate in found if candidate.made != "headline" and fits(candidate.text, length)]
        written = sorted((c for c in fitting if c.log_probability is not None), key=lambda c: -(c.log_probability or 0.0))
        finest = sorted(fitting, key=lambda c: -(c.quality or 0.0))
        first = list(dict.fromkeys([*fitting[:2], *finest[:1], *written[:1]]))
        others = [candidate for candidate in fitting if candidate not in first]
        chosen = [*first, *chance.sample(others, min(1, len(others)))]
        clean = [c for c in chosen if judge([c], facts=facts, evidence=request.evidence, length=length)[0].clean]
        chance.shuffle(clean)
        if clean:
            yield _record(document, grammar, request, clean)


def _record(document: Document, grammar: Grammar, request: Request, candidates: Sequence[Candidate]) -> dict[str, Any]:
    place = request.evidence[0]
    sentence = plain(document, place)
    kept = [(candidate, grammar.kept(candidate.text, sentence)) for candidate in candidates]
    return {
        "place": place,
        "sum": check_sum(sentence),
        "length": request.length,
        "cuts": [[sorted(k.places), c.made, k.renamed, c.log_probability] for c, k in kept if k],
        "texts": [c.text for c, k in kept if k],
        "sentence": sentence,
        "before": " ".join(plain(document, i) for i in range(max(0, place - 2), place))[-220:],
        "about": " ".join(plain(document, i) for i in range(2))[:450],
        "headline": document.title,
    }


def sheet(records: Sequence[dict[str, Any]]) -> str:
    """Return a sheet to be judged."""
    lines = []
    for number, record in enumerate(records, 1):
        lines += [f"## {number}", f"headline: {record['headline']}", f"ABOUT: {record['about']}", f"before: …{record['before']}"]
        lines += [f"SOURCE: {record['sentence']}"]
        lines += [f"  {letter}) {text}" for letter, text in zip(_LETTERS, record["texts"], strict=False)]
        lines.append("")
    return "\n".join(lines)


def draw(folder: Path, corpora: Path, bench: Path, n_articles: int, seed: int) -> int:
    """Write cuts and sheets into a folder; return how many sentences there are."""
    chance, desk = random.Random(seed), Desk(card=find_card("desk"))
    keys = list(pick(corpora, bench, n_articles, seed, _WORDS, known=known_articles()))
    records = [
        {"corpus": key[0], "record": key[1], **record}
        for key, document in find_articles(corpora, keys)
        for record in offer(document, desk, chance)
    ]
    chance.shuffle(records)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cuts.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    for start in range(0, len(records), PER_SHEET):
        text = sheet(records[start : start + PER_SHEET])
        (folder / f"{start // PER_SHEET:02d}.txt").write_text(text, "utf-8")
    return len(records)


def read(folder: Path, archive: Path) -> int:
    """Add the verdicts of a folder's sheets to an archive, those of articles that it has left out; return how many were added.

    Raises:
        SystemExit: a line is no verdict on a sentence of its sheet; nothing is added.
    """
    records = list(read_records(folder / "cuts.jsonl"))
    kept = list(read_records(archive)) if archive.exists() else []
    known = {(record["corpus"], record["record"]) for record in kept}
    n_verdicts = 0
    for path in sorted(folder.glob("*.verdicts.txt")):
        start = int(path.name.split(".")[0]) * PER_SHEET
        for line in path.read_text("utf-8").splitlines():
            number, _, rest = line.strip().partition(" ")
            if not number.isdecimal() or not 0 < int(number) <= min(PER_SHEET, len(records) - start):
                raise SystemExit(f"{path}: {line!r} is no verdict on one of its sentences; write them like '1 a=o b=w'")
            record = records[start + int(number) - 1]
            if (record["corpus"], record["record"]) in known:
                continue
            given = dict(_VERDICT.findall(rest))
            cuts = [[*cut, given[x]] for cut, x in zip(record["cuts"], _LETTERS, strict=False) if x in given]
            n_verdicts += len(cuts)
            kept.append({**{name: record[name] for name in ("corpus", "record", "place", "sum", "length")}, "cuts": cuts})
    write_archive(archive, kept)
    return n_verdicts


def main() -> None:
    """Draw sheets, or read their verdicts."""
    what = "Draw cuts to be judged, or take in the verdicts."
    draw_or_read(what, draw, lambda folder: read(folder, VERDICTS), "sentences or verdicts")


if __name__ == "__main__":
    main()
