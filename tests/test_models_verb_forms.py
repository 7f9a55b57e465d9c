"""Verbs and their forms are listed from a treebank."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.verb_forms import main
from summarize.grammar.verbs import of_gerunds, of_participles
from tests.treebanks import write_treebank

PATTERNS = [
    (30, "they were canceling it", [2, 2, -1, 2], "PRP VBD VBG PRP", "nsubj aux ROOT dobj"),
    (2, "they cancelled it", [1, -1, 1], "PRP VBD PRP", "nsubj ROOT dobj"),
    (3, "they canceled it", [1, -1, 1], "PRP VBD PRP", "nsubj ROOT dobj"),
    (30, "they have found it", [2, 2, -1, 2], "PRP VBP VBN PRP", "nsubj aux ROOT dobj"),
    (2, "they find it", [1, -1, 1], "PRP VBP PRP", "nsubj ROOT dobj"),
    (1, "they found it", [1, -1, 1], "PRP VBP PRP", "nsubj ROOT dobj"),
    (29, "they were hoping so", [2, 2, -1, 2], "PRP VBD VBG RB", "nsubj aux ROOT advmod"),
    (30, "they were blorping so", [2, 2, -1, 2], "PRP VBD VBG RB", "nsubj aux ROOT advmod"),
]


def test_verbs_are_listed_with_the_spelling_that_news_uses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treebank(tmp_path / "trees.jsonl.gz", PATTERNS)
    monkeypatch.setattr("sys.argv", ["verb_forms", str(tmp_path / "trees.jsonl.gz"), str(tmp_path / "out.txt")])
    main()
    lines = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["cancel cancels canceled canceled canceling", "find finds found found finding"]


def test_the_shipped_list_tells_forms() -> None:
    assert of_gerunds()["facing"].third == "faces"
    assert of_gerunds()["carrying"].past == "carried"
    assert (of_participles()["broken"].past, of_participles()["found"].base) == ("broke", "find")
