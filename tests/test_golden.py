"""What the rules print for the sample articles, byte for byte: a change of the bullets has to be looked at.

After looking: ``QUICKLOOKS_UPDATE_GOLDEN=1 pytest tests/test_golden.py``.
"""

import os
from pathlib import Path

import pytest

from summarize import Options, Summarizer, read_articles
from summarize.render import View, find_renderer

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in (ROOT / "examples").glob("*.txt"))


def test_there_are_eight_examples() -> None:
    assert len(NAMES) == 8


@pytest.mark.parametrize("name", NAMES)
def test_box_is_the_golden_one(name: str) -> None:
    (article,) = read_articles(ROOT / "examples" / f"{name}.txt")
    looks = Summarizer(Options(model="extract")).summarize(article)
    printed = find_renderer("text")([looks], View(evidence=True))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("QUICKLOOKS_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(printed, "utf-8")
    assert printed == path.read_text("utf-8")
