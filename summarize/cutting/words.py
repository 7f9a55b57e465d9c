"""A sentence's words with their parts of speech, and where the words of a shortened one stand in the whole one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from summarize.shortening.lists import word_set
from summarize.shortening.tokens import split_tokens
from summarize.shortening.words import lowers, tag_tokens

SAYING = word_set("says say said")
CONDITIONS = word_set("if unless whether")
TELLING = word_set("noted reported said says showed shows found announced warned explained demonstrated added wrote posted")
TIMES = word_set("year years day days week weeks month months hour hours minute minutes decade decades moments")
_STEM = 4
_SIGNS = "%$.'s"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's words, one tag a word (``summarize.shortening.words``), and after which of them a mark stands."""

    texts: tuple[str, ...]
    tags: str
    marked: tuple[bool, ...]

    def finite(self, start: int, end: int | None = None) -> bool:
        """Tell whether a finite verb stands in a stretch."""
        return bool({"V", "X"} & set(self.tags[start:end]))


@lru_cache(maxsize=256)
def read_words(sentence: str) -> Words:
    """Return a sentence's words, in lower case and without a genitive's "'s"."""
    tokens = split_tokens(sentence)
    tags = tag_tokens(tokens)
    places = [i for i, token in enumerate(tokens) if token.is_word]
    gaps = pairwise([*places, len(tokens)])
    marked = [any(tags[i] in ",;:-()." or tokens[i].text in "“”" for i in range(start + 1, end)) for start, end in gaps]
    texts = (lowers(tokens[i]).replace("’", "'").removesuffix("'s") for i in places)
    return Words(tuple(texts), "".join(tags[i] for i in places), tuple(marked))


@lru_cache(maxsize=256)
def align(short: Words, whole: Words) -> tuple[int | None, ...]:
    """Return where each word of the shortened sentence stands in the whole one."""
    places: list[int | None] = [None] * len(short.texts)
    for block in SequenceMatcher(None, short.texts, whole.texts, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            places[block.a + step] = block.b + step
    return tuple(places)


def foreign_words(short: Words, whole: Words, places: Sequence[int | None]) -> list[str]:
    """Return the words that the source does not have, not even in another form: "marks" of "marked"."""
    stems, bare = {word[:_STEM] for word in whole.texts}, {word.rstrip(_SIGNS) for word in whole.texts}
    found = []
    for word, place in zip(short.texts, places, strict=True):
        if place is not None or word in SAYING or word in whole.texts or word.rstrip(_SIGNS) in bare:
            continue
        if not (len(word) >= _STEM and word.isalpha() and word[:_STEM] in stems) or _is_broken(word, whole):
            found.append(word)
    return found


def _is_broken(word: str, whole: Words) -> bool:
    """Tell whether a word is but the beginning of one in the source: "prosecut"."""
    return any(other.startswith(word) and other != word + "s" for other in whole.texts)
