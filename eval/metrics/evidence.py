"""Did the system write from the sentences that the reference was written from?"""

from __future__ import annotations

from math import nan

from eval.data import Example, Length
from eval.hypotheses import Hypothesis


def score(*, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
    """Precision, recall and share of reference bullets touched, over the sentences that the bullets rest on.

    ``first_third`` is the share of bullets whose evidence begins in the first third of the article's sentences.
    """
    wanted = [frozenset(bullet.evidence) for bullet in example.references[0] if bullet.evidence]
    known = [bullet.evidence for bullet in hypothesis.bullets if bullet.evidence]
    chosen = frozenset().union(*known)
    first = sum(3 * min(numbers) < len(example.sentences) for numbers in known)
    every = frozenset().union(*wanted)
    answered = bool(wanted) and any(bullet.evidence is not None for bullet in hypothesis.bullets)
    return {
        "evidence_precision": len(chosen & every) / len(chosen) if answered and chosen else nan,
        "evidence_recall": len(chosen & every) / len(every) if answered else nan,
        "evidence_touched": sum(bool(numbers & chosen) for numbers in wanted) / len(wanted) if answered else nan,
        "first_third": first / len(known) if known else nan,
    }
