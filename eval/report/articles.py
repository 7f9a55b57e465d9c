"""Prepares the sections on single articles: source, references and what the shown systems wrote, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from math import isnan

from eval.baselines import sentences_of
from eval.data import Example, Length, ReferenceBullet
from eval.hypotheses import Hypothesis, HypothesisBullet
from eval.metrics.checks import point_findings
from eval.metrics.coverage import match_bullets
from eval.report.matching import Shared, closest_sentences, matched_stretches, shared_wording, source_pieces
from eval.report.ranking import METRIC, kind_of
from eval.report.records import ArticleView, BulletView, Stretch, SystemView
from eval.rouge import tokenize
from eval.score import ScoreTable

Written = Mapping[str, Sequence[Hypothesis]]


def view_articles(
    table: ScoreTable, written: Written, examples: Sequence[Example], shown: Sequence[str]
) -> tuple[ArticleView, ...]:
    """One view an article, the worst and most different first: by the sum of its ranks in both."""
    views = [_view(table, written, example, number, shown) for number, example in enumerate(examples)]
    by_worst = sorted(views, key=lambda view: view.worst)
    by_spread = sorted(views, key=lambda view: -view.spread)
    place = {view.number: by_worst.index(view) + by_spread.index(view) for view in views}
    return tuple(sorted(views, key=lambda view: (place[view.number], view.number)))


def _view(table: ScoreTable, written: Written, example: Example, number: int, shown: Sequence[str]) -> ArticleView:
    sentences = sentences_of(example)
    bags = [set(tokenize(sentence)) for sentence in sentences]
    wording = shared_wording([bullet.text(table.length) for bullet in example.references[0]])
    systems = tuple(
        SystemView(
            name=name,
            bullets=_system_bullets(written[name][number], example, table.length, bags, wording),
            values={metric: values[number] for metric, values in table.values[name].items()},
        )
        for name in shown
    )
    scores = [view.values[METRIC] for view in systems if kind_of(view.name) != "ceiling"]
    known = [score for score in scores if not isnan(score)] or [0.0]
    return ArticleView(
        number=number,
        id=example.id,
        title=example.title or example.topic or _beginning(example.document),
        source=example.source,
        published=example.published,
        n_words=len(example.document.split()),
        pieces=source_pieces(example.document, sentences),
        references=tuple(tuple(_reference_bullet(b, table.length, bags) for b in r) for r in example.references),
        systems=systems,
        worst=sum(known) / len(known),
        spread=max(known) - min(known),
    )


def _system_bullets(
    hypothesis: Hypothesis, example: Example, length: Length, bags: Sequence[Set[str]], wording: Shared
) -> tuple[BulletView, ...]:
    matches = match_bullets([bullet.point for bullet in hypothesis.bullets], example.references[0], length)
    reference_of = {point: reference for reference, point in matches}
    return tuple(
        BulletView(
            label=bullet.label or "",
            stretches=matched_stretches(bullet.point, wording),
            evidence=_evidence(bullet, bags),
            named=bullet.evidence is not None,
            match=reference_of.get(place),
            findings=point_findings(bullet.point, example),
        )
        for place, bullet in enumerate(hypothesis.bullets)
    )


def _evidence(bullet: HypothesisBullet, bags: Sequence[Set[str]]) -> tuple[int, ...]:
    return closest_sentences(bullet.point, bags) if bullet.evidence is None else tuple(sorted(bullet.evidence))


def _reference_bullet(bullet: ReferenceBullet, length: Length, bags: Sequence[Set[str]]) -> BulletView:
    text = bullet.text(length)
    return BulletView(
        label=bullet.label,
        stretches=(Stretch(text=text, role="text"),),
        evidence=bullet.evidence or closest_sentences(text, bags),
        named=bool(bullet.evidence),
    )


def _beginning(document: str) -> str:
    words = document.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
