"""A pool of worker processes that survives each of them: one that dies or hangs is replaced, and its task handed back."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from summarize.batch.records import Outcome
from summarize.batch.worker import Ready, Written, serve
from summarize.errors import ModelError, QuickLooksError
from summarize.options import Options
from summarize.types import Article

START_SECONDS = 600.0
_MOST_FALSE_STARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Articles that go to a worker together, each with the key of its work; ``tries`` counts those that failed alone."""

    keys: tuple[bytes, ...]
    articles: tuple[Article, ...]
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A finished task; ``short`` is how many articles at once the memory did not suffice for, or 0."""

    task: Task
    outcomes: Sequence[Outcome]
    short: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A task whose worker died (``crash``) or was ended after the time limit (``time``)."""

    task: Task
    kind: str


@dataclass(slots=True)
class _Slot:
    """One worker and what it is at."""

    environment: Mapping[str, str]
    process: BaseProcess
    connection: Connection
    deadline: float
    ready: bool = False
    task: Task | None = None


@dataclass(slots=True, kw_only=True)
class Pool:
    """Workers with one model each.

    ``environments`` has the variables of each worker, ``time_limit`` the seconds that one task may take. Not for several threads.
    """

    options: Options
    environments: Sequence[Mapping[str, str]]
    time_limit: float
    ready: Ready | None = None
    _slots: list[_Slot] = field(default_factory=list)
    _false_starts: int = 0

    def start(self, count: int) -> None:
        """Start workers until there are ``count`` of them, or as many as there may be; each loads its model meanwhile."""
        for environment in self.environments[len(self._slots) : count]:
            self._slots.append(self._spawn(environment))

    @property
    def busy(self) -> int:
        """How many tasks are being worked on."""
        return sum(slot.task is not None for slot in self._slots)

    @property
    def idle(self) -> int:
        """How many workers wait for a task."""
        return sum(slot.ready and slot.task is None for slot in self._slots)

    def give(self, task: Task) -> None:
        """Hand a task to a worker that waits for one."""
        slot = next(slot for slot in self._slots if slot.ready and slot.task is None)
        slot.task, slot.deadline = task, time.monotonic() + self.time_limit
        with suppress(OSError):  # where it died meanwhile, wait notices the pipe's end
            slot.connection.send(list(task.articles))

    def wait(self, seconds: float) -> list[Answer | Lost]:
        """Return the tasks that were finished or lost, after at most so many seconds.

        Raises:
            ModelError: the model is missing or broken.
        """
        by_connection = {slot.connection: slot for slot in self._slots}
        events = [event for one in wait(list(by_connection), seconds) if (event := self._hear(by_connection[one]))]  # type: ignore[index]
        now = time.monotonic()
        late = [slot for slot in self._slots if (slot.task or not slot.ready) and now > slot.deadline]
        return events + [event for slot in late if (event := self._replace(slot, "time"))]

    def stop(self) -> None:
        """End all workers at once."""
        for slot in self._slots:
            slot.process.kill()
        for slot in self._slots:
            slot.process.join()
            slot.connection.close()
        self._slots = []

    def _hear(self, slot: _Slot) -> Answer | Lost | None:
        """Read what a worker sent; where it is gone, put another in its place."""
        try:
            message = slot.connection.recv()
        except (EOFError, OSError):
            return self._replace(slot, "crash")
        if isinstance(message, QuickLooksError):
            raise message
        if isinstance(message, Ready):
            self.ready, slot.ready, self._false_starts = message, True, 0
            return None
        assert isinstance(message, Written)
        assert slot.task is not None
        task, slot.task = slot.task, None
        return Answer(task=task, outcomes=message.outcomes, short=message.short)  # type: ignore[arg-type]

    def _replace(self, slot: _Slot, kind: str) -> Lost | None:
        slot.process.kill()
        slot.process.join()
        slot.connection.close()
        if not slot.ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise ModelError(f"the workers die while they start (exit code {slot.process.exitcode})", "Try --workers 1")
        self._slots[self._slots.index(slot)] = self._spawn(slot.environment)
        return Lost(task=slot.task, kind=kind) if slot.task else None

    def _spawn(self, environment: Mapping[str, str]) -> _Slot:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, self.options, dict(environment), self.time_limit)
        process = context.Process(target=serve, args=arguments, daemon=True)
        with _signals_held():
            process.start()
        theirs.close()
        return _Slot(
            environment=environment, process=process, connection=ours, deadline=time.monotonic() + START_SECONDS
        )


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold back interruptions while a process is started, so that it cannot be interrupted before it ignores them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
