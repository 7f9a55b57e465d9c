"""The grammar of an article's sentences: trees by a parser of our own, what a cut does to them, and how they can be pruned.

The parser (``models/grammar/``) was trained on sentences of the news that a larger one had parsed (``models.treebank``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from summarize.errors import ModelError
from summarize.grammar.claims import find_speaker, is_opinion
from summarize.grammar.faults import grammar_faults
from summarize.grammar.growing import grow
from summarize.grammar.keeping import Kept, find_kept
from summarize.grammar.leaving import QUOTES, end_in_comma
from summarize.grammar.pieces import split_pieces
from summarize.grammar.pruning import Pruner, render_kept
from summarize.grammar.statements import Statement, find_statements
from summarize.grammar.tense import in_present
from summarize.grammar.tightening import tighten
from summarize.grammar.trees import Tree, quoted_places
from summarize.grammar.trimming import trims
from summarize.resources import resource_path
from summarize.shortening.tokens import split_tokens

if TYPE_CHECKING:
    from summarize.grammar.network import Network

__all__ = ["Grammar", "load_network", "parser_revision"]

_BATCH = 8


@cache
def load_network() -> Network:
    """Return the parser that is shipped.

    Raises:
        ModelError: its file is missing or broken.
    """
    from summarize.grammar.network import Network

    path = _parser_path()
    try:
        return Network(path)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise _unusable(path, error) from error


@cache
def parser_revision() -> str:
    """Return a digest of the check sums that the parser's file has of its arrays.

    Raises:
        ModelError: the file is missing or broken.
    """
    path = _parser_path()
    try:
        with ZipFile(path) as file:
            return sha256(repr([(member.filename, member.CRC) for member in file.infolist()]).encode()).hexdigest()
    except (OSError, BadZipFile) as error:
        raise _unusable(path, error) from error


def _parser_path() -> Path:
    return resource_path("models", "grammar", "parser.npz")


def _unusable(path: Path, error: Exception) -> ModelError:
    return ModelError(f"{path}: the parser is missing or broken ({error})", "Install Quick Looks again")


class Grammar:
    """The trees of some sentences, each parsed once."""

    def __init__(self) -> None:
        self._trees: dict[str, Tree] = {}
        self._kept: dict[tuple[str, str], Kept] = {}
        self._faults: dict[tuple[str, str], list[str]] = {}

    def parse(self, sentences: Iterable[str]) -> None:
        """Parse sentences, those of like length together."""
        pieces = {sentence: split_pieces(sentence) for sentence in sentences if sentence not in self._trees}
        waiting = sorted((sentence for sentence in pieces if pieces[sentence]), key=lambda sentence: len(pieces[sentence]))
        for start in range(0, len(waiting), _BATCH):
            batch = waiting[start : start + _BATCH]
            found = load_network().analyse([[piece.text for piece in pieces[sentence]] for sentence in batch])
            for sentence, (heads, labels, tags) in zip(batch, found, strict=True):
                self._trees[sentence] = Tree(pieces[sentence], heads, labels, tags)

    def parse_as(self, sentence: str, other: str) -> None:
        """Parse a sentence as another one of as many pieces."""
        tree = self.tree(other)
        if tree:
            self._trees[sentence] = Tree(split_pieces(sentence), tree.heads, tree.labels, tree.tags)

    def tree(self, sentence: str) -> Tree | None:
        """Return a sentence's tree, or None if it has no words."""
        if sentence not in self._trees:
            self.parse([sentence])
        return self._trees.get(sentence)

    def kept(self, text: str, sentence: str) -> Kept | None:
        """Return what a shortened sentence keeps of its sentence's pieces, or None if that has no words."""
        tree = self.tree(sentence)
        if tree and (text, sentence) not in self._kept:
            self._kept[text, sentence] = find_kept(text, sentence, tree)
        return self._kept.get((text, sentence))

    def faults(self, text: str, sentence: str) -> list[str]:
        """Return what is wrong with the grammar of a shortened sentence, one line a fault."""
        if (text, sentence) not in self._faults:
            tree, kept = self.tree(sentence), self.kept(text, sentence)
            self._faults[text, sentence] = grammar_faults(tree, kept) if tree and kept else []
        return self._faults[text, sentence]

    def prunings(self, sentence: str, value: Callable[[str], float], fewest: int, most: int) -> list[str]:
        """Return the best pruning of each number of words, best first.

        Args:
            sentence: what is pruned.
            value: what keeping a word is worth.
            fewest: the least number of words.
            most: the greatest.
        """
        tree = self.tree(sentence)
        if not tree:
            return []
        values = [value(piece.text) for piece in tree.pieces]
        return [text for _, text in Pruner(tree, sentence).best(values, fewest, most)]

    def statements(self, sentence: str, most: int) -> list[Statement]:
        """Return what a sentence states, first all of it (``find_statements``)."""
        tree = self.tree(sentence)
        return find_statements(tree, sentence, most) if tree else [Statement("whole", sentence)]

    def tightened(self, sentence: str) -> str:
        """Return a sentence with fewer helpers (``tightening.tighten``)."""
        tree = self.tree(sentence)
        return tighten(tree, sentence) if tree else sentence

    def attributed(self, text: str, sentence: str) -> str:
        """Return a shortened sentence with who said it behind it, or "" where that is there or can't be told shortly."""
        tree, kept = self.tree(sentence), self.kept(text, sentence)
        if not tree or not kept or kept.renamed or kept.says is not None:
            return ""
        tokens = split_tokens(sentence)
        speaker = dict.fromkeys(tree.pieces[place].token for place in sorted(find_speaker(tree, kept.places)))
        said = re.sub("^According", "according", " ".join(tokens[i].text for i in speaker))
        return f"{end_in_comma(text)} {said}." if said else ""

    def in_present(
        self, printed: str, text: str, sentence: str, dead: Collection[str] = (), people: Collection[str] = ()
    ) -> str:
        """Return what is printed of a shortened sentence with its reporting verb in the present (``tense.in_present``).

        Args:
            printed: the shortened sentence, its opening named.
            text: what it was before.
            sentence: the sentence that was shortened.
            dead: words of names, in lower case, whose bearers say nothing any more.
            people: last names.
        """
        tree, kept = self.tree(sentence), self.kept(text, sentence)
        return in_present(printed, tree, kept.places, dead, people) if tree and kept and kept.says is None else printed

    def is_opinion(self, text: str, sentence: str) -> bool:
        """Tell whether a shortened sentence claims something that nobody in it says (``claims.is_opinion``)."""
        tree, kept = self.tree(sentence), self.kept(text, sentence)
        heard = not kept or kept.says is not None or not QUOTES.isdisjoint(text)
        return bool(tree and kept and not heard and is_opinion(tree, kept.places))

    def grown(self, text: str, sentence: str, room: int) -> list[str]:
        """Return a shortened sentence with what follows it in its sentence, or the first part of that (``growing.grow``).

        Args:
            text: the shortened sentence.
            sentence: the sentence that it was written from.
            room: how many words it may have more.
        """
        cut = self._cut(text, sentence) if room > 0 else None
        return [render_kept(cut[0], sentence, places) for places in grow(*cut, room)] if cut else []

    def trimmed(self, text: str, sentence: str, n_over: int) -> list[str]:
        """Return a shortened sentence without little things that it says the same without, those that lose fewest words first.

        Args:
            text: the shortened sentence.
            sentence: the sentence that it was written from.
            n_over: how many words it is too long.
        """
        cut = self._cut(text, sentence)
        if not cut:
            return []
        quoted = quoted_places(cut[0], sentence)
        return [render_kept(cut[0], sentence, places) for places in trims(*cut, quoted, n_over)]

    def _cut(self, text: str, sentence: str) -> tuple[Tree, frozenset[int]] | None:
        """Return a sentence's tree and the places that a shortened one keeps, or None unless words were only left out."""
        tree, kept = self.tree(sentence), self.kept(text, sentence)
        return (tree, kept.places) if tree and kept and kept.is_cut else None
