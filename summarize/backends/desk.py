"""The embedded model's backend: a small writer and the rules offer points side by side; labels and topics are the rules'.

The writer shortens what the rules cannot bring to its length. It knows better what matters than where a phrase ends, so what it
cut within one is turned down (``summarize.cutting``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, overload

from summarize.backends.base import Backend
from summarize.backends.ctranslate2 import CTranslate2
from summarize.backends.extract import LIMITS, Extract, write_points
from summarize.cutting import adds_words, attributes_anew, cut_faults, mend_cuts
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

    def write(self, requests: Sequence[Request]) -> list[Sequence[Candidate]]:
        """Return the candidates of each request, best first; those of points are weighed when they are looked at."""
        points = [request for request in requests if request.task == "point"]
        others = iter(self._rules.write([request for request in requests if request.task != "point"]))
        articles = {id(request.document): _Article(request.document) for request in points}
        pairs = zip(points, self._writer.write(points), strict=True)
        pooled = iter([_Pool(articles[id(request.document)], request, written) for request, written in pairs])
        return [next(pooled) if request.task == "point" else next(others) for request in requests]


class _Pool(Sequence[Candidate]):
    """What the writer and the rules offer for a point, weighed together; many are reserves that nobody looks at."""

    def __init__(self, article: _Article, request: Request, written: Sequence[Candidate]) -> None:
        self._article, self._request, self._written = article, request, written

    @cached_property
    def _weighed(self) -> list[Candidate]:
        return self._article.weigh_all(self._request, self._written)

    def __len__(self) -> int:
        return len(self._weighed)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Candidate]: ...

    def __getitem__(self, place: int | slice) -> Candidate | Sequence[Candidate]:
        return self._weighed[place]


class _Article:
    """What the candidates of one article are looked at by."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _likely(self) -> Mapping[str, float]:
        return weigh_terms(self._document, ranker().terms).likely

    @cached_property
    def _people(self) -> dict[str, str]:
        return full_names(self._document)

    def weigh_all(self, request: Request, written: Sequence[Candidate]) -> list[Candidate]:
        """Return what is sound of the writer's candidates and the rules', best first."""
        by_rule = [
            Candidate(text=text, score=RULES - RULES_STEP * place, by_rule=True)
            for place, text in enumerate(write_points(request, self._people))
        ]
        weighed = [self.weigh(candidate) for candidate in self.sound(request, [*written, *by_rule])]
        return sorted(weighed, key=lambda candidate: -candidate.score)

    def sound(self, request: Request, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates that begin, end and are joined where their sentence lets them be, with "He" named."""
        document, evidence = request.document, request.evidence
        sentence = " ".join(" ".join(document.sentences[i].text.split()) for i in evidence)
        most = LIMITS[request.length][1]
        mended = [one if one.by_rule else replace(one, text=mend_cuts(one.text, sentence, most)) for one in candidates]
        anew = (attributes_anew, adds_words)
        own = [one for one in mended if one.by_rule or not any(judge(one.text, sentence) for judge in anew)]
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
