"""Counts which words summaries take from their articles more often than others: ``python -m models.summary_words``.

A regression tells from where and how often a word stands in an article how likely a summary holds it. A word's favour is the
logarithm of how often summaries, by people and language models, do hold it for each time that they are expected to. It goes to
``summarize/planning/word_favour.txt``, a line for each step of favour and its stems.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from math import log
from pathlib import Path
from typing import Any

import numpy
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.pipeline import Pipeline, make_pipeline  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from models.corpora import bench_openings, listed, llm_stories, opening, read_records
from models.drawing import BENCH
from models.verdicts import CORPORA
from summarize.document import parse_document
from summarize.planning.terms import TERM_NAMES, read_terms, split_terms
from summarize.planning.vectors import FAVOUR_STEP
from summarize.types import Article

LEAST = 100
"""A word that fewer pairs of article and summary have is left out."""
PRIOR = 16.0
"""So many summaries that hold a word as often as expected are added to those counted."""
FITTED = 900
"""From so many stories of a corpus the regression is learnt."""
_FAVOUR = TERM_NAMES.index("favour")
Story = tuple[str, Sequence[str]]
"""An article and its summaries."""
Held = tuple[list[str], numpy.ndarray[Any, Any], list[set[str]]]
"""An article's stems, a row of numbers for each, and the stems of each of its summaries."""


def read_stories(corpora: Path, bench: Path) -> Iterator[Iterator[Story]]:
    """Yield each corpus's stories with summaries, but for those of the benchmarks."""
    held_out = bench_openings(bench)
    written = llm_stories(corpora / "highlights-llm-cnn.jsonl.xz", held_out)
    yield ((document, ["\n".join(highlights) for highlights in summaries]) for document, summaries in written)
    records = read_records(corpora / "highlights-cnndm.jsonl.xz")
    kept = (record for record in records if opening(record["document"]) not in held_out)
    yield ((record["document"], ["\n".join(listed(record["summary"]))]) for record in kept)


def read_held(story: Story) -> Held:
    """Return what of an article its summaries hold."""
    document = parse_document(Article(text=story[0]))
    rows = read_terms([split_terms(sentence.text) for sentence in document.sentences], "")
    values = numpy.array([row[:_FAVOUR] for row in rows.values()]).reshape(len(rows), _FAVOUR)
    return list(rows), values, [{key for _, key in split_terms(text)} for text in story[1]]


@dataclass(frozen=True, slots=True)
class Counts:
    """By stem: how many pairs of article and summary have it in the article, in how many of them the summary holds it, and in
    how many it was expected to."""

    n_pairs: Counter[str] = field(default_factory=Counter)
    held: dict[str, float] = field(default_factory=dict)
    expected: dict[str, float] = field(default_factory=dict)

    def add(self, stories: Iterable[Story]) -> None:
        """Count the stories of a corpus; what is expected is learnt from its first ones."""
        found = (one for one in map(read_held, stories) if one[0])
        first = list(islice(found, FITTED))
        model = fit(first) if first else None
        for keys, values, boxes in chain(first, found):
            assert model
            for key, probability in zip(keys, model.predict_proba(values)[:, 1], strict=True):
                self.n_pairs[key] += len(boxes)
                self.held[key] = self.held.get(key, 0.0) + sum(key in box for box in boxes)
                self.expected[key] = self.expected.get(key, 0.0) + len(boxes) * float(probability)

    def lines(self, least: int = LEAST) -> Iterator[str]:
        """Yield the file's lines: a step of favour, in units of ``FAVOUR_STEP``, and its stems."""
        steps: dict[int, list[str]] = {}
        for key in sorted(key for key, n in self.n_pairs.items() if n >= least):
            favour = log((self.held[key] + PRIOR) / (self.expected[key] + PRIOR))
            steps.setdefault(round(favour / FAVOUR_STEP), []).append(key)
        for step in sorted(steps.keys() - {0}):
            yield " ".join((str(step), *steps[step]))


def fit(stories: Sequence[Held]) -> Pipeline:
    """Return a regression of whether a summary holds a word."""
    rows = numpy.concatenate([values for _, values, boxes in stories for _ in boxes])
    targets = [key in box for keys, _, boxes in stories for box in boxes for key in keys]
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.5, max_iter=300)).fit(rows, targets)


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description="Count which words summaries take from their articles.")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/planning/word_favour.txt"))
    options = parser.parse_args()
    counts = Counts()
    for stories in read_stories(options.corpora, options.bench):
        counts.add(stories)
    options.output.write_text("".join(f"{line}\n" for line in counts.lines()), "utf-8")
    print(f"{sum(n >= LEAST for n in counts.n_pairs.values())} stems of {len(counts.n_pairs)}")


if __name__ == "__main__":
    main()
