"""What the product's own checks find in each bullet when they ask the whole article: a rate of alarms, not of errors."""

from __future__ import annotations

from functools import lru_cache
from math import nan

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from summarize.checks.run import check_point
from summarize.checks.source import SourceFacts, read_facts
from summarize.types import Article, Finding

CHECKS = ("numbers", "dates", "names", "quotations")


def score(*, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
    """Shares of the bullets in which any check, or a named one, found something; evidence is not used, to treat all alike."""
    found = [point_findings(bullet.point, example) for bullet in hypothesis.bullets]
    if not found:
        return dict.fromkeys(("flagged", *(f"flagged_{check}" for check in CHECKS)), nan)
    values = {"flagged": sum(map(bool, found)) / len(found)}
    for check in CHECKS:
        values[f"flagged_{check}"] = sum(any(one.check == check for one in findings) for findings in found) / len(found)
    return values


def point_findings(point: str, example: Example) -> tuple[Finding, ...]:
    """What the checks find in a point when they ask the whole article."""
    return check_point(point, facts=_facts(example.document, example.title), evidence=())


@lru_cache(maxsize=1024)
def _facts(document: str, title: str) -> SourceFacts:
    from summarize.document import parse_document

    return read_facts(parse_document(Article(text=document, title=title or None)))
