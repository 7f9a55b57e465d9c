"""Makes the writer's lessons from sentences that an editor cut, and from cuts that were judged printable.

``python -m models.cut_lessons --tokenizer FILE -o FOLDER`` writes ``editor.jsonl`` (``models/CUTS.md``) and ``verdicts.jsonl``
(``models/VERDICTS.md``). They were made by leaving words out alone; those of ``models.compressions`` follow bullets in
other words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from models.compressions import is_compression
from models.cuts import CUTS, read_cuts, text_of, trees_of
from models.pairs import Pair, supported, write_pairs
from models.verdicts import CORPORA, VERDICTS, cuts_of, find_articles, plain, read_verdicts
from summarize.backends.seq2seq import read_background
from summarize.grammar.pruning import render_kept
from summarize.prompts import Prompt, load_prompt
from summarize.tokens import Tokenizer
from summarize.types import Document, Length
from summarize.writing import decapitalise, point_source, straighten

_MADE = ("written", "extracted", "pruned")
"""Of several printable cuts of a sentence the first of these is learnt from."""


class _Teacher:
    """Makes lessons of one article."""

    def __init__(self, tokenizer: Tokenizer, prompt: Prompt, document: Document) -> None:
        self._tokenizer, self._prompt = tokenizer, prompt
        self._background = read_background(document)

    def pair(self, place: int, text: str, length: Length, origin: str) -> Pair | None:
        """Return the lesson that a cut gives, or None where the writer cannot learn it by pointing at its sentence."""
        target = decapitalise(straighten(text), self._background.name_words)
        source = point_source(self._prompt, background=self._background, evidence=(place,), length=length)
        good = supported(target, source) and is_compression(self._tokenizer, source, target)
        return Pair("point", origin, source, target) if good else None


def from_editor(corpora: Path, cuts: Path, tokenizer: Tokenizer, prompt: Prompt) -> Iterator[Pair]:
    """Yield the lessons that sentences cut by hand give, in both lengths."""
    archive = {one.article: one for one in read_cuts(cuts)}
    for key, document in find_articles(corpora, list(archive)):
        teacher = _Teacher(tokenizer, prompt, document)
        for cut, tree in trees_of(document, archive[key].cuts):
            for length, kept in cut.points.items():
                text = text_of(kept, plain(document, cut.place), tree)
                pair = teacher.pair(cut.place, text, length, "editor")
                if pair:
                    yield pair


def from_verdicts(corpora: Path, verdicts: Path, tokenizer: Tokenizer, prompt: Prompt) -> Iterator[Pair]:
    """Yield a lesson for each sentence of which a cut was judged printable."""
    judged = read_verdicts(verdicts)
    for key, document in find_articles(corpora, list(judged)):
        teacher = _Teacher(tokenizer, prompt, document)
        taken = set[tuple[int, Length]]()
        printable = [cut for cut, verdict in cuts_of(document, judged[key]) if verdict == "o" and not cut.named]
        for cut in sorted(printable, key=lambda cut: (cut.place, _MADE.index(cut.made), -(cut.log_probability or 0.0))):
            if (cut.place, cut.length) not in taken:
                taken.add((cut.place, cut.length))
                text = render_kept(cut.tree, plain(document, cut.place), cut.kept)
                pair = teacher.pair(cut.place, text, cut.length, "verdicts")
                if pair:
                    yield pair


def main() -> None:
    """Write a ``.jsonl`` file for each part and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--cuts", type=Path, default=CUTS)
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    parser.add_argument("--prompt", type=Path, default=Path("prompts/desk.toml"))
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    tokenizer, prompt = Tokenizer(options.tokenizer), load_prompt(options.prompt)
    parts = {
        "editor": from_editor(options.corpora, options.cuts, tokenizer, prompt),
        "verdicts": from_verdicts(options.corpora, options.verdicts, tokenizer, prompt),
    }
    for name, pairs in parts.items():
        print(name, write_pairs(options.output / f"{name}.jsonl", pairs), flush=True)


if __name__ == "__main__":
    main()
