"""Learns to tell commentaries from news: ``python -m models.commentary``.

Articles of the corpora that say that they are commentaries, against every eighth of the others; of these some are commentaries
that do not say so, so that what a first fit takes for one is left out of the second.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from models.corpora import read_records
from models.verdicts import CORPORA
from summarize import commentary
from summarize.commentary import FEWEST, GROUPS, HEADED, MARKED, rates
from summarize.document import parse_document
from summarize.types import Article

SOURCES = ("articles-us-news.jsonl.xz", "highlights-cnndm.jsonl.xz")
EVERY = 8
HELD_OUT = 5
WEIGHTS = Path(commentary.__file__).with_suffix(".json")


def read_examples(corpora: Path) -> Iterator[tuple[list[float], bool]]:
    """Yield the rates of articles (``summarize.commentary``), and whether they say that they are commentaries."""
    for source in SOURCES:
        for number, record in enumerate(read_records(corpora / source)):
            text, title = record["document"], record.get("title") or ""
            marked = bool(MARKED.search(text) or HEADED.match(title))
            if marked or number % EVERY == 0:
                document = parse_document(Article(text=text, title=title or None))
                prose = " ".join(s.text for s in document.sentences if not MARKED.search(s.text))
                if len(prose.split()) >= FEWEST:
                    yield list(rates(prose).values()), marked


def fit(examples: Sequence[tuple[list[float], bool]]) -> dict[str, float]:
    """Return the weight of each rate, and the bias; what is unmarked and looks like a commentary is left out."""
    x, y = np.array([rate for rate, _ in examples]), np.array([marked for _, marked in examples])
    model = LogisticRegression(C=0.1, max_iter=2000).fit(x, y)
    clean = y | (model.decision_function(x) < 0)
    model.fit(x[clean], y[clean])
    weights = dict(zip(GROUPS, model.coef_[0], strict=True))
    return {name: round(float(weight), 4) for name, weight in {"bias": model.intercept_[0], **weights}.items()}


def main() -> None:
    """Measure on one article in five, then fit all and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m models.commentary", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    examples = list(read_examples(parser.parse_args().corpora))
    held = [example for i, example in enumerate(examples) if i % HELD_OUT == 0]
    weights = fit([example for i, example in enumerate(examples) if i % HELD_OUT])
    odds = [weights["bias"] + float(np.dot([weights[name] for name in GROUPS], rate)) for rate, _ in held]
    marked = [mark for _, mark in held]
    found = [sum(odd >= commentary.SURE for odd, mark in zip(odds, marked, strict=True) if mark == one) for one in (True, False)]
    print(f"{sum(mark for _, mark in examples)} marked of {len(examples)}; area {roc_auc_score(marked, odds):.3f}")
    print(f"held out, found: {found[0]} of {sum(marked)} marked, {found[1]} of {len(marked) - sum(marked)} unmarked")
    WEIGHTS.write_text(json.dumps(fit(examples), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
