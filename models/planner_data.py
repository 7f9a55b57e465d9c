"""Reads annotated articles as the planner learns from them: rows and targets of sentences, words and pairs of sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.alignment import evidence_numbers, locate_sentences
from eval.rouge import Counts, prepare, score
from models.corpora import read_records
from summarize.document import parse_document
from summarize.planning.features import read_features
from summarize.planning.pairs import REACH, read_pair
from summarize.planning.terms import read_terms, split_terms
from summarize.planning.vectors import rare_vectors
from summarize.types import Article, Document

Rows = list[list[float]]
EVIDENCE = 0.5
BOX = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An annotated article: its bullets' points and evidence, and which of the annotated sentences each sentence is."""

    document: Document
    points: tuple[str, ...]
    evidence: tuple[frozenset[int], ...]
    numbers: tuple[frozenset[int], ...]

    def bullets_of(self, place: int) -> frozenset[int]:
        """Return the bullets that a sentence is evidence of."""
        return frozenset(bullet for bullet, evidence in enumerate(self.evidence) if evidence & self.numbers[place])


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An example's rows and targets for each of the planner's three parts."""

    example: Example
    sentences: tuple[Rows, list[float]]
    terms: tuple[Rows, list[bool]]
    pairs: tuple[Rows, list[bool]]


def read_examples(path: Path) -> Iterator[Example]:
    """Yield annotated articles."""
    for record in read_records(path):
        document = parse_document(Article(text=record["document"], title=record.get("title") or None))
        located = locate_sentences(record["document"], record["sentences"])
        bullets = record["references"][0]
        if document.sentences:
            yield Example(
                document=document,
                points=tuple(bullet["point"] for bullet in bullets),
                evidence=tuple(frozenset(bullet["evidence"]) for bullet in bullets),
                numbers=tuple(evidence_numbers(located, [(s.start, s.end)]) for s in document.sentences),
            )


def prepare_example(example: Example) -> Prepared:
    """Return the rows and targets of an article."""
    document = example.document
    return Prepared(
        example=example,
        sentences=(read_features(document), sentence_targets(example)),
        terms=term_targets(example),
        pairs=pair_targets(example),
    )


def sentence_targets(example: Example) -> list[float]:
    """Return what each sentence is worth.

    Evidence has ``EVIDENCE`` and its likeness to its best bullet (ROUGE-1 F and ROUGE-2 F), so that of two sentences with the
    same fact the one nearer to a finished bullet wins; each sentence has ``BOX`` times the share of its words in the box.
    """
    points = [prepare(point) for point in example.points]
    box = prepare("\n".join(example.points))
    targets = []
    for place, sentence in enumerate(example.document.sentences):
        counts = prepare(sentence.text)
        found = [_likeness(counts, points[bullet]) for bullet in example.bullets_of(place)]
        shared = score(hypothesis=counts, reference=box, metrics=("rouge1",))["rouge1"].precision
        targets.append((EVIDENCE + max(found) if found else 0.0) + BOX * shared)
    return targets


def _likeness(sentence: Counts, point: Counts) -> float:
    """Return the sum of ROUGE-1 F and ROUGE-2 F."""
    return sum(found.fmeasure for found in score(hypothesis=sentence, reference=point, metrics=("rouge1", "rouge2")).values())


def term_targets(example: Example) -> tuple[Rows, list[bool]]:
    """Return the rows of an article's words, and whether the box holds each."""
    box = Counter(key for point in example.points for _, key in split_terms(point))
    rows = read_terms([split_terms(sentence.text) for sentence in example.document.sentences], example.document.title)
    return list(rows.values()), [key in box for key in rows]


def pair_targets(example: Example) -> tuple[Rows, list[bool]]:
    """Return the rows of pairs of evidence sentences not far apart, and whether they share a bullet."""
    document = example.document
    vectors = rare_vectors(sentence.text for sentence in document.sentences)
    bullets = [example.bullets_of(place) for place in range(len(document.sentences))]
    pairs = list(_near_pairs(bullets))
    return [read_pair(document, vectors, *pair) for pair in pairs], [bool(bullets[a] & bullets[b]) for a, b in pairs]


def _near_pairs(bullets: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    for first in range(len(bullets)):
        for second in range(first + 1, min(len(bullets), first + REACH + 1)):
            if bullets[first] and bullets[second]:
                yield first, second
