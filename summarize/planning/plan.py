"""Makes the plan: scores every sentence, then chooses bullets one by one, each new and about something else."""

from __future__ import annotations

from summarize.planning.choice import Selection, choose
from summarize.planning.features import read_features
from summarize.planning.ranker import ranker
from summarize.types import Document, Plan, PlannedBullet

__all__ = ["count_bullets", "make_plan", "ranker", "usable_sentences"]

MIN_WORDS = 6
RESERVES = 7
FEW = 4
"""Up to so many bullets stay near the top of the article, as editors' highlights do; more of them cover the whole."""
FEW_SELECTION = Selection(terms=3.0, pair=0.0, place=0.3)


def count_bullets(document: Document, least: int, most: int) -> int:
    """Return how many bullets an article should have: 5 under 450 words, 8 from 900 on, within the limits given."""
    words = sum(len(sentence.text.split()) for sentence in document.sentences)
    wanted = 5 if words < 450 else 6 if words < 600 else 7 if words < 900 else 8
    return max(least, min(most, wanted))


def usable_sentences(document: Document, wanted: int) -> list[int]:
    """Return the sentences of at least ``MIN_WORDS`` words; where they are fewer than wanted, all that have letters."""
    usable = [i for i, sentence in enumerate(document.sentences) if len(sentence.text.split()) >= MIN_WORDS]
    if len(usable) < wanted:
        usable = [i for i, sentence in enumerate(document.sentences) if any(c.isalpha() for c in sentence.text)]
    return usable


def make_plan(document: Document, least: int, most: int, *, printable: float = 0.0) -> Plan:
    """Return which sentences each bullet is written from, in the article's order, with reserves by salience.

    Args:
        document: the article taken apart.
        least: the fewest bullets wanted.
        most: the most bullets wanted; the article's length decides between the two.
        printable: the weight of giving a printable bullet, for a backend that verdicts were given on.
    """
    wanted = count_bullets(document, least, most)
    usable = usable_sentences(document, wanted)
    selection = FEW_SELECTION if wanted <= FEW else Selection()
    rows = read_features(document)
    scores = [ranker().score(row) for row in rows]
    if printable:
        scores = [score + printable * ranker().printability(row) for score, row in zip(scores, rows, strict=True)]
    chosen = choose(document, scores, usable, wanted + RESERVES, ranker(), selection)
    bullets = sorted(chosen[:wanted])
    notes: tuple[str, ...] = ()
    if len(bullets) < wanted:
        notes = (f"{len(bullets)} bullets instead of {wanted}: the article has only {len(usable)} sentences to make them from",)
    return Plan(
        bullets=tuple(PlannedBullet(evidence=(i,), salience=scores[i]) for i in bullets),
        reserves=tuple(PlannedBullet(evidence=(i,), salience=scores[i]) for i in chosen[wanted:]),
        enough=min(least, len(bullets)),
        notes=notes,
    )
