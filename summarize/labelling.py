"""Gives bullets labels and the box its topic: the backend's first of the right form without an unknown name, else by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.backends.base import Backend
from summarize.bullets import Draft
from summarize.checks.run import check_point
from summarize.labels import label_problems, make_labels
from summarize.topics import make_topics
from summarize.types import Bullet, Candidate, Request


def add_labels(drafts: Sequence[Draft], backend: Backend) -> None:
    """Label every bullet of every draft, no label twice in a box."""
    requests = [
        Request(task="label", document=draft.document, evidence=bullet.evidence, point=bullet.point)
        for draft in drafts
        for bullet in draft.bullets
    ]
    written = iter(backend.write(requests))
    for draft in drafts:
        used: list[str] = []
        labelled = []
        for bullet in draft.bullets:
            label = choose_label(draft, bullet, next(written), used)
            used.append(label)
            labelled.append(replace(bullet, label=label))
        draft.bullets = labelled


def choose_label(draft: Draft, bullet: Bullet, written: Sequence[Candidate], used: Sequence[str]) -> str:
    """Return the first label of the right form that is new and that the article supports."""
    for candidate in written:
        found = check_point(candidate.text, facts=draft.facts, evidence=bullet.evidence)
        if not any(finding.severity == "error" for finding in found) and not label_problems(candidate.text, used=used):
            return candidate.text
    return make_labels(bullet.point, title=draft.document.title, used=used)[0]


def choose_topics(drafts: Sequence[Draft], backend: Backend) -> None:
    """Give every draft its topic: two to five words that the article supports."""
    written = backend.write([Request(task="topic", document=draft.document, evidence=(0,)) for draft in drafts])
    for draft, candidates in zip(drafts, written, strict=True):
        texts = [*(candidate.text for candidate in candidates), *make_topics(draft.document)]
        fitting = (text for text in texts if 2 <= len(text.split()) <= 5 and _supported(draft, text))
        draft.topic = next(fitting, texts[-1])


def _supported(draft: Draft, text: str) -> bool:
    return not any(finding.severity == "error" for finding in check_point(text, facts=draft.facts, evidence=()))
