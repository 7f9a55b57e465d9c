"""What the planner knows of each sentence: plain numbers from the text, made in time linear in the article's length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

from summarize.mentions import common_words, find_mentions
from summarize.planning.context import add_context, context_names
from summarize.types import Document

_SENTENCE = (
    "place", "place_relative", "n_sentences", "paragraph_start", "paragraph_size", "n_words", "centrality", "centrality_rank",
    "title_overlap", "lead_overlap", "next_overlap", "previous_overlap", "n_names", "n_new_names", "n_numbers",
    "money_or_percent",
    "n_dates", "quoted_share", "attributed", "starts_pronoun", "starts_connective", "contrast", "future", "cause", "question",
    "first_person", "rare_share", "next_starts_pronoun", "capital_share", "conclusion",
)  # fmt: skip
NAMES = (*_SENTENCE, *context_names())
_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_STOP = frozenset(
    "a an the of to in on at for by with from as is are was were be been being has have had will would can could may might and "
    "or but that this it its his her their he she they who which not no "
    "more than after before over about into out up said says i "
    "we you your our my me him them there what when where if so do does did also just s t".split()
)
_PRONOUN = frozenset("he she they it his her their its this that these those him them such".split())
_CONNECTIVE = frozenset("but and however meanwhile still yet also so then instead moreover although though while".split())
_FIRST_PERSON = frozenset(("i", "we", "my", "our", "you", "me", "us"))
_CONTRAST = re.compile(
    r"\b(?:but|however|critics?|opponents?|despite|although|though|against|oppos\w+|den(?:y|ied|ies)|reject\w*|warn\w*)\b", re.I
)
_FUTURE = re.compile(
    r"\b(?:will|plans? to|expected|next (?:week|month|year)|scheduled|upcoming|would|later this|set to|by 20\d\d)\b", re.I
)
_CAUSE = re.compile(r"\b(?:because|due to|after|caus\w+|led to|result\w*|since|amid|following)\b", re.I)
_CONCLUSION = re.compile(r"\b(?:found|finds|shows?|report|study|according|announced|ruled|voted|signed|agreed|concluded)\b", re.I)
_SAID = re.compile(r"\b(?:said|says|told|according to|added|argued|asked|noted|explained|wrote|tweeted)\b", re.I)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


def read_features(document: Document) -> list[list[float]]:
    """Return one row of numbers a sentence, in the order of ``NAMES``."""
    texts = [sentence.text for sentence in document.sentences]
    bags = [Counter(_content(text)) for text in texts]
    weights = _weights(bags)
    vectors = [{word: count * weights[word] for word, count in bag.items()} for bag in bags]
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    length = _norm(total)
    central = [sum(v * total[w] for w, v in vector.items()) / (_norm(vector) * length + 1e-9) for vector in vectors]
    ranks = {place: rank for rank, place in enumerate(sorted(range(len(central)), key=lambda i: -central[i]))}
    title: dict[str, float] = {word: weights.get(word, 1.0) for word in _content(document.title)}
    lead: dict[str, float] = dict(total_of(vectors[:2]))
    sizes = Counter(sentence.paragraph for sentence in document.sentences)
    seen: set[str] = set()
    rows: list[list[float]] = []
    for place, text in enumerate(texts):
        empty: dict[str, float] = {}
        after = vectors[place + 1] if place + 1 < len(texts) else empty
        before = vectors[place - 1] if place else empty
        paragraph = document.sentences[place].paragraph
        opens = place == 0 or document.sentences[place - 1].paragraph != paragraph
        overlaps = [_cosine(vectors[place], other) for other in (title, lead, after, before)]
        where = [place, place / len(texts), len(texts), opens, sizes[paragraph], len(text.split())]
        central_row = [central[place], ranks[place] / len(texts)]
        following = texts[place + 1] if place + 1 < len(texts) else ""
        rows.append([float(v) for v in (*where, *central_row, *overlaps, *_surface(text, seen, following, bags[place], weights))])
    return add_context(rows, _SENTENCE)


def total_of(vectors: Sequence[dict[str, float]]) -> Counter[str]:
    """Return the sum of sparse vectors."""
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    return total


def _surface(text: str, seen: set[str], following: str, bag: Counter[str], weights: dict[str, float]) -> list[float]:
    """Return what a sentence's own words tell; ``seen`` collects the names met so far."""
    mentions = find_mentions(text) if len(text) < 3000 else ()
    names = [m.text for m in mentions if m.kind == "name"]
    fresh = [name for name in names if name not in seen]
    seen.update(names)
    words = [word.lower() for word in _WORD.findall(text)]
    first = words[0] if words else ""
    capitals = sum(word[:1].isupper() for word in text.split())
    return [
        len(names),
        len(fresh),
        sum(m.kind == "number" for m in mentions),
        bool(re.search(r"[%$£€]|percent|per cent|million|billion", text)),
        sum(m.kind == "date" for m in mentions),
        sum(len(m) for m in _QUOTED.findall(text)) / max(1, len(text)),
        bool(_SAID.search(text)),
        first in _PRONOUN,
        first in _CONNECTIVE,
        bool(_CONTRAST.search(text)),
        bool(_FUTURE.search(text)),
        bool(_CAUSE.search(text)),
        text.rstrip("”\"'").endswith("?"),
        not _FIRST_PERSON.isdisjoint(words),
        sum(word not in common_words() for word in bag) / max(1, len(bag)),
        following.split(" ", 1)[0].lower() in _PRONOUN,
        capitals / max(1, len(words)),
        bool(_CONCLUSION.search(text)),
    ]


def _content(text: str) -> list[str]:
    return [word for word in (w.lower().split("’")[0].split("'")[0] for w in _WORD.findall(text)) if word not in _STOP]


def _weights(bags: Sequence[Counter[str]]) -> dict[str, float]:
    """Return a weight for each word: more for words that come back in several sentences, none for those in nearly all."""
    spread: Counter[str] = Counter()
    for bag in bags:
        spread.update(bag.keys())
    return {word: log(1 + count) * log(1 + len(bags) / count) for word, count in spread.items()}


def _cosine(one: dict[str, float], other: dict[str, float] | Counter[str]) -> float:
    if not one or not other:
        return 0.0
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    shared = sum(value * large.get(word, 0.0) for word, value in small.items())
    return shared / (_norm(one) * _norm(other) + 1e-9)


def _norm(vector: dict[str, float] | Counter[str]) -> float:
    return sqrt(sum([value * value for value in vector.values()]))
