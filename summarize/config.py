"""Every setting and where its value comes from.

A flag beats a ``QUICKLOOKS_*`` variable, that the project's ``quicklooks.toml``, that the user's own, and that the default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from summarize.errors import UsageError
from summarize.options import DEFAULT_MODEL, Options
from summarize.types import Length, Style

FILE_NAME = "quicklooks.toml"
PREFIX = "QUICKLOOKS_"
FORMATS = ("auto", "text", "md", "html", "json", "jsonl")
MAX_BULLETS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a user may set: ``parse`` turns what was written into the value, or raises ``ValueError``."""

    default: Any
    allowed: str
    about: str
    parse: Callable[[object], Any]
    switch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A setting's value and its origin: a flag, a variable, a file, or ``default``."""

    value: Any
    origin: str


def _choice(*names: str) -> Callable[[object], str]:
    def parse(written: object) -> str:
        if not isinstance(written, str) or written not in names:
            raise ValueError
        return written

    return parse


def _name(written: object) -> str:
    if not isinstance(written, str) or not written.strip():
        raise ValueError
    return written.strip()


def _count(written: object) -> int:
    if isinstance(written, bool) or not isinstance(written, (int, str)) or (number := int(written)) < 0:
        raise ValueError
    return number


def _switch(written: object) -> bool:
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if isinstance(written, bool):
        return written
    if not isinstance(written, str) or written.lower() not in words:
        raise ValueError
    return words[written.lower()]


def parse_bullets(written: object) -> tuple[int, int]:
    """Return the fewest and the most bullets from ``6``, ``"6"``, ``"5-8"`` or ``[5, 8]``.

    >>> parse_bullets("5-8"), parse_bullets(6)
    ((5, 8), (6, 6))

    Raises:
        ValueError: it is none of these, the range runs backwards, or it leaves 1 to 20.
    """
    ends = written if isinstance(written, (list, tuple)) else str(written).split("-")
    if len(ends) not in (1, 2):
        raise ValueError
    fewest, most = (_count(ends[0]), _count(ends[-1]))
    if not 1 <= fewest <= most <= MAX_BULLETS:
        raise ValueError
    return fewest, most


def _chosen(default: str, names: tuple[str, ...], about: str) -> Setting:
    return Setting(default=default, allowed=", ".join(names), about=about, parse=_choice(*names))


def _switched(about: str) -> Setting:
    return Setting(default=False, allowed="true, false", about=about, parse=_switch, switch=True)


SETTINGS: dict[str, Setting] = {
    "model": Setting(default=DEFAULT_MODEL, allowed="the name of a model", about="the model to write with", parse=_name),
    "backend": Setting(default=None, allowed="a backend's name or module:Name", about="instead of the model's own", parse=_name),
    "bullets": Setting(
        default=(5, 8), allowed=f"a number or a range from 1 to {MAX_BULLETS}", about="how many bullets", parse=parse_bullets
    ),
    "length": _chosen("short", get_args(Length), "points of 8-14 words (the news up to 22), or of up to 22"),
    "style": _chosen("quick-looks", get_args(Style), "with labels; without labels; bullets alone"),
    "format": _chosen("auto", FORMATS, "auto: a panel on a terminal, text elsewhere"),
    "evidence": _switched("print the source sentences under each bullet"),
    "strict": _switched("exit with 3 when a bullet is flagged"),
    "device": _chosen("auto", ("auto", "cpu", "cuda"), "where the model runs"),
    "threads": Setting(default=0, allowed="a whole number from 0", about="CPU threads; 0: one for each core", parse=_count),
}


def resolve_settings(flags: Mapping[str, object], environment: Mapping[str, str], files: list[Path]) -> dict[str, Value]:
    """Return every setting's value and origin.

    ``flags`` are the settings named on the command line, ``environment`` the process's variables, ``files`` the TOML files that
    exist, the strongest first (see ``settings_files``).

    Raises:
        UsageError: a variable or a key is unknown, a value is not allowed, or a file is not TOML.
    """
    found = {name: Value(value=setting.default, origin="default") for name, setting in SETTINGS.items()}
    for path in reversed(files):
        found |= _parsed(_read_file(path), str(path))
    variables = {key.removeprefix(PREFIX): value for key, value in environment.items() if key.startswith(PREFIX)}
    found |= _parsed({key.lower(): value for key, value in variables.items()}, lambda name: PREFIX + name.upper())
    return found | _parsed(flags, lambda name: f"--{name}")


def _parsed(written: Mapping[str, object], origin: str | Callable[[str], str]) -> dict[str, Value]:
    return dict(_parse_each(written, origin))


def _parse_each(written: Mapping[str, object], origin: str | Callable[[str], str]) -> Iterator[tuple[str, Value]]:
    for name, text in written.items():
        where = origin if isinstance(origin, str) else origin(name)
        if name not in SETTINGS:
            raise UsageError(f"{where}: there is no setting '{name}'", f"Settings: {', '.join(SETTINGS)}.")
        try:
            yield name, Value(value=SETTINGS[name].parse(text), origin=where)
        except ValueError as error:
            said = where if where.endswith(name) or not isinstance(origin, str) else f"{where}: {name}"
            raise UsageError(f"{said}: '{text}' is not allowed", f"Allowed: {SETTINGS[name].allowed}.") from error


def _read_file(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error})", 'It must be TOML, for example: length = "full".') from error


def user_folder() -> Path:
    """Return the folder of the user's own settings and model cards."""
    import platformdirs

    return platformdirs.user_config_path("quick-looks")


def settings_files(folder: Path) -> list[Path]:
    """Return the settings files that exist, strongest first: the nearest one from ``folder`` up, then the user's."""
    project = next((path for parent in (folder, *folder.parents) if (path := parent / FILE_NAME).is_file()), None)
    user = user_folder() / FILE_NAME
    return list(dict.fromkeys([*([project] if project else []), *([user] if user.is_file() else [])]))


def make_options(values: Mapping[str, Value]) -> Options:
    """Return the part of the settings that decides what is written."""
    names = ("model", "backend", "bullets", "length", "style", "device", "threads")
    return Options(**{name: values[name].value for name in names})
