"""Where models stand on this machine: what ``pull`` recorded of a checkpoint, and the forms that ``convert`` made."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from summarize.errors import ModelError

CONVERTED = "ctranslate2"
RECORD = "pulled.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What was pulled: the hub's id and commit, the folder, the licence that the hub states, each file's SHA-256.

    ``ours`` says that the hub's cache did not hold this commit before, so that ``remove`` may delete it.
    """

    hub: str
    commit: str
    folder: str
    licence: str = ""
    ours: bool = True
    files: dict[str, str] = field(default_factory=dict)


def models_folder() -> Path:
    """Return the user's folder of pulled and converted models."""
    import platformdirs

    return platformdirs.user_data_path("quick-looks") / "models"


def model_folder(name: str) -> Path:
    """Return the folder of one model; it may not exist."""
    return models_folder() / name


def read_pulled(name: str) -> Pulled | None:
    """Return what was pulled under a name, None where nothing was.

    Raises:
        ModelError: the record is broken.
    """
    path = model_folder(name) / RECORD
    try:
        return Pulled(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path} cannot be read ({error})", f"Run: summarize models pull {name}") from error


def write_pulled(name: str, pulled: Pulled) -> None:
    """Record what was pulled, all or nothing.

    Raises:
        ModelError: the record cannot be written.
    """
    path = model_folder(name) / RECORD
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(asdict(pulled), indent=1) + "\n", "utf-8")
        part.replace(path)
    except OSError as error:
        raise ModelError(f"{path} cannot be written ({error.strerror})") from error
