"""Makes a run or reads it where it is kept: hypotheses, scores, and a manifest of everything that decides them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.command_line import names
from eval.cost import measure_cost
from eval.data import Example, Length
from eval.given import given_hypotheses
from eval.hypotheses import Hypothesis
from eval.rouge import TOKENIZERS
from eval.runs import (
    collect_hypotheses,
    make_configuration,
    read_costs,
    read_scores,
    run_folder,
    write_manifest,
    write_scores,
)
from eval.score import DEFAULT_TOKENIZER, ScoreTable, Sources, name_beside_baselines, score_hypotheses, sources_of
from eval.suites import Suite, read_suite
from summarize.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a run is asked to do: the product's ``systems``, files of hypotheses, and those ``stored`` with the data."""

    suite: Suite
    examples: Sequence[Example]
    length: Length
    systems: Sequence[str] = ()
    files: Sequence[Path] = ()
    stored: bool = False
    tokenizer: str = DEFAULT_TOKENIZER

    def sources(self, say: Callable[[str], None]) -> Sources:
        """What makes each system's hypotheses, by name.

        Raises:
            UsageError: a file of hypotheses cannot be read or does not fit the data.
        """
        given = given_hypotheses(self.examples, self.files, stored=self.stored)
        return sources_of(self.systems, self.length, say, given)


def read_task(suite: Suite, options: argparse.Namespace, say: Callable[[str], None]) -> Task:
    """Return the task that a command's options name for a suite, its data read.

    Raises:
        UsageError: the data is missing or wrong.
    """
    return Task(
        suite=suite,
        examples=read_suite(suite, say)[: options.limit],
        length=options.length,
        systems=names(options.systems),
        files=options.hypotheses,
        stored=options.stored,
        tokenizer=options.tokenizer,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run; ``costs`` are by system, ``signature`` is what it was made from in one readable line."""

    written: Mapping[str, Sequence[Hypothesis]]
    table: ScoreTable
    costs: Mapping[str, Mapping[str, float]]
    signature: str


def do_task(task: Task, sources: Sources, root: Path | None, say: Callable[[str], None]) -> Run:
    """Write and score, or read what an equal run has left under ``root``; without a root nothing is kept, nor cost measured.

    Raises:
        QuickLooksError: a model is unknown or broken, or the folder cannot be written.
    """
    configuration = make_configuration(
        task.suite.name, task.examples, task.length, task.systems, task.files, task.stored, task.tokenizer
    )
    _warn_of_words(task, say)
    folder = run_folder(root, configuration) if root else None
    try:
        table = read_scores(folder) if folder else None
        written = collect_hypotheses(folder, sources, task.examples, say)
        if folder and table:
            say(f"read from {folder}")
            return Run(written=written, table=table, costs=read_costs(folder), signature=configuration.signature)
        table = score_hypotheses(written, task.examples, task.length, say, tokenizer=task.tokenizer)
        costs = _costs(task, written) if folder else {}
        if folder:
            write_manifest(folder, configuration, costs)
            write_scores(folder, table)
            say(f"kept in {folder}")
    except OSError as error:
        raise UsageError(f"cannot write {folder or root}: {error.strerror or error}") from error
    return Run(written=written, table=table, costs=costs, signature=configuration.signature)


def _warn_of_words(task: Task, say: Callable[[str], None]) -> None:
    words = TOKENIZERS[task.tokenizer]
    n_without = sum(not any(map(words, example.reference_text(task.length).split())) for example in task.examples)
    if n_without:
        hint = "; for other scripts use --tokenizer unicode" if task.tokenizer == DEFAULT_TOKENIZER else ""
        say(f"{n_without} references hold no word that is counted, so that nothing can match them{hint}")


def _costs(task: Task, written: Mapping[str, Sequence[Hypothesis]]) -> dict[str, dict[str, float]]:
    longest = max((example.document for example in task.examples), key=len)
    shown = {name: name_beside_baselines(name) for name in task.systems}
    return {shown[name]: measure_cost(name, written[shown[name]], longest) for name in task.systems}
