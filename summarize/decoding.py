"""How a model's output is searched for: every choice named, so that no library's default decides what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from summarize.errors import ModelError

LIMITS: dict[str, tuple[float, float]] = {
    "beams": (1, 64),
    "candidates": (1, 64),
    "max_new_tokens": (1, 4096),
    "min_new_tokens": (0, 4096),
    "length_penalty": (-10.0, 10.0),
    "no_repeat_ngram": (0, 64),
    "repetition_penalty": (0.01, 10.0),
}
WHOLE = frozenset({"beams", "candidates", "max_new_tokens", "min_new_tokens", "no_repeat_ngram"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Beam search in full; lengths in new tokens, ``no_repeat_ngram`` 0 for no blocking, ``candidates`` hypotheses a source."""

    beams: int
    max_new_tokens: int
    min_new_tokens: int
    length_penalty: float
    no_repeat_ngram: int
    candidates: int = 1
    repetition_penalty: float = 1.0


def check_decoding(fields: Mapping[str, Any]) -> None:
    """Look at a card's decoding.

    Raises:
        ModelError: an option is unknown, of the wrong kind, or out of its bounds.
    """
    for name, value in fields.items():
        if name not in LIMITS:
            raise ModelError(f"decoding has no option '{name}'", f"There are: {', '.join(LIMITS)}")
        low, high = LIMITS[name]
        kinds = (int,) if name in WHOLE else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
            kind = "a whole number" if name in WHOLE else "a number"
            raise ModelError(f"decoding: {name} = {value!r} is not allowed", f"Allowed: {kind} from {low:g} to {high:g}")
    if fields.get("candidates", 1) > fields.get("beams", fields.get("candidates", 1)):
        raise ModelError("decoding: there are more candidates than beams")
    if fields.get("min_new_tokens", 0) > fields.get("max_new_tokens", 4096):
        raise ModelError("decoding: min_new_tokens is greater than max_new_tokens")


def make_decoding(fields: Mapping[str, Any]) -> Decoding:
    """Return a card's decoding, which must name every choice that has no neutral value.

    Raises:
        ModelError: something is missing or not allowed.
    """
    check_decoding(fields)
    needed = ("beams", "max_new_tokens", "min_new_tokens", "length_penalty", "no_repeat_ngram")
    missing = [name for name in needed if name not in fields]
    if missing:
        raise ModelError(f"decoding lacks {', '.join(missing)}", "Nothing is left to a library's default")
    return Decoding(**fields)
