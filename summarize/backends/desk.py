"""The embedded model's backend: a small writer, rules and prunings offer points; labels and topics come from ``Namer``.

What rules (``summarize.cutting``) and the sentence's tree (``summarize.grammar``) find wrong with a cut is turned down or counts
against it. Of what is left the best is what an editor would likeliest print (``summarize.quality``) and what keeps most of the
words of a box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from itertools import islice
from math import fsum
from typing import TYPE_CHECKING

from summarize.backends.base import Backend
from summarize.backends.ctranslate2 import CTranslate2
from summarize.backends.extract import write_points
from summarize.backends.namer import Namer
from summarize.checks.form import LIMITS, fits
from summarize.cutting import adds_words, attributes_anew, cut_faults
from summarize.grammar import Grammar
from summarize.planning.terms import split_terms
from summarize.quality import Cut, Setting, digest, fault_kinds, judge_cut
from summarize.shortening.antecedents import name_opening
from summarize.shortening.articles import agree_articles
from summarize.shortening.context import full_names
from summarize.types import Candidate, Document, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard

_JOINING = re.compile(r"(?:(?:But|And|So|Yet|Or),?|(?:Meanwhile|However|Moreover|Still|Instead|Also|Overall),) (?=\w)")
KEPT = 0.5
"""What a word of the box that a version keeps is worth (``summarize.planning.terms``), against log-odds of being printable."""
PRUNED = 1.0
"""What a pruning has to be better by."""
LEAST = -1.0
"""Log-odds of being printable below which a version comes after all others: ``HARDLY`` is more than words are ever worth."""
SURE = 0.0
"""Log-odds of being printable from which one of the writer's is enough: rules and prunings are not asked."""
HARDLY = 100.0
FATAL = frozenset(
    (
        "cut: it begins within a clause that something was said of", "cut: it begins within a phrase",
        "cut: it begins with what hangs on a clause before it", "cut: its main clause is missing", "cut: _ has lost its subject",
        "cut: its quotation is cut short", "cut: a quotation is not closed", "cut: it does not say who speaks",
        "cut: it has one of two sums", "cut: _ has two verbs", "cut: a comma parts subject and verb",
        "cut: an article stands before a mark", "cut: a mark stands where its source has none", "cut: it begins within a name",
        "cut: it has one half of _", "cut: it does not say than what",
        "tree: it has no main verb", "tree: it is no main clause", "tree: a relative clause has lost its subject",
        "tree: a superlative has lost its time", "tree: a superlative has lost its scope",
        "tree: what a number is of is left out", "tree: its verb is in the plural", "tree: _ is nobody named",
        "tree: _ is cut before what mostly completes it", "tree: _ has lost the object that it shares",
        "tree: a claim has lost its speaker",
    )
)  # fmt: skip
"""What makes every fifth cut false, or leaves hardly one in five printable: the writer's are turned down for these alone."""
PRUNINGS = 4
TRIMS = 2
"""So many ways to trim a candidate that is too long are tried."""
WORD = 0.02
"""What a word more costs a pruning."""


