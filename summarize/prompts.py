"""Reads the templates in ``prompts/``, which training and inference share."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.resources import resource_path

VARIABLES = {
    "point": frozenset({"length", "evidence"}),
    "label": frozenset({"point", "title"}),
    "topic": frozenset({"title", "lead"}),
    "headline": frozenset({"evidence"}),
    "document": frozenset({"article", "title", "length"}),
}
FIELDS = frozenset({"name", "about", "fences", "templates"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """A named, versioned set of templates, one for each of the writer's tasks.

    ``fences`` are stretches of the templates by which a model tells the article from what is asked of it: in a value they
    lose their marks, so that no article can end its own stretch.
    """

    name: str
    templates: dict[str, str]
    fences: tuple[str, ...] = ()

    def fill(self, task: str, **values: str) -> str:
        """Return the task's template with its variables put in; the values are text, never templates themselves."""
        safe = {name: self._unfenced(value) for name, value in values.items()} if self.fences else values
        return self.templates[task].format(**safe)

    def _unfenced(self, value: str) -> str:
        """Return a value without any fence, also where taking one away would join another."""
        for fence in self.fences:
            bare = re.sub(r"[^\w\s]", "", fence)
            spaced = r"\s*".join(re.escape(mark) for mark in fence if not mark.isspace())
            while re.search(spaced, value, re.IGNORECASE):
                value = re.sub(spaced, bare, value, flags=re.IGNORECASE)
        return value


def find_prompt(name: str) -> Path:
    """Return the file of a prompt: the user's own in the configuration folder, else the one that ships; it may not exist."""
    from summarize.config import user_folder

    own = user_folder() / "prompts" / f"{name}.toml"
    return own if own.is_file() else resource_path("prompts", f"{name}.toml")


def load_prompt(path: Path) -> Prompt:
    """Read a prompt file.

    Raises:
        ModelError: the file is missing or not TOML, has a field that prompts do not have, or a template has a variable that its
            task does not know.
    """
    try:
        fields = tomllib.loads(path.read_text("utf-8"))
        templates = {str(task): str(template) for task, template in fields.get("templates", {}).items()}
        fences = tuple(str(fence) for fence in fields.get("fences", ()))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise ModelError(f"the prompt file {path} cannot be read: {error}") from error
    if fields.keys() - FIELDS:
        raise ModelError(f"{path}: there is no field '{min(fields.keys() - FIELDS)}'", f"There are: {', '.join(sorted(FIELDS))}")
    for task, template in templates.items():
        _check_template(path, task, template)
    _check_fences(path, fences, templates)
    return Prompt(str(fields.get("name", path.stem)), templates, fences)


def _check_template(path: Path, task: str, template: str) -> None:
    """Compare a template's variables with those of its task; a brace that is meant as text is written twice."""
    if task not in VARIABLES:
        raise ModelError(f"{path}: there is no task '{task}'", f"There are: {', '.join(VARIABLES)}")
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise ModelError(f"{path}: template '{task}' has a single brace ({error})", "Write it twice") from error
    if used - VARIABLES[task]:
        names = ", ".join(sorted(VARIABLES[task])) or "none"
        raise ModelError(f"{path}: template '{task}' uses {', '.join(sorted(used - VARIABLES[task]))}", f"Allowed: {names}")
    if task == "document" and "article" not in used:
        raise ModelError(f"{path}: template 'document' leaves out the article", "Put {article} where it is to stand")


def _check_fences(path: Path, fences: tuple[str, ...], templates: dict[str, str]) -> None:
    """A fence must hold a mark, so that it can be taken from a value, and stand in a template."""
    for fence in fences:
        if not re.search(r"[^\w\s]", fence):
            raise ModelError(f"{path}: the fence '{fence}' has no mark", "A fence ends in a colon, for example, or is of marks")
        if not any(fence in template for template in templates.values()):
            raise ModelError(f"{path}: the fence '{fence}' stands in no template")
