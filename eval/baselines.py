"""Systems that need no model: what every table is measured against, from the lead to the best that extraction can do."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from eval.data import Example, Length
from eval.hypotheses import Hypothesis, HypothesisBullet, plain_hypothesis
from eval.rouge import Counts, prepare, score, tokenize, tokenize_unicode
from summarize.types import Article

CUT_WORDS = 12
OTHER_REFERENCE = "reference-2"


@lru_cache(maxsize=4096)
def _segmented(document: str, title: str) -> tuple[str, ...]:
    from summarize.document import parse_document

    return tuple(sentence.text for sentence in parse_document(Article(text=document, title=title or None)).sentences)


def sentences_of(example: Example) -> tuple[str, ...]:
    """The data's own sentences, or the product's where the data has none."""
    return example.sentences or _segmented(example.document, example.title)


def lead(example: Example, length: Length) -> Hypothesis:
    """The first K sentences, K being the reference's count."""
    return _chosen(example, "lead-k", range(min(example.n_bullets, len(sentences_of(example)))))


def lead_cut(example: Example, length: Length) -> Hypothesis:
    """The first K sentences, each cut to its first 12 words."""
    chosen = range(min(example.n_bullets, len(sentences_of(example))))
    return _chosen(example, "lead-k-12", chosen, cut=CUT_WORDS)


def random_sentences(example: Example, length: Length) -> Hypothesis:
    """K sentences drawn with a seed made from the article's id, in the article's order."""
    sentences = sentences_of(example)
    seed = int.from_bytes(hashlib.sha256(example.id.encode()).digest()[:8])
    chosen = random.Random(seed).sample(range(len(sentences)), min(example.n_bullets, len(sentences)))
    return _chosen(example, "random-k", sorted(chosen))


def perfect_selection(example: Example, length: Length) -> Hypothesis:
    """The first annotated evidence sentence of each reference bullet; no answer where nothing is annotated."""
    chosen = [bullet.evidence[0] for bullet in example.references[0] if bullet.evidence]
    return _chosen(example, "evidence", chosen)


def oracle(example: Example, length: Length) -> Hypothesis:
    """Up to K sentences chosen greedily for the sum of ROUGE-1 and ROUGE-2 F against the first reference."""
    sentences = sentences_of(example)
    wanted = example.reference_text(length)
    tokenizer = tokenize if tokenize(wanted) else tokenize_unicode
    reference = prepare(wanted, tokenizer)
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < min(example.n_bullets, len(sentences)):
        gains = [
            (_rouge_sum(prepare("\n".join(sentences[n] for n in sorted([*chosen, number])), tokenizer), reference), -number)
            for number in range(len(sentences))
            if number not in chosen
        ]
        value, negative = max(gains)
        if value <= best:
            break
        best = value
        chosen.append(-negative)
    return _chosen(example, "oracle", sorted(chosen))


def other_reference(example: Example, length: Length) -> Hypothesis:
    """The second reference, to be scored against the others; no answer where there is only one."""
    if len(example.references) < 2:
        return Hypothesis(id=example.id, system=OTHER_REFERENCE)
    bullets = (
        HypothesisBullet(
            point=bullet.text(length),
            label=bullet.label or None,
            evidence=frozenset(bullet.evidence) if bullet.evidence else None,
        )
        for bullet in example.references[1]
    )
    return Hypothesis(id=example.id, system=OTHER_REFERENCE, bullets=tuple(bullets))


def without_other_reference(example: Example) -> Example:
    """The example without its second reference: what that one is scored against."""
    return replace(example, references=(example.references[0], *example.references[2:]))


BASELINES: dict[str, Callable[[Example, Length], Hypothesis]] = {
    "lead-k": lead,
    "random-k": random_sentences,
    "lead-k-12": lead_cut,
    "evidence": perfect_selection,
    "oracle": oracle,
    OTHER_REFERENCE: other_reference,
}


def _rouge_sum(hypothesis: Counts, reference: Counts) -> float:
    scores = score(hypothesis=hypothesis, reference=reference, metrics=("rouge1", "rouge2"))
    return scores["rouge1"].fmeasure + scores["rouge2"].fmeasure


def _chosen(example: Example, system: str, numbers: Sequence[int], cut: int | None = None) -> Hypothesis:
    sentences = sentences_of(example)
    points = [" ".join(sentences[number].split()[:cut]) for number in numbers]
    return plain_hypothesis(example, system, points, numbers if example.sentences else None)
