from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import isnan
from pathlib import Path

import pytest

from eval.__main__ import COMMANDS, main
from eval.compare import compare_runs, render_changes
from eval.data import Example, ReferenceBullet, dataset_digest
from eval.hypotheses import Hypothesis, plain_hypothesis
from eval.progress import in_words, with_progress
from eval.runs import Configuration, collect_hypotheses, make_configuration, read_kept, read_scores, run_folder, write_scores
from eval.score import ScoreTable, Sources, score_hypotheses
from summarize.errors import UsageError

SENTENCES = ("The council of Eastmere met on Monday.", "It voted to close the lido for repairs.", "Swimmers go to Port Ansel.")
BULLETS = (ReferenceBullet(point="The council closes the lido."), ReferenceBullet(point="Swimmers go to Port Ansel."))
EXAMPLES = tuple(Example(id=str(n), document=" ".join(SENTENCES), sentences=SENTENCES, references=(BULLETS,)) for n in range(12))

SLOW = """
import os, signal, sys
import eval.digests as digests
import eval.systems as systems
from eval.__main__ import main
digests.code_digest = lambda: "as it was"
stop_at, inner = int(sys.argv.pop()), systems.product_hypothesis
n = 0
def counted(*given):
    global n
    n += 1
    if n == stop_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return inner(*given)
systems.product_hypothesis = counted
sys.exit(main())
"""


def answers(system: str, point: str, examples: tuple[Example, ...] = EXAMPLES) -> list[Hypothesis]:
    return [plain_hypothesis(example, system, [point]) for example in examples]


def configuration(**change: object) -> Configuration:
    base = make_configuration("examples", EXAMPLES, "full", ["lead"], [], False)
    return replace(base, **change)  # type: ignore[arg-type]


def kept_run(folder: Path, system: str, point: str, examples: tuple[Example, ...] = EXAMPLES) -> Path:
    folder.mkdir()
    write_scores(folder, score_hypotheses({system: answers(system, point, examples)}, examples, "full"))
    return folder


def test_a_folder_is_named_by_everything_that_decides_the_scores(tmp_path: Path) -> None:
    one = configuration()
    assert run_folder(tmp_path, one) == run_folder(tmp_path, configuration())
    changes = (
        {"length": "short"},
        {"data_digest": "other"},
        {"code_digest": "other"},
        {"seed": 1},
        {"models": {"lead": "other"}},
        {"given": (("h.jsonl", "d"),)},
        {"stored": "other"},
    )
    assert len({run_folder(tmp_path, configuration(**change)) for change in changes} | {run_folder(tmp_path, one)}) == 8
    assert f"data:{dataset_digest(EXAMPLES)[:8]}" in one.signature


