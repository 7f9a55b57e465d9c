"""Counts in the corpora which first names are men's and which women's: ``python -m models.first_names``.

Evidence is what an article calls somebody of that first name ("Mr.", "Mrs.", "Ms.", "Miss" and the last name), and where it calls
nobody so, the first pronoun behind the name if no other name comes first. Each person counts once, as most articles tell.
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
from summarize.mentions import common_words
from summarize.shortening.words import is_common

SOURCES = ("articles-us-news.jsonl.xz", "articles-dailymail2020.jsonl.xz", "articles-rss.jsonl.xz", "highlights-cnndm.jsonl.xz")
FEWEST = 5
"""A name that fewer people bear is not kept."""
SHARE = 0.75
"""How many of those who bear a name must be of one sex."""
THINGS = 10
"""A name that so many times as many articles have as a thing ("the House", "an American") is none."""
_MOST = 12_000
_LAST = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_NAME = re.compile(rf"\b([A-Z][a-z]{{1,12}}) (?:[A-Z]\. )?({_LAST})\b(?! [A-Z])")
_WITH_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) ([A-Z][a-z]+)")
_THING = re.compile(r"\b(?:[Tt]he|[Aa]n?) ([A-Z][a-z]+)\b(?! [A-Z]|['’-])")
_ALONE = re.compile(rf"\b({_LAST})\b(?! [A-Z])")
_CALLED = re.compile(rf"\b(Mr|Mrs|Ms|Miss)\.? ({_LAST})\b")
_PRONOUN = re.compile(r"\b(he|she|his|her)\b", re.IGNORECASE)
_NEAR = 160
_MEN = frozenset({"Mr", "he", "his"})
Name = tuple[str, str]
"""A first name and a last."""


def evidence(text: str) -> dict[Name, str]:
    """Return the people of an article of whom it tells, each with "He" or "She"."""
    called = dict[str, set[str]]()
    for match in _CALLED.finditer(text):
        called.setdefault(match[2], set()).add("He" if match[1] in _MEN else "She")
    named = _people(text)
    firsts = dict[str, set[str]]()
    for match in named:
        firsts.setdefault(match[2], set()).add(match[1])
    told = dict[Name, str]()
    for last, names in firsts.items():
        if len(names) == len(called.get(last, ())) == 1:
            told[next(iter(names)), last] = next(iter(called[last]))
    for match, after in zip_longest(named, named[1:]):
        end = match.end() + _NEAR
        pronoun = _PRONOUN.search(text, match.end(), min(end, after.start()) if after else end)
        if pronoun:
            told.setdefault((match[1], match[2]), "He" if pronoun[1].lower() in _MEN else "She")
    return told


def _people(text: str) -> list[re.Match[str]]:
    """Return the names in a text that are somebody's: no common words, none with an article, and the last stands alone too."""
    with_article, alone = set(_WITH_ARTICLE.findall(text)), set(_ALONE.findall(_NAME.sub("|", text)))
    return [
        match
        for match in _NAME.finditer(text)
        if match[2] in alone and with_article.isdisjoint(match.groups()) and not _is_common(match[1]) and not _is_common(match[2])
    ]


def _is_common(word: str) -> bool:
    return is_common(word) or word.lower() in common_words()


def count(corpora: Path, bench: Path) -> Counter[Name]:
    """Return how many people of each first name go with "He" and with "She" in the corpora, the benchmarks' articles left out."""
    held_out, told, things = bench_openings(bench), dict[Name, Counter[str]](), Counter[str]()
    for name in SOURCES:
        for record in read_records(corpora / name):
            text = record["document"]
            if opening(text) not in held_out:
                things.update(set(_THING.findall(text[:_MOST])))
                for person, pronoun in evidence(text[:_MOST]).items():
                    told.setdefault(person, Counter())[pronoun] += 1
    bearers = Counter(first for first, _ in told)
    named = {person: votes for person, votes in told.items() if things[person[0]] <= THINGS * bearers[person[0]]}
    return Counter((first, votes.most_common(1)[0][0]) for (first, _), votes in named.items())


def lines(found: Counter[Name]) -> Iterator[str]:
    """Yield the file's lines: a pronoun and the names that go with it."""
    for pronoun, other in (("He", "She"), ("She", "He")):
        own = ((name, n, n + found[name, other]) for (name, of), n in found.items() if of == pronoun)
        kept = sorted(name for name, n, n_all in own if n_all >= FEWEST and n >= SHARE * n_all)
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
    print(f"{found.total()} bearers of {len({name for name, _ in found})} first names")


if __name__ == "__main__":
    main()
