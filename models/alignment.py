"""Finds the sentences of a story that a highlight was written from."""

from __future__ import annotations

import re
from collections.abc import Sequence

STOP = frozenset(
    "a an the of to in on at for by with from as is are was were be been has have had will would can could may might and or but "
    "that this it its his her their he she they who which not no more than after before over about into out up said says".split()
)


def content(text: str) -> list[str]:
    """Return a text's content words, roughly stemmed."""
    return [stem(w) for w in re.findall(r"[^\W_]+", text.lower()) if w not in STOP]


def stem(word: str) -> str:
    """Return a word without its commonest endings."""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def align(target: str, sentences: Sequence[frozenset[str]], *, gain: float = 0.15) -> tuple[tuple[int, ...], float]:
    """Return the one or two sentences that cover most of the target's content words, and the share they cover.

    Args:
        target: the highlight.
        sentences: the content words of each sentence.
        gain: the further share of the target that a second sentence must cover to be taken.
    """
    words = set(content(target))
    if not words or not sentences:
        return (), 0.0
    cover = [len(words & s) / len(words) - 0.001 * len(s) - 0.002 * i for i, s in enumerate(sentences)]
    best = max(range(len(cover)), key=cover.__getitem__)
    covered = words & sentences[best]
    rest = [(len((words - covered) & s), -abs(i - best), i) for i, s in enumerate(sentences) if i != best]
    chosen = [best]
    if rest:
        extra, _, second = max(rest)
        if extra >= 2 and extra / len(words) >= gain:
            chosen.append(second)
            covered |= words & sentences[second]
    return tuple(sorted(chosen)), len(covered) / len(words)
