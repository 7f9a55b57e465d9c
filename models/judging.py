"""Sheets on which an editor judges what a program offers to name something, and the archives of such verdicts.

A sheet (``000.txt`` ...) holds 100 things with up to six offers each, in an order by chance; its verdicts (``000.verdicts.txt``)
are lines ``NUMBER a=g b=m``: g for an offer that may be printed as it stands, m for a bland one, b for one that is broken,
misleading or of something else. An archive holds no text: each offer is known by its check sum.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from models.corpora import read_records
from models.drawing import write_archive
from models.logit import WORTH, ChoiceSet
from models.verdicts import check_sum

_T = TypeVar("_T")
PER_SHEET = 100
LETTERS = "abcdef"
_LINE = re.compile(r"\s*(\d+)((?:\s+[a-f]=[gmb])+)\s*")


def write_sheets(folder: Path, things: Sequence[dict[str, Any]], shown: Callable[[Mapping[str, Any]], str], seed: int) -> int:
    """Write sheets of things, which have ``offers``, best first; return how many there are."""
    chance, found = random.Random(seed), []
    for thing in things:
        offers = list(thing["offers"][: len(LETTERS)])
        chance.shuffle(offers)
        if len(offers) > 1:
            found.append({**thing, "offers": offers})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "things.jsonl").write_text("".join(json.dumps(one) + "\n" for one in found), "utf-8")
    for start in range(0, len(found), PER_SHEET):
        lines = (_lines(number, one, shown(one)) for number, one in enumerate(found[start : start + PER_SHEET], start))
        (folder / f"{start // PER_SHEET:03d}.txt").write_text("".join(lines), "utf-8")
    return len(found)


def _lines(number: int, thing: Mapping[str, Any], shown: str) -> str:
    offers = "   ".join(f"{letter}: {text}" for letter, text in zip(LETTERS, thing["offers"], strict=False))
    return f"{number} {shown}\n     {offers}\n"


def read_sheets(folder: Path) -> Iterator[tuple[dict[str, Any], list[list[Any]]]]:
    """Yield the things that were judged, each with the check sums and verdicts of its offers; print what cannot be read."""
    things = list(read_records(folder / "things.jsonl"))
    for path in sorted(folder.glob("*.verdicts.txt")):
        for line in path.read_text("utf-8").splitlines():
            match = _LINE.fullmatch(line)
            if not match or int(match[1]) >= len(things):
                print(f"{path.name}: {line}: not a number and verdicts")
                continue
            thing = things[int(match[1])]
            given = dict(part.split("=") for part in match[2].split())
            pairs = zip(LETTERS, thing["offers"], strict=False)
            yield thing, [[check_sum(text), given[letter]] for letter, text in pairs if letter in given]


def add_verdicts(archive: Path, judged: Iterable[tuple[dict[str, Any], list[list[Any]]]], names: Sequence[str]) -> int:
    """Add verdicts to an archive, a record a thing, which is known by fields of these names; return how many there are now."""
    kept = {tuple(one[name] for name in names): one for one in (read_records(archive) if archive.exists() else ())}
    for thing, verdicts in judged:
        known = {name: thing[name] for name in names}
        before = kept.setdefault(tuple(known.values()), {**known, "verdicts": []})
        seen = {number for number, _ in before["verdicts"]}
        before["verdicts"] += [one for one in verdicts if one[0] not in seen]
    write_archive(archive, kept.values())
    return len(kept)


def read_verdicts_on(archive: Path, names: Sequence[str]) -> dict[tuple[Any, ...], dict[int, str]]:
    """Return the verdicts of each thing by the check sums of the offers."""
    return {tuple(one[name] for name in names): dict(one["verdicts"]) for one in read_records(archive)}


def judged_offers(named: ChoiceSet, given: Mapping[int, str]) -> ChoiceSet | None:
    """Return those of the offers that have verdicts (by check sum), worth what these say, or None if all say the same."""
    places = [place for place, text in enumerate(named.texts) if check_sum(text) in given]
    worth = tuple(WORTH[given[check_sum(named.texts[place])]] for place in places)
    if len(set(worth)) < 2:
        return None
    return replace(named, texts=_at(named.texts, places), features=_at(named.features, places), worth=worth)


def _at(values: Sequence[_T], places: Sequence[int]) -> tuple[_T, ...]:
    return tuple(values[place] for place in places)
