"""How many workers a machine carries, and the environment of each: processor threads shared out, one worker a graphics card."""

from __future__ import annotations

import os

from summarize.options import Options
from summarize.registry import find_card

_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
_NEURAL = {"ctranslate2", "transformers"}
_VISIBLE = "CUDA_VISIBLE_DEVICES"
GPU_BATCH = 8
"""How many times more articles go into one call on a graphics card."""


def available_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def graphics_cards(options: Options) -> list[str]:
    """Return the names of the CUDA devices that the model would run on; none for a model of rules or with ``--device cpu``.

    Raises:
        ModelError: there is no such model.
    """
    backend = options.backend or find_card(options.model).backend
    if options.device == "cpu" or backend not in _NEURAL:
        return []
    named = os.environ.get(_VISIBLE)
    if named is not None:
        return [one.strip() for one in named.split(",") if one.strip() not in ("", "-1")]
    return [str(number) for number in range(_count_devices(backend))]


def _count_devices(backend: str) -> int:
    if backend == "transformers":
        try:
            import torch
        except ImportError:
            return 0
        return torch.cuda.device_count()
    import ctranslate2  # type: ignore[import-untyped]

    return int(ctranslate2.get_cuda_device_count())


def share_out(options: Options, workers: int, cards: list[str]) -> tuple[Options, list[dict[str, str]]]:
    """Return the options of one worker and the environment of each.

    Args:
        options: ``threads`` is for all workers together (0: the cores that there are).
        workers: how many there should be; 0 for one a graphics card, else one a core.
        cards: the graphics cards.
    """
    threads = options.threads or available_cores()
    count = workers or len(cards) or threads
    each = max(1, threads // count)
    environments = []
    for number in range(count):
        environment = dict.fromkeys(_THREADS, str(each))
        if cards:
            environment[_VISIBLE] = cards[number % len(cards)]
        environments.append(environment)
    from dataclasses import replace

    return replace(options, threads=each), environments