def test_what_came_with_the_data_decides_a_run_that_scores_it() -> None:
    changed = [replace(example, hypotheses={"a": ("It rained.",)}) for example in EXAMPLES]
    digests = [
        make_configuration("examples", examples, "full", [], [], stored).digest
        for stored in (False, True)
        for examples in (EXAMPLES, changed)
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_a_stopped_run_goes_on_with_the_article_at_which_it_was_stopped(tmp_path: Path) -> None:
    made: list[tuple[str, str]] = []

    def source(name: str, examples: Sequence[Example]) -> Iterator[Hypothesis]:
        for example in examples:
            if (name, len(made)) == ("b", 17):
                made.append((name, "stopped"))
                raise KeyboardInterrupt
            made.append((name, example.id))
            yield plain_hypothesis(example, name, ["The\u2028lido closes."])

    sources: Sources = {name: partial(source, name) for name in ("a", "b")}
    heard: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        collect_hypotheses(tmp_path, sources, EXAMPLES, heard.append)
    with (tmp_path / "hypotheses.jsonl").open("a") as file:
        file.write('{"id": "5", "sys')
    written = collect_hypotheses(tmp_path, sources, EXAMPLES, heard.append)
    assert made.count(("b", "stopped")) == 1
    assert [name for name, _ in made].count("a") == 12
    assert [one for name, one in made if name == "b" and one != "stopped"] == [str(n) for n in range(12)]
    assert heard == ["b: goes on after 5 of 12 articles"]
    assert written == {name: answers(name, "The\u2028lido closes.") for name in ("a", "b")}
    assert {name: list(kept) for name, kept in read_kept(tmp_path / "hypotheses.jsonl", EXAMPLES).items()} == {
        name: [str(n) for n in range(12)] for name in ("a", "b")
    }
    assert collect_hypotheses(tmp_path, {"a": partial(source, "a")}, EXAMPLES, heard.append).keys() == {"a"}
    assert len(made) == 25


def test_a_killed_process_keeps_what_it_has_written(tmp_path: Path) -> None:
    """A slow model is killed with no chance to tidy up; the same command then goes on after what it has written."""
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    rows = [{"id": str(n), "document": " ".join(SENTENCES), "references": [["The lido closes."]]} for n in range(6)]
    (tmp_path / "d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "slow.py", "score", "--data", "d.jsonl", "--systems", "lead", "-o", "runs"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    killed = subprocess.run([*command, "3"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = subprocess.run([*command, "0"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "eval: lead: goes on after 2 of 6 articles\neval: lead: 4 articles\n" in again.stderr


def test_progress_says_how_far_it_is_and_how_long_it_will_be() -> None:
    heard: list[str] = []
    assert list(with_progress("abcd", "desk", 6, heard.append, done=2, every=0)) == list("abcd")
    assert heard == [f"desk: {n} of 6 articles, about 0 s left" for n in (3, 4, 5)]
    assert [in_words(seconds) for seconds in (40, 170, 9000)] == ["40 s", "3 min", "2.5 h"]


def test_an_interrupted_command_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "gate", interrupt)
    assert main(["gate"]) == 130
    assert capsys.readouterr().err == "eval: stopped; with a folder (-o), the same command goes on from here\n"


def test_scores_are_read_back_as_they_were_and_the_csv_holds_the_same(tmp_path: Path) -> None:
    table = score_hypotheses({"a": answers("a", "The lido, closed.")}, EXAMPLES, "full")
    write_scores(tmp_path, table)
    found = read_scores(tmp_path)
    assert found
    assert (found.ids, found.digest, found.length) == (table.ids, table.digest, table.length)
    with (tmp_path / "scores.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for metric, column in table.values["a"].items():
        expected = [None if isnan(value) else value for value in column]
        assert [None if isnan(value) else value for value in found.values["a"][metric]] == expected
        assert [float(row[metric]) if row[metric] else None for row in rows] == expected
    (tmp_path / "scores.json").write_text("{}")
    with pytest.raises(UsageError, match="not a table of scores"):
        read_scores(tmp_path)


def test_the_command_keeps_a_run_and_a_rerun_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["score", "--suite", "examples", "--systems", "lead", "--limit", "2", "-o", str(tmp_path / "runs")]
    assert main(command) == 0
    first = capsys.readouterr()
    (folder,) = (tmp_path / "runs").iterdir()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert folder.name == f"examples-{manifest['digest'][:16]}"
    assert manifest["n_articles"] == 2
    assert {"seconds_p50", "seconds_p95", "articles_per_second", "load_seconds", "peak_memory_mib"} <= manifest["costs"][
        "lead"
    ].keys()
    assert "numpy" in manifest["library_versions"]
    assert manifest["hardware"]["cores"] >= 1
    assert manifest["signature"] in first.out
    assert main(command) == 0
    second = capsys.readouterr()
    assert second.out == first.out
    assert second.err == f"eval: read from {folder}\n"


def test_runs_are_compared_article_by_article(tmp_path: Path) -> None:
    before = kept_run(tmp_path / "a", "desk", "It rained in Tolvane.")
    after = kept_run(tmp_path / "b", "desk", "Swimmers go to Port Ansel.")
    changes = {change.metric: change for change in compare_runs(before, after)}
    assert changes["covered"].before == 0
    assert changes["covered"].after == changes["covered"].comparison.difference.mean == 0.5
    assert changes["covered"].p_holm >= changes["covered"].comparison.p
    assert changes["answered"].comparison.difference.mean == 0
    assert "seconds" not in changes
    assert "desk's covered rose" in render_changes(list(changes.values()), before, after)
    same = compare_runs(before, before)
    assert all(change.comparison.difference.mean == 0 and change.p_holm == 1 for change in same)
    assert "No difference is decided" in render_changes(same, before, before)


def test_articles_in_another_order_are_still_paired_by_id(tmp_path: Path) -> None:
    values = {"s": {"rouge1": tuple(float(n) for n in range(6))}}
    table = ScoreTable(length="full", digest="d", ids=tuple("abcdef"), values=values)
    backwards = replace(table, ids=table.ids[::-1], values={"s": {"rouge1": values["s"]["rouge1"][::-1]}})
    for name, one in (("a", table), ("b", backwards)):
        (tmp_path / name).mkdir()
        write_scores(tmp_path / name, one)
    (change,) = compare_runs(tmp_path / "a", tmp_path / "b")
    assert (change.comparison.difference.mean, change.comparison.difference.low, change.comparison.difference.high) == (0, 0, 0)


def test_runs_that_cannot_be_compared_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = kept_run(tmp_path / "a", "desk", "It rained.")
    other_data = kept_run(tmp_path / "b", "desk", "It rained.", EXAMPLES[:4])
    assert main(["compare", str(before), str(other_data)]) == 2
    assert "different data" in capsys.readouterr().err
    with pytest.raises(UsageError, match="holds no finished run"):
        compare_runs(before, tmp_path)
    baselines = kept_run(tmp_path / "c", "lead-k", "It rained.")
    with pytest.raises(UsageError, match="share no system"):
        compare_runs(before, baselines)


def test_two_single_systems_of_different_names_are_compared(tmp_path: Path) -> None:
    before = kept_run(tmp_path / "a", "extract", "It rained.")
    after = kept_run(tmp_path / "b", "desk", "The council closes the lido.")
    assert {change.system for change in compare_runs(before, after)} == {"extract -> desk"}
