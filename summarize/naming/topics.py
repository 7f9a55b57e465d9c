"""Makes topics of a story: what its headline and its first sentences give as labels, alone and behind the names it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from summarize.grammar import Grammar
from summarize.grammar.trees import Tree
from summarize.mentions import common_words
from summarize.naming.offers import make_offers
from summarize.naming.versions import Offer
from summarize.planning.vectors import content_words, stem, words_of
from summarize.topics import Matter, is_topic
from summarize.types import Document

MOST_WORDS = 5
LEADS = 2
"""So many sentences are looked at besides the headline."""
_LOOKED_AT = 60
_MARKS = "“”\"‘’'(),;:.?!"
_PERSONAL = frozenset("i me my you your he his him she her it its we our us they their them s t".split())


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its text, where it is from, the label that it is with its tree, how many names stand before, the rules' score."""

    text: str
    source: str
    offer: Offer | None = None
    tree: Tree | None = None
    names: int = 0
    ruled: float | None = None


class Story:
    """What topics are judged by: a document's headline and how often its words, and pairs of words, are used."""

    def __init__(self, document: Document) -> None:
        """Take an article."""
        self.document, self.matter = document, Matter(document)
        self.sentences = [" ".join(sentence.text.split()) for sentence in document.sentences[:_LOOKED_AT]]

    @cached_property
    def parsed(self) -> Sequence[str]:
        """The headline as a sentence, "" if there is none, and the first sentences."""
        return (self.matter.title, *self.sentences[:LEADS])

    @cached_property
    def title(self) -> frozenset[str]:
        """The stems of the headline, or of the first sentence where there is none."""
        return frozenset(map(stem, content_words(self.document.title or "".join(self.sentences[:1]))))

    @cached_property
    def lead(self) -> frozenset[str]:
        """The stems of the first two sentences."""
        return frozenset(stem(word) for sentence in self.sentences[:LEADS] for word in content_words(sentence))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each stem is used."""
        return Counter(stem(word) for sentence in self.sentences for word in content_words(sentence))

    @cached_property
    def places(self) -> Mapping[str, frozenset[int]]:
        """The sentences in which each stem is."""
        found: dict[str, set[int]] = {}
        for place, sentence in enumerate(self.sentences):
            for word in content_words(sentence):
                found.setdefault(stem(word), set()).add(place)
        return {one: frozenset(places) for one, places in found.items()}

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The words that stand side by side somewhere in the text, in lower case."""
        return frozenset(pair for sentence in self.sentences for pair in pairwise(words_of(sentence)))

    @cached_property
    def names(self) -> Sequence[str]:
        """The names that headline and text share, most frequent first: "New York", not "York"."""
        return [self._whole(name) for name in self.matter.names]

    def _whole(self, name: str) -> str:
        """Return a name with the usual word that mostly stands before it as a part of it."""
        before = Counter(one for one, other in pairwise(" ".join(self.sentences).split()) if other.strip(_MARKS) == name)
        word, times = before.most_common(1)[0] if before else ("", 0)
        belongs = word[:1].isupper() and word.isalpha() and word.lower() in common_words() and 2 * times > before.total()
        return f"{word} {name}" if belongs else name


def make_story_topics(story: Story, grammar: Grammar) -> list[Topic]:
    """Return topics, each text once, of what ``story.parsed`` is, which the grammar should have parsed."""
    found: dict[str, Topic] = {}
    for text, score in story.matter.topics.items():
        found[text] = Topic(text, "rule", ruled=score)
    for number, text in enumerate(story.parsed):
        tree = grammar.tree(text)
        for offer in make_offers(tree) if tree else ():
            for topic in _named(offer, tree, f"text {number}", story.names):
                found.setdefault(topic.text, topic)
    return [topic for topic in found.values() if is_topic(topic.text) and not _is_unfit(topic.text, story.names)]


def _is_unfit(text: str, names: Sequence[str]) -> bool:
    """Tell whether a topic has a word that only the text explains, or a part of a name: "York" of "New York"."""
    parts = (name for name in names if " " in name and name not in text and name.split()[-1] in text)
    return any(parts) or not _PERSONAL.isdisjoint(words_of(text))


def _named(offer: Offer, tree: Tree | None, source: str, names: Sequence[str]) -> Iterator[Topic]:
    """Yield a label as a topic, alone and behind names that it does not have."""
    text = offer.text.replace("’s ", " ").replace("'s ", " ").replace("’ ", " ")
    yield Topic(text, source, offer, tree)
    known = {stem(word) for word in words_of(text)}
    others = [name for name in names[:2] if known.isdisjoint(stem(word) for word in words_of(name))]
    if others:
        yield Topic(f"{others[0]} {text}", source, offer, tree, 1)
    if len(others) > 1 and not any(" " in name for name in others):
        yield Topic(f"{others[0]}-{others[1]} {text}", source, offer, tree, 2)
