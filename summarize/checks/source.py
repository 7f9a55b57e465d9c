"""What the checks look up in an article, read once: names, numbers, dates and words, by sentence and as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarize.checks.calendar import Date, read_dates
from summarize.checks.words import fold, phrase, words
from summarize.commentary import opinion_holder
from summarize.mentions import find_mentions
from summarize.quoted import quoted_sentences
from summarize.types import Document
from summarize.values import Number, read_numbers

_JOINERS = frozenset({"of", "the", "and", "for", "de", "la", "on", "in"})
_COMPOUND = re.compile(r"(?<=\w)-[a-z]\w*$|(?<=\w)-[a-z]\w*(?= )")
_SPACES = re.compile(r"[\s\"'.,;:!?()\[\]-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands in ``text[start:end]``, and its folded words."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One stretch of text with what it states; ``phrase`` holds its folded words between single spaces."""

    text: str
    phrase: str
    names: tuple[Name, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """The names of one article: whole ones, what they are short for, and which word goes with which."""

    whole: frozenset[str]
    by_word: dict[str, tuple[tuple[str, ...], ...]]
    initials: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    first: frozenset[str]
    last: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """An article as the checks see it; ``passages`` are its sentences by number, ``others`` its title, subheads and datelines.

    ``verbatim`` is the text for looking up quotations, ``phrase`` the one for looking up words; ``holder`` is whose the
    opinions of a commentary are (``summarize.commentary``), ``quoted`` are the sentences that somebody said
    (``summarize.quoted``).
    """

    passages: tuple[Passage, ...]
    others: tuple[Passage, ...]
    phrase: str
    verbatim: str
    names: KnownNames
    numbers: dict[float, tuple[Number, ...]]
    dates: tuple[Date, ...]
    holder: str = ""
    quoted: frozenset[int] = frozenset()

    def near(self, evidence: tuple[int, ...], *, before: int = 3, after: int = 1) -> tuple[Passage, ...]:
        """The evidence sentences with those around them, in order; numbers that name no sentence are passed over."""
        wanted = {n for i in evidence for n in range(i - before, i + after + 1) if 0 <= n < len(self.passages)}
        return tuple(self.passages[n] for n in sorted(wanted))

    def cited(self, evidence: tuple[int, ...]) -> tuple[Passage, ...]:
        """The evidence sentences themselves."""
        return tuple(self.passages[n] for n in evidence if 0 <= n < len(self.passages))


def read_facts(document: Document) -> SourceFacts:
    """Read everything that bullets of this article can be checked against; page text and boxes support nothing."""
    passages = tuple(read_passage(sentence.text) for sentence in document.sentences)
    others = tuple(read_passage(text) for text in _other_texts(document))
    everything = (*passages, *others)
    numbers: dict[float, tuple[Number, ...]] = {}
    for number in (number for passage in everything for number in passage.numbers):
        for value in number.values:
            numbers[value] = (*numbers.get(value, ()), number)
    return SourceFacts(
        passages=passages,
        others=others,
        phrase=" | ".join(passage.phrase for passage in everything),
        verbatim=" | ".join(verbatim(passage.text) for passage in everything),
        names=_known(name.words for passage in everything for name in passage.names),
        numbers=numbers,
        dates=tuple(date for passage in everything for date in passage.dates),
        holder=opinion_holder(document),
        quoted=quoted_sentences(document),
    )


def read_passage(text: str) -> Passage:
    """Read one sentence, of an article or of a summary."""
    dates = read_dates(text)
    names = [
        Name(start=m.start, end=m.end, text=m.text, words=tuple(words(_COMPOUND.sub("", m.text))))
        for m in find_mentions(text)
        if m.kind == "name"
    ]
    return Passage(
        text=text,
        phrase=phrase(text),
        names=tuple(name for name in names if name.words),
        numbers=read_numbers(text, [(date.start, date.end) for date in dates]),
        dates=dates,
    )


def verbatim(text: str) -> str:
    """Return text for looking up quotations: case, marks and punctuation between words folded, every word in its place."""
    return _SPACES.sub(" ", fold(text))


def _other_texts(document: Document) -> Iterator[str]:
    """Yield the title, the date of publication, the subheads, and what opens a sentence's line before it, such as a dateline."""
    text = document.article.text
    yield document.title
    if document.article.published:
        yield document.article.published.replace("T", " ")
    for span in document.subheads:
        yield text[span.start : span.end]
    starts = {sentence.start for sentence in document.sentences}
    for span in document.boilerplate:
        if span.end - span.start < 60 and any(start in starts for start in range(span.end, span.end + 3)):
            opening = text[span.start : span.end]
            yield opening if "\n" not in opening else ""


def _known(names: Iterable[tuple[str, ...]]) -> KnownNames:
    seen = set(names)
    by_word: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in seen:
        for word in name:
            by_word[word] = (*by_word.get(word, ()), name)
    people = [name for name in seen if 2 <= len(name) <= 4 and _JOINERS.isdisjoint(name)]
    return KnownNames(
        whole=frozenset(" ".join(name) for name in seen),
        by_word=by_word,
        initials=frozenset(_initials(seen)),
        pairs=frozenset((a, b) for name in seen for i, a in enumerate(name) for b in name[i + 1 :]),
        first=frozenset(name[0] for name in people),
        last=frozenset(name[-1] for name in people),
    )


def _initials(names: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for name in names:
        if len(name) > 1:
            yield "".join(word[0] for word in name)
            yield "".join(word[0] for word in name if word not in _JOINERS)
