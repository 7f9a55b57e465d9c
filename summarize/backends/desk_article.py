"""Chooses among the candidates of an article's points: what a writer made of what its sentences state, rules, and prunings.

What rules (``summarize.cutting``) and the sentence's tree (``summarize.grammar``) find wrong with a cut is turned down or counts
against it. Of what is left the best is what an editor would likeliest print (``summarize.quality``) and what keeps most of the
words of a box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from math import fsum

from summarize.backends.desk_faults import is_broken
from summarize.backends.desk_headline import ToldHeadline, likely
from summarize.backends.desk_source import DeskSource
from summarize.backends.extract import write_points
from summarize.checks.form import LIMITS, fits, nearly_fits
from summarize.commentary import opinion_holder
from summarize.cutting import cut_faults
from summarize.grammar import Grammar
from summarize.grammar.clauses import Kind
from summarize.grammar.leaving import end_in_comma
from summarize.grammar.statements import Statement
from summarize.introductions import people_of
from summarize.planning.terms import split_terms
from summarize.quality import Cut, Setting, fault_kinds, judge_cut
from summarize.quoted import with_commas
from summarize.shortening.antecedents import name_opening
from summarize.shortening.articles import agree_articles
from summarize.shortening.context import full_names
from summarize.types import Candidate, Document, Length, Request

Made = tuple[Statement, Sequence[Candidate]]
"""A statement, and what the writer made of it."""
_JOINING = re.compile(
    r"(?:(?:But|And|So|Yet|Or),?|(?:Meanwhile|However|Moreover|Still|Instead|Also|Overall|Indeed|Eventually|In short|In fact"
    r"|In turn|Of course|As mentioned|In other words|For example|For instance|In addition|Anyway|Regardless|After all|Sure|Again"
    r"|Nonetheless|Nevertheless|Furthermore|Additionally|Besides|Plus|Thus|Therefore|Hence),|In the meantime,?) (?=\w)"
)
_BRACKETED = re.compile(r"^\(([^()]*[.!?][”\"’']?)\)\.?$")
_DEATH = re.compile(r"\b(?:died|dies|dead|obituary)\b", re.IGNORECASE)
KEPT = 0.5
"""What a word of the box that a version keeps is worth (``summarize.planning.terms``), against log-odds of being printable."""
PRUNED = 1.0
"""What a pruning has to be better by."""
LEAST = -1.0
"""Log-odds of being printable below which a version comes after all others: ``HARDLY`` is more than words are ever worth."""
DISLIKED = -0.85
"""Log-odds of being printable below which a fault of the tree is believed: of 10,433 such judged cuts 19 % are printable."""
SURE = 0.0
"""Log-odds of being printable from which one of the writer's is enough: rules and prunings are not asked."""
HARDLY = 100.0
UNHELD = 1.0
"""Log-odds of being kept that an opinion loses by being printed without who holds it."""
COST: dict[Kind, float] = {"whole": 0.0, "main": 0.0, "clause": 0.3, "shared": 0.3, "relative": 0.5, "headline": 0.0}
"""What a candidate costs that tells only such a part of its sentence (``summarize.grammar.statements``)."""
PRUNINGS = 4
TRIMS = 2
"""So many ways to trim a candidate that is too long are tried."""
ROOM = 2
"""With so many words less than it may have a candidate is tried with what follows it as well."""
WORD = 0.02
"""What a word more costs a pruning."""


