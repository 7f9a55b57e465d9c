"""``summarize models remove``: deletes what ``pull`` and ``convert`` put on this machine, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from summarize.errors import ModelError
from summarize.registry import ModelCard
from summarize.store import Pulled, model_folder, read_pulled


def remove_model(card: ModelCard) -> list[str]:
    """Delete a model's converted form, its record, and its checkpoint in the hub's cache if ``pull`` brought it there.

    A folder that the card itself names is the user's and stays. Returns a line for each thing deleted or left.

    Raises:
        ModelError: there is nothing to remove, or something cannot be deleted.
    """
    folder = model_folder(card.name)
    pulled = read_pulled(card.name)
    if not folder.exists():
        raise ModelError(f"nothing of '{card.name}' was pulled or converted here")
    done = _remove_checkpoint(pulled) if pulled else []
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise ModelError(f"{folder} cannot be deleted ({error.strerror})") from error
    return [*done, f"deleted {folder}"]


def _remove_checkpoint(pulled: Pulled) -> list[str]:
    if not pulled.ours:
        return [f"left {pulled.folder}: it stood in the hub's cache before"]
    try:
        import huggingface_hub

        cache = Path(pulled.folder).parents[2]
        strategy = huggingface_hub.scan_cache_dir(cache).delete_revisions(pulled.commit)
        strategy.execute()
    except Exception as error:  # a cache that is gone or in disorder raises CacheNotFound, OSError, ValueError, ...
        return [f"left {pulled.folder}: the hub's cache cannot be changed ({error})"]
    return [f"deleted {pulled.hub} at {pulled.commit[:12]} from the hub's cache ({strategy.expected_freed_size_str} freed)"]
