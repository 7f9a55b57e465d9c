"""Turns a request into the writer's source text: one place for training and inference alike.

The templates stand in ``prompts/``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from summarize.mentions import common_words, find_mentions
from summarize.prompts import Prompt
from summarize.types import Length

MAX_CONTEXT_NAMES = 4
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
        self._names = [[m.text for m in find_mentions(s) if m.kind == "name"] for s in self.sentences]
        counts = Counter(name for names in self._names for name in names)
        inside = (s[match.start() : match.end()] for s in self.sentences for match in _INSIDE.finditer(s))
        self.name_words = frozenset(inside) - _TITLE_WORDS
        self.title = decapitalise(plain_case(straighten(title), self.name_words), self.name_words)
        self._common = [name for name, _ in counts.most_common(5)]
        self._full: dict[str, str] = {}
        for name in counts:
            words = name.split()
            if 2 <= len(words) <= 4 and "of" not in words and fold(words[-1]) not in common_words():
                self._full.setdefault(fold(words[-1]), name)

    def context(self, evidence: Sequence[int]) -> list[str]:
        """Return up to four names that the evidence leaves out and a point may need: the full forms of its short ones, those of
        the two sentences before it, and the article's commonest."""
        here = [name for i in evidence for name in self._names[i]]
        full = [self._full[fold(name)] for name in here if fold(name) in self._full]
        near = [name for i in (min(evidence) - 1, min(evidence) - 2) if i >= 0 for name in self._names[i]]
        text = " ".join(self.sentences[i] for i in evidence)
        wanted = (*full, *near[:2], *(name for name in self._common if name in self.title), *self._common[:3], *near[2:])
        full_forms = (self._full.get(fold(name), name) for name in wanted)
        return list(dict.fromkeys(name for name in full_forms if name not in text))[:MAX_CONTEXT_NAMES]


def point_source(prompt: Prompt, *, background: Background, evidence: Sequence[int], length: Length, max_words: int = 90) -> str:
    """Return the source from which a point is written.

    Args:
        prompt: the writer's templates.
        background: the article's sentences and names.
        evidence: the numbers of the sentences that the bullet is written from, in the article's order.
        length: the wanted length.
        max_words: where a sentence longer than this is cut off.
    """
    texts = [decapitalise(" ".join(background.sentences[i].split()[:max_words]), background.name_words) for i in evidence]
    names = "<sep>".join(background.context(evidence))
    return prompt.fill("point", length=length, evidence="<sep>".join(texts), names=names)


def label_source(prompt: Prompt, *, point: str, background: Background) -> str:
    """Return the source from which a finished point's label is written."""
    return prompt.fill("label", point=decapitalise(straighten(point), background.name_words), title=background.title)


def topic_source(prompt: Prompt, *, background: Background) -> str:
    """Return the source from which the box's topic is written: the headline and the first sentence."""
    lead = " ".join(background.sentences[0].split()[:60])
    return prompt.fill("topic", title=background.title, lead=decapitalise(lead, background.name_words))
