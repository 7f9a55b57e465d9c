"""Turns a request into the writer's source text: one place for training and inference alike.

The templates stand in ``prompts/``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from summarize.mentions import common_words
from summarize.prompts import Prompt
from summarize.types import Length

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "<": "‹", ">": "›"})
_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}")
_TITLE_WORDS = frozenset("President Prime Minister Senator Governor Mayor Secretary Chief Judge Police State House".split())


def straighten(text: str) -> str:
    """Return text as the writer reads it: straight quotation marks, single spaces, and no ``<`` that could form a mark."""
    return re.sub(r"\s+", " ", text.translate(_PLAIN)).strip()


def fold(text: str) -> str:
    """Return text in lower case, without accents and with straight apostrophes, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def decapitalise(sentence: str, names: Collection[str] = ()) -> str:
    """Return the sentence with its first word in lower case, where that is how the word is usually written and it is none of
    the words of ``names``."""
    match = re.match(r"[“\"‘'(]*([A-Z][\w’'-]*)", sentence)
    if not match:
        return sentence
    word = match[1]
    if word.removesuffix("'s") in names:
        return sentence
    if word == "A" or (len(word) > 1 and word[1:].islower() and common_words().get(word.lower().split("’")[0].split("'")[0])):
        at = match.start(1)
        return sentence[:at] + sentence[at].lower() + sentence[at + 1 :]
    return sentence


def plain_case(title: str, names: Collection[str] = ()) -> str:
    """Return a headline in Title Case with its ordinary words, but for ``names``, in lower case; any other headline as it is."""
    words = title.split()
    capitals = sum(word[:1].isupper() for word in words)
    if len(words) < 3 or capitals < 0.6 * len(words):
        return title
    return " ".join(w.lower() if fold(w.strip(",.:;?!'\"")) in common_words() and w not in names else w for w in words)


class Background:
    """What the requests of one article share: its sentences as the writer reads them, and its names."""

    def __init__(self, sentences: Iterable[str], title: str = "") -> None:
        """Read an article's sentences."""
        self.sentences = [straighten(sentence) for sentence in sentences]
        inside = (s[match.start() : match.end()] for s in self.sentences for match in _INSIDE.finditer(s))
        self.name_words = frozenset(inside) - _TITLE_WORDS
        self.title = decapitalise(plain_case(straighten(title), self.name_words), self.name_words)


def point_source(
    prompt: Prompt, *, background: Background, evidence: Sequence[int], length: Length, text: str = "", max_words: int = 90
) -> str:
    """Return the source from which a point is written.

    Args:
        prompt: the writer's templates.
        background: the article's sentences and names.
        evidence: the numbers of the sentences that the bullet is written from, in the article's order.
        length: the wanted length.
        text: what it is written from in place of these.
        max_words: where a sentence longer than this is cut off.
    """
    sentences = [straighten(text)] if text else [background.sentences[i] for i in evidence]
    texts = [decapitalise(" ".join(sentence.split()[:max_words]), background.name_words) for sentence in sentences]
    return prompt.fill("point", length=length, evidence="<sep>".join(texts))


def label_source(prompt: Prompt, *, point: str, background: Background) -> str:
    """Return the source from which a finished point's label is written."""
    return prompt.fill("label", point=decapitalise(straighten(point), background.name_words), title=background.title)


def topic_source(prompt: Prompt, *, background: Background) -> str:
    """Return the source from which the box's topic is written: the headline and the first sentence."""
    lead = " ".join(background.sentences[0].split()[:60])
    return prompt.fill("topic", title=background.title, lead=decapitalise(lead, background.name_words))
