"""The embedded model's backend: a small writer and the rules offer points side by side; labels and topics are the rules'.

The writer shortens what the rules cannot bring to its length. It knows better what matters than where a phrase ends, so what it
cut within one is turned down (``summarize.cutting``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from summarize.backends.base import Backend
from summarize.backends.ctranslate2 import CTranslate2
from summarize.backends.extract import Extract
from summarize.cutting import adds_words, attributes_anew, cut_faults
from summarize.planning.plan import ranker
from summarize.planning.terms import split_terms, weigh_terms
from summarize.shortening.context import full_names, name_opening
from summarize.types import Candidate, Document, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard

_JOINING = re.compile(r"(?:(?:But|And|So|Yet|Or)|(?:Meanwhile|However|Moreover|Still|Instead|Also|Overall),) (?=\w)")
RULES = -3.0
"""What the rules' best version counts as, against the writer's log-probabilities."""
RULES_STEP = 0.3
GAIN = 2.0
"""What a word of the box that a version keeps is worth (``summarize.planning.terms``)."""


class Desk:
    """Writes with the model in the card's folder and with the rules."""

    name = "desk"
    holds_length = True
    """Its bullets keep to their length: a sentence that cannot is left for another (``summarize.bullets``)."""

    def __init__(self, *, card: ModelCard, device: str = "auto", threads: int = 0) -> None:
        """Load the writer (see ``CTranslate2``).

        Raises:
            ModelError: a file is missing or broken, or the device is not there.
        """
        self._writer: Backend = CTranslate2(card=card, device=device, threads=threads)
        self._rules = Extract()
        self.revision = self._writer.revision

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first."""
        points = [request for request in requests if request.task == "point"]
        others = iter(self._rules.write([request for request in requests if request.task != "point"]))
        pooled = iter(self._pool(points, self._writer.write(points), self._rules.write(points)))
        return [next(pooled) if request.task == "point" else next(others) for request in requests]

    def _pool(
        self, requests: Sequence[Request], written: Sequence[Sequence[Candidate]], by_rule: Sequence[Sequence[Candidate]]
    ) -> list[list[Candidate]]:
        """Return for each request what the writer and the rules offer, weighed together."""
        articles: dict[int, _Article] = {}
        found = []
        for request, ours, theirs in zip(requests, written, by_rule, strict=True):
            if id(request.document) not in articles:
                articles[id(request.document)] = _Article(request.document)
            article = articles[id(request.document)]
            weighed = [article.weigh(candidate) for candidate in article.sound(request, [*ours, *_ranked(theirs)])]
            found.append(sorted(weighed, key=lambda candidate: -candidate.score))
        return found


class _Article:
    """What the candidates of one article are looked at by."""

    def __init__(self, document: Document) -> None:
        self._likely = weigh_terms(document, ranker().terms).likely
        self._people = full_names(document)

    def sound(self, request: Request, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates that begin, end and are joined where their sentence lets them be, with "He" named."""
        document, evidence = request.document, request.evidence
        sentence = " ".join(" ".join(document.sentences[i].text.split()) for i in evidence)
        own = [
            one
            for one in candidates
            if one.by_rule or not (attributes_anew(one.text, sentence) or adds_words(one.text, sentence))
        ]
        whole = [one for one in own if not cut_faults(one.text, sentence)]
        return [replace(one, text=name_opening(_opened(one.text), document, evidence[0], self._people)) for one in whole]

    def weigh(self, candidate: Candidate) -> Candidate:
        """Return the candidate with its score raised by the words that it keeps."""
        kept = sum(self._likely.get(key, 0.0) for key in {key for _, key in split_terms(candidate.text)})
        return replace(candidate, score=candidate.score + GAIN * kept)


def _opened(text: str) -> str:
    """Return the text without a word that joins it to the sentence before."""
    rest = _JOINING.sub("", text)
    return rest[:1].upper() + rest[1:]


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the rules' candidates on the writer's scale."""
    return [Candidate(text=one.text, score=RULES - RULES_STEP * place, by_rule=True) for place, one in enumerate(candidates)]
