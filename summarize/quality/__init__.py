"""Estimates whether an editor would print a shortened sentence as it stands, without another text to compare it with.

A logistic regression (``models.quality``) over what the cut did to the sentence's tree, how it begins and ends, and which of the
article's likely words it keeps, learnt from verdicts on cuts of news sentences. (In machine translation this task is called
quality estimation.) A second one (``models.keeping``) knows the article's box as well: it learnt from an editor who had read the
article, so that what was cut before the point and what the box does not introduce counts against a bullet.
"""

from summarize.quality.cut import Cut, Setting, fault_kinds
from summarize.quality.estimator import estimator, probability
from summarize.quality.features import flags, numbers
from summarize.quality.keeping import keeping
from summarize.quality.telling import reader_flags, reader_numbers

__all__ = ["Cut", "Setting", "digest", "estimator", "fault_kinds", "judge_cut", "probability"]


def judge_cut(cut: Cut, setting: Setting) -> tuple[float, float]:
    """Return the log-odds that an editor would print a cut as it stands, and that one who knows the article keeps it in a box."""
    has, measured = flags(cut), numbers(cut, setting)
    printable = estimator().add(has, measured)
    return printable, keeping().log_odds(printable, has | reader_flags(cut, setting), measured | reader_numbers(cut, setting))


def digest() -> str:
    """Return a digest of both regressions."""
    return f"{estimator().digest} {keeping().digest}"
