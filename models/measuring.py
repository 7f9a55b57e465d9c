"""Measures a network on lessons: its loss a piece, and ROUGE of the points that it writes greedily."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import torch
from transformers import GenerationConfig

from eval.rouge import prepare, score
from eval.statistics import compare
from models.lessons import Lesson
from models.network import END_ID, PAD_ID, collate, loss_of
from models.packing import Packed
from summarize.backends.seq2seq import MAX_NEW_TOKENS, finish
from summarize.backends.transformers import group_by_length
from summarize.pointers import follow
from summarize.tokens import END, MAX_PLACES, Tokenizer

BATCH_PIECES = 4096
ROUGE = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeLsum": "ROUGE-Lsum"}
Scores = dict[str, list[float]]
"""By metric, a figure from 0 to 100 for each article, in the order of its first lesson."""


def mean_loss(model: Any, packed: Sequence[Packed], device: str) -> float:
    """Return the cross-entropy a piece over packed lessons, in float32 and without dropout."""
    total, pieces = 0.0, 0
    model.train(False)
    for places in group_by_length([len(one.source) + len(one.target) for one in packed], BATCH_PIECES):
        source, labels = (t.to(device) for t in collate([packed[place] for place in places]))
        known = int((labels >= 0).sum().item())
        with torch.no_grad():
            total += float(loss_of(model, source, labels).item()) * known
        pieces += known
    return total / pieces


def write_points(model: Any, tokenizer: Tokenizer, sources: Sequence[str], device: str) -> list[str]:
    """Return what the network writes greedily for each source, as it would be printed."""
    vocabulary = tokenizer.vocabulary()
    pieces = [[*tokenizer.encode(source)[: MAX_PLACES - 1], END] for source in sources]
    written = [""] * len(sources)
    model.train(False)
    for places in group_by_length([len(one) for one in pieces], BATCH_PIECES):
        for place, ids in zip(places, _greedy(model, [tokenizer.ids(pieces[place]) for place in places], device), strict=True):
            wanted = [vocabulary[number] for number in ids if number not in {PAD_ID, END_ID}]
            written[place] = _finished(wanted, pieces[place], tokenizer)
    return written


def _finished(wanted: Sequence[str], source: Sequence[str], tokenizer: Tokenizer) -> str:
    """Return written pieces as text; "" where one points beyond the source."""
    try:
        return finish(tokenizer.decode(follow(wanted, source)), "point", curly=False)
    except IndexError:
        return ""


def _greedy(model: Any, ids: Sequence[Sequence[int]], device: str) -> list[list[int]]:
    longest = max(len(one) for one in ids)
    padded = torch.tensor([[*one, *[PAD_ID] * (longest - len(one))] for one in ids], device=device)
    choices = GenerationConfig(  # type: ignore[no-untyped-call]
        max_new_tokens=MAX_NEW_TOKENS["point"], do_sample=False, num_beams=1, pad_token_id=PAD_ID, eos_token_id=END_ID,
        decoder_start_token_id=PAD_ID, use_cache=True,
    )  # fmt: skip
    with torch.inference_mode():
        output = model.generate(input_ids=padded, attention_mask=padded.ne(PAD_ID).long(), generation_config=choices)
    return [list(row[1:]) for row in output.tolist()]


def score_points(model: Any, tokenizer: Tokenizer, lessons: Sequence[Lesson], device: str) -> Scores:
    """Return ROUGE F of the points that the network writes from each lesson's evidence, by article."""
    written = write_points(model, tokenizer, [lesson.pair.source for lesson in lessons], device)
    by_article: dict[str, list[tuple[str, str]]] = {}
    for lesson, text in zip(lessons, written, strict=True):
        by_article.setdefault(lesson.article, []).append((text, lesson.reference))
    return score_texts(["\n".join(text) for text in zip(*pairs, strict=True)] for pairs in by_article.values())


def score_texts(pairs: Iterable[Sequence[str]]) -> Scores:
    """Return ROUGE F of what was written for each article against its reference, one point a line."""
    scores: Scores = {metric: [] for metric in ROUGE}
    for written, wanted in pairs:
        found = score(hypothesis=prepare(written), reference=prepare(wanted), metrics=tuple(ROUGE))
        for metric in ROUGE:
            scores[metric].append(100 * found[metric].fmeasure)
    return scores


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def changes(before: Mapping[str, Sequence[float]], after: Mapping[str, Sequence[float]]) -> dict[str, dict[str, object]]:
    """Return each metric's means and the difference, with its 95 % interval (paired bootstrap over articles) and the verdict."""
    found: dict[str, dict[str, object]] = {}
    for metric in ROUGE:
        one = compare(after[metric], before[metric])
        figures = {"before": mean(before[metric]), "after": mean(after[metric]), "change": one.difference.mean}
        interval = [round(one.difference.low, 2), round(one.difference.high, 2)]
        found[metric] = {name: round(value, 2) for name, value in figures.items()} | {
            "interval": interval,
            "verdict": one.verdict(),
        }
    return found


def render_changes(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return a line for each metric."""
    return [
        f"{ROUGE[metric]:<10} {one['before']:6.2f} -> {one['after']:6.2f}  {one['change']:+.2f} "
        f"[{one['interval'][0]:+.2f}, {one['interval'][1]:+.2f}] {one['verdict']}"
        for metric, one in found.items()
    ]
