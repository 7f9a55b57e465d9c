"""The batch job with a model: a tiny one, converted, in processes of its own; and the command that compares rates."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WANTED = "is not installed: pip install 'quick-looks[torch]'"
pytest.importorskip("torch", reason=f"torch {WANTED}")
pytest.importorskip("transformers", reason=f"transformers {WANTED}")

from eval.batch_data import invented_articles, write_input  # noqa: E402
from eval.batch_kill import read_output  # noqa: E402
from tests.tiny import ROOT, make_models  # noqa: E402


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return the tiny writer's folder for transformers, and an environment in which the converted one has a card."""
    folder = tmp_path_factory.mktemp("tiny")
    saved, converted = make_models(folder)
    cards = folder / "home" / "quick-looks" / "cards"
    cards.mkdir(parents=True)
    (cards / "tiny.toml").write_text(
        f'name = "tiny"\nbackend = "ctranslate2"\nlocation = {json.dumps(str(converted))}\nprompt = "desk"\n'
        "[decoding]\nbeams = 2\ncandidates = 2\n",
        "utf-8",
    )
    return saved, os.environ | {"XDG_CONFIG_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}


def test_together_or_alone_in_one_worker_or_two_the_same(tiny: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    write_input(tmp_path / "in", invented_articles(9), poison=0.0)
    for name, arguments in {"one": ["--workers", "1", "--batch-size", "1"], "two": ["--workers", "2", "--threads", "2"]}.items():
        command = [sys.executable, "-m", "summarize", "batch", "in", "-o", name, "-q", "--model", "tiny", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=tiny[1], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    one, two = read_output(tmp_path / "one"), read_output(tmp_path / "two")
    assert len(one[0]) == 9
    assert one == two
    assert {json.loads(record)["provenance"]["backend"] for record in one[0].values()} == {"ctranslate2"}


def test_the_rate_is_compared_with_transformers(tiny: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "eval.batch_bench", "rate", "--model", "tiny", "--weights", str(tiny[0]), "--runs", "1"]
    few = ["--articles", "3", "--corpus", str(tmp_path / "none"), "--workers", "1"]
    done = subprocess.run([*command, *few], cwd=ROOT, env=tiny[1], capture_output=True, text=True, check=False)
    rows = [line for line in done.stdout.splitlines() if line.startswith("| an article, tiny")]
    assert len(rows) == 2, done.stderr
    assert "transformers, one bullet a call" in rows[0]
    assert "transformers, batches of 16" in rows[1]
