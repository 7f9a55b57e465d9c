"""Gives bullets labels and the box its topic: the backend's first of the right form that the article supports, else by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.backends.base import Backend
from summarize.bullets import Draft
from summarize.checks.run import check_point
from summarize.checks.words import words
from summarize.commentary import without_holder
from summarize.labels import label_problems, make_labels
from summarize.mentions import common_words
from summarize.topics import is_topic, make_topics
from summarize.types import Bullet, Candidate, Request


def add_labels(drafts: Sequence[Draft], backend: Backend) -> None:
    """Label every bullet of every draft, no label twice in a box and none like its topic."""
    requests = [
        Request(task="label", document=draft.document, evidence=bullet.evidence, point=without_holder(bullet.point))
        for draft in drafts
        for bullet in draft.bullets
    ]
    written = iter(backend.write(requests))
    for draft in drafts:
        used = [draft.topic] if draft.topic else []
        labelled = []
        for bullet in draft.bullets:
            label = _spelt(draft, choose_label(draft, bullet, next(written), used))
            used.append(label)
            labelled.append(replace(bullet, label=label))
        draft.bullets = labelled


def choose_label(draft: Draft, bullet: Bullet, written: Sequence[Candidate], used: Sequence[str]) -> str:
    """Return the first label of the right form that is new and that the article supports."""
    for candidate in written:
        if not label_problems(candidate.text, used=used) and _supported(draft, candidate.text, bullet.evidence):
            return candidate.text
    ruled = make_labels(without_holder(bullet.point), title=draft.document.title, used=used)
    return next((text for text in ruled if _supported(draft, text, bullet.evidence)), ruled[0])


def choose_topics(drafts: Sequence[Draft], backend: Backend) -> None:
    """Give every draft its topic: two to five words that the article supports."""
    written = backend.write([Request(task="topic", document=draft.document, evidence=(0,)) for draft in drafts])
    for draft, candidates in zip(drafts, written, strict=True):
        draft.topic = _spelt(draft, choose_topic(draft, candidates))


def choose_topic(draft: Draft, written: Sequence[Candidate]) -> str:
    """Return the first topic of the right form that the article supports."""
    for candidate in written:
        if is_topic(candidate.text) and _supported(draft, candidate.text):
            return candidate.text
    ruled = make_topics(draft.document)
    return next((text for text in ruled if is_topic(text) and _supported(draft, text)), ruled[-1])


def _spelt(draft: Draft, name: str) -> str:
    """Return a label or topic with the apostrophe that its article uses."""
    text = draft.document.article.text
    return name.replace("’", "'") if "'" in text and "’" not in text else name


def _supported(draft: Draft, text: str, evidence: tuple[int, ...] = ()) -> bool:
    """Tell whether a label or topic has only words that are the article's or usual ones, and nothing that a check rejects."""
    known = all(f" {word} " in draft.facts.phrase or word in common_words() for word in words(text))
    plain = " ".join(word.lower() if _is_usual(draft, word) else word for word in text.split())
    return known and not any(found.severity == "error" for found in check_point(plain, facts=draft.facts, evidence=evidence))


def _is_usual(draft: Draft, word: str) -> bool:
    """Tell whether a capital is Title Case's: the word is a usual one, and none of the article's names has it."""
    parts = words(word)
    return all(part in common_words() and part not in draft.facts.names.by_word for part in parts)
