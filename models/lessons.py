"""Makes the writer's lessons from articles with reference bullets: each bullet is aligned to the sentences it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eval.data import Example, ReferenceBullet
from models.alignment import align, content
from models.pairs import Pair, Story, label_pair, lower_label, n_words, point_pair
from summarize.document import parse_document
from summarize.prompts import Prompt
from summarize.types import Article, Length
from summarize.writing import Background, straighten, topic_source

FEWEST_WORDS, MOST_WORDS, LONGEST_SHORT = 4, 30, 14
MOST_EVIDENCE = 90
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

    def of_task(self, task: str) -> list[Lesson]:
        """Return the lessons of one task."""
        return [lesson for lesson in self.lessons if lesson.pair.task == task]

    @property
    def n_points(self) -> int:
        """How many points there are."""
        return len(self.of_task("point"))

    @property
    def line(self) -> str:
        """How many there are of each task, and what was dropped, in words."""
        counts = Counter(lesson.pair.task for lesson in self.lessons)
        made = ", ".join(f"{counts[task]} {task}s" for task in ("point", "label", "topic"))
        dropped = ", ".join(f"{n} {why}" for why, n in sorted(self.dropped.items()))
        return f"{made}; dropped: {dropped or 'none'}"


def make_lessons(prompt: Prompt, examples: Iterable[Example], *, least: float) -> Lessons:
    """Return the lessons of articles: a point and a label of each bullet, and a topic where the box has one.

    Args:
        prompt: the writer's templates.
        examples: articles with references; evidence they may give is not used.
        least: the share of a bullet's content words that its one or two sentences must cover.
    """
    made = Lessons()
    for example in examples:
        story = _read_story(example)
        if not story.sentences:
            made.dropped["in articles without prose"] += sum(len(reference) for reference in example.references)
            continue
        if example.topic:
            topic = lower_label(straighten(example.topic), story.background.name_words)
            source = topic_source(prompt, background=story.background)
            pair = Pair("topic", ORIGIN, source, topic)
            made.lessons.append(Lesson(article=example.id, pair=pair, reference=example.topic))
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
    """Yield the points of a bullet in the lengths that it has, and its label."""
    kept = ""
    for text in dict.fromkeys(straighten(text) for text in (bullet.point, bullet.short) if text.strip()):
        point = with_stop(text)
        pair, why = _point(prompt, story, point, least)
        if pair is None:
            dropped[why] += 1
            continue
        kept = kept or point
        yield pair, point
    if kept and bullet.label:
        label = label_pair(prompt, kept, bullet.label, story.background, ORIGIN)
        if label is None:
            dropped["labels with a name that their point lacks"] += 1
        else:
            yield label, bullet.label


def with_stop(text: str) -> str:
    """Return a point with a stop at its end."""
    return text if text.rstrip("\"”'’").endswith((".", "!", "?")) else f"{text}."


def _point(prompt: Prompt, story: Story, point: str, least: float) -> tuple[Pair | None, str]:
    """Return the pair of a point, or why there is none."""
    size = n_words(point)
    if not FEWEST_WORDS <= size <= MOST_WORDS:
        return None, f"not of {FEWEST_WORDS} to {MOST_WORDS} words"
    evidence, covered = align(point, story.words)
    if covered < least:
        return None, "not covered by any two sentences"
    if sum(len(story.sentences[i].split()) for i in evidence) > MOST_EVIDENCE:
        return None, "from sentences too long to be read together"
    length: Length = "short" if size <= LONGEST_SHORT else "full"
    pair = point_pair(prompt, story, evidence, point, length, ORIGIN)
    return pair, "with a name or number that their sentences lack"
