"""Fine-tunes on an archive: ``python -m models.train --recipe models/recipes/newsroom.toml --data pairs.jsonl``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch

from eval.data import Example
from eval.harvest import write_rows
from eval.rows import read_rows
from models.archive import Archive, read_archive
from models.documents import DocumentTrainee
from models.finetune import BEST, Course, Look, best_of, tune
from models.half import file_digest
from models.install import RECORD, Place, check_place
from models.measuring import changes, render_changes
from models.points import PointTrainee
from models.start import DocumentStart, Start, digest_of, find_start
from models.trainee import Lessons, Trainee
from models.tuning import Tuning, read_tuning
from summarize.backends.hub_writing import is_memory_error
from summarize.errors import ModelError, QuickLooksError, UsageError
from summarize.registry import cards_folders

IDENTITY = "identity.json"
HELD_OUT = "held-out.jsonl"


def run_command(options: argparse.Namespace) -> int:
    """Fine-tune and return the exit code: 0 done, 1 nothing learned, 2 wrong usage or data, 4 no model, 130 interrupted."""
    try:
        fine_tune(options)
        return 0
    except KeyboardInterrupt:
        print("train: stopped; the same command goes on from the last look", file=sys.stderr)
        return 130
    except QuickLooksError as error:
        print(f"train: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"train: {error.filename or options.run}: {error.strerror or error}", file=sys.stderr)
        return 1
    except (RuntimeError, MemoryError) as error:
        if not is_memory_error(error):
            raise
        hint = "Set fewer 'tokens' in the recipe, start from a smaller model, or use another --device"
        print(f"train: the memory does not suffice. {hint}", file=sys.stderr)
        return ModelError.exit_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is read before training begins."""

    tuning: Tuning
    trainee: Trainee
    archive: Archive
    lessons: dict[str, Lessons]
    identity: dict[str, str]
    folder: Path
    cards: Path


def fine_tune(options: argparse.Namespace) -> None:
    """Read, train, measure on what was held out, and install.

    Raises:
        UsageError: an option, the recipe or the data is wrong.
        ModelError: the start cannot be loaded.
        QuickLooksError: the training taught nothing.
    """
    plan = _read_plan(options)
    looks = _train(plan, options)
    if not best_of(looks).step:
        raise QuickLooksError("no step was better than the start on the development part, so nothing is installed")
    network, found = _measure(plan, options.device)
    place = Place(
        name=options.name,
        cards=plan.cards,
        about=_about(options, plan, found["rouge2"]),
        record=_record(options, plan, looks, found),
    )
    card = plan.trainee.install(network.to("cpu").train(False), plan.lessons["training"], place)
    _say(f"the model '{options.name}' is installed ({card}): summarize --model {options.name} FILE")
    _say(f"whole boxes: python -m eval score --data {plan.folder / HELD_OUT} --systems {options.name},extract")


def _read_plan(options: argparse.Namespace) -> Plan:
    """Read recipe, start and archive, refuse what cannot work, and say what there is."""
    start, tuning = find_start(options.start, read_tuning(options.recipe))
    trainee = _trainee(start, tuning)
    identity = {
        "data": digest_of(options.data, "data"),
        "recipe": file_digest(tuning.path),
        **trainee.digests(),
    }
    cards = options.output or cards_folders()[0]
    check_place(options.name, cards, replace=options.replace or _was_made_by(identity, cards / options.name))
    archive = read_archive(options.data, held_out=tuning.held_out, development=tuning.development)
    lessons = _make_lessons(archive, trainee)
    folder = options.run or Path("runs") / options.name
    _claim(folder, identity)
    _keep_held_out(options.data, archive.held_out, folder / HELD_OUT)
    return Plan(tuning=tuning, trainee=trainee, archive=archive, lessons=lessons, identity=identity, folder=folder, cards=cards)


def _trainee(start: Start | DocumentStart, tuning: Tuning) -> Trainee:
    return DocumentTrainee(tuning, start) if isinstance(start, DocumentStart) else PointTrainee(tuning=tuning, start=start)