class DeskArticle:
    """What the candidates of one article are looked at by."""

    def __init__(self, document: Document) -> None:
        """Take an article."""
        self.document, self.grammar, self._setting = document, Grammar(), Setting(document)
        self._holder = opinion_holder(document)
        self._dead = _dead(document)
        self._source = DeskSource(document, self.grammar)
        self._headline = ToldHeadline(document, self.grammar)
        self._statements: dict[tuple[str, int], list[Statement]] = {}

    def read(self, requests: Sequence[Request]) -> None:
        """Parse together what the requests will need; no other article's, since what is parsed together rounds together."""
        self._source.parse(requests)
        self._headline.choose(requests)
        self.grammar.parse(dict.fromkeys(text for request in requests for _, text in self.statements(request)))

    def statements(self, request: Request) -> list[Statement]:
        """Return what a request's sentence states, to be written from as well."""
        asked = self._source.brief(request), LIMITS[request.length][1]
        if asked not in self._statements:
            self._statements[asked] = self.grammar.statements(*asked)
        return [*self._statements[asked], *self._headline.statements(request)]

    @cached_property
    def _people(self) -> dict[str, str]:
        return full_names(self.document)

    def points(self, request: Request, made: Sequence[Made]) -> list[Candidate]:
        """Return what is not broken of the writer's candidates and, if none of them is surely printable, of the rules' and of
        the prunings, best first: what keeps to its length, or nearly, and all else only where nothing does.

        Args:
            request: what was asked for.
            made: what the writer made of each of the sentence's statements.
        """
        found: dict[str, Candidate] = {}
        _keep_best(found, self._headline.candidates(request))
        for (kind, text), offers in made:
            offered = self._offered(text, offers, request)
            sound = self._sound(self._fitting(offered, request), text, request)
            _keep_best(found, likely(sound) if kind == "headline" else sound, COST[kind])
        if not any(candidate.quality is not None and candidate.quality >= SURE for candidate in found.values()):
            whole = made[0][0].text
            others = list(self._others(request))
            for sentence, offers in others:
                _keep_best(found, self._sound(self._fitting(offers, request), sentence, request))
            if not found:
                for sentence, offers in ((whole, self._offered(whole, made[0][1], request)), *others):
                    _keep_best(found, self._sound(offers, sentence, request))
        return sorted(found.values(), key=lambda candidate: -candidate.score)

    def _offered(self, text: str, offers: Sequence[Candidate], request: Request) -> list[Candidate]:
        """Return what the writer made of a statement, those that are a little too long trimmed as well, and the statement."""
        offered = [replace(offer, text=_opened(offer.text)) for offer in offers]
        offered += [*self._trimmed(offered, text, request), *self._grown(offered, text, request)]
        said = ((offer, self.grammar.attributed(offer.text, text)) for offer in offered)
        offered += [replace(offer, text=_opened(claim)) for offer, claim in said if claim]
        return [*offered, Candidate(text=_opened(text), made="pruned")]

    def _trimmed(self, candidates: Sequence[Candidate], sentence: str, request: Request) -> Iterator[Candidate]:
        """Yield what is left of candidates that are a few words too long when little things are taken out."""
        _, most = LIMITS[request.length]
        for candidate in candidates:
            n_over = len(candidate.text.split()) - most + self._needed(candidate.text, sentence)
            texts = map(_opened, self.grammar.trimmed(candidate.text, sentence, n_over))
            fitting = (text for text in texts if fits(text, request.length))
            yield from (replace(candidate, text=text) for text in islice(fitting, TRIMS))

    def _grown(self, candidates: Sequence[Candidate], sentence: str, request: Request) -> Iterator[Candidate]:
        """Yield candidates for a short point that have room for more with what follows them in their sentence."""
        _, most = LIMITS[request.length]
        for candidate in candidates if request.length == "short" else ():
            room = most - len(candidate.text.split()) - self._needed(candidate.text, sentence)
            texts = map(_opened, self.grammar.grown(candidate.text, sentence, room)) if room >= ROOM else ()
            yield from (replace(candidate, text=text) for text in texts if fits(text, request.length))

    def _fitting(self, candidates: Sequence[Candidate], request: Request) -> list[Candidate]:
        """Return what keeps to its length, or nearly, once its opening is named."""
        return [one for one in candidates if nearly_fits(self._named(one.text, request), request.length)]

    def _named(self, text: str, request: Request) -> str:
        return name_opening(text, self.document, request.evidence[0], self._people)

    def _needed(self, text: str, sentence: str) -> int:
        """Return how many words are needed to tell who holds what a text states, 0 if that is no opinion of a commentary."""
        return len(f"{self._holder} says".split()) if self._holder and self.grammar.is_opinion(text, sentence) else 0

    def _with_holder(self, candidate: Candidate, text: str, sentence: str, length: Length) -> Candidate:
        """Return a candidate with who holds it if it is an opinion of a commentary; where there is no room, it comes last.

        Args:
            candidate: what may be printed.
            text: what it was before its opening was named.
            sentence: the sentence that was shortened.
            length: the wanted length.
        """
        if not self._needed(text, sentence):
            return candidate
        held = f"{end_in_comma(candidate.text)} {self._holder} says."
        if fits(held, length):
            return replace(candidate, text=held)
        keeping = None if candidate.keeping is None else candidate.keeping - UNHELD
        return replace(candidate, score=candidate.score - HARDLY, keeping=keeping)

    def _others(self, request: Request) -> Iterator[tuple[str, list[Candidate]]]:
        """Yield the rules' versions of a sentence and its prunings, with what each were made of."""
        ruled = map(people_of(self.document).without_courtesy, write_points(request, self._people))
        yield self._source.plain(request), [Candidate(text=_opened(text), made="extracted") for text in ruled]
        brief = self._source.brief(request)
        pruned = self.grammar.prunings(brief, self._value, *LIMITS[request.length])[:PRUNINGS]
        yield brief, [Candidate(text=_opened(text), made="pruned") for text in pruned]

    def _sound(self, candidates: Sequence[Candidate], sentence: str, request: Request) -> list[Candidate]:
        """Return what is not broken, each text once, with its quality and its score."""
        found: dict[str, Candidate] = {}
        for candidate in candidates:
            text = candidate.text
            if text in found:
                continue
            at_cuts, of_tree = cut_faults(text, sentence), self.grammar.faults(text, sentence)
            faults = fault_kinds(at_cuts, of_tree)
            if not is_broken(candidate, at_cuts, of_tree, sentence):
                estimated = self._estimated(candidate, sentence, request, faults)
                if not (of_tree and estimated.quality is not None and estimated.quality < DISLIKED):
                    found[text] = self._with_holder(estimated, text, sentence, request.length)
        return list(found.values())

    def _estimated(self, candidate: Candidate, sentence: str, request: Request, faults: frozenset[str]) -> Candidate:
        """Return a candidate, its opening named, with its quality and its score."""
        text = candidate.text
        named = agree_articles(self._named(text, request), sentence)
        printed = with_commas(self.grammar.in_present(named, text, sentence, self._dead, self._people))
        tree, kept = self.grammar.tree(sentence), self.grammar.kept(text, sentence)
        if tree is None or kept is None:
            return replace(candidate, text=printed)
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
        return replace(candidate, text=printed, score=score, quality=quality, keeping=kept_odds, log_probability=log_probability)

    def _value(self, word: str) -> float:
        """Return what keeping a word in a pruning is worth."""
        return sum(self._setting.likely.get(key, 0.0) for _, key in split_terms(word)) - WORD


def _dead(document: Document) -> frozenset[str]:
    """Return the capitalised words of headline and first sentence, in lower case, if these tell of a death."""
    opening = " ".join((document.title or "", *(sentence.text for sentence in document.sentences[:1])))
    return frozenset(map(str.lower, re.findall(r"\b[A-Z]\w+", opening))) if _DEATH.search(opening) else frozenset()


def _keep_best(found: dict[str, Candidate], more: Iterable[Candidate], cost: float = 0.0) -> None:
    """Add candidates to those found, each text with its best score, less what these cost."""
    for candidate in more:
        known = found.get(candidate.text)
        if known is None or known.score < candidate.score - cost:
            found[candidate.text] = replace(candidate, score=candidate.score - cost)


def _opened(text: str) -> str:
    """Return the text without words that join it to the sentence before, and without brackets around all of it."""
    rest = _JOINING.sub("", _BRACKETED.sub(r"\1", text))
    return rest[:1].upper() + rest[1:]
