"""Keeps runs: a folder named by a digest of everything that decides the scores, so that a rerun reads what is there."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan, nan
from pathlib import Path
from typing import Any

from eval.data import Example, Length, dataset_digest
from eval.given import hypothesis_as_row, parse_hypothesis
from eval.hypotheses import Hypothesis
from eval.progress import with_progress
from eval.score import DEFAULT_TOKENIZER, ScoreTable, Sources, answers_anything
from eval.statistics import SEED, TRIALS
from summarize.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Everything that decides a run's scores; ``models`` and ``given`` are digests by the name of a model or file.

    ``stored`` is the digest of the hypotheses that came with the data, "" where they are not scored.
    """

    suite: str
    data_digest: str
    n_articles: int
    length: Length
    models: Mapping[str, str]
    given: tuple[tuple[str, str], ...]
    stored: str
    code_digest: str
    tokenizer: str = DEFAULT_TOKENIZER
    seed: int = SEED
    trials: int = TRIALS

    @property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    @property
    def signature(self) -> str:
        """The readable form, to stand beside numbers."""
        models = ",".join(f"{name}@{digest[:8]}" for name, digest in self.models.items())
        parts = {
            "suite": self.suite,
            "data": self.data_digest[:8],
            "n": self.n_articles,
            "len": self.length,
            "systems": models,
            "given": ",".join(f"{name}@{digest[:8]}" for name, digest in self.given),
            "stored": self.stored[:8],
            "words": self.tokenizer,
            "seed": self.seed,
            "trials": self.trials,
            "code": self.code_digest[:8],
        }
        return " ".join(f"{name}:{value}" for name, value in parts.items() if value != "")


def make_configuration(
    suite: str,
    examples: Sequence[Example],
    length: Length,
    systems: Sequence[str],
    given: Sequence[Path],
    stored: bool,
    tokenizer: str = DEFAULT_TOKENIZER,
) -> Configuration:
    """The configuration of a run that is about to start.

    Raises:
        QuickLooksError: a model is unknown, or a file of hypotheses cannot be read.
    """
    from eval.digests import code_digest, file_digest, model_digest

    return Configuration(
        suite=suite,
        data_digest=dataset_digest(tuple(examples)),
        n_articles=len(examples),
        length=length,
        models={name: model_digest(name) for name in systems},
        given=tuple((path.name, file_digest(path)) for path in given),
        stored=_stored_digest(examples) if stored else "",
        code_digest=code_digest(),
        tokenizer=tokenizer,
    )


def _stored_digest(examples: Sequence[Example]) -> str:
    stored = [sorted(example.hypotheses.items()) for example in examples]
    return hashlib.sha256(json.dumps(stored).encode()).hexdigest()


def run_folder(root: Path, configuration: Configuration) -> Path:
    """Where the run of this configuration lies under ``root``, whether or not it is there yet."""
    return root / f"{Path(configuration.suite).stem}-{configuration.digest[:16]}"


def collect_hypotheses(
    folder: Path | None, sources: Sources, examples: Sequence[Example], say: Callable[[str], None]
) -> dict[str, list[Hypothesis]]:
    """Every system's hypotheses, in the examples' order; ``say`` hears how far a slow system has come.

    With a folder, those that stand in it are read, and each new one is added to it as soon as it is made: a stopped run goes on
    with the article at which it was stopped.
    """
    path = folder / "hypotheses.jsonl" if folder else None
    kept = read_kept(path, examples) if path else {}
    if folder and path:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, "".join(_line(one) for found in kept.values() for one in found.values()))
    written = {}
    for system, source in sources.items():
        found = kept.get(system, {})
        missing = [example for example in examples if example.id not in found]
        if missing:
            if found:
                say(f"{system}: goes on after {len(found)} of {len(examples)} articles")
            fresh = with_progress(source(missing), system, len(examples), say, done=len(found))
            found = found | {one.id: one for one in _kept_as_made(path, fresh)}
        answers = [found[example.id] for example in examples]
        if answers_anything(system, answers):
            written[system] = answers
    return written


def read_kept(path: Path, examples: Sequence[Example]) -> dict[str, dict[str, Hypothesis]]:
    """What a file of hypotheses holds, by system and article; a torn last line is passed over."""
    known = {example.id: example for example in examples}
    found: dict[str, dict[str, Hypothesis]] = {}
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        if not isinstance(row, dict):
            continue
        hypothesis = parse_hypothesis(row, known, f"{path.name}, line {number}")
        found.setdefault(hypothesis.system, {})[hypothesis.id] = hypothesis
    return found


def write_scores(folder: Path, table: ScoreTable) -> None:
    """Write the per-document table as ``scores.csv`` and, last and whole, as ``scores.json``: its being there ends a run."""
    metrics = list(next(iter(table.values.values())))
    with (folder / "scores.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["system", "id", *metrics])
        for system, values in table.values.items():
            for number, name in enumerate(table.ids):
                cells = (values[metric][number] for metric in metrics)
                rows.writerow([system, name, *("" if isnan(value) else repr(value) for value in cells)])
    columns_by_system = {
        system: {metric: [None if isnan(value) else value for value in column] for metric, column in columns.items()}
        for system, columns in table.values.items()
    }
    about = {"length": table.length, "data_digest": table.digest, "tokenizer": table.tokenizer, "ids": table.ids}
    record = about | {"values": columns_by_system}
    _write(folder / "scores.json", json.dumps(record) + "\n")


def read_scores(folder: Path) -> ScoreTable | None:
    """The per-document table of a run; None where the run is not there or not finished.

    Raises:
        UsageError: the file is not what ``write_scores`` writes.
    """
    path = folder / "scores.json"
    if not path.exists():
        return None
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        values = {
            system: {metric: tuple(nan if value is None else value for value in column) for metric, column in columns.items()}
            for system, columns in row["values"].items()
        }
        return ScoreTable(
            length=row["length"],
            digest=row["data_digest"],
            ids=tuple(row["ids"]),
            values=values,
            tokenizer=row["tokenizer"],
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is not a table of scores ({type(error).__name__}: {error})") from error


def write_manifest(folder: Path, configuration: Configuration, costs: Mapping[str, Mapping[str, float]]) -> None:
    """Write what the run was made from and on: configuration, digests, library versions, hardware and costs by system."""
    from eval.digests import hardware, library_versions

    record: dict[str, Any] = {"signature": configuration.signature, "digest": configuration.digest} | asdict(configuration)
    record |= {"library_versions": library_versions(), "hardware": hardware(), "costs": costs}
    _write(folder / "manifest.json", json.dumps(record, indent=1) + "\n")


def read_costs(folder: Path) -> dict[str, dict[str, float]]:
    """The costs by system that a run's manifest holds; none where it holds none."""
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["costs"]
    except (OSError, json.JSONDecodeError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _line(hypothesis: Hypothesis) -> str:
    return json.dumps(hypothesis_as_row(hypothesis), ensure_ascii=False) + "\n"


def _kept_as_made(path: Path | None, hypotheses: Iterable[Hypothesis]) -> Iterator[Hypothesis]:
    """Pass hypotheses on, each only when the file holds it; a killed process loses none, and after the last the disk has all."""
    if path is None:
        yield from hypotheses
        return
    with path.open("a", encoding="utf-8") as file:
        for hypothesis in hypotheses:
            file.write(_line(hypothesis))
            file.flush()
            yield hypothesis
        os.fsync(file.fileno())


def _write(path: Path, text: str) -> None:
    """Write to a file beside it and rename, so that a stopped run leaves the old one or the new one."""
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
