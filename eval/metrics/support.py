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

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPACED_NUMBER = re.compile(r"\d+(?:[.,]\d+| ?, \d{3}\b| ?\. \d+)*")
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
        "number_support": _share([_is_known(number, numbers) for number in _SPACED_NUMBER.findall(summary)]),
    }


@lru_cache(maxsize=4096)
def _known(document: str) -> tuple[frozenset[tuple[str, str]], frozenset[Trigram], frozenset[str]]:
    tokens = tokenize(document)
    numbers = map(_joined, _NUMBER.findall(document) + _SPACED_NUMBER.findall(document))
    return frozenset(pairwise(tokens)), frozenset(_trigrams(tokens)), frozenset(numbers)


def _trigrams(tokens: Sequence[str]) -> list[Trigram]:
    return list(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _joined(number: str) -> str:
    return re.sub("[ ,]", "", number)


def _is_known(number: str, known: frozenset[str]) -> bool:
    """Look a number up as one ("235 , 000" in tokenised text) and, failing that, as the several that it may be."""
    return _joined(number) in known or all(_joined(part) in known for part in _NUMBER.findall(number))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else nan
