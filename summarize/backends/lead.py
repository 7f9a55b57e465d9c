"""The plainest baseline: the evidence sentence as it stands, with a rule-made label and topic."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.labels import make_labels
from summarize.topics import make_topics
from summarize.types import Candidate, Request


class Lead:
    """Copies the evidence sentences, each as one candidate; with the plan of the first K sentences this is the lead baseline."""

    name = "lead"
    revision = "1"

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first."""
        return [[Candidate(text=text, score=-0.1 * place) for place, text in enumerate(_texts(request))] for request in requests]


def _texts(request: Request) -> list[str]:
    if request.task == "label":
        return make_labels(request.point, title=request.document.title)
    if request.task == "topic":
        return make_topics(request.document)
    return [" ".join(request.document.sentences[number].text.split()) for number in request.evidence]
