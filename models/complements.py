"""Counts what mostly completes verbs and nouns in the news, parsed by our own parser: ``python -m models.complements``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eval.parallel import available_cores, in_order
from models.drawing import BENCH
from models.treebank import LONGEST, SHORTEST, read_sentences
from models.verdicts import CORPORA
from summarize.grammar import load_network
from summarize.grammar.complements import COMPLEMENTS, complement, uses
from summarize.grammar.pieces import split_pieces
from summarize.grammar.trees import Tree

SENTENCES = 800_000
LEAST = 30
"""A use that is seen less often is not learnt from."""
MOSTLY = 0.3
"""The share of its uses that a word has a complement in, to be cut off without it."""
PLACES = tuple(f" passive\tprep {word}" for word in ("in", "on", "at"))
"""Where or when something was done completes no verb: "killed on Saturday"."""
_CHUNK = 4096
_BATCH = 16
Counts = tuple[Counter[str], Counter[str]]
"""How often each kind of use is there, and how often with each complement."""


def count(sentences: Sequence[str]) -> Counts:
    """Return the counts of some sentences."""
    all_pieces = sorted((pieces for pieces in map(split_pieces, sentences) if SHORTEST <= len(pieces) <= LONGEST), key=len)
    total, found = Counter[str](), Counter[str]()
    for start in range(0, len(all_pieces), _BATCH):
        batch = all_pieces[start : start + _BATCH]
        for pieces, parts in zip(batch, load_network().analyse([[one.text for one in p] for p in batch]), strict=True):
            tree = Tree(pieces, *parts)
            for head in range(len(pieces)):
                for use, places in uses(tree, head):
                    total[use] += 1
                    found.update({f"{use}\t{complement(tree, one)}" for one in places if tree.labels[one] in COMPLEMENTS})
    return total, found


def count_all(sentences: Sequence[str]) -> Counts:
    """Return the counts of many sentences, a chunk at a time on each core."""
    total, found = Counter[str](), Counter[str]()
    chunks = [sentences[start : start + _CHUNK] for start in range(0, len(sentences), _CHUNK)]
    for of_uses, of_complements in in_order(count, chunks, available_cores()):
        total.update(of_uses)
        found.update(of_complements)
    return total, found


def main() -> None:
    """Write one line for each kind of use and the complement that it mostly has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("-o", "--output", type=Path, default=Path("summarize/grammar/complements.txt"))
    options = parser.parse_args()
    total, found = count_all(list(read_sentences(options.corpora, options.bench, options.sentences)))
    n_uses = {key: total[key.split("\t")[0]] for key in found}
    often = (key for key, n in found.items() if n_uses[key] >= LEAST and n >= MOSTLY * n_uses[key])
    mostly = sorted(key for key in often if not key.endswith(PLACES))
    options.output.write_text("".join(f"{key}\n" for key in mostly), "utf-8")
    print(f"{sum(total.values())} uses of {len(total)} kinds; {len(mostly)} mostly have a complement")


if __name__ == "__main__":
    main()
