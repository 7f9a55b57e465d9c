"""Verdicts on cuts of sentences, as ``models/verdicts.jsonl.xz`` keeps them: where a sentence stands and what of it is kept.

A verdict is a letter (``models/VERDICTS.md``): "o" for what an editor would print as it stands, "f" for false or misleading, "w"
for broken, "d" for what does not stand alone. In ``models/box_verdicts.jsonl.xz``, where cuts were judged beside their articles,
"k" is for what an editor would keep in a box and "c" for what was cut before the point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from models.corpora import read_records
from summarize.cutting import cut_faults
from summarize.document import parse_document
from summarize.grammar import Grammar
from summarize.grammar.pruning import render_kept
from summarize.quality.cut import Cut, fault_kinds
from summarize.shortening.antecedents import name_opening
from summarize.shortening.context import full_names
from summarize.types import Article, Document, Length

VERDICTS = Path("models/verdicts.jsonl.xz")
BOX_VERDICTS = Path("models/box_verdicts.jsonl.xz")
CORPORA = Path("../shared/corpora")
Key = tuple[str, int]
"""A corpus and the number of an article in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence of an article with its cuts: for each the places of the kept pieces, how it was made, whether its opening
    pronoun was named, the writer's log-probability or None, and the verdict."""

    article: Key
    place: int
    sum: int
    length: Length
    cuts: tuple[tuple[Any, ...], ...]

    def is_of(self, text: str) -> bool:
        """Tell whether a sentence is the one that was judged."""
        return check_sum(text) == self.sum

    @property
    def printable(self) -> bool:
        """Whether any cut is printable."""
        return any(cut[-1] == "o" for cut in self.cuts)


def read_verdicts(path: Path) -> dict[Key, list[Judged]]:
    """Return the judged sentences of each article."""
    found: dict[Key, list[Judged]] = {}
    for record in read_records(path):
        key = (record["corpus"], record["record"])
        cuts = tuple(map(tuple, record["cuts"]))
        judged = Judged(article=key, place=record["place"], sum=record["sum"], length=record["length"], cuts=cuts)
        found.setdefault(key, []).append(judged)
    return found


def find_articles(corpora: Path, keys: Sequence[Key]) -> Iterator[tuple[Key, Document]]:
    """Yield the articles of some keys."""
    for corpus in dict.fromkeys(corpus for corpus, _ in keys):
        wanted = {number for name, number in keys if name == corpus}
        for number, record in enumerate(read_records(corpora / corpus)):
            if number in wanted:
                yield (corpus, number), parse_document(Article(text=record["document"], title=record.get("title") or None))


def check_sum(sentence: str) -> int:
    """Return what an archive keeps in a sentence's place, to find out whether it is still the same."""
    return crc32(sentence.encode())


def plain(document: Document, place: int) -> str:
    """Return a sentence on one line, "" if the article has none at that place."""
    return " ".join(document.sentences[place].text.split()) if place < len(document.sentences) else ""


def cuts_of(document: Document, judged: Sequence[Judged]) -> Iterator[tuple[Cut, str]]:
    """Yield an article's cuts, each with its verdict; left out are those of sentences that are not found any more, and those
    whose opening "He" was named by a guess that is not made any more."""
    grammar, people = Grammar(), full_names(document)
    found = [one for one in judged if one.is_of(plain(document, one.place))]
    grammar.parse(dict.fromkeys(plain(document, one.place) for one in found))
    for one in found:
        sentence = plain(document, one.place)
        tree = grammar.tree(sentence)
        for kept, made, named, log_probability, verdict in one.cuts if tree else ():
            assert tree
            text = render_kept(tree, sentence, kept)
            if named and text.startswith(("He ", "She ")) and name_opening(text, document, one.place, people) == text:
                continue
            cut = Cut(
                tree=tree,
                kept=frozenset(kept),
                made=made,
                length=one.length,
                place=one.place,
                named=named,
                log_probability=log_probability,
                faults=fault_kinds(cut_faults(text, sentence), grammar.faults(text, sentence)),
            )
            yield cut, verdict
