"""Runs every check of one point against its article."""

from __future__ import annotations

from summarize.checks.attribution import check_attribution
from summarize.checks.dates import check_dates
from summarize.checks.names import check_names
from summarize.checks.negation import check_negation
from summarize.checks.numbers import check_codes, check_numbers
from summarize.checks.quotations import check_quotations
from summarize.checks.roles import check_roles, check_subjects
from summarize.checks.source import SourceFacts, read_passage
from summarize.types import Finding

_CHECKS = (
    check_numbers,
    check_codes,
    check_dates,
    check_names,
    check_quotations,
    check_attribution,
    check_roles,
    check_subjects,
    check_negation,
)


def check_point(point: str, *, facts: SourceFacts, evidence: tuple[int, ...]) -> tuple[Finding, ...]:
    """Return what could not be verified in a point, by its place in it; an empty tuple says that nothing was found wrong.

    Args:
        point: one sentence of a summary.
        facts: the article, read by ``read_facts``.
        evidence: the numbers of the sentences that the point was written from; with none, only the whole article is asked.
    """
    passage = read_passage(point)
    found = [finding for check in _CHECKS for finding in check(passage, facts=facts, evidence=evidence)]
    return tuple(sorted(found, key=lambda finding: finding.span or (0, 0)))
