"""What a run would do, found out without writing anything to the output folder."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from summarize.batch.job import RETRIED, Job
from summarize.batch.ledger import NAME, Ledger
from summarize.batch.scan import Scan
from summarize.batch.sources import find_sources
from summarize.batch.worker import PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How many articles there are; how many of them are done, would be done, and cannot be done, before any work.

    ``pieces`` is how many different ones are to be done.
    """

    articles: int
    done: int
    failed: int
    to_do: int
    pieces: int


def try_job(job: Job) -> Trial:
    """Return what a run of the job would find to do.

    Raises:
        ModelError: the model is missing or broken.
    """
    from summarize.pipeline import Summarizer

    config_digest = Summarizer(job.options).summarize(PROBE).provenance.config_digest
    with tempfile.TemporaryDirectory() as aside:
        ledger = _copy(job.folder / NAME, Path(aside) / NAME)
        scan = Scan(ledger, job.choice)
        scan.read(find_sources(job.inputs, job.patterns, job.folder), lambda: None)
        run = scan.settle(config_digest, RETRIED if job.retry else ())
        query = "SELECT coalesce(kind='', 2), count(*) FROM items LEFT JOIN results ON key=want WHERE run=? GROUP BY 1"
        by_state = dict(ledger.db.execute(query, (run,)).fetchall())
        pieces = ledger.value("SELECT count(*) FROM pending")
        ledger.close()
    done, failed, to_do = (by_state.get(state, 0) for state in (1, 0, 2))
    return Trial(articles=done + failed + to_do, done=done, failed=failed, to_do=to_do, pieces=pieces)


def _copy(path: Path, target: Path) -> Ledger:
    """Return a copy of the ledger, or an empty one where there is none."""
    if path.exists():
        source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        copy = sqlite3.connect(target)
        source.backup(copy)
        copy.close()
        source.close()
    return Ledger(target)
