"""The command ``summarize``, also as ``python -m summarize``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        from summarize.cli.run import run_command

        return run_command(sys.argv[1:])
    except KeyboardInterrupt:
        print("summarize: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
