"""Which verbs hardly stand alone is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.completions import main
from tests.treebanks import write_treebank

PATTERNS = [
    (70, "they met on boats .", [1, -1, 1, 2, 1], "PRP VBD IN NNS .", "nsubj ROOT prep pobj punct"),
    (20, "they met .", [1, -1, 1], "PRP VBD .", "nsubj ROOT punct"),
    (70, "they slept .", [1, -1, 1], "PRP VBD .", "nsubj ROOT punct"),
    (70, "they sold boats .", [1, -1, 1, 1], "PRP VBD NNS .", "nsubj ROOT dobj punct"),
    (70, "it was caused by storms .", [2, 2, -1, 2, 3, 2], "PRP VBD VBN IN NNS .", "nsubjpass auxpass ROOT agent pobj punct"),
    (59, "they went on boats .", [1, -1, 1, 2, 1], "PRP VBD IN NNS .", "nsubj ROOT prep pobj punct"),
    (70, "they hung on boats .", [1, 2, 1, 2, 1], "PRP VBD IN NNS .", "nsubj ROOT prep pobj punct"),
]


def test_verbs_that_hardly_stand_alone_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treebank(tmp_path / "trees.jsonl.gz", PATTERNS)
    monkeypatch.setattr("sys.argv", ["completions", str(tmp_path / "trees.jsonl.gz"), str(tmp_path / "out.txt")])
    main()
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines() == ["bare met", "passive caus"]
