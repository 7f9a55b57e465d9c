"""Cuts the writer's sources into vocabulary pieces and joins what it writes; task marks and pointers are single pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import sentencepiece

from summarize.errors import ModelError

MARKS = ("<point>", "<label>", "<topic>", "<headline>", "<short>", "<full>", "<title>", "<sep>")
MAX_PLACES = 160
POINTERS = tuple(f"<@{place}>" for place in range(MAX_PLACES))
SPACE = "\u2581"
END = "</s>"
_MARK = re.compile("(" + "|".join(MARKS) + ")")


class Tokenizer:
    """A SentencePiece vocabulary with marks and pointers; ``pieces`` are strings, as CTranslate2 takes them."""

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
        """Return the pieces of a source or target; a text between marks begins a word, with or without a space."""
        pieces: list[str] = []
        for part in _MARK.split(text):
            if part in MARKS:
                pieces.append(part)
            elif part.strip():
                pieces += [str(piece) for piece in self._model.encode(" " + part.strip(), out_type=str)]
        return pieces

    def ids(self, pieces: Sequence[str]) -> list[int]:
        """Return the numbers of pieces in the vocabulary."""
        return [int(self._model.piece_to_id(piece)) for piece in pieces]

    def decode(self, pieces: Sequence[str]) -> str:
        """Return pieces as text, without marks."""
        return str(self._model.decode([piece for piece in pieces if piece not in MARKS and piece != END])).strip()

    def vocabulary(self) -> list[str]:
        """Return every piece, by number."""
        return [str(self._model.id_to_piece(number)) for number in range(len(self))]
