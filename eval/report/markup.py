"""Builds HTML in which every text is escaped exactly once: plain strings always are, finished markup never is again."""

from __future__ import annotations

import html
import json
import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")
_EMPTY = frozenset({"meta", "input"})


class Html(str):
    """Markup that is finished: it goes into the page as it is."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return plain text as markup; characters that HTML forbids become the replacement character."""
    return text if isinstance(text, Html) else Html(html.escape(_UNPRINTABLE.sub("\ufffd", text)))


def joined(*parts: str) -> Html:
    """Return the parts as one piece of markup, escaping those that are plain strings."""
    return Html("".join(escaped(part) for part in parts))


def element(name: str, /, *children: str, **attributes: str | float | bool | None) -> Html:
    """Return one element; attributes that are None or False are left out, ``class_`` is class, ``data_e`` is data-e."""
    opening = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    if name in _EMPTY:
        return Html(f"<{name}{opening}>")
    return Html(f"<{name}{opening}>{joined(*children)}</{name}>")


def script_json(value: object) -> Html:
    """Return JSON that is safe inside a script element: no character of it can end the element."""
    text = json.dumps(value, separators=(",", ":"))
    return Html(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _attribute(key: str, value: str | float) -> str:
    name = key.removesuffix("_").replace("_", "-")
    if value is True:
        return f" {name}"
    text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f' {name}="{html.escape(_UNPRINTABLE.sub(chr(0xFFFD), text))}"'
