"""Writes labels and topics for whatever model writes the points: those that an editor would likeliest give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from summarize.grammar import Grammar, parser_revision
from summarize.naming.ranking import TOPIC_WEIGHTS, rank_labels, rank_topics, ranking, stems
from summarize.shortening.context import full_names
from summarize.types import Candidate, Document, Request

MOST = 12
FEW = 2
"""If a point has fewer labels of its own, those of its sentence are looked at that share a word with it."""


class Namer:
    """Offers what the trees of points, headline and first sentences give, the likeliest first."""

    name = "namer"

    def __init__(self) -> None:
        """Find what decides the labels.

        Raises:
            ModelError: the parser is missing or broken.
        """
        self._grammars: dict[int, tuple[Document, Grammar]] = {}
        digests = (ranking().digest, ranking(TOPIC_WEIGHTS).digest, parser_revision())
        self.revision = sha256(" ".join(digests).encode()).hexdigest()

    def know(self, grammars: Iterable[tuple[Document, Grammar]]) -> None:
        """Use the trees that there are already of articles' sentences; those of other articles are forgotten."""
        self._grammars = {id(document): (document, grammar) for document, grammar in grammars}

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first; no points are written."""
        documents = {id(request.document): request.document for request in requests}
        self._grammars = {key: self._grammars.get(key, (document, Grammar())) for key, document in documents.items()}
        asked: dict[int, list[Request]] = {}
        for request in requests:
            if request.task == "label":
                asked.setdefault(id(request.document), []).append(request)
        labels = {key: _labels_of(some, self._grammars[key][1]) for key, some in asked.items()}
        return [
            labels[id(request.document)][request.point] if request.task == "label" else self._topics_of(request)
            for request in requests
        ]

    def _topics_of(self, request: Request) -> list[Candidate]:
        """Return the likeliest topics of an article."""
        document, grammar = self._grammars[id(request.document)]
        return [Candidate(text=text) for text in rank_topics(document, grammar)[:MOST]]


def _labels_of(requests: Sequence[Request], grammar: Grammar) -> dict[str, list[Candidate]]:
    """Return the labels of each point of an article, parsed together: its own, if few its sentence's too, then people."""
    document = requests[0].document
    people = full_names(document)
    grammar.parse(dict.fromkeys(request.point for request in requests))
    found: dict[str, list[Candidate]] = {}
    for request in requests:
        own, who = _ranked(grammar, request.point, document, people)
        if len(own) < FEW:
            sentence = " ".join(" ".join(document.sentences[place].text.split()) for place in request.evidence)
            known = stems(request.point)
            own += [one for one in _ranked(grammar, sentence, document, people)[0] if known & stems(one.text)]
        found[request.point] = [*own[:MOST], *who]
    return found


def _ranked(
    grammar: Grammar, text: str, document: Document, people: Collection[str]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the labels of a text's tree, best first: those that tell what, and those that merely say who."""
    tree = grammar.tree(text)
    labels = [Candidate(text=label, score=score) for score, label in rank_labels(tree, document.title)] if tree else []
    who = [label for label in labels if label.text.split()[-1] in people]
    return [label for label in labels if label not in who], who
