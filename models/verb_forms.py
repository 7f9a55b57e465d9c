"""Makes the list of verbs with their forms: ``python -m models.verb_forms TREES.jsonl.gz OUT.txt``.

Which verbs news uses, and which of two spellings ("canceled", "cancelled"), is counted in a treebank; what belongs to which is
LemmInflect's (MIT; from the NIH's SPECIALIST lexicon).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from lemminflect import getInflection, getLemma  # type: ignore[import-untyped,unused-ignore]

from models.completions import read_trees
from summarize.grammar.trees import Tree

LEAST = 30
"""A verb whose "-ing" or participle is seen less often is left out."""
FORMS = ("VB", "VBZ", "VBD", "VBN", "VBG")
Counts = Counter[tuple[str, str]]


def count_forms(trees: Iterable[Tree]) -> Counts:
    """Return how often each word stands as which form of a verb; "VBP" counts as "VB"."""
    counts = Counts()
    for tree in trees:
        counts.update(
            (word, "VB" if tag == "VBP" else tag) for word, tag in zip(tree.words, tree.tags, strict=True) if tag[:2] == "VB"
        )
    return counts


def listed(counts: Counts) -> Iterator[str]:
    """Yield each verb's forms in one line, in the order of ``FORMS``."""
    seen = {word for (word, tag), n in counts.items() if tag in {"VBG", "VBN"} and n >= LEAST and word.isalpha()}
    for base in sorted({lemma for word in seen if (lemma := _lemma(word, counts))}):
        forms = [_likeliest(base, tag, counts) for tag in FORMS[1:]]
        if all(forms):
            yield " ".join((base, *forms))


def _lemma(word: str, counts: Counts) -> str:
    return max(getLemma(word, upos="VERB", lemmatize_oov=False), key=lambda lemma: counts[lemma, "VB"], default="")


def _likeliest(base: str, tag: str, counts: Counts) -> str:
    return max(getInflection(base, tag, inflect_oov=False), key=lambda form: counts[form, tag], default="")


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description="List the verbs of a treebank with their forms.")
    parser.add_argument("trees", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.write_text("".join(f"{line}\n" for line in listed(count_forms(read_trees(options.trees)))), encoding="utf-8")


if __name__ == "__main__":
    main()
