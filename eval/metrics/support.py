"""How much of the wording stands in the article: a sign of faithfulness near extraction, and no more than that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import nan

from eval.data import Example, Length
from eval.hypotheses import Hypothesis
from eval.rouge import tokenize

_NUMBER = re.compile(r"\d+(?:[.,]\d+| , \d{3}\b)*")
Trigram = tuple[str, str, str]


def score(*, hypothesis: Hypothesis, example: Example, length: Length) -> dict[str, float]:
    """Shares of the bullets' bigrams, trigrams and written numbers that the document holds, stemmed as for ROUGE."""
    return support(hypothesis.text, example.document)


def support(summary: str, document: str) -> dict[str, float]:
    """The shares for one summary of one document; not a number where the summary has nothing to look up."""
    bigrams, trigrams, numbers = _known(document)
    lines = [tokenize(line) for line in summary.split("\n")]
    return {
        "bigram_support": _share([pair in bigrams for line in lines for pair in pairwise(line)]),
        "trigram_support": _share([trigram in trigrams for line in lines for trigram in _trigrams(line)]),
        "number_support": _share([number in numbers for number in _numbers(summary)]),
    }


@lru_cache(maxsize=4096)
def _known(document: str) -> tuple[frozenset[tuple[str, str]], frozenset[Trigram], frozenset[str]]:
    tokens = tokenize(document)
    return frozenset(pairwise(tokens)), frozenset(_trigrams(tokens)), frozenset(_numbers(document))


def _trigrams(tokens: Sequence[str]) -> list[Trigram]:
    return list(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _numbers(text: str) -> list[str]:
    return [re.sub("[ ,]", "", number) for number in _NUMBER.findall(text)]


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else nan
