"""Counts in the corpora which first names are men's and which women's: ``python -m models.first_names``.

Evidence is what an article calls somebody of that first name ("Mr.", "Mrs.", "Ms.", "Miss" and the last name), and where it calls
nobody so, the first pronoun behind the name if no other name comes first; each name once an article.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from models.corpora import bench_openings, opening, read_records
from models.drawing import BENCH
from models.verdicts import CORPORA
from summarize.shortening.words import is_common

SOURCES = ("articles-us-news.jsonl.xz", "articles-dailymail2020.jsonl.xz", "articles-rss.jsonl.xz", "highlights-cnndm.jsonl.xz")
FEWEST = 8
SHARE = 0.75
"""How many of those who bear a name must be of one sex."""
_MOST = 12_000
_LAST = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_NAME = re.compile(rf"\b([A-Z][a-z]{{1,12}}) (?:[A-Z]\. )?({_LAST})\b")
_CALLED = re.compile(rf"\b(Mr|Mrs|Ms|Miss)\.? ({_LAST})\b")
_PRONOUN = re.compile(r"\b(he|she|his|her)\b", re.IGNORECASE)
_NEAR = 160
_MEN = frozenset({"Mr", "he", "his"})


def evidence(text: str) -> dict[str, str]:
    """Return the first names in an article that tell, each with "He" or "She"."""
    firsts, called = dict[str, set[str]](), dict[str, set[str]]()
    for match in _NAME.finditer(text):
        firsts.setdefault(match[2], set()).add(match[1])
    for match in _CALLED.finditer(text):
        called.setdefault(match[2], set()).add("He" if match[1] in _MEN else "She")
    told = dict[str, str]()
    for last, names in firsts.items():
        if len(names) == len(called.get(last, ())) == 1:
            told.setdefault(*names, *called[last])
    named = list(_NAME.finditer(text))
    for match, after in zip_longest(named, named[1:]):
        end = match.end() + _NEAR
        pronoun = _PRONOUN.search(text, match.end(), min(end, after.start()) if after else end)
        if pronoun:
            told.setdefault(match[1], "He" if pronoun[1].lower() in _MEN else "She")
    return told


def count(corpora: Path, bench: Path) -> Counter[tuple[str, str]]:
    """Return how often each first name goes with "He" and "She" in the corpora, the benchmarks' articles left out."""
    held_out, found = bench_openings(bench), Counter[tuple[str, str]]()
    for name in SOURCES:
        for record in read_records(corpora / name):
            if opening(record["document"]) not in held_out:
                found.update(evidence(record["document"][:_MOST]).items())
    return found


def lines(found: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the file's lines: a pronoun and the names that go with it."""
    for pronoun, other in (("He", "She"), ("She", "He")):
        own = ((name, n, n + found[name, other]) for (name, of), n in found.items() if of == pronoun)
        kept = sorted(name for name, n, n_all in own if n_all >= FEWEST and n >= SHARE * n_all and not is_common(name))
        yield " ".join((pronoun, *kept))


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description="Count which first names are men's and which women's.")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/shortening/first_names.txt"))
    options = parser.parse_args()
    found = count(options.corpora, options.bench)
    options.output.write_text("".join(f"{line}\n" for line in lines(found)), "utf-8")
    print(f"{sum(found.values())} bearers of {len({name for name, _ in found})} first names")


if __name__ == "__main__":
    main()
