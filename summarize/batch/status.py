"""How a job stands that is running, has ended, or has died, read from its ledger while it may be writing to it."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarize.batch.ledger import NAME, is_held
from summarize.batch.progress import duration
from summarize.errors import UsageError


def read_status(folder: Path) -> list[str]:
    """Return the lines that say how the job in an output folder stands.

    Raises:
        UsageError: there is no job in the folder.
    """
    path = folder / NAME
    if not path.is_file():
        raise UsageError(f"{folder} holds no job (there is no {NAME})", "Name the folder that was given with -o.")
    try:
        ledger = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            row = ledger.execute("SELECT value FROM meta WHERE name='run_state'").fetchone()
            written = ledger.execute("SELECT count(*) FROM items WHERE shown=want").fetchone()[0]
        finally:
            ledger.close()
    except sqlite3.Error as error:
        raise UsageError(f"{path} cannot be read ({error})", "Run the job again; it says what to do.") from error
    return list(_lines(folder, json.loads(row[0]) if row else None, written, held=is_held(folder)))


def _lines(folder: Path, state: dict[str, Any] | None, written: int, *, held: bool) -> Iterator[str]:
    if state is None:
        yield f"{folder}: {'starting' if held else 'nothing was done yet'}"
        return
    counts = state["counts"]
    ago = duration(max(0.0, time.time() - state["now"]))
    if held:
        yield f"{folder}: running, process {state['pid']}, {state['state']}; started {state['started']}, last heard of {ago} ago"
    elif state["state"] == "ended":
        how = "stopped before the end" if counts["left"] else "complete"
        yield f"{folder}: {how}; started {state['started']}, ended {ago} ago"
    else:
        yield f"{folder}: died {ago} ago; started {state['started']}"
    yield (
        f"{counts['articles']:,} articles: {counts['done']:,} done, {counts['failed']:,} failed, {counts['left']:,} left; "
        f"{counts['flagged_bullets']:,} of {counts['bullets']:,} bullets flagged; {written:,} records written"
    )
    if held and state["seconds"] and counts["computed"]:
        rate = counts["computed"] / state["seconds"]
        yield f"{rate:.1f} a second, about {duration(counts['left'] / rate)} left"
    if not held and (counts["left"] or state["state"] != "ended"):
        yield "go on with the same command as before; nothing is done twice"