class Desk:
    """Writes with the model in the card's folder and with the rules."""

    name = "desk"
    holds_length = True
    """Its bullets keep to their length, and they are chosen by quality from more than are needed (``summarize.bullets``)."""
    printable = 0.75
    """How much its plan favours sentences that give printable bullets (``summarize.planning``)."""

    def __init__(self, *, card: ModelCard, device: str = "auto", threads: int = 0) -> None:
        """Load the writer (see ``CTranslate2``).

        Raises:
            ModelError: a file is missing or broken, or the device is not there.
        """
        self._begin(CTranslate2(card=card, device=device, threads=threads), aside=threads != 1)

    def _begin(self, writer: Backend, *, aside: bool = False) -> None:
        """Take a writer of points, which may write in a thread of its own while sentences are parsed."""
        self._writer, self._namer, self._aside = writer, Namer(), aside
        self._articles: dict[int, _Article] = {}
        self.revision = sha256(f"{writer.revision} {self._namer.revision} {digest()}".encode()).hexdigest()

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first."""
        points = [request for request in requests if request.task == "point"]
        names = [request for request in requests if request.task != "point"]
        written = iter(self._write_points(points) if points else ())
        named = iter(self._namer.write(names))
        return [next(written if request.task == "point" else named) for request in requests]

    def _write_points(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        of_article: dict[int, list[Request]] = {}
        for request in requests:
            of_article.setdefault(id(request.document), []).append(request)
        self._articles = {key: self._articles.get(key) or _Article(asked[0].document) for key, asked in of_article.items()}
        with ThreadPoolExecutor(1) as thread:
            writing = thread.submit(self._writer.write, requests) if self._aside else None
            for key, article in self._articles.items():
                article.read(of_article[key])
            self._namer.know((article.document, article.grammar) for article in self._articles.values())
            offered = writing.result() if writing else self._writer.write(requests)
        return [self._articles[id(one.document)].points(one, offers) for one, offers in zip(requests, offered, strict=True)]


class _Article:
    """What the candidates of one article are looked at by."""

    def __init__(self, document: Document) -> None:
        self.document, self.grammar, self._setting = document, Grammar(), Setting(document)

    def read(self, requests: Sequence[Request]) -> None:
        """Parse together what the requests will need; no other article's, since what is parsed together rounds together."""
        self.grammar.parse(dict.fromkeys(map(self._sentence, requests)))

    def _sentence(self, request: Request) -> str:
        return " ".join(" ".join(self.document.sentences[i].text.split()) for i in request.evidence)

    @cached_property
    def _people(self) -> dict[str, str]:
        return full_names(self.document)

    def points(self, request: Request, offers: Sequence[Candidate]) -> list[Candidate]:
        """Return what is not broken of the writer's candidates and, if none of them is surely printable, of the rules' and of
        the prunings, best first: what keeps to its length, and all else only where nothing does."""
        sentence = self._sentence(request)
        offered = [replace(candidate, text=_opened(candidate.text)) for candidate in offers]
        offered += self._trimmed(offered, sentence, request)
        found = self._sound(self._fitting(offered, request), sentence, request)
        if not any(candidate.quality is not None and candidate.quality >= SURE for candidate in found):
            texts = {candidate.text for candidate in offered}
            others = [candidate for candidate in self._others(request, sentence) if candidate.text not in texts]
            found += self._sound(self._fitting(others, request), sentence, request)
            found = found or self._sound([*offered, *others], sentence, request)
        return sorted(found, key=lambda candidate: -candidate.score)

    def _trimmed(self, candidates: Sequence[Candidate], sentence: str, request: Request) -> Iterator[Candidate]:
        """Yield what is left of candidates that are a few words too long when little things are taken out."""
        _, most = LIMITS[request.length]
        for candidate in candidates:
            texts = self.grammar.trimmed(candidate.text, sentence, len(candidate.text.split()) - most)
            fitting = (text for text in map(_opened, texts) if fits(text, request.length))
            yield from (replace(candidate, text=text) for text in islice(fitting, TRIMS))

    def _fitting(self, candidates: Sequence[Candidate], request: Request) -> list[Candidate]:
        """Return what keeps to its length once its opening is named."""
        return [candidate for candidate in candidates if fits(self._named(candidate.text, request), request.length)]

    def _named(self, text: str, request: Request) -> str:
        return name_opening(text, self.document, request.evidence[0], self._people)

    def _others(self, request: Request, sentence: str) -> Iterator[Candidate]:
        """Yield the rules' versions of a sentence and its prunings."""
        for text in write_points(request, self._people):
            yield Candidate(text=_opened(text), made="extracted")
        for text in self.grammar.prunings(sentence, self._value, *LIMITS[request.length])[:PRUNINGS]:
            yield Candidate(text=_opened(text), made="pruned")

    def _sound(self, candidates: Sequence[Candidate], sentence: str, request: Request) -> list[Candidate]:
        """Return what is not broken, each text once, with its quality and its score.

        What the writer cut, which learnt from editors, is broken only where rules and tree agree or a fault is fatal.
        """
        found: dict[str, Candidate] = {}
        for candidate in candidates:
            text = candidate.text
            if text in found:
                continue
            at_cuts, of_tree = cut_faults(text, sentence), self.grammar.faults(text, sentence)
            faults = fault_kinds(at_cuts, of_tree)
            if candidate.made != "written":
                broken = bool(faults)
            else:
                broken = bool(at_cuts and of_tree) or not FATAL.isdisjoint(faults) or _is_free(text, sentence)
            if not broken:
                found[text] = self._estimated(candidate, sentence, request, faults)
        return list(found.values())

    def _estimated(self, candidate: Candidate, sentence: str, request: Request, faults: frozenset[str]) -> Candidate:
        """Return a candidate, its opening named, with its quality and its score."""
        text = candidate.text
        named = agree_articles(self._named(text, request), sentence)
        tree, kept = self.grammar.tree(sentence), self.grammar.kept(text, sentence)
        if tree is None or kept is None:
            return replace(candidate, text=named)
        log_probability = candidate.score if candidate.made == "written" else None
        cut = Cut(
            tree=tree,
            kept=kept.places,
            made=candidate.made,
            length=request.length,
            place=request.evidence[0],
            named=named != text or kept.renamed,
            log_probability=log_probability,
            faults=faults,
        )
        quality, kept_odds = judge_cut(cut, self._setting)
        worth = fsum(self._setting.likely.get(key, 0.0) for key in {key for _, key in split_terms(text)})
        score = quality + KEPT * worth - PRUNED * (candidate.made == "pruned") - HARDLY * (quality < LEAST)
        return replace(candidate, text=named, score=score, quality=quality, keeping=kept_odds, log_probability=log_probability)

    def _value(self, word: str) -> float:
        """Return what keeping a word in a pruning is worth."""
        return sum(self._setting.likely.get(key, 0.0) for _, key in split_terms(word)) - WORD


def _is_free(text: str, sentence: str) -> bool:
    """Tell whether a text says what its sentence does not."""
    return attributes_anew(text, sentence) or adds_words(text, sentence)


def _opened(text: str) -> str:
    """Return the text without a word that joins it to the sentence before."""
    rest = _JOINING.sub("", text)
    return rest[:1].upper() + rest[1:]
