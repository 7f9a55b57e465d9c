"""How well the product's checks find what people judged unfaithful: ``python -m eval.check_factuality FILE``.

The checks were made for one sentence with its evidence. Here every sentence of a summary gets the sentences of the article that
share most words with it as evidence, and a summary counts as named by a check if any of its sentences is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from eval.data import Verdict, read_verdicts
from eval.factuality import area_under_curve
from eval.metrics.support import support
from summarize.checks.run import check_point
from summarize.checks.source import SourceFacts, read_facts
from summarize.checks.words import stem, words
from summarize.errors import QuickLooksError
from summarize.mentions import common_words
from summarize.segmentation import split_sentences
from summarize.types import Article, Document, Sentence

_SPACED = (
    (re.compile(r"\b(\d{1,3}) ?, (\d{3})\b(?! ,)"), r"\1,\2"),
    (re.compile(r"\b(\d{1,3})\. (\d{1,2}\b)"), r"\1.\2"),
    (re.compile(r"\bUNK\b ?"), ""),
    (re.compile(r"n ?[’'] ?t\b"), "n't"),
    (re.compile(r" ([.,;:!?%)\]]|n't\b|'(?:s|re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"([(\[$£]) "), r"\1"),
    (re.compile(r"\(?\bcnn\b\)? ?(?:--)?"), ""),
    (re.compile(r"``\s?|\s?''"), '"'),
    (re.compile(r"(?<!\w)# ?(?=\d)"), "£"),
    (re.compile(r"(\d) (?:- )(?=\d)"), r"\1-"),
)
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:[.'’][^\W\d_]+)*")
_N_EVIDENCE = 2
_CAPITALS = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One check on one source of verdicts: how many summaries it names, and how right it is."""

    source: str
    check: str
    n: int
    n_named: int
    auc: float
    precision: float
    recall: float


def check_summary(verdict: Verdict) -> frozenset[str]:
    """Return the checks that name a summary, errors as ``numbers``, warnings as ``names?``."""
    facts, casing = _article(verdict.article)
    text = restore_case(_join_marks(verdict.summary), casing)
    found = set()
    for start, end in split_sentences(text):
        point = text[start:end]
        for finding in check_point(point, facts=facts, evidence=_evidence(point, facts)):
            found.add(finding.check if finding.severity == "error" else f"{finding.check}?")
    return frozenset(found)


def restore_case(text: str, casing: dict[str, str]) -> str:
    """Return lower-case text with names capitalised: as the article writes them, else whatever news text never writes small."""
    inner = [word for before, word in pairwise(text.split()) if before[-1] not in ".!?"]
    if sum(word[0].isupper() for word in inner) > len(inner) * _CAPITALS:
        return text
    known = common_words()

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        if word in casing:
            return casing[word]
        return word if word in known or stem(word) in known else word[:1].upper() + word[1:]

    restored = _WORD.sub(cased, text)
    return re.sub(r"(^|[.!?] )([a-z])", lambda match: match[1] + match[2].upper(), restored)


def measure(verdicts: Sequence[Verdict]) -> list[Row]:
    """Precision and recall of every check on every source; the last row of a source, ``any error``, takes all errors together."""
    named = [(verdict, check_summary(verdict)) for verdict in verdicts]
    rows = []
    for source in [*sorted({verdict.source for verdict in verdicts}), "all"]:
        here = [(verdict.faithful, found) for verdict, found in named if source in (verdict.source, "all")]
        for check in [*sorted({check for _, found in here for check in found}), "any error"]:
            rows.append(_row(source, check, here))
    return rows


def render(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The table's lines: AUC of trigram precision by source, then every check."""
    supports = [support(verdict.summary, verdict.article)["trigram_support"] for verdict in verdicts]
    yield f"{'source':<14} {'check':<14} {'n':>6} {'named':>6} {'AUC':>6} {'prec.':>6} {'recall':>6}"
    previous = ""
    for row in measure(verdicts):
        if row.source != previous:
            mine = [(value, v.faithful) for value, v in zip(supports, verdicts, strict=True) if row.source in (v.source, "all")]
            known = [(value, faithful) for value, faithful in mine if value == value]
            auc = area_under_curve([value for value, _ in known], [faithful for _, faithful in known])
            unfaithful = sum(not faithful for _, faithful in mine) / len(mine)
            yield f"{row.source:<14} trigram precision: AUC {auc:.3f}; unfaithful: {unfaithful:.1%} of {len(mine)}"
            previous = row.source
        values = f"{row.auc:>6.3f} {row.precision:>6.3f} {row.recall:>6.3f}"
        yield f"{'':<14} {row.check:<14} {row.n:>6} {row.n_named:>6} {values}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table for a file of verdicts; 2 where it cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.check_factuality", description="Measure the checks against human verdicts."
    )
    parser.add_argument("file", type=Path, help="JSON lines (also .xz) with id, article, summary, label, source")
    options = parser.parse_args(arguments)
    try:
        for line in render(read_verdicts(options.file)):
            print(line)
    except QuickLooksError as error:
        print(f"eval: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _row(source: str, check: str, found: Sequence[tuple[bool, frozenset[str]]]) -> Row:
    def names(checks: frozenset[str]) -> bool:
        return check in checks or (check == "any error" and any(not name.endswith("?") for name in checks))

    named = [faithful for faithful, checks in found if names(checks)]
    caught = sum(not faithful for faithful in named)
    n_unfaithful = sum(not faithful for faithful, _ in found)
    return Row(
        source=source,
        check=check,
        n=len(found),
        n_named=len(named),
        auc=area_under_curve([float(not names(checks)) for _, checks in found], [faithful for faithful, _ in found]),
        precision=caught / len(named) if named else float("nan"),
        recall=caught / n_unfaithful if n_unfaithful else float("nan"),
    )


@lru_cache(maxsize=64)
def _article(text: str) -> tuple[SourceFacts, dict[str, str]]:
    clean = _join_marks(text)
    casing: dict[str, str] = {}
    for match in re.finditer(r"(?<=[a-z,] )[A-Z]\w*(?:[.'’-]\w+)*\.?", clean):
        casing.setdefault(match[0].rstrip(".").lower(), match[0].rstrip("."))
    small = set(re.findall(r"(?<=[a-z,] )[a-z][\w'’-]*", clean))
    cased = restore_case(clean, {})
    sentences = tuple(Sentence(text=cased[a:b], start=a, end=b, paragraph=0) for a, b in split_sentences(cased))
    facts = read_facts(Document(article=Article(text=cased), sentences=sentences))
    return facts, {low: word for low, word in casing.items() if low not in small} | {low: low for low in small}


def _join_marks(text: str) -> str:
    for pattern, replacement in _SPACED:
        text = pattern.sub(replacement, text)
    return text.strip()


def _evidence(point: str, facts: SourceFacts) -> tuple[int, ...]:
    wanted = {stem(word) for word in words(point)}
    shared = [(len(wanted & {stem(word) for word in p.phrase.split()}), -i) for i, p in enumerate(facts.passages)]
    return tuple(sorted(-i for _, i in sorted(shared, reverse=True)[:_N_EVIDENCE]))


if __name__ == "__main__":
    sys.exit(main())
