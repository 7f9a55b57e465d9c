"""A sentence's words with their parts of speech, and where the words of a shortened one stand in the whole one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from summarize.shortening.lists import word_set
from summarize.shortening.tokens import split_tokens
from summarize.shortening.words import lowers, tag_tokens

SAYING = word_set("says say said")
CONDITIONS = word_set("if unless whether")


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


def align(short: Words, whole: Words) -> list[int | None]:
    """Return where each word of the shortened sentence stands in the whole one."""
    places: list[int | None] = [None] * len(short.texts)
    for block in SequenceMatcher(None, short.texts, whole.texts, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            places[block.a + step] = block.b + step
    return places
