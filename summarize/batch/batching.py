"""Which articles go to a worker together: a window of them sorted by length, cut where a call would grow too large."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.batch.records import work_digest
from summarize.batch.rows import read_rows
from summarize.types import Article

if TYPE_CHECKING:
    from summarize.batch.pool import Task
    from summarize.batch.scan import Scan

CHARACTERS = 120_000
"""The most text in one call, about 30,000 tokens, unless it is a single article's."""
_WINDOW = 8
_WINDOW_CHARACTERS = 16 * CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An article to be done, and the key of its work."""

    key: bytes
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An article that is no longer what it was when the job began."""

    key: bytes
    id: str


def read_pending(scan: Scan) -> Iterator[Pending | Changed]:
    """Yield the articles to be done, read again from their files."""
    for source, rows in scan.pending():
        left = deque(rows)
        found = read_rows(source, lambda number, left=left: bool(left) and left[0][0] == number)  # type: ignore[misc]
        for row in found:
            while left and left[0][0] < row.number:
                yield Changed(key=left[0][1], id=left.popleft()[3])
            if not left or left[0][0] != row.number:
                continue
            _, key, digest, article_id = left.popleft()
            if row.article and work_digest(row.article) == digest:
                yield Pending(key=key, article=row.article)
            else:
                yield Changed(key=key, id=article_id)
            if not left:
                break
        yield from (Changed(key=key, id=article_id) for _, key, _, article_id in left)


class Batches:
    """Makes tasks of the articles that are pending; ``changed`` holds those that could not be found again."""

    def __init__(self, articles: Iterator[Pending | Changed], size: int) -> None:
        """Prepare; ``size`` is the most articles in one task."""
        self._articles, self._size = articles, size
        self._ready: deque[list[Pending]] = deque()
        self.changed: list[Changed] = []

    def shrink(self, failed: int) -> None:
        """Make no more tasks of as many articles as memory did not suffice for."""
        self._size = max(1, min(self._size, failed // 2))
        split = [group[at : at + self._size] for group in self._ready for at in range(0, len(group), self._size)]
        self._ready = deque(split)

    def next(self) -> Task | None:
        """Return the next task, or None when all is handed out."""
        from summarize.batch.pool import Task

        if not self._ready:
            self._ready.extend(cut(self._window(), self._size))
        if not self._ready:
            return None
        group = self._ready.popleft()
        return Task(keys=tuple(one.key for one in group), articles=tuple(one.article for one in group))

    def _window(self) -> list[Pending]:
        """Return some articles, as many as a bounded amount of memory holds."""
        window: list[Pending] = []
        characters = 0
        for one in self._articles:
            if isinstance(one, Changed):
                self.changed.append(one)
                continue
            window.append(one)
            characters += len(one.article.text)
            if len(window) >= _WINDOW * self._size or characters >= _WINDOW_CHARACTERS:
                break
        return window


def cut(window: list[Pending], size: int) -> Iterator[list[Pending]]:
    """Yield the articles in groups of like length, longest first, none of more than ``size`` or of too much text."""
    group: list[Pending] = []
    characters = 0
    for one in sorted(window, key=lambda one: -len(one.article.text)):
        length = len(one.article.text)
        if group and (len(group) >= size or characters + length > CHARACTERS):
            yield group
            group, characters = [], 0
        group.append(one)
        characters += length
    if group:
        yield group


def halves(task: Task) -> list[Task]:
    """Return a failed task in two."""
    from summarize.batch.pool import Task

    middle = len(task.keys) // 2
    ends = ((0, middle), (middle, len(task.keys)))
    return [Task(keys=task.keys[start:end], articles=task.articles[start:end]) for start, end in ends]
