"""``summarize config``: every setting with its value and origin, as TOML that can be pasted into a settings file."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from summarize.cli.messages import Messages
from summarize.cli.output import write_stdout
from summarize.cli.parser import add_settings, command_parser, named_settings, parse_arguments
from summarize.config import FILE_NAME, Value, resolve_settings, settings_files, user_folder


def run_config(arguments: Sequence[str], messages: Messages) -> int:
    """Print the settings and return 0.

    Raises:
        UsageError: an argument or a setting is wrong.
    """
    parser = command_parser("config", "Show every setting, its value and where it comes from.")
    add_settings(parser)
    flags = named_settings(parse_arguments(parser, arguments))
    files = settings_files(Path.cwd())
    rows = [(_assignment(name, value), value.origin) for name, value in resolve_settings(flags, os.environ, files).items()]
    width = max(len(left) for left, _ in rows)
    write_stdout("".join(f"{left:<{width}}  # {origin}\n" for left, origin in rows))
    messages.detail(f"settings files read: {', '.join(map(str, files)) or 'none'}; the user's is {user_folder() / FILE_NAME}")
    return 0


def _assignment(name: str, value: Value) -> str:
    if value.value is None:
        return f"# {name} = (none)"
    written = "-".join(map(str, value.value)) if isinstance(value.value, tuple) else value.value
    return f"{name} = {json.dumps(written, ensure_ascii=False)}"
