"""Writes the drafts of whole articles: every window's summary becomes points, and the points become checked bullets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from summarize.backends.base import Backend
from summarize.bullets import Draft, draft_article
from summarize.checks.form import LIMITS
from summarize.choosing import alike
from summarize.document_strategy.alignment import Aligner
from summarize.document_strategy.merging import AlignedPoint, Merged, choose_points, merge_points
from summarize.document_strategy.parsing import parse_points
from summarize.document_strategy.windows import Windows, make_windows
from summarize.options import Options
from summarize.planning.plan import count_bullets, make_plan
from summarize.shorten import shorten
from summarize.shortening.antecedents import name_opening
from summarize.shortening.context import full_names
from summarize.types import Candidate, Document, Plan, PlannedBullet, Request

LEAST_COVERAGE = 0.4
"""Reference points reach this with their own article, and 2 to 6 % with another one: python -m eval.point_alignment."""
MOST_SHORTENINGS = 4
WIDE = 8
"""So many times as many sentences as bullets are ranked for choosing among points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a model reads an article: whether its prompt asks for labels, and how many points it writes for one window."""

    labelled: bool = False
    points_per_window: int = 0


def write_documents(drafts: Sequence[Draft], backend: Backend, options: Options, reading: Reading) -> dict[str, str]:
    """Fill in the bullets of every draft from what the model writes of the whole article; return the labels it wrote, by point.

    The windows of all articles are written together. What the model leaves missing of a box is filled from the draft's plan by
    the rules, so that the count holds.
    """
    windows = [_windows_of(draft, backend, options, reading) for draft in drafts]
    requests = [
        Request(task="document", document=draft.document, evidence=window, length=options.length)
        for draft, cut in zip(drafts, windows, strict=True)
        for window in cut.windows
    ]
    written = iter(backend.write(requests))
    notes = _drain_notes(backend)
    labels: dict[str, str] = {}
    for draft, cut in zip(drafts, windows, strict=True):
        ranked = _rank_sentences(draft.document, options)
        points = _read_points(draft, cut, [next(written) for _ in cut.windows], reading)
        draft.notes += notes
        labels |= _plan_and_draft(draft, [_weighed(point, ranked) for point in points], ranked, options)
    return labels


def fewest_windows(document: Document, options: Options, reading: Reading) -> int:
    """Return in how many windows an article is read at least, for a model that writes fewer points than a box needs."""
    wanted = count_bullets(document, *options.bullets)
    return -(-wanted // reading.points_per_window) if reading.points_per_window else 1


def cut_article(document: Document, backend: Any, options: Options, reading: Reading) -> Windows:
    """Return an article's windows for whoever has ``measure`` and ``max_input_tokens``; without them, words are counted."""

    def measure(windows: Sequence[tuple[int, ...]]) -> list[int]:
        if not hasattr(backend, "measure"):
            return [sum(len(document.sentences[i].text.split()) for i in window) for window in windows]
        requests = [Request(task="document", document=document, evidence=w, length=options.length) for w in windows]
        return list(backend.measure(requests))

    limit = int(getattr(backend, "max_input_tokens", 0))
    return make_windows(len(document.sentences), measure, limit=limit, least=fewest_windows(document, options, reading))


def _windows_of(draft: Draft, backend: Any, options: Options, reading: Reading) -> Windows:
    """Return the draft's windows; more than one, or a sentence that fits none, is said in its notes."""
    cut = cut_article(draft.document, backend, options, reading)
    limit, least = int(getattr(backend, "max_input_tokens", 0)), fewest_windows(draft.document, options, reading)
    if len(cut.windows) > least:
        at_once = f"the article is longer than the model reads at once ({limit:,} tokens)"
        draft.notes.append(f"{at_once}: read in {len(cut.windows)} parts")
    if cut.left_out:
        draft.truncated = {
            "n_tokens_kept": cut.n_tokens,
            "n_tokens_dropped": cut.n_tokens_left_out,
            "reason": f"sentences longer than the model reads at once ({limit:,} tokens)",
        }
        count = f"{len(cut.left_out)} sentence{'s are' if len(cut.left_out) > 1 else ' is'}"
        draft.notes.append(f"{count} longer than the model reads at once ({limit:,} tokens) and did not reach it")
    return cut


def _drain_notes(backend: Any) -> list[str]:
    """Return what the backend has to say of this call, once each."""
    notes = list(dict.fromkeys(getattr(backend, "notes", ())))
    if notes:
        backend.notes.clear()
    return notes


