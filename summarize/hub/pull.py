"""``summarize models pull``: brings a checkpoint into the hub's cache and records what it was; the only use of the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarize.errors import ModelError, UsageError
from summarize.hub.files import choose_files, file_digest, shown_size
from summarize.registry import ModelCard
from summarize.store import Pulled, read_pulled, write_pulled

Say = Callable[[str], None]


def pull_model(card: ModelCard, *, say: Say, revision: str = "main", show_progress: bool = True) -> Pulled:
    """Download a card's model, verify it, record its commit and digests, and return the record.

    ``HF_HOME``, ``HF_ENDPOINT`` and ``HF_HUB_OFFLINE`` are obeyed; offline, what stands in the hub's cache is recorded.

    Args:
        card: with a hub id.
        say: takes lines for the user.
        revision: a branch, tag or commit.
        show_progress: whether bars are drawn on standard error.

    Raises:
        UsageError: the card names no hub id.
        ModelError: the package is missing, the hub is out of reach or has no such model, or a file arrived damaged.
    """
    if not card.hub:
        raise UsageError(f"the card of '{card.name}' names no model on the hub", "Only cards with a hub id can be pulled")
    library = _import_library()
    if not show_progress:
        library.utils.disable_progress_bars()
    try:
        found = library.HfApi().model_info(card.hub, revision=revision, files_metadata=True)
    except library.errors.OfflineModeIsEnabled as error:
        return _record_cached(library, card, revision, say, error)
    except Exception as error:
        raise _explained(library, card, error) from error
    return _download(library, card, found, say)


def _download(library: Any, card: ModelCard, found: Any, say: Say) -> Pulled:
    """Download what the hub says it has of a model, verify it, and record it."""
    names = choose_files([sibling.rfilename for sibling in found.siblings or ()])
    if not names:
        raise ModelError(f"{card.hub} has no weights for torch, or no config.json", "Its page on the hub says what it holds")
    sizes = {sibling.rfilename: sibling.size or 0 for sibling in found.siblings or ()}
    licence = str(getattr(found.card_data, "license", "") or "") if found.card_data else ""
    size = shown_size(sum(sizes[name] for name in names))
    say(f"{card.hub} at {found.sha[:12]}: {len(names)} files, {size}, licence on the hub: {licence or 'not stated'}")
    cached = isinstance(library.try_to_load_from_cache(card.hub, "config.json", revision=found.sha), str)
    try:
        folder = Path(library.snapshot_download(card.hub, revision=found.sha, allow_patterns=names))
    except Exception as error:
        raise _explained(library, card, error) from error
    wanted = {sibling.rfilename: sibling.lfs.sha256 for sibling in found.siblings or () if sibling.lfs}
    digests = _digests(card, folder, names, wanted)
    ours = _is_ours(card, found.sha, cached)
    pulled = Pulled(hub=card.hub, commit=found.sha, folder=str(folder), licence=licence, ours=ours, files=digests)
    write_pulled(card.name, pulled)
    return pulled


def _import_library() -> Any:
    """Return huggingface_hub."""
    try:
        import huggingface_hub
        import huggingface_hub.errors
        import huggingface_hub.utils
    except ImportError as error:
        hint = "Install it with: pip install 'quick-looks[hub]'"
        raise ModelError(f"pull needs the package huggingface_hub ({error})", hint) from error
    return huggingface_hub


def _is_ours(card: ModelCard, commit: str, cached: bool) -> bool:
    """Tell whether the cache holds a commit because of us: we brought it now, or the record says that we did before."""
    before = read_pulled(card.name)
    return before.ours if before and before.commit == commit else not cached


def _digests(card: ModelCard, folder: Path, names: list[str], wanted: dict[str, str]) -> dict[str, str]:
    """Return each file's SHA-256, compared with what the hub says of the large ones."""
    digests = {name: file_digest(folder / name) for name in names}
    damaged = [name for name, digest in wanted.items() if name in digests and digests[name] != digest]
    if damaged:
        hint = f"Delete {folder} and run: summarize models pull {card.name}"
        raise ModelError(f"{damaged[0]} of {card.hub} did not arrive as the hub has it", hint)
    return digests


def _record_cached(library: Any, card: ModelCard, revision: str, say: Say, offline: Exception) -> Pulled:
    """Record what the hub's cache holds of a model, without the network."""
    before = read_pulled(card.name)
    revision = before.commit if before and revision == "main" else revision
    try:
        wanted = {"local_files_only": True, "allow_patterns": ["config.json"]}
        folder = Path(library.snapshot_download(card.hub, revision=revision, **wanted))
    except Exception as error:
        hint = "Unset it to pull, or copy the checkpoint here and name its folder in a card of your own (location)"
        raise ModelError(f"HF_HUB_OFFLINE is set and {card.hub} is not in the hub's cache", hint) from error
    names = choose_files([path.name for path in folder.iterdir()])
    if not names:
        raise ModelError(f"HF_HUB_OFFLINE is set and {folder} lacks weights", "Unset it to pull") from offline
    say(f"{card.hub} at {folder.name[:12]}: in the hub's cache already (HF_HUB_OFFLINE is set)")
    digests = {name: file_digest(folder / name) for name in names}
    ours = _is_ours(card, folder.name, cached=True)
    pulled = Pulled(hub=card.hub, commit=folder.name, folder=str(folder), ours=ours, files=digests)
    write_pulled(card.name, pulled)
    return pulled


def _explained(library: Any, card: ModelCard, error: Exception) -> ModelError:
    """Return what an error of the hub's library means and what to do; what it raises without a network is not documented."""
    errors = library.errors
    if isinstance(error, errors.GatedRepoError):
        return ModelError(f"{card.hub} is gated", "Accept its terms on its page, then run: hf auth login")
    if isinstance(error, errors.RepositoryNotFoundError):
        return ModelError(f"the hub has no model '{card.hub}', or it is private", "Correct the card, or run: hf auth login")
    if isinstance(error, errors.RevisionNotFoundError):
        return ModelError(f"{card.hub} has no such revision", "Name a branch, a tag or a commit of it")
    if isinstance(error, OSError) and error.errno is not None and not isinstance(error, ConnectionError):
        return ModelError(f"{card.hub} cannot be stored ({error.strerror})", "HF_HOME says where the hub's cache is")
    said = " ".join(str(error).split())[:150]
    hint = "Check the network, set HF_ENDPOINT to a mirror, or name a copied folder in a card of your own (location)"
    return ModelError(f"the hub cannot be reached for {card.hub} ({type(error).__name__}: {said})", hint)
