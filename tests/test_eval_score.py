from __future__ import annotations

import json
from dataclasses import replace
from math import isnan, nan
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.baselines import BASELINES, oracle, perfect_selection, random_sentences
from eval.data import Example, ReferenceBullet, read_examples
from eval.folders import read_boxes, read_folder
from eval.score import ScoreTable, compare_systems, hypotheses_of, score_hypotheses
from eval.suites import find_suite, read_suite, suite_names, suite_of_data
from eval.systems import run_system
from summarize.errors import UsageError

SHARED = Path(__file__).parents[1].parent / "shared"
SENTENCES = (
    "The council of Eastmere met on Monday.",
    "It rained.",
    "The council voted to close the lido for repairs costing 2 million pounds.",
    "Swimmers will be sent to Port Ansel until June.",
)


def article(number: int) -> Example:
    bullets = (
        ReferenceBullet(point="The council closes the lido for repairs costing 2 million pounds.", evidence=(2,)),
        ReferenceBullet(point="Swimmers go to Port Ansel until June.", evidence=(3,)),
    )
    return Example(id=str(number), document=" ".join(SENTENCES), sentences=SENTENCES, references=(bullets,))


def test_the_baselines_choose_what_they_say() -> None:
    example = article(1)
    assert [bullet.point for bullet in BASELINES["lead-k"](example, "full").bullets] == list(SENTENCES[:2])
    assert BASELINES["lead-k-12"](article(1), "full").bullets[0].point == SENTENCES[0]
    assert [bullet.evidence for bullet in perfect_selection(example, "full").bullets] == [frozenset({2}), frozenset({3})]
    assert [bullet.evidence for bullet in oracle(example, "full").bullets] == [frozenset({2}), frozenset({3})]
    assert random_sentences(example, "full") == random_sentences(article(1), "full")


def test_a_second_reference_is_scored_against_the_others_alone() -> None:
    one, other = article(1).references[0], (ReferenceBullet(point="It rained on the council."),)
    examples = [replace(article(1), references=(one, other, one)), replace(article(2), references=(one, one)), article(3)]
    written = hypotheses_of([], examples, "full", print)
    table = score_hypotheses(written, examples, "full")
    first, second, third = table.values["reference-2"]["rouge1"]
    assert 0 < first < 0.5
    assert second == 1
    assert isnan(third)
    assert table.values["lead-k"]["answered"] == (1, 1, 1)
    assert "reference-2" not in hypotheses_of([], [article(3)], "full", print)


def test_better_sentences_score_higher_and_the_table_says_so() -> None:
    examples = [article(number) for number in range(12)]
    table = score_hypotheses(hypotheses_of([], examples, "full", print), examples, "full")
    assert table.mean("oracle", "rouge1") == table.mean("evidence", "rouge1") > table.mean("lead-k", "rouge1")
    assert table.mean("lead-k", "evidence_touched") == 0
    comparison, p = compare_systems(table, "rouge1")["oracle"]
    assert comparison.difference.mean > 0
    assert p < 0.05


def test_two_processes_score_as_one_does() -> None:
    examples = [article(number) for number in range(2)]
    written = hypotheses_of([], examples, "full", print)
    heard: list[str] = []
    together = score_hypotheses(written, examples, "full", heard.append, jobs=2)
    alone = score_hypotheses(written, examples, "full", jobs=1)
    assert repr(together) == repr(alone)
    many = score_hypotheses({str(n): written["lead-k"] for n in range(20)}, examples, "full", heard.append)
    assert heard == ["20 of 20 systems scored"]
    assert len(many.values) == 20


def test_values_without_a_meaning_are_left_out_of_means_and_pairs() -> None:
    values = {"a": {"m": (1.0, nan, 3.0)}, "b": {"m": (0.5, 9.0, nan)}, "c": {"m": (nan, nan, nan)}}
    table = ScoreTable(length="full", digest="d", ids=("1", "2", "3"), values=values)
    assert table.mean("a", "m") == 2
    assert isnan(table.mean("c", "m"))
    assert table.interval("c", "m") is None
    comparison = table.compare("a", "b", "m")
    assert comparison
    assert (comparison.n, comparison.difference.mean) == (1, 0.5)
    assert table.compare("a", "c", "m") is None


def test_scoring_data_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "1", "document": " ".join(SENTENCES), "sentences": SENTENCES, "references": [["The lido closes for repairs."]]}
    (tmp_path / "own.jsonl").write_text(json.dumps(row) + "\n")
    assert main(["score", "--data", str(tmp_path / "own.jsonl"), "--length", "full", "--json", str(tmp_path / "o.json")]) == 0
    assert "lead-k" in capsys.readouterr().out
    (found,) = json.loads((tmp_path / "o.json").read_text())
    assert found["systems"]["oracle"]["answered"] == 1
    assert found["systems"]["lead-k"]["evidence_recall"] is None
    assert found["differences"]["rouge1"]["oracle"]["baseline"] == "lead-k"
    assert main(["score", "--data", str(tmp_path / "own.jsonl"), "--baseline", "oracle", "--json", str(tmp_path / "o.json")]) == 0
    assert "lead-k and oracle, " in capsys.readouterr().out
    (found,) = json.loads((tmp_path / "o.json").read_text())
    assert found["differences"]["rouge1"]["lead-k"]["mean"] < 0
    assert main(["score", "--data", str(tmp_path / "own.jsonl"), "--baseline", "lede"]) == 2
    assert "no system 'lede' to compare with" in capsys.readouterr().err


