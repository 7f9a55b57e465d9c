"""Turns a news article into Quick Looks: a heading and 5 to 8 labelled one-sentence bullets, offline.

>>> from summarize import summarize
>>> article = '''PORT ELLERY (AP) — The harbour council voted 7-2 on Tuesday to close the old ferry terminal.
...
... Repairs would cost $48 million, said engineer Ruth Calder, and would take three years.'''
>>> looks = summarize(article, model="extract", bullets=(1, 2))
>>> [bullet.evidence for bullet in looks.bullets]
[(0,), (1,)]

Nothing heavy is loaded before the first article is summarized.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.errors import InputError, ModelError, QuickLooksError, UsageError
    from summarize.options import Options
    from summarize.pipeline import Summarizer
    from summarize.readers import read_articles
    from summarize.types import Article, Bullet, Finding, QuickLooks

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Bullet",
    "Finding",
    "InputError",
    "ModelError",
    "Options",
    "QuickLooks",
    "QuickLooksError",
    "Summarizer",
    "UsageError",
    "read_articles",
    "summarize",
]

_MODULES = {
    "Article": "types",
    "Bullet": "types",
    "Finding": "types",
    "InputError": "errors",
    "ModelError": "errors",
    "Options": "options",
    "QuickLooks": "types",
    "QuickLooksError": "errors",
    "Summarizer": "pipeline",
    "UsageError": "errors",
    "read_articles": "readers",
}


def summarize(text: str | Article, **options: Any) -> QuickLooks:
    """Return the Quick Looks of one article, given as its text or as an ``Article``.

    The options are the fields of ``Options``: ``model``, ``backend``, ``bullets``, ``length``, ``style``, ``device``,
    ``threads``. Each call loads the model anew; for many articles make one ``Summarizer`` and keep it.

    Raises:
        InputError: the text holds no prose.
        ModelError: the model is missing or broken.
        TypeError: there is no such option.
    """
    from summarize.options import Options
    from summarize.pipeline import Summarizer
    from summarize.types import Article

    article = Article(text=text.replace("\r\n", "\n").replace("\r", "\n")) if isinstance(text, str) else text
    return Summarizer(Options(**options)).summarize(article)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'summarize' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"summarize.{_MODULES[name]}"), name)
