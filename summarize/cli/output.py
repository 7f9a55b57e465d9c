"""Where the result goes: standard output piece by piece, or a file that is either complete or untouched."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from summarize.errors import QuickLooksError, UsageError


def check_target(target: str | None, inputs: Sequence[str]) -> Path | None:
    """Return the output file, or None for standard output, before any work is done.

    Raises:
        UsageError: it is a folder, lies in none, or is one of the inputs.
    """
    if target is None or target == "-":
        return None
    path = Path(target)
    if path.is_dir():
        raise UsageError(f"-o {target} is a folder", "Name a file.")
    if not path.parent.is_dir():
        raise UsageError(f"-o {target}: there is no folder {path.parent}", "Make it first.")
    if path.exists() and any(Path(name).exists() and path.samefile(name) for name in inputs if name != "-"):
        raise UsageError(f"-o {target} is also an input", "Name another file.")
    return path


def write_stdout(text: str) -> None:
    """Write to standard output at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_atomic(path: Path, text: str) -> None:
    """Write the whole file or, when anything goes wrong, nothing; a link stays a link, a device is written to directly.

    Raises:
        QuickLooksError: the file cannot be written.
    """
    encoded = text.encode("utf-8", "replace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(encoded)
        else:
            _replace(path.resolve(), encoded)
    except OSError as error:
        raise QuickLooksError(f"{path} cannot be written ({error.strerror or error})") from error


def _replace(path: Path, encoded: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encoded)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
