"""Works out a whole report from hypotheses and examples."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from eval.command_line import BASELINE
from eval.data import Example, Length
from eval.keeping import Run
from eval.report.articles import view_articles
from eval.report.ranking import METRIC, kind_of, rank_systems
from eval.report.records import Report
from eval.report.slices import slice_groups
from eval.report.verdict import decide
from eval.score import DEFAULT_TOKENIZER, ScoreTable
from eval.statistics import SEED, TRIALS
from eval.suites import Suite
from summarize import __version__
from summarize.errors import UsageError

MOST_SHOWN = 10


def check_shown(sources: Collection[str], baseline: str, shown: Sequence[str]) -> None:
    """Refuse what a report cannot be made of, before anything is run.

    Raises:
        UsageError: the baseline or a system to show is not among ``sources``, or there are too many to show.
    """
    for name in (baseline, *shown):
        if name not in sources:
            raise UsageError(f"no system '{name}' in this report", f"There are: {', '.join(sources)}.")
    if len(shown) > MOST_SHOWN:
        raise UsageError(f"{len(shown)} systems to show are too many", f"The page has room for {MOST_SHOWN}.")


def build_report(
    run: Run, examples: Sequence[Example], suite: Suite, *, baseline: str = BASELINE, shown: Sequence[str] = ()
) -> Report:
    """Prepare everything that the page shows of a finished run.

    Args:
        run: hypotheses by system and their scores, aligned with ``examples``, the articles with their references.
        suite: where the examples come from.
        baseline: the system that all others are compared with.
        shown: up to ``MOST_SHOWN`` systems whose text the page shows; if none are named, systems, baseline and oracle.

    Raises:
        UsageError: the baseline is not among the systems.
    """
    table = run.table
    rows = rank_systems(table, baseline)
    chosen = _shown(table, shown, baseline)
    return Report(
        suite=suite,
        table=table,
        baseline=baseline,
        rows=rows,
        decision=decide(table, rows, baseline, machine_assisted=suite.machine_assisted),
        groups=slice_groups(table, examples, chosen),
        articles=view_articles(table, run.written, examples, chosen),
        reference_words=_reference_words(examples, table.length),
        costs=run.costs,
        signature=signature(table, suite, examples, run.signature),
    )


def signature(table: ScoreTable, suite: Suite, examples: Sequence[Example], run: str = "") -> str:
    """What must be equal for two numbers to be comparable, in one readable line; ``run`` says what made the hypotheses."""
    n_references = max(len(example.references) for example in examples)
    parts = (
        f"n:{len(table.ids)}",
        f"len:{table.length}",
        f"refs:{n_references}{',best' if n_references > 1 else ''}",
        f"rouge:F,{table.tokenizer}{',stemmed' if table.tokenizer == DEFAULT_TOKENIZER else ''},points-by-line",
        "mean:articles",
        "interval:bootstrap,95",
        "test:paired-randomisation,holm",
        f"seed:{SEED}",
        f"trials:{TRIALS}",
        f"v:{__version__}",
    )
    known = dict.fromkeys((*run.split(), f"suite:{suite.name}".replace(" ", "_"), f"data:{table.digest[:8]}", *parts))
    return " ".join(known)


def _reference_words(examples: Sequence[Example], length: Length) -> float:
    return sum(len(example.reference_text(length).split()) for example in examples) / len(examples)


def _shown(table: ScoreTable, asked: Sequence[str], baseline: str) -> tuple[str, ...]:
    systems = [name for name in table.values if kind_of(name) == "system"]
    if len(systems) >= MOST_SHOWN:
        systems = sorted(systems, key=lambda name: -table.mean(name, METRIC))
    wanted = [name for name in asked if name in table.values] or [*systems[: MOST_SHOWN - 1], baseline, "oracle"]
    return tuple(dict.fromkeys(name for name in wanted if name in table.values))[:MOST_SHOWN]