def test_a_suite_that_is_not_there_is_skipped_saying_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUICKLOOKS_SHARED", str(tmp_path))
    assert main(["score", "--suite", "quicklooks-dev"]) == 0
    assert "suite quicklooks-dev skipped" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"), [(["--suite", "nothing"], "There are: examples"), (["--data", "/nowhere.jsonl"], "cannot read")]
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", *arguments]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_the_examples_are_read_with_their_evidence_found() -> None:
    examples = read_suite(find_suite("examples"))
    assert len(examples) >= 8
    assert all(bullet.evidence and bullet.short and bullet.label for example in examples for bullet in example.references[0])


def test_an_example_whose_evidence_is_not_in_the_article_is_refused(tmp_path: Path) -> None:
    (tmp_path / "01_lido.txt").write_text("Lido Closes\n\n" + " ".join(SENTENCES))
    bullet = {"label": "Lido Shut", "point": "It shuts.", "short": "It shuts.", "evidence_text": ["It shines."]}
    reference = tmp_path / "01_lido.json"
    reference.write_text(json.dumps({"id": "01_lido", "topic": "Lido", "bullets": [bullet]}))
    with pytest.raises(UsageError, match="evidence of 'Lido Shut' does not stand in the article"):
        read_folder(tmp_path)
    reference.write_text("{}")
    with pytest.raises(UsageError, match="not a reference"):
        read_folder(tmp_path)


def test_a_box_becomes_the_reference_and_leaves_the_document(tmp_path: Path) -> None:
    box = "Lido Repairs: Quick Looks\n- Lido Shut: The lido closes.\n- Swimmers Sent: Swimmers go to Port Ansel."
    (tmp_path / "a.txt").write_text(f"Lido Closes\n\n{SENTENCES[0]}\n\n{box}\n\n{' '.join(SENTENCES[1:])}\n")
    (example,) = read_boxes(tmp_path, [("a.txt", "a.txt")])
    assert [(bullet.label, bullet.point) for bullet in example.references[0]] == [
        ("Lido Shut", "The lido closes."),
        ("Swimmers Sent", "Swimmers go to Port Ansel."),
    ]
    assert example.topic == "Lido Repairs"
    assert "Quick Looks" not in example.document
    assert SENTENCES[2] in example.document


def test_every_suite_file_is_whole() -> None:
    assert [find_suite(name).name for name in suite_names()] == suite_names()


def test_data_of_a_known_suite_is_that_suite_and_ones_own_references_may_be_declared(tmp_path: Path) -> None:
    assert suite_of_data(find_suite("examples").path) == find_suite("examples")
    (tmp_path / "own.jsonl").write_text("{}")
    assert not suite_of_data(tmp_path / "own.jsonl").machine_assisted
    assert suite_of_data(tmp_path / "own.jsonl", machine_assisted=True).machine_assisted
    with pytest.raises(UsageError, match="is not there"):
        suite_of_data(tmp_path / "none.jsonl")


def test_other_scripts_are_scored_with_the_unicode_tokenizer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = "Паром отплыл в Толвейн в пятницу. Дождя не было. Докеры закончили забастовку."
    row = {"id": "1", "document": document, "references": [["Докеры закончили забастовку."]]}
    (tmp_path / "own.jsonl").write_text(json.dumps(row) + "\n")
    command = ["score", "--data", str(tmp_path / "own.jsonl"), "--json", str(tmp_path / "o.json"), "-o", str(tmp_path / "runs")]
    assert main(command) == 0
    assert "1 references hold no word that is counted" in capsys.readouterr().err
    assert json.loads((tmp_path / "o.json").read_text())[0]["systems"]["oracle"]["rouge1"] == 0
    assert main([*command, "--tokenizer", "unicode"]) == 0
    shown = capsys.readouterr()
    assert "hold no word" not in shown.err
    assert "words:unicode" in shown.out
    (found,) = json.loads((tmp_path / "o.json").read_text())
    assert found["systems"]["oracle"]["rouge1"] == found["systems"]["oracle"]["covered"] == 1
    assert len(list((tmp_path / "runs").iterdir())) == 2


def test_known_values_of_the_development_set_are_met() -> None:
    path = SHARED / "bench" / "quicklooks-dev.jsonl"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    examples = read_examples(path)
    baselines = {
        name: [BASELINES[name](example, "short") for example in examples] for name in ("lead-k", "lead-k-12", "evidence")
    }
    table = score_hypotheses(baselines, examples, "short")
    found = {
        name: [round(100 * table.mean(name, metric), 1) for metric in ("rouge1", "rouge2", "rougeLsum")] for name in baselines
    }
    assert found == {"lead-k": [36.1, 12.4, 33.2], "lead-k-12": [33.0, 9.9, 31.2], "evidence": [43.5, 19.0, 39.8]}


def test_the_product_is_run_with_each_references_count_and_its_evidence_mapped() -> None:
    shorter = replace(article(2), references=(article(2).references[0][:1],))
    one, two = run_system("lead", [article(1), shorter], "full")
    assert (one.id, len(one.bullets), two.id, len(two.bullets)) == ("1", 2, "2", 1)
    assert two.bullets[0].evidence == frozenset({0})
    assert one.seconds