def _make_lessons(archive: Archive, trainee: Trainee) -> dict[str, Lessons]:
    """Return the lessons of the three parts, and say how many there are.

    Raises:
        UsageError: a part has no points.
    """
    for note in archive.notes:
        _say(note)
    parts = {"training": archive.training, "development": archive.development, "held out": archive.held_out}
    made: dict[str, Lessons] = {part: trainee.make_lessons(examples) for part, examples in parts.items()}
    for part, lessons in made.items():
        _say(f"{part}: {len(parts[part])} articles, {lessons.line}")
        if not lessons.n_points:
            hint = "Its bullets must be written from the articles' own sentences; see what was dropped"
            raise UsageError(f"the {part} part of the archive gives no points ({lessons.line})", hint)
    return made


def _train(plan: Plan, options: argparse.Namespace) -> list[Look]:
    """Train, from the start or from where the run was left, and return the looks; the weights of the best are in its folder."""
    material = plan.trainee.open_material(plan.lessons["training"], plan.lessons["development"])
    run = plan.trainee.open_run(plan.folder, plan.trainee.load(), options.device)
    course = Course(run, plan.tuning, material)
    try:
        course.resume()
    except (RuntimeError, ValueError, KeyError, TypeError, UnpicklingError) as error:
        if is_memory_error(error):
            raise
        raise ModelError(f"the run in {plan.folder} cannot be taken up again", "Give another --run") from error
    if run.step:
        _say(f"going on from step {run.step} in {plan.folder}")
    why = tune(course, minutes=options.minutes, say=_say)
    _say(f"ended at step {run.step}: {why}; the best was step {best_of(course.looks).step}")
    return course.looks


def _measure(plan: Plan, device: str) -> tuple[Any, dict[str, dict[str, Any]]]:
    """Return the network with the best weights, and ROUGE on the held-out part before and after, which is said."""
    network, lessons = plan.trainee.load().to(device), plan.lessons["held out"]
    before = plan.trainee.score(network, lessons, device)
    network.load_state_dict(torch.load(plan.folder / BEST, map_location=device, weights_only=True))
    found = changes(before, plan.trainee.score(network, lessons, device))
    _say(f"held out: {plan.trainee.describe_scores(lessons)}")
    for line in render_changes(found):
        _say(line)
    return network, found


def _about(options: argparse.Namespace, plan: Plan, figure: Mapping[str, Any]) -> str:
    """Return what the card says of the model."""
    gain = f"{figure['before']:.1f} -> {figure['after']:.1f} ({figure['verdict']})"
    return f"Fine-tuned on {len(plan.archive.training)} articles of {options.data.name}; held-out ROUGE-2 of its points {gain}."


def _record(options: argparse.Namespace, plan: Plan, looks: Sequence[Look], found: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that says how the model was made."""
    return {
        "data": options.data.name,
        "start": options.start or plan.trainee.start_name,
        "sha256": plan.identity,
        "parting": list(plan.archive.notes),
        "lessons": {part: lessons.line for part, lessons in plan.lessons.items()},
        "looks": [asdict(look) for look in looks],
        "step": best_of(looks).step,
        "held_out": found,
    }


def _claim(folder: Path, identity: Mapping[str, str]) -> None:
    """Mark a run's folder with what it trains on, or refuse one that another training stands in.

    Raises:
        UsageError: the folder is another training's.
    """
    path = folder / IDENTITY
    written = json.dumps(identity, indent=1) + "\n"
    if path.exists() and path.read_text("utf-8") != written:
        raise UsageError(f"{folder} holds a run with other data, recipe or start", "Give another --run")
    if not path.exists() and (folder / "last.pt").exists():
        raise UsageError(f"{folder} holds a run of another kind", "Give another --run")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(written, "utf-8")


def _was_made_by(identity: Mapping[str, str], folder: Path) -> bool:
    """Tell whether an installed model came from the same data, recipe and start."""
    try:
        return bool(json.loads((folder / RECORD).read_text("utf-8"))["sha256"] == identity)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _keep_held_out(data: Path, held_out: Sequence[Example], path: Path) -> None:
    """Write the rows that are only measured on, for ``python -m eval score``."""
    wanted = {example.id for example in held_out}
    write_rows(tuple(row for _, row in read_rows(data) if row["id"] in wanted), path)


def _say(line: str) -> None:
    print(line, flush=True)
