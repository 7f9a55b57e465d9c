"""Says what a run was made from: digests of code, models and files, the versions of the libraries, and the machine."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.parallel import available_cores
from summarize.errors import UsageError

LIBRARIES = ("numpy", "scipy", "nltk", "ctranslate2", "sentencepiece", "sentencex", "torch", "transformers")
_NOT_SCORING = ("report", "bench", "backend_bench", "batch_", "check_", "__main__")


@cache
def code_digest() -> str:
    """SHA-256 of the source that decides what is written and how it is scored: the program's, its prompts and this package's."""
    from summarize.provenance import code_digest as program_digest
    from summarize.resources import resource_path

    folder = Path(__file__).parent
    own = [path for path in sorted(folder.rglob("*.py")) if not path.relative_to(folder).parts[0].startswith(_NOT_SCORING)]
    prompts = [path for path in sorted(resource_path("prompts").rglob("*")) if path.is_file()]
    digest = hashlib.sha256(program_digest().encode())
    for path in (*own, *prompts):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def model_digest(name: str) -> str:
    """SHA-256 of a model's card and of every file in its folder.

    Raises:
        ModelError: there is no such model.
    """
    from summarize.registry import find_card

    card = find_card(name)
    decides = [card.name, card.backend, card.strategy, card.prompt, sorted(card.decoding.items()), card.max_input_tokens]
    digest = hashlib.sha256(repr(decides).encode())
    for path in model_files(name):
        digest.update(path.name.encode() + bytes.fromhex(file_digest(path)))
    return digest.hexdigest()


def model_files(name: str) -> list[Path]:
    """The files in a model's folder; none where it has no folder.

    Raises:
        ModelError: there is no such model.
    """
    from summarize.registry import find_card

    location = find_card(name).location
    return sorted(path for path in location.rglob("*") if path.is_file()) if location else []


def file_digest(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error


def library_versions() -> dict[str, str]:
    """The versions of Python and of the libraries that can change a score, where they are installed."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def hardware() -> dict[str, str | int]:
    """The processor, the cores this process may use, and the system."""
    return {"processor": _processor(), "cores": available_cores(), "system": platform.system(), "machine": platform.machine()}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
