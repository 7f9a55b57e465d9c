"""What one run is asked to do, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarize.batch.scan import Choice
from summarize.options import Options

FORMATS = ("jsonl", "parquet", "md", "text", "html", "json")
RETRIED = ("time", "crash", "memory", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A run: inputs, output folder, how to write, and how to run."""

    inputs: tuple[str, ...]
    folder: Path
    options: Options
    patterns: tuple[str, ...] = ()
    format: str = "jsonl"
    evidence: bool = False
    workers: int = 0
    batch_size: int = 16
    shard_size: int = 1000
    time_limit: float = 120.0
    max_failures: str = ""
    restart: bool = False
    retry: bool = False
    choice: Choice = field(default_factory=Choice)

    def failures_allowed(self, total: int) -> float:
        """Return how many of so many articles may fail.

        >>> Job(inputs=(), folder=Path(), options=Options(), max_failures="5%").failures_allowed(200)
        10.0
        """
        if not self.max_failures:
            return float("inf")
        if self.max_failures.endswith("%"):
            return float(self.max_failures[:-1]) / 100 * total
        return float(self.max_failures)


@dataclass(slots=True, kw_only=True)
class Counts:
    """How a run stands; every number but ``computed`` is of articles of this run's input."""

    articles: int = 0
    done: int = 0
    failed: int = 0
    before: int = 0
    flagged_articles: int = 0
    flagged_bullets: int = 0
    bullets: int = 0
    computed: int = 0

    @property
    def left(self) -> int:
        """How many articles have no result yet."""
        return self.articles - self.done - self.failed

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers by name."""
        return {name: getattr(self, name) for name in self.__slots__} | {"left": self.left}
