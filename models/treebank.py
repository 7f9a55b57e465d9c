"""Makes what the parser learns from: sentences of the news, parsed by a spaCy pipeline.

The teacher is any English pipeline of spaCy with a tagger and a parser, such as en_core_web_md (MIT; trained on OntoNotes). Its
tokens are joined to the pieces that the product reads (``summarize.grammar.pieces``): a piece's head, label and tag are those of
the topmost of its tokens.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from models.corpora import bench_openings, opening, read_records
from summarize.datelines import dateline_end
from summarize.grammar.pieces import Piece, split_pieces
from summarize.segmentation import split_sentences

SOURCES = {
    "articles-us-news": 0.45,
    "articles-dailymail2020": 0.2,
    "highlights-cnndm": 0.2,
    "articles-rss": 0.1,
    "articles-misc": 0.05,
}
SHORTEST, LONGEST = 4, 70
"""Pieces of a sentence that is learnt from."""
_OPENING = 12_000
_BATCH = 256


def read_treebank(path: Path) -> Iterator[dict[str, list[Any]]]:
    """Yield the trees of a treebank: ``pieces``, and of each piece ``heads`` (-1: the root), ``labels`` and ``tags``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_sentences(corpora: Path, bench: Path, n: int, seed: int = 1) -> Iterator[str]:
    """Yield some ``n`` sentences of the articles, each once, at most forty of an article; none of a bench set's article."""
    held_out, chance, seen = bench_openings(bench), random.Random(seed), set[str]()
    for name, share in SOURCES.items():
        left = int(n * share)
        for record in read_records(corpora / f"{name}.jsonl.xz"):
            if left <= 0:
                break
            if opening(record["document"]) in held_out:
                continue
            found = [s for s in _sentences(record["document"]) if s not in seen]
            for sentence in chance.sample(found, min(40, len(found), left)):
                seen.add(sentence)
                left -= 1
                yield sentence


def _sentences(document: str) -> list[str]:
    text = document[:_OPENING]
    found = [text[a:b] for a, b in split_sentences(text)]
    return [" ".join(s[dateline_end(s, 0, len(s), opening=i == 0) :].split()) for i, s in enumerate(found)]


def project(pieces: Sequence[Piece], tokens: Iterable[Any], length: int) -> tuple[list[int], list[str], list[str]] | None:
    """Return the heads (-1 for the root), labels and tags of a sentence's pieces, or None where they make no single tree.

    Args:
        pieces: the sentence's pieces.
        tokens: the teacher's tokens (spaCy's), whose places count letters of the same sentence.
        length: letters in the sentence.
    """
    owner = [-1] * length
    for place, piece in enumerate(pieces):
        owner[piece.start : piece.end] = [place] * (piece.end - piece.start)
    groups: list[list[Any]] = [[] for _ in pieces]
    for token in tokens:
        if token.idx < length and owner[token.idx] >= 0:
            groups[owner[token.idx]].append(token)
    tops = [_top(group) for group in groups]
    if any(top is None for top in tops):
        return None
    heads = [-1 if top.head.i == top.i else owner[top.head.idx] for top in tops]
    return (heads, [top.dep_ for top in tops], [top.tag_ for top in tops]) if heads.count(-1) == 1 else None


def _top(group: list[Any]) -> Any:
    inside = {token.i for token in group}
    return next((token for token in group if token.head.i == token.i or token.head.i not in inside), None)


def parse_all(teacher: Any, sentences: Iterable[str], processes: int = 1) -> Iterator[dict[str, list[Any]]]:
    """Yield the pieces, heads, labels and tags of each sentence that the teacher makes one tree of."""
    for document in teacher.pipe(sentences, batch_size=_BATCH, n_process=processes):
        pieces = split_pieces(document.text)
        tree = project(pieces, document, len(document.text)) if SHORTEST <= len(pieces) <= LONGEST else None
        if tree:
            yield {"pieces": [piece.text for piece in pieces], "heads": tree[0], "labels": tree[1], "tags": tree[2]}


def main() -> None:
    """Write a treebank: ``python -m models.treebank CORPORA BENCH OUT.jsonl.gz --teacher en_core_web_md``."""
    import spacy  # type: ignore[import-not-found,unused-ignore]

    parser = argparse.ArgumentParser(description="Parse sentences of the news with a teacher.")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", default="en_core_web_md", help="a spaCy pipeline: its name or folder")
    parser.add_argument("--sentences", type=int, default=400_000)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    teacher = spacy.load(args.teacher, exclude=["ner", "lemmatizer", "senter", "attribute_ruler"])
    with gzip.open(args.out, "wt", encoding="utf-8", compresslevel=3) as out:
        for tree in parse_all(teacher, read_sentences(args.corpora, args.bench, args.sentences), args.processes):
            out.write(json.dumps(tree, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
