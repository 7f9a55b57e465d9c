"""Cuts the writer's sources into vocabulary pieces and joins what it writes: slots and task marks are single pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import sentencepiece

from summarize.errors import ModelError

MARKS = ("<point>", "<label>", "<topic>", "<headline>", "<short>", "<full>", "<ctx>", "<title>", "<sep>")
_SPECIAL = re.compile(r"(<(?:[N#D]\d{1,2}|" + "|".join(m[1:-1] for m in MARKS) + r")>)(?:\{([^{}]*)\})?")
SPACE = "\u2581"
END = "</s>"


class Tokenizer:
    """A SentencePiece vocabulary with slots; ``pieces`` are strings, as CTranslate2 takes them."""

    def __init__(self, path: Path) -> None:
        """Load the vocabulary.

        Raises:
            ModelError: the file is missing or not a SentencePiece model.
        """
        try:
            self._model = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise ModelError(f"the tokenizer {path} cannot be read") from error

    def __len__(self) -> int:
        return int(self._model.get_piece_size())

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a source or target; a slot's hint is kept where it is one piece."""
        pieces: list[str] = []
        opening = True
        at = 0
        for match in _SPECIAL.finditer(text):
            pieces += self._plain(text[at : match.start()], opening)
            pieces.append(match[1])
            opening = match[1] in MARKS
            hint = SPACE + (match[2] or "")
            if match[2] and not self._model.is_unknown(self._model.piece_to_id(hint)):
                pieces.append(hint)
            at = match.end()
        return pieces + self._plain(text[at:], opening)

    def _plain(self, text: str, opening: bool) -> list[str]:
        if not text:
            return []
        spaced = f" {text}" if opening and not text.startswith(" ") else text
        return [str(piece) for piece in self._model.encode(spaced, out_type=str)]

    def ids(self, pieces: Sequence[str]) -> list[int]:
        """Return the numbers of pieces in the vocabulary."""
        return [int(self._model.piece_to_id(piece)) for piece in pieces]

    def decode(self, pieces: Sequence[str]) -> str:
        """Return written pieces as text, with its slots."""
        parts: list[str] = []
        plain: list[str] = []
        for piece in [*pieces, END]:
            if _SPECIAL.fullmatch(piece) or piece == END:
                text = str(self._model.decode(plain)) if plain else ""
                parts += [" " + text if plain and plain[0].startswith(SPACE) and not text.startswith(" ") else text, piece]
                plain = []
            else:
                plain.append(piece)
        return "".join(parts[:-1]).strip()

    def vocabulary(self) -> list[str]:
        """Return every piece, by number."""
        return [str(self._model.id_to_piece(number)) for number in range(len(self))]
