"""Measures one model in a process of its own: ``python -m eval.alone MODEL < DOCUMENT`` prints seconds and memory as JSON."""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path


def main() -> None:
    """Open the model, let it summarize what stands on standard input, and print what that took."""
    begun = time.perf_counter()
    from summarize.errors import InputError
    from summarize.options import Options
    from summarize.pipeline import Summarizer
    from summarize.types import Article

    summarizer = Summarizer(Options(model=sys.argv[1]))
    seconds = time.perf_counter() - begun
    with suppress(InputError):  # a document without prose takes nothing more
        summarizer.summarize(Article(text=sys.stdin.buffer.read().decode()))
    print(json.dumps({"load_seconds": seconds, "peak_memory_mib": peak_memory()}))


def peak_memory() -> float:
    """The most memory that this process has held, in MiB; 0 where the system does not say."""
    try:
        # the kernel's own count: what getrusage says includes the process that started this one
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 2**10
    except (OSError, StopIteration):
        pass
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 2**20 if sys.platform == "darwin" else used / 2**10


if __name__ == "__main__":
    main()
