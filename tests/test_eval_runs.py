from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import partial
from math import isnan
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.compare import compare_runs, render_changes
from eval.data import Example, ReferenceBullet, dataset_digest
from eval.hypotheses import Hypothesis, plain_hypothesis
from eval.runs import Configuration, collect_hypotheses, make_configuration, read_kept, read_scores, run_folder, write_scores
from eval.score import ScoreTable, Sources, score_hypotheses
from summarize.errors import UsageError

SENTENCES = ("The council of Eastmere met on Monday.", "It voted to close the lido for repairs.", "Swimmers go to Port Ansel.")
BULLETS = (ReferenceBullet(point="The council closes the lido."), ReferenceBullet(point="Swimmers go to Port Ansel."))
EXAMPLES = tuple(Example(id=str(n), document=" ".join(SENTENCES), sentences=SENTENCES, references=(BULLETS,)) for n in range(12))


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


def test_a_stopped_run_goes_on_with_the_systems_that_are_missing(tmp_path: Path) -> None:
    made = []

    def source(name: str) -> list[Hypothesis]:
        made.append(name)
        if name == "b" and made.count("b") == 1:
            raise KeyboardInterrupt
        return answers(name, "The\u2028lido closes.")

    sources: Sources = {name: partial(source, name) for name in ("a", "b")}
    with pytest.raises(KeyboardInterrupt):
        collect_hypotheses(tmp_path, sources, EXAMPLES)
    half = '{"id": "0", "system": "b", "bullets": []}\n{"id": "1", "sys'
    with (tmp_path / "hypotheses.jsonl").open("a") as file:
        file.write(half)
    assert collect_hypotheses(tmp_path, sources, EXAMPLES).keys() == {"a", "b"}
    assert made == ["a", "b", "b"]
    kept = read_kept(tmp_path / "hypotheses.jsonl", EXAMPLES)
    assert kept == {name: answers(name, "The\u2028lido closes.") for name in ("a", "b")}
    assert (tmp_path / "hypotheses.jsonl").read_text(encoding="utf-8").count("\n") == 2 * len(EXAMPLES)


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
