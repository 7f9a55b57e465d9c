"""A backend that says what it is told: for tests of everything around a backend, and for trying out a pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.types import Candidate, Request, Task

Key = tuple[Task, tuple[int, ...]]


class Scripted:
    """Writes the texts that it was given for a task and its evidence, and otherwise plain ones made from the request.

    ``texts`` maps ``(task, evidence)`` to the candidates, best first; an empty list stands for "could not be written". ``calls``
    counts the calls of ``write``, so that a test can see what was sent together.
    """

    name = "scripted"
    revision = "1"

    def __init__(self, texts: Mapping[Key, Sequence[str]] | None = None) -> None:
        self.texts = dict(texts or {})
        self.calls = 0

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first; the same request always gets the same ones."""
        self.calls += 1
        return [self._candidates(request) for request in requests]

    def _candidates(self, request: Request) -> list[Candidate]:
        texts = self.texts.get((request.task, request.evidence))
        chosen = _made(request) if texts is None else texts
        return [Candidate(text=text, score=float(-place)) for place, text in enumerate(chosen)]


def _made(request: Request) -> list[str]:
    """Return a text for a request that nothing was given for: evidence in order, or a plain label or topic."""
    if request.task == "topic":
        return ["Scripted Topic"]
    if request.task == "document":
        return ["\n".join(request.document.sentences[place].text for place in request.evidence[:3])]
    number = request.evidence[0] if request.evidence else 0
    if request.task == "label":
        return [f"Label {number + 1}"]
    return [request.document.sentences[place].text for place in request.evidence]
