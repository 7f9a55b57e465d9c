"""What a system costs: time per article, memory, size and loading, measured on the machine that the manifest names."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from eval.hypotheses import Hypothesis
from eval.statistics import quantile
from eval.suites import REPOSITORY
from summarize.errors import ModelError


def measure_cost(name: str, hypotheses: Sequence[Hypothesis], document: str) -> dict[str, float]:
    """Seconds per article (median and 95th percentile), articles a second, loading, size and memory of a model that was run.

    ``load_seconds`` is for opening the model in a process of its own, libraries included; ``peak_memory_mib`` is what that
    process held at most while it summarized ``document``.

    Raises:
        QuickLooksError: the model cannot be opened.
    """
    from eval.digests import model_files

    found = _alone(name, document)
    found["model_mib"] = sum(path.stat().st_size for path in model_files(name)) / 2**20
    seconds = [hypothesis.seconds for hypothesis in hypotheses if hypothesis.seconds is not None]
    if seconds and sum(seconds) > 0:
        found |= {"seconds_p50": quantile(seconds, 0.5), "seconds_p95": quantile(seconds, 0.95)}
        found["articles_per_second"] = len(seconds) / sum(seconds)
    return {key: round(value, 4) for key, value in found.items()}


def _alone(name: str, document: str) -> dict[str, float]:
    command = [sys.executable, "-m", "eval.alone", name]
    done = subprocess.run(command, input=document.encode(errors="replace"), capture_output=True, cwd=REPOSITORY, check=False)
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ModelError(f"{name} could not be measured in a process of its own: {last}")
    found: dict[str, float] = json.loads(done.stdout)
    return found
