"""The backend without a model: evidence sentences shortened by rules, and labels and topic by rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.checks.form import LIMITS
from summarize.cutting import cut_faults
from summarize.labels import make_labels
from summarize.shorten import shorten
from summarize.shortening.antecedents import name_opening
from summarize.shortening.context import find_speaker, full_names, keep_capital
from summarize.shortening.lists import word_set
from summarize.shortening.tokens import capitalise, count_words, split_tokens
from summarize.shortening.words import has_finite, tag_tokens
from summarize.topics import make_topics
from summarize.types import Candidate, Document, Request

_DANGLING = word_set("he she it they we i you this that these those his her its their there such him them")
_MOST = 8


class Extract:
    """Writes without a model; every word of a point stands in its evidence, or is the name of who "he" or "she" is there."""

    name = "extract"
    revision = "1"

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first."""
        people: dict[int, dict[str, str]] = {}
        written = []
        for request in requests:
            if request.task == "label":
                texts = make_labels(request.point, title=request.document.title)
            elif request.task == "topic":
                texts = make_topics(request.document)
            else:
                key = id(request.document)
                if key not in people:
                    people[key] = full_names(request.document)
                texts = write_points(request, people[key])
            written.append([Candidate(text=text, score=-0.1 * place) for place, text in enumerate(texts)])
        return written


def write_points(request: Request, people: dict[str, str]) -> list[str]:
    """Return shortenings of the evidence sentences: first those that fit the length and stand on their own."""
    low, high = LIMITS[request.length]
    ranked: dict[str, tuple[float, int, int, int]] = {}
    for order, number in enumerate(request.evidence):
        for place, (text, sound) in enumerate(_versions(request.document, number, people, low, high)):
            size = count_words(text)
            missed = max(0, low - size) * 4 + max(0, size - high)
            broken = not sound or not is_sentence(text)
            dangling = text.split()[0].strip("“\"‘'").casefold() in _DANGLING if text.split() else True
            ranked.setdefault(text, (missed + 6 * dangling + 12 * broken, -min(size, high), place, order))
    return sorted(ranked, key=lambda text: ranked[text])[:_MOST]


def _versions(document: Document, number: int, people: dict[str, str], low: int, high: int) -> Iterator[tuple[str, bool]]:
    """Yield the shortenings of one sentence, with speaker and person named where the article leaves no doubt, and whether each
    was cut where its sentence lets it be."""
    sentence = " ".join(document.sentences[number].text.split())
    if sentence[:1] in '“"' and sentence[-1:] in '”"' and sentence.count(sentence[0]) == 1 + (sentence[0] == '"'):
        speaker = find_speaker(document, number)
        if speaker:
            sentence = f"{sentence[:-2]},{sentence[-1]} {speaker} said." if sentence[-2] == "." else f"{sentence} {speaker} said."
    for cut in shorten(sentence, max_words=high, min_words=low):
        text = keep_capital(cut, sentence, document)
        yield name_opening(capitalise(text), document, number, people), not cut_faults(text, sentence)


def is_sentence(text: str) -> bool:
    """Tell whether a finite verb stands in the text."""
    tags = tag_tokens(split_tokens(text))
    return has_finite(tags, 0, len(tags))
