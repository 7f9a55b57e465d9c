"""What a backend is: one method, lists in, lists out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from summarize.types import Candidate, Request


class Backend(Protocol):
    """Writes points, labels and topics; ``name`` and ``revision`` go into the provenance.

    A backend of your own needs nothing more: ``--backend mypackage.module:Name``.
    """

    name: str
    revision: str

    def write(self, requests: Sequence[Request]) -> Sequence[Sequence[Candidate]]:
        """Return, for each request and in the same order, its candidates, best first (none if nothing could be written)."""
        ...
