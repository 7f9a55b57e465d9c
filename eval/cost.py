"""What a system costs: time per article, memory, size and loading, measured on the machine that the manifest names."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from eval.hypotheses import Hypothesis
from eval.statistics import quantile


def measure_cost(name: str, hypotheses: Sequence[Hypothesis]) -> dict[str, float]:
    """Seconds per article (median and 95th percentile), articles a second, loading, size and memory of a model that was run.

    ``load_seconds`` is for opening the model once more, its files and libraries in memory; ``peak_memory_mib`` is the whole
    process's up to now, other systems included.

    Raises:
        QuickLooksError: the model cannot be opened.
    """
    from eval.digests import model_files
    from summarize.options import Options
    from summarize.pipeline import Summarizer

    begun = time.perf_counter()
    Summarizer(Options(model=name))
    found = {
        "load_seconds": time.perf_counter() - begun,
        "model_mib": sum(path.stat().st_size for path in model_files(name)) / 2**20,
        "peak_memory_mib": peak_memory(),
    }
    seconds = [hypothesis.seconds for hypothesis in hypotheses if hypothesis.seconds is not None]
    if seconds and sum(seconds) > 0:
        found |= {"seconds_p50": quantile(seconds, 0.5), "seconds_p95": quantile(seconds, 0.95)}
        found["articles_per_second"] = len(seconds) / sum(seconds)
    return {key: round(value, 4) for key, value in found.items()}


def peak_memory() -> float:
    """The most memory that this process has held, in MiB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 2**20 if sys.platform == "darwin" else used / 2**10
