"""``summarize batch INPUT... -o FOLDER``: thousands of articles, nothing lost, nothing twice."""

from __future__ import annotations

import argparse
import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.cli.messages import Messages
from summarize.cli.output import write_stdout
from summarize.cli.parser import batch_parser, named_settings, parse_arguments
from summarize.config import Value, make_options, resolve_settings, settings_files
from summarize.errors import InputError, UsageError

if TYPE_CHECKING:
    from summarize.batch.job import Counts, Job
    from summarize.batch.runner import Run

_SLICE = re.compile(r"([0-9]+)/([0-9]+)")
_SHARE = re.compile(r"[0-9]+|[0-9]+(\.[0-9]+)?%")


def run_batch(arguments: Sequence[str], messages: Messages) -> int:
    """Run the job, or say how it stands, and return the exit code.

    Raises:
        UsageError: an argument or a setting is wrong, or another job has the folder.
        ModelError: the model is missing or broken.
        QuickLooksError: the disk is full, or the ledger is damaged.
    """
    parsed = parse_arguments(batch_parser(), arguments)
    if parsed.status:
        return _show_status(parsed)
    values = resolve_settings(named_settings(parsed), os.environ, settings_files(Path.cwd()))
    job = make_job(parsed, values)
    if parsed.dry_run:
        return _try(job)
    return _run(job, messages, strict=values["strict"].value, again=_again(arguments))


def _show_status(parsed: argparse.Namespace) -> int:
    from summarize.batch.status import read_status

    if parsed.inputs or parsed.output:
        raise UsageError("--status goes with no input and no -o", "Give it the output folder: --status FOLDER.")
    write_stdout("".join(f"{line}\n" for line in read_status(Path(parsed.status))))
    return 0


def _try(job: Job) -> int:
    from summarize.batch.trial import try_job

    found = try_job(job)
    write_stdout(
        f"{found.articles:,} articles: {found.done:,} are done, {found.failed:,} fail, "
        f"{found.to_do:,} are to be done ({found.pieces:,} different ones)\n"
    )
    return 0


def make_job(parsed: argparse.Namespace, values: dict[str, Value]) -> Job:
    """Return the job that the arguments describe.

    Raises:
        UsageError: an argument is missing or wrong.
    """
    from summarize.batch.job import FORMATS, Job
    from summarize.batch.scan import Choice
    from summarize.batch.sources import check_inputs

    check_inputs(parsed.inputs)
    if not parsed.output:
        raise UsageError("no output folder is named", "Name it: -o FOLDER.")
    if parsed.shape not in FORMATS:
        raise UsageError(f"--format: '{parsed.shape}' is not allowed", f"Allowed: {', '.join(FORMATS)}.")
    if parsed.max_failures and not _SHARE.fullmatch(parsed.max_failures):
        raise UsageError(f"--max-failures: '{parsed.max_failures}' is not allowed", "Allowed: a number, or a share such as 5%.")
    part, parts = _slice(parsed.shard)
    return Job(
        inputs=tuple(parsed.inputs),
        folder=Path(parsed.output),
        options=make_options(values),
        patterns=tuple(parsed.pattern),
        format=parsed.shape,
        evidence=values["evidence"].value,
        workers=parsed.workers,
        batch_size=parsed.batch_size,
        shard_size=parsed.shard_size,
        time_limit=parsed.time_limit,
        max_failures=parsed.max_failures,
        restart=parsed.restart,
        retry=parsed.retry_failures,
        choice=Choice(limit=parsed.limit, part=part, parts=parts),
    )


def _slice(written: str) -> tuple[int, int]:
    found = _SLICE.fullmatch(written)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise UsageError(f"--shard: '{written}' is not allowed", "Allowed: i/n, such as 1/4 for the first of four.")
    return int(found[1]), int(found[2])


def _again(arguments: Sequence[str]) -> str:
    """Return the command that goes on with the job."""
    return shlex.join(["summarize", "batch", *(one for one in arguments if one != "--restart")])


def _run(job: Job, messages: Messages, *, strict: bool, again: str) -> int:
    from summarize.batch.opening import disk_errors
    from summarize.batch.progress import Progress
    from summarize.batch.runner import Run
    from summarize.batch.stopping import StoppedAtOnce, Stopping

    with disk_errors(job.folder), Stopping() as stopping:
        try:
            run = Run(job, Progress(quiet=messages.quiet))
            try:
                if run.recovered:
                    messages.note(f"the ledger was gone: recovered {run.recovered:,} articles from the output")
                run.go(stopping)
                run.finish(stopping)
            finally:
                run.close()
        except StoppedAtOnce:
            messages.error(f"stopped at once; what was done is kept. Go on with: {again}")
            return stopping.exit_code
    _say(run, messages)
    if stopping.signal:
        counts = run.counts
        messages.error(f"stopped: {counts.done + counts.failed:,} of {counts.articles:,} done. Go on with: {again}")
        return stopping.exit_code
    return exit_code(run.counts, run.reason, messages, strict=strict)


def exit_code(counts: Counts, reason: str, messages: Messages, *, strict: bool) -> int:
    """Return the exit code: 0 all well, 3 some failed or with ``strict`` were flagged, 1 none succeeded or too many failed.

    Raises:
        InputError: there was no article at all.
    """
    if reason:
        messages.error(reason)
        return 1
    if not counts.articles:
        raise InputError("no article was found in the input", "Check the folder, and --pattern")
    if strict and counts.flagged_articles:
        messages.error(f"{counts.flagged_articles:,} of {counts.done:,} articles have flagged bullets (--strict)")
    if not counts.done:
        return 1
    return 3 if counts.failed or counts.left or (strict and counts.flagged_articles) else 0


def _say(run: Run, messages: Messages) -> None:
    """Say what the run did."""
    import time

    counts, folder, seconds = run.counts, run.job.folder, time.monotonic() - run.begun
    if run.passed_over:
        messages.note(f"{run.passed_over:,} files of other kinds were passed over (--pattern takes them as text)")
    failed = f"{counts.failed:,} failed ({folder}/failures.jsonl)" if counts.failed else "none failed"
    messages.note(
        f"{counts.articles:,} articles: {counts.done:,} done, {counts.before:,} of them before; {failed}; "
        f"{counts.flagged_bullets:,} of {counts.bullets:,} bullets flagged; "
        f"{counts.computed:,} computed in {seconds:.1f} s, {counts.computed / seconds:.1f} a second; {folder}/manifest.json"
    )
