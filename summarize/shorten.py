"""Shortens one sentence by rules: the honest baseline, and the safety net behind every model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.shortening.clauses import find_tail_cuts
from summarize.shortening.cuts import find_inner_cuts
from summarize.shortening.lists import SPEECH, word_set
from summarize.shortening.quotes import rewrite
from summarize.shortening.search import choose_cuts
from summarize.shortening.soundness import is_sound
from summarize.shortening.speech import present_attribution
from summarize.shortening.tokens import Token, count_words, join_tokens, split_tokens, tidy
from summarize.shortening.words import lowers, tag_tokens

MAX_CHARACTERS = 3000
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+(?:[ ,/]+[A-Z][\w.’'-]*){0,6}(?: \d{1,2})?,? ?)?(?:\([A-Z][\w./ ]{1,30}\) ?)?"
    r"(?:--|—|–|-) ?(?=[A-Z“\"0-9])"
    r"|(?:[A-Z][\w.]+,? ){0,4}\((?:CNN|AP|Reuters|AFP|UPI|BBC)[\w ]{0,12}\)[ :—–-]*"
)
_DANGLING = frozenset("DPSCWXTB")
_DANGLING_WORDS = word_set("not never only also even than very more most no such as’s")


def shorten(sentence: str, *, max_words: int, min_words: int = 8) -> list[str]:
    """Return grammatical one-sentence compressions of a sentence, best first, at least one for any sentence that holds a word.

    Only whole words are left out, and attributions are moved ("S, Smith said." becomes "Smith says S."); numbers, names and
    quotations stay as they are. Where nothing fits into ``max_words``, the least long version comes first: the caller has
    to look at its length. Words are whitespace tokens that hold a letter or digit.
    """
    text = " ".join(sentence.split())
    if len(text) > MAX_CHARACTERS:
        return [text]
    text = strip_dateline(text)
    tokens = split_tokens(text)
    if not any(token.is_word for token in tokens):
        return [text] if text else []
    found: dict[str, int] = {}
    for variant, tags, lead in _variants(tokens):
        for text in _compress(variant, tags, lead, max_words, min_words):
            found.setdefault(text, count_words(text))
    if not found:
        return [join_tokens(tidy(tokens)) or text]
    order = {text: place for place, text in enumerate(found)}
    return sorted(found, key=lambda text: _rank(found[text], order[text], max_words, min_words))[:8]


def strip_dateline(sentence: str) -> str:
    """Return the sentence without "WASHINGTON (CNN) -- " and the like at its start."""
    match = DATELINE.match(sentence)
    return sentence[match.end() :] if match and match.end() < len(sentence) - 10 else sentence


def _rank(size: int, place: int, max_words: int, min_words: int) -> tuple[float, int]:
    """Order: what fits, in the order found; then what misses its length by the least (too short counts more than too long)."""
    if min_words <= size <= max_words:
        return (0, place)
    return (size - max_words if size > max_words else (min_words - size) * (min_words - size + 2), place)


def _variants(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], str, int]]:
    """Yield the sentence with its attribution in front, its tags and that attribution's length, or the sentence as it is."""
    tags = tag_tokens(tokens)
    listed = any(colon.text == ":" and not colon.quoted and lowers(before) not in SPEECH for before, colon in pairwise(tokens))
    moved = [] if listed else rewrite(tokens, tags)
    for variant, lead in moved:
        yield variant, tag_tokens(variant), lead
    if not moved:
        present = present_attribution(tokens, tags)
        yield present, tags if len(present) == len(tokens) else tag_tokens(present), 0


def _compress(tokens: list[Token], tags: str, lead: int, max_words: int, min_words: int) -> Iterator[str]:
    """Yield what is left of one variant after each good choice of cuts."""
    cuts = [*find_inner_cuts(tokens, tags, lead), *find_tail_cuts(tokens, tags)]
    for kept in choose_cuts(tokens, cuts, max_words=max_words, min_words=min_words):
        if len(kept) == len(tokens) or _is_whole([tokens[i] for i in kept], "".join([tags[i] for i in kept])):
            yield join_tokens(tidy([tokens[i] for i in kept]))


def _is_whole(tokens: Sequence[Token], tags: str) -> bool:
    """Tell whether the words make a sentence: a finite verb, nothing dangling at its end."""
    bare = tags.rstrip(".q,;:-")
    if not bare or not ("V" in bare or "X" in bare) or not is_sound(tokens, tags):
        return False
    last = tokens[len(bare) - 1]
    if sum(token.text == "“" for token in tokens) != sum(token.text == "”" for token in tokens):
        return False
    return last.quoted or (bare[-1] not in _DANGLING and lowers(last) not in _DANGLING_WORDS)
