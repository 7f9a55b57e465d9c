"""The command ``summarize``, also as ``python -m summarize``."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads, which spin, would stand in the way of the writer's
    try:
        from summarize.cli.run import run_command

        return run_command(sys.argv[1:])
    except KeyboardInterrupt:
        print("summarize: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
