"""Draws cuts to be judged as bullets beside their articles: ``python -m models.box_sheets draw FOLDER`` and ``... read FOLDER``.

``draw`` writes ``articles.jsonl`` and sheets of five articles (``00.txt`` ...) into the folder; an editor writes each sheet's
verdicts to ``00.verdicts.txt``, as ``models/VERDICTS.md`` tells. ``read`` adds them to ``models/box_verdicts.jsonl.xz``.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.corpora import read_records
from models.drawing import draw_or_read, known_articles, pick, write_archive
from models.verdicts import BOX_VERDICTS, check_sum, find_articles, plain, read_verdicts
from summarize.backends.desk import Desk
from summarize.checks.form import LIMITS, fits
from summarize.checks.source import SourceFacts, read_facts
from summarize.choosing import judge
from summarize.grammar import Grammar
from summarize.introductions import introduce
from summarize.planning.plan import make_plan
from summarize.registry import find_card
from summarize.types import Candidate, Document, Length, Request

SHORT = 0.85
"""The share of articles of which short points are judged."""
PER_SHEET = 5
MOST = 4
"""So many cuts of a sentence are judged."""
_WORDS = range(250, 1000)
_LETTERS = "abcd"
_LINE = re.compile(r"(\d+)\.(\d+)((?: [a-d]=[kcdwf])+)")


def offer(document: Document, desk: Desk, chance: random.Random) -> dict[str, Any]:
    """Return an article's planned sentences, each with the cuts of best score and of best quality and others by chance; none
    fails the checks."""
    plan = make_plan(document, 5, 8, printable=desk.printable)
    length: Length = "short" if chance.random() < SHORT else "full"
    planned = sorted((*plan.bullets, *plan.reserves), key=lambda one: one.evidence)
    requests = [Request(task="point", document=document, evidence=one.evidence, length=length) for one in planned]
    facts, grammar, items = read_facts(document), Grammar(), []
    for request, found in zip(requests, desk.write(requests), strict=True):
        chosen = _chosen(found, request, facts, chance)
        if chosen:
            items.append(_item(document, grammar, request, chosen))
    sentences = [plain(document, place) for place in range(len(document.sentences))]
    return {"length": length, "headline": document.title, "sentences": sentences, "items": items}


def _chosen(found: Sequence[Candidate], request: Request, facts: SourceFacts, chance: random.Random) -> list[Candidate]:
    fitting = [candidate for candidate in found if candidate.made != "headline" and fits(candidate.text, request.length)]
    finest = sorted(fitting, key=lambda candidate: -(candidate.quality or 0.0))
    first = list(dict.fromkeys([*fitting[:2], *finest[:1]]))
    others = [candidate for candidate in fitting if candidate not in first]
    drawn = [*first, *chance.sample(others, min(MOST - len(first), len(others)))]
    clean = [c for c in drawn if judge([c], facts=facts, evidence=request.evidence, length=request.length)[0].clean]
    chance.shuffle(clean)
    return clean


def _item(document: Document, grammar: Grammar, request: Request, candidates: Sequence[Candidate]) -> dict[str, Any]:
    place = request.evidence[0]
    sentence = plain(document, place)
    kept = [(candidate, grammar.kept(candidate.text, sentence)) for candidate in candidates]
    return {
        "place": place,
        "sum": check_sum(sentence),
        "cuts": [[sorted(k.places), c.made, k.renamed, c.log_probability] for c, k in kept if k],
        "texts": [introduce([c.text], document, request.length)[0] for c, k in kept if k],
    }


def sheet(articles: Sequence[dict[str, Any]], first: int) -> str:
    """Return a sheet to be judged; ``first`` is its first article's number."""
    lines = []
    for number, article in enumerate(articles, first):
        fewest, most = LIMITS[article["length"]]
        lines += [f"######## ARTICLE {number} ({fewest} to {most} words)", f"HEADLINE: {article['headline']}", ""]
        lines += [f"[{place}] {sentence}" for place, sentence in enumerate(article["sentences"])]
        lines.append("VERSIONS")
        for item in article["items"]:
            lines.append(f"@{number}.{item['place']}")
            lines += [f"  {letter}) {text}" for letter, text in zip(_LETTERS, item["texts"], strict=False)]
        lines.append("")
    return "\n".join(lines)


def draw(folder: Path, corpora: Path, bench: Path, n_articles: int, seed: int) -> int:
    """Write cuts and sheets into a folder; return how many articles there are."""
    chance, desk = random.Random(seed), Desk(card=find_card("desk"))
    keys = list(pick(corpora, bench, n_articles, seed, _WORDS, known=known_articles()))
    articles = [
        {"corpus": key[0], "record": key[1], **offer(document, desk, chance)} for key, document in find_articles(corpora, keys)
    ]
    chance.shuffle(articles)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
    for start in range(0, len(articles), PER_SHEET):
        (folder / f"{start // PER_SHEET:02d}.txt").write_text(sheet(articles[start : start + PER_SHEET], start), "utf-8")
    return len(articles)


def read(folder: Path, archive: Path) -> int:
    """Add the verdicts of a folder's sheets to an archive, those of articles that it has left out; return how many were added.

    Raises:
        SystemExit: a line is no verdict on a sentence of its articles; nothing is added.
    """
    articles = list(read_records(folder / "articles.jsonl"))
    known = read_verdicts(archive) if archive.exists() else {}
    added = []
    for path in sorted(folder.glob("*.verdicts.txt")):
        for line in filter(None, path.read_text("utf-8").splitlines()):
            found = _LINE.fullmatch(line.strip())
            item = _find_item(articles, int(found[1]), int(found[2])) if found else None
            if not found or item is None:
                raise SystemExit(f"{path}: {line!r} is no verdict on one of its sentences; write them like '12.7 a=k b=c'")
            article = articles[int(found[1])]
            if (article["corpus"], article["record"]) not in known:
                added.append(_judged(article, item, dict(pair.split("=") for pair in found[3].split())))
    write_archive(archive, [*(read_records(archive) if archive.exists() else ()), *added])
    return sum(len(record["cuts"]) for record in added)


def _find_item(articles: Sequence[dict[str, Any]], number: int, place: int) -> dict[str, Any] | None:
    items: Sequence[dict[str, Any]] = articles[number]["items"] if number < len(articles) else ()
    return next((item for item in items if item["place"] == place), None)


def _judged(article: dict[str, Any], item: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
    cuts = [[*cut, given[letter]] for cut, letter in zip(item["cuts"], _LETTERS, strict=False) if letter in given]
    named = {name: article[name] for name in ("corpus", "record", "length")}
    return {**named, "place": item["place"], "sum": item["sum"], "cuts": cuts}


def main() -> None:
    """Draw sheets, or read their verdicts."""
    what = "Draw cuts to be judged as bullets, or take in the verdicts."
    draw_or_read(what, draw, lambda folder: read(folder, BOX_VERDICTS), "articles or verdicts")


if __name__ == "__main__":
    main()
