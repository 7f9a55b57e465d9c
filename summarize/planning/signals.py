"""What a sentence brings to its article, by how rare words are in news text: what is new, what comes back, what is central."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarize.mentions import Mention
from summarize.planning.vectors import content_words, cosine, dot, norm, rare_vectors, rarity, stem, total_of
from summarize.types import Document

SIGNALS = (
    "n_letters", "n_article_words", "digit_share", "opens_quoted", "public_affairs", "place_in_paragraph",
    "rarity_sum", "rarity_mean", "rarity_new", "new_share", "later_share", "title_share", "topic_share", "rarity_centrality",
    "likeness_near", "likeness_across", "name_weight",
)  # fmt: skip
_NEAR = 4
_WINDOW = 3
_TOPIC = 15
_AFFAIRS = re.compile(
    r"\b(?:court|judge|charge[sd]?|lawsuit|sued|police|investigat\w+|arrest\w*|convict\w*|senate|house|congress|bill|laws?|"
    r"vote[ds]?|election|campaign|president|republicans?|democrats?)\b",
    re.I,
)


def read_signals(document: Document, mentions: Sequence[Sequence[Mention]]) -> list[list[float]]:
    """Return one row a sentence, in the order of ``SIGNALS``; ``mentions`` are each sentence's."""
    texts = [sentence.text for sentence in document.sentences]
    size = sum(len(text.split()) for text in texts)
    surfaces = [_surface(text, size) for text in texts]
    news = _news(texts, document.title)
    shapes = _shapes(rare_vectors(texts))
    names = _name_weights(mentions)
    rows = []
    opening = 0
    for place, sentence in enumerate(document.sentences):
        if place and document.sentences[place - 1].paragraph != sentence.paragraph:
            opening = place
        row = [*surfaces[place], place - opening, *news[place], *shapes[place], names[place]]
        rows.append([float(value) for value in row])
    return rows


def _surface(text: str, size: int) -> list[float]:
    """Return what the letters tell: length, the article's length, figures, an opening quotation mark, words of public life."""
    digits = sum(letter.isdigit() for letter in text)
    return [len(text), size, digits / max(1, len(text)), text[:1] in "“\"'‘", len(_AFFAIRS.findall(text))]


def _news(texts: Sequence[str], title: str) -> list[list[float]]:
    """Return how much of each sentence is rare, new, taken up later, or in the title; weighted by rarity."""
    rarities: dict[str, float] = {}
    bags = [_rare_bag(text, rarities) for text in texts]
    left = Counter(word for bag in bags for word in bag)
    heading = {stem(word) for word in content_words(title)}
    heading_weight = sum(rarities.get(word, 3.0) for word in heading)
    seen: set[str] = set()
    rows = []
    for bag in bags:
        left.subtract(bag)
        weight = sum(rarities[word] for word in bag)
        new = sum(rarities[word] for word in bag if word not in seen)
        later = sum(rarities[word] for word in bag if left[word] > 0)
        shared = sum(rarities[word] for word in bag if word in heading)
        seen |= bag
        whole = weight + 1e-9
        rows.append([weight, weight / max(1, len(bag)), new, new / whole, later / whole, shared / (heading_weight + 1e-9)])
    return rows


def _rare_bag(text: str, rarities: dict[str, float]) -> set[str]:
    """Return a sentence's stems; ``rarities`` takes in how rare the commonest word of each stem is."""
    bag = set()
    for word in content_words(text):
        key = stem(word)
        value = rarity(word)
        rarities[key] = min(value, rarities.get(key, value))
        bag.add(key)
    return bag


def _shapes(vectors: Sequence[dict[str, float]]) -> list[list[float]]:
    """Return each sentence's share of the topic, its centrality, its nearest likeness, and how the text flows on there."""
    total = total_of(vectors)
    length = norm(total) + 1e-9
    topic = {word for word, _ in total.most_common(_TOPIC)}
    rows = []
    for place, vector in enumerate(vectors):
        near = [*vectors[max(0, place - _NEAR) : place], *vectors[place + 1 : place + 1 + _NEAR]]
        before, after = total_of(vectors[max(0, place - _WINDOW) : place]), total_of(vectors[place : place + _WINDOW])
        rows.append(
            [
                sum(word in topic for word in vector) / _TOPIC,
                dot(vector, total) / length,
                max((dot(vector, other) for other in near), default=0.0),
                cosine(before, after),
            ]
        )
    return rows


def _name_weights(mentions: Sequence[Sequence[Mention]]) -> list[float]:
    """Return how often the article names whom each sentence names, in mentions a sentence."""
    named = [{m.text.split()[-1].rstrip(".") for m in found if m.kind == "name"} for found in mentions]
    counts = Counter(name for names in named for name in names)
    return [sum(counts[name] for name in names) / max(1, len(mentions)) for names in named]
