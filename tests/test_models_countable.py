"""Which nouns need an article is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.countable import main
from tests.treebanks import write_treebank

PATTERNS = [
    (30, "they want a boat .", [1, -1, 3, 1, 1], "PRP VBP DT NN .", "nsubj ROOT det dobj punct"),
    (30, "they want the sea .", [1, -1, 3, 1, 1], "PRP VBP DT NN .", "nsubj ROOT det dobj punct"),
    (30, "they want help .", [1, -1, 1, 1], "PRP VBP NN .", "nsubj ROOT dobj punct"),
    (5, "they want a help .", [1, -1, 3, 1, 1], "PRP VBP DT NN .", "nsubj ROOT det dobj punct"),
    (10, "they went by boat .", [1, -1, 1, 2, 1], "PRP VBD IN NN .", "nsubj ROOT prep pobj punct"),
    (30, "they met aide Lind .", [1, -1, 3, 1, 1], "PRP VBD NN NNP .", "nsubj ROOT compound dobj punct"),
]


def test_nouns_that_need_an_article_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treebank(tmp_path / "trees.jsonl.gz", PATTERNS)
    monkeypatch.setattr("sys.argv", ["countable", str(tmp_path / "trees.jsonl.gz"), str(tmp_path / "out.txt")])
    main()
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines() == ["a boat", "the sea", "- by boat"]
