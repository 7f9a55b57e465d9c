"""Do two bullets say the same?"""

from __future__ import annotations

from itertools import combinations
from math import fsum, nan

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from eval.metrics.overlap import bullet_counts
from eval.rouge import Tokenizer, tokenize, unigram_f


def score(*, hypothesis: Hypothesis, example: Example, length: Length, tokenizer: Tokenizer = tokenize) -> dict[str, float]:
    """The greatest and the mean ROUGE-1 F between any two bullets: 1 where one is repeated."""
    counted = [bullet_counts(bullet.point, tokenizer) for bullet in hypothesis.bullets]
    pairs = [unigram_f(left, right) for left, right in combinations(counted, 2)]
    return {
        "redundancy": fsum(pairs) / len(pairs) if pairs else nan,
        "redundancy_max": max(pairs) if pairs else nan,
    }
