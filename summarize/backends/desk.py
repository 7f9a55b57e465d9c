"""The embedded model's backend: a small writer and the rules offer points side by side; labels and topics are the rules'.

The writer shortens what the rules cannot bring to its length. It knows better what matters than where a phrase ends, so what it
cut within one is turned down (``summarize.cutting``, ``summarize.grammar``), and prunings of the sentence's tree are offered too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from itertools import chain, islice
from typing import TYPE_CHECKING, overload

from summarize.backends.base import Backend
from summarize.backends.ctranslate2 import CTranslate2
from summarize.backends.extract import LIMITS, Extract, write_points
from summarize.cutting import adds_words, attributes_anew, cut_faults, mend_cuts
from summarize.grammar import Grammar, parser_revision
from summarize.labels import make_labels
from summarize.planning.plan import ranker
from summarize.planning.terms import split_terms, weigh_terms
from summarize.shortening.context import full_names, name_opening
from summarize.types import Candidate, Document, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard

_JOINING = re.compile(r"(?:(?:But|And|So|Yet|Or),?|(?:Meanwhile|However|Moreover|Still|Instead|Also|Overall),) (?=\w)")
RULES = -3.0
"""What the rules' best version counts as, against the writer's log-probabilities."""
RULES_STEP = 0.3
GAIN = 2.0
"""What a word of the box that a version keeps is worth (``summarize.planning.terms``)."""
PRUNINGS = 4
WORD = 0.02
"""What a word more costs a pruning."""


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
        self._begin(CTranslate2(card=card, device=device, threads=threads))

    def _begin(self, writer: Backend) -> None:
        """Take a writer of points; the rules stand beside it."""
        self._writer, self._rules = writer, Extract()
        self._articles: dict[int, _Article] = {}
        self.revision = sha256(f"{writer.revision} {parser_revision()}".encode()).hexdigest()

    def write(self, requests: Sequence[Request]) -> list[Sequence[Candidate]]:
        """Return the candidates of each request, best first; those of points are looked at when they are asked for."""
        points = [request for request in requests if request.task == "point"]
        of_article: dict[int, list[Request]] = {}
        for request in requests:
            of_article.setdefault(id(request.document), []).append(request)
        self._articles = {key: self._articles.get(key) or _Article(asked[0].document) for key, asked in of_article.items()}
        for key, article in self._articles.items():
            article.read(of_article[key])
        topics = iter(self._rules.write([request for request in requests if request.task == "topic"]))
        written = iter(self._writer.write(points))
        found: list[Sequence[Candidate]] = []
        for request in requests:
            article = self._articles[id(request.document)]
            if request.task == "point":
                found.append(_Pool(article.pool(request, next(written))))
            else:
                found.append(article.labels(request) if request.task == "label" else next(topics))
        return found


class _Pool(Sequence[Candidate]):
    """What the writer and the rules offer for a point, best first; each is looked at when it is asked for, and many never are."""

    def __init__(self, candidates: Iterator[Candidate]) -> None:
        self._candidates, self._seen = candidates, list[Candidate]()

    def __len__(self) -> int:
        self._seen += self._candidates
        return len(self._seen)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Candidate]: ...

    def __getitem__(self, place: int | slice) -> Candidate | Sequence[Candidate]:
        if isinstance(place, slice) or place < 0:
            self._seen += self._candidates
        else:
            self._seen += islice(self._candidates, max(0, place + 1 - len(self._seen)))
        return self._seen[place]


class _Article:
    """What the candidates of one article are looked at by."""

    def __init__(self, document: Document) -> None:
        self._document, self._grammar = document, Grammar()

    def read(self, requests: Sequence[Request]) -> None:
        """Parse together what the requests will need; no other article's, since what is parsed together rounds together."""
        self._grammar.parse(
            dict.fromkeys(r.point if r.task == "label" else self._sentence(r) for r in requests if r.task != "topic")
        )

    def _sentence(self, request: Request) -> str:
        return " ".join(" ".join(self._document.sentences[i].text.split()) for i in request.evidence)

    @cached_property
    def _likely(self) -> Mapping[str, float]:
        return weigh_terms(self._document, ranker().terms).likely

    @cached_property
    def _people(self) -> dict[str, str]:
        return full_names(self._document)

    def pool(self, request: Request, offers: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield what is sound of the writer's candidates, mended, and of the rules', best first, then of the prunings."""
        sentence, limits = self._sentence(request), LIMITS[request.length]
        ruled = [
            Candidate(text=text, score=RULES - RULES_STEP * place, made="extracted")
            for place, text in enumerate(write_points(request, self._people))
        ]
        best = sorted(map(self._weigh, (*offers, *ruled)), key=lambda candidate: -candidate.score)
        offered: set[str] = set()
        for candidate in chain(best, self._pruned(sentence, limits, best[-1].score if best else RULES)):
            written = candidate.made == "written"
            text = _opened(mend_cuts(candidate.text, sentence, limits[1], self._faults) if written else candidate.text)
            if text in offered or (written and _is_free(text, sentence)) or self._faults(text, sentence):
                continue
            offered.add(text)
            yield replace(candidate, text=name_opening(text, self._document, request.evidence[0], self._people))

    def labels(self, request: Request) -> list[Candidate]:
        """Return a point's labels, by rule, from what the parser says are nouns."""
        nouns = self._grammar.nouns(request.point)
        texts = make_labels(request.point, title=self._document.title, nouns=nouns)
        return [Candidate(text=text, score=-0.1 * place) for place, text in enumerate(texts)]

    def _pruned(self, sentence: str, limits: tuple[int, int], most: float) -> Iterator[Candidate]:
        """Yield prunings of the sentence, made only when they are asked for; none counts for more than ``most``."""
        for place, text in enumerate(self._grammar.prunings(sentence, self._value, *limits)[:PRUNINGS]):
            yield Candidate(text=text, score=most - RULES_STEP * place, made="pruned")

    def _faults(self, text: str, sentence: str) -> list[str]:
        """Return what is wrong with how a sentence was cut."""
        return cut_faults(text, sentence) or self._grammar.faults(text, sentence)

    def _value(self, word: str) -> float:
        """Return what keeping a word in a pruning is worth."""
        return sum(self._likely.get(key, 0.0) for _, key in split_terms(word)) - WORD

    def _weigh(self, candidate: Candidate) -> Candidate:
        """Return the candidate with its score raised by the words that it keeps."""
        kept = sum(self._likely.get(key, 0.0) for key in {key for _, key in split_terms(candidate.text)})
        return replace(candidate, score=candidate.score + GAIN * kept)


def _is_free(text: str, sentence: str) -> bool:
    """Tell whether a text says what its sentence does not."""
    return attributes_anew(text, sentence) or adds_words(text, sentence)


def _opened(text: str) -> str:
    """Return the text without a word that joins it to the sentence before."""
    rest = _JOINING.sub("", text)
    return rest[:1].upper() + rest[1:]
