"""What every rule speaks in: cuts, which are spans of tokens, and where they may lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.shortening.lists import SPEECH
from summarize.shortening.tokens import Token
from summarize.shortening.words import FINITE, has_finite, lowers


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens ``first`` (included) to ``last`` (excluded) that may go; ``cost`` grows with what is lost, 0 always goes."""

    first: int
    last: int
    cost: float


def depth_zero(tokens: Sequence[Token], tags: str) -> list[int]:
    """Return the places of the commas outside quotations and brackets."""
    commas, depth = [], 0
    for index, tag in enumerate(tags):
        if tag == "(":
            depth += 1
        elif tag == ")":
            depth = max(0, depth - 1)
        elif tag == "," and not depth and not tokens[index].quoted:
            commas.append(index)
    return commas


def find_settled(tokens: Sequence[Token], tags: str) -> list[bool]:
    """Tell for each place whether the main clause has its verb, and so has every clause opened since."""
    settled, waiting, main, spoken = [], 0, False, False
    last = max((i for i, tag in enumerate(tags) if tag in FINITE), default=0)
    for index, tag in enumerate(tags):
        settled.append(main and not waiting)
        if tag == "W" or (tag == "S" and _opens_clause(tokens, tags, index)):
            waiting += 0 if spoken and waiting and tag == "S" else 1
            spoken = False
        elif tag in FINITE:
            joined = tags[:index].rstrip("A")[-1:] == "C"
            if waiting:
                waiting -= 1
            elif not joined:
                main = True
            spoken = lowers(tokens[index]) in SPEECH and index < last and not waiting
            waiting += spoken
        elif tag in ";:":
            waiting, spoken = 0, False
    return settled


def _opens_clause(tokens: Sequence[Token], tags: str, index: int) -> bool:
    """Tell whether a subordinator opens a clause rather than a phrase ("since 2019", "after losing")."""
    if lowers(tokens[index]) in {"that", "while", "although", "though", "because", "whereas"}:
        return has_finite(tags, index + 1, len(tags)) or lowers(tokens[index]) == "that"
    stop = next((i for i in range(index + 1, len(tags)) if tags[i] in ",;:-."), len(tags))
    return has_finite(tags, index + 1, stop)
