"""Turns down what the cuts leave when it begins like half a sentence or ends in half a list or half a clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarize.shortening.lists import word_set
from summarize.shortening.tokens import Token
from summarize.shortening.words import has_finite, lowers

_BREAKS = frozenset({",", "—", "–", "--", "-", ";", ":"})
_OPENERS = word_set("after before when while as although though if because since until once whereas")
_TIMES = word_set("minutes hours days weeks months years minute hour day week month year moments")
_NEED_VERB = word_set("but while because which who whose although though whereas when where as if so")
_MAY_CLOSE = word_set("however too though instead again yesterday today tomorrow respectively")
_SHORT = 3


def is_sound(tokens: Sequence[Token], tags: str) -> bool:
    """Tell whether the words that are left begin and end like a whole sentence."""
    return not (_begins_broken(tokens) or _stays_open(tokens, tags) or _ends_broken(tokens, tags))


def _may_be_finite(tags: str, start: int, end: int) -> bool:
    """Tell whether a finite verb, or a form in -ed that may be one, stands in ``tags[start:end]``."""
    return has_finite(tags, start, end) or "E" in tags[start:end]


def _begins_broken(tokens: Sequence[Token]) -> bool:
    """Tell whether a subordinate clause ("Hours after ...", "When ...") stands without a comma and so without its main clause."""
    words = [lowers(token) for token in tokens if token.is_word][:4]
    opens = bool(words) and words[0] in _OPENERS
    timed = any(one in _TIMES and two in {"after", "before"} for one, two in pairwise(words))
    return (opens or timed) and not any(token.text == "," for token in tokens)


def _stays_open(tokens: Sequence[Token], tags: str) -> bool:
    """Tell whether a subject is followed by a comma or dash that nothing closes ("Dunmarrow, rescued in 2019 when ...")."""
    dashes = [place for place, token in enumerate(tokens) if token.text in {"—", "–", "--"} and not token.quoted]
    if len(dashes) == 1 and not _may_be_finite(tags, 0, dashes[0]):
        return True
    commas = [place for place, token in enumerate(tokens) if token.text == "," and not token.quoted]
    return len(commas) == 1 and tags[:1] in {"D", "M", "N"} and not _may_be_finite(tags, 0, commas[0])


def _ends_broken(tokens: Sequence[Token], tags: str) -> bool:
    """Tell whether what follows the last break is a clause without its verb, or the first words of a list or appositive."""
    end = len(tags.rstrip(".q"))
    if not end or tokens[end - 1].quoted:
        return False
    start = next((i + 1 for i in range(end - 1, 0, -1) if tokens[i].text in _BREAKS and not tokens[i].quoted), 0)
    if 0 < start < end - 1 and tags[start] in "VE" and tags[start + 1] in "DNM#" and _may_be_finite(tags, 0, start):
        return not lowers(tokens[start]).endswith("ing")
    if not start or _may_be_finite(tags, start, end):
        return False
    words = [token for token in tokens[start:end] if token.is_word]
    if not words:
        return True
    if lowers(words[0]) in _NEED_VERB:
        return True
    if lowers(words[0]) == "and" and not _is_list(tokens, tags, start - 1):
        return True
    joined = any(lowers(token) in {"and", "or"} for token in words)
    plain = any(token.text[:1].islower() for token in words) or any(lowers(token) in {"the", "a", "an"} for token in words)
    number_word = len(words) == 1 and not words[0].text[:1].isupper()
    return len(words) <= _SHORT + plain and plain and not joined and (number_word or lowers(words[-1]) not in _MAY_CLOSE)


def _is_list(tokens: Sequence[Token], tags: str, comma: int) -> bool:
    """Tell whether another comma stands between the first verb and a comma before "and": "They sell figs, dates, and nuts"."""
    verb = next((i for i in range(comma) if _may_be_finite(tags, i, i + 1)), 0)
    return any(token.text == "," for token in tokens[verb:comma])
