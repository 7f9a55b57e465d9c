"""A worker process: the whole pipeline with a model of its own, fed through a pipe."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from summarize.errors import ModelError, QuickLooksError
from summarize.options import Options
from summarize.types import Article

PROBE = Article(
    text="The harbour council of Port Ellery voted 7-2 on Tuesday to close the old ferry terminal.\n\n"
    "Repairs would have cost $48 million, said Ruth Calder, the council's engineer.\n",
    id="probe",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The model is loaded and has written something; ``config_digest`` covers everything that decides the output."""

    config_digest: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The packed records of one task, and how many articles at once were too many for the memory (0 where none were)."""

    outcomes: Sequence[object]
    short: int = 0


def serve(connection: Connection, options: Options, environment: Mapping[str, str], seconds: float) -> None:
    """Load the model, then answer each list of articles with ``Written`` until the pipe is closed.

    Args:
        connection: the pipe; ``Ready`` or the error that kept the model from loading is sent first.
        options: how to write.
        environment: variables to set before anything heavy is loaded, such as the number of threads.
        seconds: after twice this time on one task the process ends itself, should nobody have ended it.
    """
    _prepare(environment)
    from summarize.batch.records import pack_record
    from summarize.batch.work import summarize_articles
    from summarize.pipeline import Summarizer

    try:
        summarizer = Summarizer(options)
        made = summarizer.summarize(PROBE).provenance
    except Exception as error:
        connection.send(error if isinstance(error, QuickLooksError) else ModelError(f"the model cannot write: {error!r}"))
        return
    connection.send(Ready(config_digest=made.config_digest, signature=made.signature))
    short: list[int] = []
    with open(os.devnull, "wb") as nowhere:
        while (articles := _receive(connection)) is not None:
            faulthandler.dump_traceback_later(2 * seconds + 10, exit=True, file=nowhere)
            short.clear()
            try:
                records = summarize_articles(summarizer, articles, short.append)
            except ModelError as error:
                connection.send(error)
                return
            faulthandler.cancel_dump_traceback_later()
            connection.send(Written(outcomes=[pack_record(record) for record in records], short=min(short, default=0)))


def _prepare(environment: Mapping[str, str]) -> None:
    """Leave interruptions to the parent, set the variables, and end when the parent does."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    os.environ.update(environment)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _receive(connection: Connection) -> list[Article] | None:
    try:
        articles: list[Article] | None = connection.recv()
    except (EOFError, OSError):
        return None
    return articles
