"""Writes labels and topics for whatever model writes the points: labels that an editor would likeliest give, and the rules'."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from summarize.backends.extract import Extract
from summarize.grammar import Grammar, parser_revision
from summarize.naming.ranking import rank_labels, ranking
from summarize.shortening.context import full_names
from summarize.types import Candidate, Document, Request

MOST = 12


class Namer:
    """Offers labels of each point's tree, the likeliest first, then those by rule; topics are the rules'."""

    name = "namer"

    def __init__(self) -> None:
        """Find what decides the labels.

        Raises:
            ModelError: the parser is missing or broken.
        """
        self._rules = Extract()
        self.revision = sha256(f"{ranking().digest} {parser_revision()}".encode()).hexdigest()

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first; no points are written."""
        points: dict[int, tuple[Document, list[str]]] = {}
        for request in requests:
            if request.task == "label":
                points.setdefault(id(request.document), (request.document, []))[1].append(request.point)
        ranked = {key: _labels_of(*asked) for key, asked in points.items()}
        return [
            [*ranked[id(request.document)][request.point], *ruled] if request.task == "label" else ruled
            for request, ruled in zip(requests, self._rules.write(requests), strict=True)
        ]


def _labels_of(document: Document, points: Sequence[str]) -> dict[str, list[Candidate]]:
    """Return the labels of each point of an article, parsed together; none merely says who it is about."""
    grammar, people = Grammar(), full_names(document)
    grammar.parse(dict.fromkeys(points))
    found: dict[str, list[Candidate]] = {}
    for point in points:
        tree = grammar.tree(point)
        ranked = rank_labels(tree, document.title) if tree else []
        fit = [Candidate(text=text, score=score) for score, text in ranked if text.split()[-1] not in people]
        found[point] = fit[:MOST]
    return found
