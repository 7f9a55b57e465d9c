"""What the planner knows of each sentence: plain numbers from the text, made in time linear in the article's length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarize.mentions import Mention, common_words, find_mentions
from summarize.planning.context import add_context, context_names
from summarize.planning.pairs import PRONOUNS
from summarize.planning.signals import SIGNALS, read_signals
from summarize.planning.vectors import content_words, cosine, norm, spread_weights, total_of, words_of
from summarize.types import Document

_SENTENCE = (
    "place", "place_relative", "n_sentences", "paragraph_start", "paragraph_size", "n_words", "centrality", "centrality_rank",
    "title_overlap", "lead_overlap", "next_overlap", "previous_overlap", "n_names", "n_new_names", "n_numbers",
    "money_or_percent",
    "n_dates", "quoted_share", "attributed", "starts_pronoun", "starts_connective", "contrast", "future", "cause", "question",
    "first_person", "rare_share", "next_starts_pronoun", "capital_share", "conclusion",
)  # fmt: skip
LONGEST = 3000
"""No mentions are looked for in a sentence of more letters."""
NAMES = (*_SENTENCE, *context_names(), *SIGNALS)
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
    mentions = [find_mentions(text) if len(text) < LONGEST else () for text in texts]
    bags = [Counter(content_words(text)) for text in texts]
    weights = spread_weights(bags)
    vectors = [{word: count * weights[word] for word, count in bag.items()} for bag in bags]
    total = total_of(vectors)
    length = norm(total)
    central = [sum(v * total[w] for w, v in vector.items()) / (norm(vector) * length + 1e-9) for vector in vectors]
    ranks = {place: rank for rank, place in enumerate(sorted(range(len(central)), key=lambda i: -central[i]))}
    title: dict[str, float] = {word: weights.get(word, 1.0) for word in content_words(document.title)}
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
        overlaps = [cosine(vectors[place], other) for other in (title, lead, after, before)]
        where = [place, place / len(texts), len(texts), opens, sizes[paragraph], len(text.split())]
        central_row = [central[place], ranks[place] / len(texts)]
        following = texts[place + 1] if place + 1 < len(texts) else ""
        rows.append(
            [float(v) for v in (*where, *central_row, *overlaps, *_surface(text, mentions[place], seen, following, bags[place]))]
        )
    return [[*row, *more] for row, more in zip(add_context(rows, _SENTENCE), read_signals(document, mentions), strict=True)]


def _surface(text: str, mentions: Sequence[Mention], seen: set[str], following: str, bag: Counter[str]) -> list[float]:
    """Return what a sentence's own words tell; ``seen`` collects the names met so far."""
    names = [m.text for m in mentions if m.kind == "name"]
    fresh = [name for name in names if name not in seen]
    seen.update(names)
    words = words_of(text)
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
        first in PRONOUNS,
        first in _CONNECTIVE,
        bool(_CONTRAST.search(text)),
        bool(_FUTURE.search(text)),
        bool(_CAUSE.search(text)),
        text.rstrip("”\"'").endswith("?"),
        not _FIRST_PERSON.isdisjoint(words),
        sum(word not in common_words() for word in bag) / max(1, len(bag)),
        following.split(" ", 1)[0].lower() in PRONOUNS,
        capitals / max(1, len(words)),
        bool(_CONCLUSION.search(text)),
    ]
