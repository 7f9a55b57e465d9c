"""One run, from the lock to the manifest: look what is there, find out what is left, do it, write it, say what came of it."""

from __future__ import annotations

import os
import time
from collections import deque
from datetime import UTC, datetime
from typing import Any

from summarize.batch.batching import Batches, halves, read_pending
from summarize.batch.files import sweep
from summarize.batch.job import RETRIED, Counts, Job
from summarize.batch.ledger import Lock
from summarize.batch.machine import GPU_BATCH, graphics_cards, share_out
from summarize.batch.manifest import check_folder, write_failures, write_manifest
from summarize.batch.opening import open_ledger, open_output, remove_output
from summarize.batch.pool import Answer, Lost, Pool, Task
from summarize.batch.progress import Progress
from summarize.batch.records import KINDS, failed_record, pack_record
from summarize.batch.scan import Scan
from summarize.batch.sources import find_sources
from summarize.batch.stopping import Stopping
from summarize.batch.tree import ENDINGS

_TREE_CHUNK = 200


class ScanStopped(Exception):
    """A signal came while the inputs were read."""


class Run:
    """One run of a job on its folder, which it holds until ``close``."""

    def __init__(self, job: Job, progress: Progress) -> None:
        """Take the folder, open its ledger, and mend what a run before left behind.

        Raises:
            UsageError: the folder cannot be used, or another job is writing to it.
            QuickLooksError: the ledger is damaged.
        """
        check_folder(job.folder)
        self.job, self.progress, self.counts = job, progress, Counts()
        self.begun, self.reason, self.passed_over = time.monotonic(), "", 0
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._lock = Lock(job.folder)
        try:
            if job.restart:
                remove_output(job.folder)
            sweep(job.folder)
            self.ledger, self.recovered = open_ledger(job.folder)
            self._output = open_output(job, self.ledger)
        except BaseException:
            self._lock.release()
            raise
        self._due = 0
        self._retries: deque[Task] = deque()

    def go(self, stopping: Stopping) -> None:
        """Do all that is left, or as much as the signals and the failures allow."""
        cards = graphics_cards(self.job.options)
        options, environments = share_out(self.job.options, self.job.workers, cards)
        pool = Pool(options=options, environments=environments, time_limit=self.job.time_limit)
        scan = Scan(self.ledger, self.job.choice)
        self._note("reading")
        try:
            pool.start(1)
            self._read(scan, stopping)
            self._await_model(pool, stopping)
            pool.start(self._settle(scan))
            self.progress.begin(self.counts)
            size = self.job.batch_size * (GPU_BATCH if cards else 1)
            self._work(pool, Batches(read_pending(scan), size), stopping)
        except ScanStopped:
            self.reason = "stopped while it read the inputs"
        finally:
            self.progress.end()
            pool.stop()

    _signature = _config = ""

    def _read(self, scan: Scan, stopping: Stopping) -> None:
        def on_row() -> None:
            if stopping.signal:
                raise ScanStopped

        def on_other(_name: str) -> None:
            self.passed_over += 1

        scan.read(find_sources(self.job.inputs, self.job.patterns, self.job.folder, on_other), on_row)

    def _await_model(self, pool: Pool, stopping: Stopping) -> None:
        while pool.ready is None:
            pool.wait(0.25)
            if stopping.signal:
                raise ScanStopped
        self._signature, self._config = pool.ready.signature, pool.ready.config_digest

    def _settle(self, scan: Scan) -> int:
        """Decide what is to be done, and return how many pieces of work that is."""
        self.run = scan.settle(self._config, RETRIED if self.job.retry else ())
        self._recount()
        self.counts.before = self.counts.done
        n_pieces: int = self.ledger.value("SELECT count(*) FROM pending")
        return n_pieces

    def _recount(self) -> None:
        """Count this run's articles by what became of them."""
        counts = self.counts
        counts.articles = self.ledger.value("SELECT count(*) FROM items WHERE run=?", self.run)
        query = (
            "SELECT kind='', count(*), sum(bullets), sum(flagged), sum(flagged>0) FROM items JOIN results ON key=want "
            "WHERE run=? GROUP BY 1"
        )
        found = {row[0]: row[1:] for row in self.ledger.db.execute(query, (self.run,))}
        counts.done, counts.bullets, counts.flagged_bullets, counts.flagged_articles = found.get(1, (0, 0, 0, 0))
        counts.failed = found.get(0, (0,))[0]

    def _work(self, pool: Pool, batches: Batches, stopping: Stopping) -> None:
        """Keep the workers busy until nothing is left or the run is to end; what comes back is committed at once."""
        allowed = self.job.failures_allowed(self.counts.articles)
        self._ship()
        while True:
            if self.counts.failed > allowed:
                self.reason = f"stopped: {self.counts.failed} articles failed, more than --max-failures {self.job.max_failures}"
            if not stopping.signal and not self.reason:
                self._feed(pool, batches)
            if not pool.busy and (stopping.signal or self.reason or not self._more(pool, batches)):
                break
            events = pool.wait(0.25)
            for event in events:
                if isinstance(event, Lost):
                    self._retry(event)
                elif event.short:
                    batches.shrink(event.short)
            if not stopping.signal and not self.reason:
                self._feed(pool, batches)
            self._commit([event for event in events if isinstance(event, Answer)], batches)
            self.progress.show(self.counts)

    def _more(self, pool: Pool, batches: Batches) -> bool:
        """Say whether there is something to hand out, for which no worker was ready yet."""
        if not self._retries and (task := batches.next()):
            self._retries.append(task)
        self._commit([], batches)
        return bool(self._retries)

    def _feed(self, pool: Pool, batches: Batches) -> None:
        while pool.idle:
            task = self._retries.popleft() if self._retries else batches.next()
            if task is None:
                return
            pool.give(task)

    def _retry(self, lost: Lost) -> None:
        """Halve the task whose worker was lost; an article that is lost alone twice is given up."""
        task = lost.task
        if len(task.keys) > 1:
            self._retries.extendleft(reversed(halves(task)))
        elif task.tries == 0:
            self._retries.append(Task(keys=task.keys, articles=task.articles, tries=1))
        else:
            limit = f" of {self.job.time_limit:g} s" if lost.kind == "time" else ""
            record = failed_record(task.articles[0].id, lost.kind, f"{KINDS[lost.kind]}{limit}")
            self._commit([Answer(task=task, outcomes=[pack_record(record)])], None)

    def _commit(self, answers: list[Answer], batches: Batches | None) -> None:
        """Keep the results; write shards when there are enough for one."""
        changed = batches.changed if batches else []
        if not answers and not changed:
            return
        with self.ledger.transaction():
            for answer in answers:
                for key, outcome in zip(answer.task.keys, answer.outcomes, strict=True):
                    self._keep(key, outcome)
            for one in changed:
                self._keep(one.key, pack_record(failed_record(one.id, "changed", f"{KINDS['changed']}; run it again")))
            changed.clear()
            self._note("working")
        if self._due >= (_TREE_CHUNK if self.job.format in ENDINGS else self.job.shard_size):
            self._ship()

    def _keep(self, key: bytes, outcome: Any) -> None:
        self.ledger.add_result(key, outcome)
        count = self.ledger.value("SELECT count(*) FROM items WHERE want=? AND run=?", key, self.run)
        self._due += count
        self.counts.computed += 1
        if outcome.kind:
            self.counts.failed += count
        else:
            self.counts.done += count
            self.counts.bullets += count * outcome.bullets
            self.counts.flagged_bullets += count * outcome.flagged
            self.counts.flagged_articles += count * bool(outcome.flagged)

    def _ship(self) -> None:
        self._output.ship(final=False)
        self._due = 0

    def finish(self, stopping: Stopping) -> None:
        """Write what is due, the failures and the manifest."""
        self._output.ship(final=True)
        if not self._config:
            self._note("ended")
            return
        complete = not self.counts.left and not stopping.signal and not self.reason
        if complete:
            self.ledger.db.execute(
                "DELETE FROM results WHERE NOT EXISTS(SELECT 1 FROM items WHERE want=key) "
                "AND NOT EXISTS(SELECT 1 FROM items WHERE shown=key)"
            )
        self._note("ended")
        write_failures(self.job.folder, self.ledger)
        write_manifest(self.job.folder, self.ledger, self._about(complete=complete))
        sweep(self.job.folder)

    def _about(self, *, complete: bool) -> dict[str, Any]:
        seconds = time.monotonic() - self.begun
        return {
            "complete": complete,
            "reason": self.reason,
            "started": self._started,
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            "wall_seconds": round(seconds, 2),
            "articles_per_second": round(self.counts.computed / seconds, 3) if seconds else 0.0,
            "signature": self._signature,
            "config_digest": self._config,
            "format": self.job.format,
            "inputs": list(self.job.inputs),
            "counts": self.counts.as_dict(),
        }

    def _note(self, state: str) -> None:
        """Remember in the ledger how the run stands, for whoever looks at it."""
        about = {
            "state": state,
            "pid": os.getpid(),
            "started": self._started,
            "now": time.time(),
            "seconds": round(time.monotonic() - self.begun, 1),
            "counts": self.counts.as_dict(),
        }
        self.ledger.set("run_state", about)

    def close(self) -> None:
        """Let go of the folder."""
        self.ledger.close()
        self._lock.release()
