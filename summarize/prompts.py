"""Reads the templates in ``prompts/``, which training and inference share."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError

VARIABLES = {
    "point": frozenset({"length", "evidence", "names"}),
    "label": frozenset({"point", "title"}),
    "topic": frozenset({"title", "lead"}),
    "headline": frozenset({"evidence"}),
    "document": frozenset({"article", "title", "length", "bullets"}),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A named, versioned set of templates, one for each of the writer's tasks."""

    name: str
    templates: dict[str, str]

    def fill(self, task: str, **values: str) -> str:
        """Return the task's template with its variables put in; the values are text, never templates themselves."""
        return self.templates[task].format(**values)


def load_prompt(path: Path) -> Prompt:
    """Read a prompt file.

    Raises:
        ModelError: the file is missing or not TOML, or a template has a variable that its task does not know.
    """
    try:
        fields = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"the prompt file {path} cannot be read: {error}") from error
    templates = {task: str(fields["templates"][task]) for task in fields.get("templates", {})}
    for task, template in templates.items():
        used = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
        allowed = VARIABLES.get(task, frozenset())
        if used - allowed:
            names = ", ".join(sorted(allowed)) or "none"
            raise ModelError(f"{path}: template '{task}' uses {', '.join(sorted(used - allowed))}", f"Allowed: {names}")
    return Prompt(str(fields.get("name", path.stem)), templates)
