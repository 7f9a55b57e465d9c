"""Tells whether a text is English, the only language that planner, rules and checks were made for."""

from __future__ import annotations

import re
from itertools import islice

FUNCTION_WORDS = frozenset(
    "the of to and a in that is was for it on with as he be at by his from are this but have an had not they which were her all "
    "she there would their we him been has when who will more no if out so said what up its about into than them can only".split()
)
LEAST_SHARE = 0.2
_WORD = re.compile(r"[^\W\d_]+")


def looks_english(text: str) -> bool:
    """Tell whether at least a fifth of a text's first thousand words are English function words; short texts pass."""
    words = [match[0].lower() for match in islice(_WORD.finditer(text), 1000)]
    return len(words) < 20 or sum(word in FUNCTION_WORDS for word in words) >= LEAST_SHARE * len(words)
