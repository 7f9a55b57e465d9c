"""Puts the labels that a model wrote with its points before those of whoever labels the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.backends.base import Backend
from summarize.types import Candidate, Request


class OwnLabels:
    """A backend that offers, for a point that came with a label, that label first, and then what another backend writes."""

    def __init__(self, labels: Mapping[str, str], other: Backend) -> None:
        """Keep the labels by their points' texts."""
        self._labels = dict(labels)
        self._other = other
        self.name = other.name
        self.revision = other.revision

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first."""
        written = self._other.write(requests)
        return [[*self._own(request), *candidates] for request, candidates in zip(requests, written, strict=True)]

    def _own(self, request: Request) -> list[Candidate]:
        label = self._labels.get(request.point) if request.task == "label" else None
        return [Candidate(text=label)] if label else []
