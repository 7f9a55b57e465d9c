"""Opens ``"module:Name"`` strings, so that tables of backends, readers and renderers load nothing until it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from summarize.errors import UsageError


def load_object(reference: str) -> Any:
    """Return what ``"package.module:Name"`` names.

    Raises:
        UsageError: the reference is not of that form, or the module has no such name.
    """
    module, _, name = reference.partition(":")
    if not module or not name:
        raise UsageError(f"'{reference}' is not of the form package.module:Name")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        if error.name and not module.startswith(error.name):
            raise
        raise UsageError(f"no module '{module}' (from '{reference}')") from error
    except AttributeError as error:
        raise UsageError(f"module '{module}' has no '{name}' (from '{reference}')") from error
