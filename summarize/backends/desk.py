"""The embedded model's backend: a small writer offers points of what sentences state; ``Namer`` offers labels and topics.

What is chosen of them, and of what rules and prunings offer besides, is told in ``summarize.backends.desk_article``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from summarize import commentary
from summarize.backends.base import Backend
from summarize.backends.ctranslate2 import CTranslate2
from summarize.backends.desk_article import DeskArticle
from summarize.backends.namer import Namer
from summarize.quality import digest
from summarize.types import Candidate, Request

if TYPE_CHECKING:
    from summarize.registry import ModelCard


class Desk:
    """Writes with the model in the card's folder and with the rules."""

    name = "desk"
    holds_length = True
    """Its bullets keep to their length, and they are chosen by quality from more than are needed (``summarize.bullets``)."""
    printable = 0.75
    """How much its plan favours sentences that give printable bullets (``summarize.planning``)."""

    def __init__(self, *, card: ModelCard, device: str = "auto", threads: int = 0) -> None:
        """Load the writer (see ``CTranslate2``).

        Raises:
            ModelError: a file is missing or broken, or the device is not there.
        """
        self._begin(CTranslate2(card=card, device=device, threads=threads))

    def _begin(self, writer: Backend) -> None:
        """Take a writer of points."""
        self._writer, self._namer = writer, Namer()
        self._articles: dict[int, DeskArticle] = {}
        self.revision = sha256(f"{writer.revision} {self._namer.revision} {digest()} {commentary.digest()}".encode()).hexdigest()

    def write(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        """Return the candidates of each request, best first."""
        points = [request for request in requests if request.task == "point"]
        names = [request for request in requests if request.task != "point"]
        written = iter(self._write_points(points) if points else ())
        named = iter(self._namer.write(names))
        return [next(written if request.task == "point" else named) for request in requests]

    def _write_points(self, requests: Sequence[Request]) -> list[list[Candidate]]:
        of_article: dict[int, list[Request]] = {}
        for request in requests:
            of_article.setdefault(id(request.document), []).append(request)
        self._articles = {key: self._articles.get(key) or DeskArticle(asked[0].document) for key, asked in of_article.items()}
        for key, article in self._articles.items():
            article.read(of_article[key])
        self._namer.know((article.document, article.grammar) for article in self._articles.values())
        stated = [self._articles[id(request.document)].statements(request) for request in requests]
        sources = [replace(request, text=text) for request, some in zip(requests, stated, strict=True) for _, text in some]
        written = iter(self._writer.write(sources))
        made = [[(statement, next(written)) for statement in some] for some in stated]
        return [self._articles[id(request.document)].points(request, some) for request, some in zip(requests, made, strict=True)]
