"""Names the box's topic by rules ("Trump-Xi Tensions"): from the headline and what recurs in the text, or the text alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from summarize.labels import title_case
from summarize.mentions import common_words, find_mentions
from summarize.shortening.lists import word_set
from summarize.shortening.phrases import Phrase, bare, find_phrases, topic_worth
from summarize.shortening.words import TAG_OF
from summarize.types import Document

_MARKS = "“”\"‘’'(),;:.?!"
_OPENING = 12
_LOOKED_AT = 60
_MOST = 3
_NEVER_NAMES = word_set("the i mr mrs ms dr sen rep gov president us u.s cnn ap reuters afp bbc bloomberg house")


def make_topics(document: Document) -> list[str]:
    """Return up to three topics for an article, best first: 2-5 words in Title Case, from its title and what recurs in its text.

    An article without a title is named after the names and nouns of its first sentences; one without words is "News Report".
    """
    matter = Matter(document)
    ranked = sorted((topic for topic in matter.topics if is_topic(topic)), key=lambda topic: -matter.topics[topic])[:_MOST]
    return ranked or [topic for topic in (_joined(matter.names), _from_title(document.title), "News Report") if topic][:1]


class Matter:
    """What a story's topic is made of."""

    def __init__(self, document: Document) -> None:
        """Take an article."""
        self._title = document.title
        self._sentences = [sentence.text for sentence in document.sentences[:_LOOKED_AT]]
        self._counts = _count_words(self._sentences)

    @cached_property
    def title(self) -> str:
        """The headline as a sentence, "" if there is none."""
        return _plain_title(self._title, self._sentences)

    @cached_property
    def names(self) -> list[str]:
        """Up to three names that the headline, or the first sentences, and the text have, most frequent first."""
        return _names([self._title] if self._title else self._sentences[:3], self._sentences[:_OPENING], self._counts)

    @cached_property
    def topics(self) -> dict[str, float]:
        """Topics of any form with how good each is, by rule."""
        scored: dict[str, float] = {}
        for place, source in enumerate([self.title] if self.title else self._sentences[:3]):
            for words, score in _candidates(find_phrases(source)[0], self.names, self._counts):
                topic = title_case(" ".join(words))
                scored[topic] = max(scored.get(topic, -9.0), score - place)
        return scored


def _count_words(sentences: Sequence[str]) -> Counter[str]:
    """Count the words of the text without possessive endings, in small letters."""
    return Counter(bare(word.strip(_MARKS)) for sentence in sentences for word in sentence.split())


def _plain_title(title: str, sentences: Sequence[str]) -> str:
    """Return a headline in sentence case: words that the text, or newspapers at large, write small lose their capital."""
    if not title:
        return ""
    title = title.rstrip(".?!")
    seen = {word.strip(_MARKS) for sentence in sentences for word in sentence.split()[1:]}
    words = []
    for word in title.split():
        core = word.strip(_MARKS)
        small = core.lower()
        known = small in TAG_OF or small in seen or (core not in seen and small in common_words())
        words.append(word.lower() if core[:1].isupper() and not core[1:].isupper() and known else word)
    return " ".join(words)


def _names(titles: Sequence[str], sentences: Sequence[str], counts: Counter[str]) -> list[str]:
    """Return the short forms of the names that title and text share, most frequent first."""
    wanted = {bare(word.strip(_MARKS)) for title in titles for word in title.replace("-", " ").split()}
    found: Counter[str] = Counter()
    for sentence in sentences:
        for mention in find_mentions(sentence):
            short = mention.text.split()[-1]
            key = bare(short)
            if mention.kind == "name" and key in wanted and key not in _NEVER_NAMES and key not in common_words():
                found[short.removesuffix("’s").removesuffix("'s")] += 1
    return sorted(found, key=lambda name: -(counts[bare(name)] + found[name]))[:3]


def _candidates(phrases: Sequence[Phrase], names: Sequence[str], counts: Counter[str]) -> Iterator[tuple[Sequence[str], float]]:
    """Yield phrases of the title, and its leading names before the phrase's last words, with how well each names the story."""
    for place, phrase in enumerate(phrases):
        for size in range(1, min(4, len(phrase.words)) + 1):
            words = [word.strip(_MARKS) for word in phrase.words[-size:]]
            if not all(words):
                continue
            weight = sum(min(counts[bare(word)], 8) for word in words) / size / 4
            score = topic_worth(words) + weight + 0.4 * size - 0.3 * place
            inside = {bare(part) for word in words for part in (word, *word.split("-"))}
            if size > 1:
                yield words, score
            others = [name for name in names if bare(name) not in inside]
            if size <= 3 and others and not all(word[:1].isupper() for word in words):
                yield [others[0], *words], score + (0.5 if size > 1 else 0.0) + min(counts[bare(others[0])], 8) / 8
                if len(others) > 1 and size <= 2:
                    yield (
                        [f"{others[0]}-{others[1]}", *words],
                        score + (0.3 if size > 1 else -0.2) + min(counts[bare(others[1])], 8) / 8,
                    )


def is_topic(topic: str) -> bool:
    """Tell whether a text has the form of a topic: two to five words, no colon, and at the end no mark or genitive."""
    words = topic.split()
    return 2 <= len(words) <= 5 and words[-1][-1].isalnum() and ":" not in topic and not words[-1].endswith(("’s", "'s"))


def _joined(names: Sequence[str]) -> str:
    return f"{names[0]} and {names[1]}" if len(names) > 1 else f"{names[0]} Report" if names else ""


def _from_title(title: str) -> str:
    """Return the title's first words, without small words at the end."""
    words = [word.strip(_MARKS) for word in title.split()]
    words = [word for word in words if word][:5]
    while words and words[-1].lower() in TAG_OF:
        words.pop()
    return title_case(" ".join(words)) if len(words) > 1 else ""
