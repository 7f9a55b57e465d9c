"""``python -m eval.batch_faults POINT NTH batch ...``: runs ``summarize`` and kills it, as SIGKILL does, at a chosen point.

The points are put in from outside, by wrapping what the program calls there; the program knows nothing of them.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

POINTS = {
    "shard-half-written": ("summarize.batch.shards", "unpack_record", "before"),
    "before-flush": ("os", "fsync", "before"),
    "before-rename": ("os", "replace", "before"),
    "between-rename-and-commit": ("os", "replace", "after"),
    "ledger-half-written": ("summarize.batch.ledger:Ledger", "add_result", "after"),
    "before-commit": ("summarize.batch.runner:Run", "_note", "after"),
    "after-commit": ("summarize.batch.runner:Run", "_ship", "before"),
    "while-reading": ("summarize.batch.scan:Scan", "_note", "after"),
    "before-settling": ("summarize.batch.scan:Scan", "_add_errors", "after"),
    "before-manifest": ("summarize.batch.runner", "write_manifest", "before"),
    "before-failures": ("summarize.batch.runner", "write_failures", "before"),
}
"""Each point: where the function is, its name, and whether the program dies before or after its n-th call."""


def main(arguments: list[str]) -> int:
    """Run the rest of the arguments as ``summarize`` would, with the fault in place."""
    point, nth, *rest = arguments
    where, name, when = POINTS[point]
    put_fault(where, name, int(nth), when)
    from summarize.cli.run import run_command

    return run_command(rest)


def put_fault(where: str, name: str, nth: int, when: str) -> None:
    """Make the n-th call of a function or method the process's last."""
    from importlib import import_module

    module, _, owner = where.partition(":")
    holder: Any = import_module(module)
    if owner:
        holder = getattr(holder, owner)
    setattr(holder, name, _deadly(getattr(holder, name), nth, when))


def _deadly(call: Callable[..., Any], nth: int, when: str) -> Callable[..., Any]:
    calls = 0

    def wrapped(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and when == "before":
            _die()
        returned = call(*arguments, **named)
        if calls == nth:
            _die()
        return returned

    return wrapped


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