def _read_points(draft: Draft, cut: Windows, written: Sequence[Sequence[Candidate]], reading: Reading) -> list[AlignedPoint]:
    """Return the points of every window that stand on the article; how many did not is said in the draft's notes."""
    aligner = Aligner(draft.document)
    found: list[AlignedPoint] = []
    dropped = 0
    for window, candidates in enumerate(written):
        for hypothesis, candidate in enumerate(candidates):
            for point in parse_points(candidate.text, labelled=reading.labelled, cut_off=candidate.stopped == "length"):
                alignment = aligner.align(point.text, cut.windows[window])
                if alignment.coverage < LEAST_COVERAGE:
                    dropped += hypothesis == 0
                    continue
                found.append(
                    AlignedPoint(
                        text=point.text,
                        label=point.label,
                        evidence=alignment.evidence,
                        coverage=alignment.coverage,
                        window=window,
                        hypothesis=hypothesis,
                    )
                )
    if dropped:
        draft.notes.append(f"left out {dropped} point{'s' * (dropped > 1)} of the model's that the article does not say")
    return found


def _rank_sentences(document: Document, options: Options) -> list[PlannedBullet]:
    """Return the planner's best sentences, many more than a box needs, best first."""
    n_sentences = min(len(document.sentences), WIDE * count_bullets(document, *options.bullets))
    plan = make_plan(document, n_sentences, n_sentences)
    return sorted((*plan.bullets, *plan.reserves), key=lambda planned: -planned.salience)


def _weighed(point: AlignedPoint, ranked: Sequence[PlannedBullet]) -> AlignedPoint:
    """Return a point with the salience of the best of its sentences; one that the planner passed over counts as its last."""
    salience = [planned.salience for planned in ranked if set(planned.evidence) & set(point.evidence)]
    return replace(point, salience=max(salience, default=ranked[-1].salience if ranked else 0.0))


def _plan_and_draft(
    draft: Draft, points: Sequence[AlignedPoint], ranked: Sequence[PlannedBullet], options: Options
) -> dict[str, str]:
    """Replace the draft's plan by one of the points, filled up from sentences, make its bullets, and return the labels."""
    wanted = count_bullets(draft.document, *options.bullets)
    chosen, spare = choose_points(merge_points(points), wanted)
    fillers = _fillers(draft.document, chosen, ranked)[: max(0, wanted - len(chosen))]
    fillers.sort(key=lambda planned: planned.evidence)
    planned = [_planned(one) for one in chosen]
    people = full_names(draft.document)
    merged = [*chosen, *spare]
    written = [_candidates(one, draft.document, people, options) for one in merged]
    draft.plan = Plan(bullets=(*planned, *fillers), reserves=tuple(_planned(one) for one in spare), notes=draft.plan.notes)
    none: list[Candidate] = []
    ordered = [*written[: len(chosen)], *(none for _ in fillers), *written[len(chosen) :]]
    draft_article(draft, ordered, length=options.length)
    if fillers and points:
        draft.notes.append(f"{len(chosen)} points are the model's, {len(fillers)} by the rules: it wrote no more that fit")
    return {c.text: one.best.label for one, texts in zip(merged, written, strict=True) if one.best.label for c in texts}


def _planned(one: Merged) -> PlannedBullet:
    return PlannedBullet(evidence=one.best.evidence, salience=one.best.salience)


def _fillers(document: Document, chosen: Sequence[Merged], ranked: Sequence[PlannedBullet]) -> list[PlannedBullet]:
    """Return sentences for the bullets that the model did not write, best first; what says the same as a point comes last."""
    used = {number for one in chosen for number in one.best.evidence}
    new = [planned for planned in ranked if not used & set(planned.evidence)]
    texts = [document.sentences[planned.evidence[0]].text for planned in new]
    repeats = [any(alike(one.best.text, text) for one in chosen) for text in texts]
    return [one for one, again in sorted(zip(new, repeats, strict=True), key=lambda pair: pair[1])]


def _candidates(one: Merged, document: Document, people: dict[str, str], options: Options) -> list[Candidate]:
    """Return a point's wordings: the model's, with who "he" is named, its other hypotheses', and the first one shortened."""
    low, high = LIMITS[options.length]
    named = [name_opening(point.text, document, point.evidence[0], people) for point in (one.best, *one.others)]
    texts = [one.best.text, *named, *shorten(named[0], max_words=high, min_words=low)[:MOST_SHORTENINGS]]
    return [Candidate(text=text, score=-0.1 * place) for place, text in enumerate(dict.fromkeys(texts))]
