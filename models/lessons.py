"""Makes the writer's lessons from articles with reference bullets: each is aligned to the sentence that it follows most.

One sentence, since that is what the writer is given; it writes no labels and topics (``summarize.backends.namer``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eval.data import Example, ReferenceBullet
from models.alignment import content
from models.pairs import Pair, Story, n_words, point_pair
from summarize.document import parse_document
from summarize.prompts import Prompt
from summarize.types import Article, Length
from summarize.writing import Background, straighten

FEWEST_WORDS, MOST_WORDS, LONGEST_SHORT = 4, 30, 14
ORIGIN = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A training example of one article; ``reference`` is what the newsroom printed."""

    article: str
    pair: Pair
    reference: str


@dataclass(slots=True, kw_only=True)
class Lessons:
    """The lessons of a part of an archive, and how many bullets were dropped, by the reason."""

    lessons: list[Lesson] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    @property
    def n_points(self) -> int:
        """How many points there are."""
        return len(self.lessons)

    @property
    def line(self) -> str:
        """How many there are, and what was dropped, in words."""
        dropped = ", ".join(f"{n} {why}" for why, n in sorted(self.dropped.items()))
        return f"{self.n_points} points; dropped: {dropped or 'none'}"


def make_lessons(prompt: Prompt, examples: Iterable[Example], *, least: float) -> Lessons:
    """Return the lessons of articles: each bullet in the lengths that it has.

    Args:
        prompt: the writer's templates.
        examples: articles with references; evidence they may give is not used.
        least: the share of a bullet's content words that its sentence must cover.
    """
    made = Lessons()
    for example in examples:
        story = _read_story(example)
        if not story.sentences:
            made.dropped["in articles without prose"] += sum(len(reference) for reference in example.references)
            continue
        for bullet in dict.fromkeys(bullet for reference in example.references for bullet in reference):
            for pair, reference in _bullet_pairs(prompt, story, bullet, least, made.dropped):
                made.lessons.append(Lesson(article=example.id, pair=pair, reference=reference))
    return made


def _read_story(example: Example) -> Story:
    """Return an article as the writer will be given it."""
    document = parse_document(Article(text=example.document, title=example.title or None))
    background = Background([sentence.text for sentence in document.sentences], document.title)
    return Story(background, [frozenset(content(sentence)) for sentence in background.sentences])


def _bullet_pairs(
    prompt: Prompt, story: Story, bullet: ReferenceBullet, least: float, dropped: Counter[str]
) -> Iterator[tuple[Pair, str]]:
    """Yield the points of a bullet in the lengths that it has."""
    for text in dict.fromkeys(straighten(text) for text in (bullet.point, bullet.short) if text.strip()):
        point = with_stop(text)
        pair, why = _point(prompt, story, point, least)
        if pair is None:
            dropped[why] += 1
        else:
            yield pair, point


def with_stop(text: str) -> str:
    """Return a point with a stop at its end."""
    return text if text.rstrip("\"”'’").endswith((".", "!", "?")) else f"{text}."


def _point(prompt: Prompt, story: Story, point: str, least: float) -> tuple[Pair | None, str]:
    """Return the pair of a point, or why there is none."""
    size = n_words(point)
    if not FEWEST_WORDS <= size <= MOST_WORDS:
        return None, f"not of {FEWEST_WORDS} to {MOST_WORDS} words"
    wanted = frozenset(content(point))
    covered, place = max((len(wanted & words) / max(1, len(wanted)), -i) for i, words in enumerate(story.words))
    if covered < least:
        return None, "not covered by any sentence"
    length: Length = "short" if size <= LONGEST_SHORT else "full"
    pair = point_pair(prompt, story, (-place,), point, length, ORIGIN)
    return pair, "with a name or number that their sentence lacks"
