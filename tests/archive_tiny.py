"""An archive of invented articles with bullet boxes, and the command that fine-tunes on it."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path

import pytest
import torch

from eval.__main__ import main as evaluate
from models import train

PLACES = (
    "Port Ellery", "Sandmere", "Quay Heath", "Tarn Bridge", "Marlow Sound", "Esk Haven", "Dunmarsh", "Velling",
    "Orrin Vale", "Kestle Cove", "Bramholt", "Pell Landing", "Wick Sands", "Alder Moor",
)  # fmt: skip
PEOPLE = ("Ruth Calder", "Tobias Renn", "Ingrid Solberg", "Piet Oyelaran", "Sanna Roest", "Teun Marwick", "Mara Lindqvist")
WORKS = ("ferry terminal", "public library", "swimming pool", "bus depot", "fish market")


def story(number: int) -> dict[str, str]:
    """Return an article that begins with its bullet box."""
    place, person, work = PLACES[number % 14], PEOPLE[number % 7], WORKS[number % 5]
    cost, boats, year = 12 + 3 * number, 40 + number, 2027 + number % 6
    box = [
        f"{place.split()[-1].title()} {work.title()} Vote: {place} votes to close the old {work}.",
        f"Repair Cost Estimate: {person} says repairs would cost ${cost} million.",
        f"Planned Replacement: A smaller {work} will open in {year}.",
    ]
    body = [
        f"The town council of {place} voted on Tuesday evening to close the old {work}, ending months of dispute among members.",
        f"Repairs to the building would cost ${cost} million, said {person}, the engineer of the council, at a long meeting.",
        f"A smaller {work} on the far side of the river will open in {year}, according to a plan that the members have seen.",
        f"About {boats} people came to the town hall in the rain and stayed until the end of the evening to hear the vote.",
    ]
    text = f"{place} Closure: Quick Looks\n" + "\n".join(f"- {line}" for line in box) + "\n\n" + "\n\n".join(body) + "\n"
    published = f"2026-{1 + number // 2:02}-{10 + number % 2:02}T08:00:00Z"
    return {"id": f"story-{number:02}", "title": f"{place} votes to close its {work}", "text": text, "published": published}


def harvest(folder: Path) -> Path:
    """Write twenty stories into a folder, and return the data set that the harvest makes of them."""
    (folder / "in").mkdir()
    (folder / "in" / "archive.jsonl").write_text("".join(json.dumps(story(n)) + "\n" for n in range(20)), "utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        assert evaluate(["harvest", str(folder / "in"), "-o", str(folder / "pairs.jsonl")]) == 0
    return folder / "pairs.jsonl"


def main() -> None:
    """Run the command on one thread: CTranslate2 changes the process's number, and two threads round otherwise than one."""
    torch.set_num_threads(1)
    train.main()


def run(*arguments: object) -> tuple[int, list[str], str]:
    """Run the command; return its code, the lines of its output, and its errors."""
    out, errors = io.StringIO(), io.StringIO()
    given = sys.argv
    sys.argv = ["train", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors), pytest.raises(SystemExit) as ended:
            main()
    finally:
        sys.argv = given
    return int(ended.value.code or 0), out.getvalue().splitlines(), errors.getvalue()


class Killed(BaseException):
    """What ends a run without its leave."""


def run_until(step: int, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    """Run the command and kill it before it takes a step."""
    whole = train.Run.take_step

    def die(self: train.Run, *given: object) -> float:
        if self.step == step:
            raise Killed
        return whole(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(train.Run, "take_step", die)
        patched.setattr(sys, "argv", ["train", *map(str, arguments)])
        with pytest.raises(Killed), contextlib.redirect_stdout(io.StringIO()):
            main()


def looks(folder: Path) -> list[dict[str, float]]:
    """Return the looks of a run."""
    found: list[dict[str, float]] = json.loads((folder / "looks.json").read_text("utf-8"))
    return found
