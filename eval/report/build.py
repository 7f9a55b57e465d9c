"""Works out a whole report from hypotheses and examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.data import Example, Length
from eval.report.articles import Written, view_articles
from eval.report.ranking import METRIC, kind_of, rank_systems
from eval.report.records import Report
from eval.report.slices import slice_groups
from eval.report.verdict import decide
from eval.score import BASELINE, ScoreTable, score_hypotheses
from eval.statistics import SEED, TRIALS
from eval.suites import Suite
from summarize import __version__

MOST_SHOWN = 10


def build_report(
    written: Written,
    examples: Sequence[Example],
    suite: Suite,
    length: Length,
    *,
    baseline: str = BASELINE,
    shown: Sequence[str] = (),
    run: str = "",
    say: Callable[[str], None] | None = None,
) -> Report:
    """Score what the systems wrote and prepare everything that the page shows.

    Args:
        written: hypotheses by system, aligned with ``examples``, the articles with their references.
        suite: where the examples come from; ``length`` says whether short or full points are measured against.
        baseline: the system that all others are compared with.
        shown: up to ``MOST_SHOWN`` systems whose text the page shows; if none are named, systems, baseline and oracle.
        run: what made the hypotheses, in one readable line, to stand beside the numbers.
        say: hears how far the scoring has come.

    Raises:
        UsageError: the baseline is not among the systems.
    """
    table = score_hypotheses(written, examples, length, say)
    chosen = _shown(table, shown, baseline)
    views = view_articles(table, written, examples, chosen)
    rows = rank_systems(table, baseline)
    return Report(
        suite=suite,
        table=table,
        baseline=baseline,
        rows=rows,
        decision=decide(table, rows, baseline, machine_assisted=suite.machine_assisted),
        groups=slice_groups(table, examples, chosen),
        articles=views,
        reference_words=_reference_words(examples, length),
        signature=signature(table, suite, examples, run),
    )


def signature(table: ScoreTable, suite: Suite, examples: Sequence[Example], run: str = "") -> str:
    """What must be equal for two numbers to be comparable, in one readable line; ``run`` says what made the hypotheses."""
    n_references = max(len(example.references) for example in examples)
    parts = (
        f"n:{len(table.ids)}",
        f"len:{table.length}",
        f"refs:{n_references}{',best' if n_references > 1 else ''}",
        "rouge:F,stemmed,points-by-line",
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
