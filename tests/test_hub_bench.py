"""The benchmark of the backends runs on a tiny shape, every system does the same work, and the table says what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

WANTED = "is not installed: pip install 'quick-looks[torch]'"
pytest.importorskip("torch", reason=f"torch {WANTED}")
pytest.importorskip("transformers", reason=f"transformers {WANTED}")

from eval.backend_bench import SYSTEMS, Measured, Work, main, make_sources, render_table  # noqa: E402
from eval.backend_bench_shapes import SHAPES  # noqa: E402


@pytest.mark.slow
def test_every_system_writes_the_same_number_of_tokens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bench.json"
    sizes = ["--articles", "3", "--input", "20", "--output", "6", "--beams", "2", "--batch", "2", "--runs", "1"]
    assert main(["--shapes", "tiny", *sizes, "--json", str(path)]) == 0
    rows = json.loads(path.read_text("utf-8"))
    assert [row["system"] for row in rows] == list(SYSTEMS)
    assert {row["n_output_tokens"] for row in rows} == {18}
    assert all(row["articles_per_second"] > 0 for row in rows)
    assert all(20 < row["megabytes"] < 2000 for row in rows)
    assert rows[2]["megabytes"] < rows[0]["megabytes"]
    table = capsys.readouterr().out
    assert table.count("| tiny |") == 3
    assert "3 articles, 20 tokens in, 6 out, beams 2, batch 2; on cpu; random weights." in table


def test_ratios_are_to_the_first_system_of_a_shape() -> None:
    def row(shape: str, system: str, rate: float, megabytes: float) -> Measured:
        runs = (rate, rate)
        return Measured(
            shape=shape, system=system, device="cpu", articles_per_second=rate, runs=runs, megabytes=megabytes, n_output_tokens=8
        )

    rows = [row("a", "one", 2.0, 1000.0), row("a", "two", 5.0, 250.0), row("b", "one", 1.0, 400.0)]
    table = render_table(rows, Work(n_articles=2, n_input=9, n_output=4, beams=1, batch=2))
    assert "| a | two | 5 | 5-5 | 2.50 | 250 MB | 0.25 |" in table
    assert "| b | one | 1 | 1-1 | 1.00 | 400 MB | 1.00 |" in table


def test_the_sources_are_the_same_every_time_and_hold_no_special_token() -> None:
    work = Work(n_articles=3, n_input=50, n_output=4, beams=1, batch=2)
    sources = make_sources(work, 500)
    assert sources == make_sources(work, 500)
    assert all(5 <= number < 495 for source in sources for number in source)
    assert len({tuple(source) for source in sources}) == 3
    assert set(SHAPES) >= {"bart-large", "t5-small"}
