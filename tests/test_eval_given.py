from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.__main__ import main
from eval.data import Example, ReferenceBullet
from eval.given import hypothesis_as_row, parse_hypothesis, read_hypotheses, stored_hypotheses
from eval.hypotheses import Hypothesis, HypothesisBullet
from eval.systems import run_system
from summarize.errors import UsageError
from summarize.options import Options
from summarize.pipeline import Summarizer
from summarize.render.json import looks_as_record
from summarize.types import Article

SENTENCES = (
    "Dockers in Marhaven voted on Tuesday to end a strike that had kept the port shut for 23 days.",
    "The company, Orlen Lines, agreed to raise hourly pay by 6.5% over two years.",
    "Ferries to the outer islands will sail again on Friday, the harbour office said.",
)


def article(name: str, **more: Any) -> Example:
    references = ((ReferenceBullet(point="Dockers end their strike."), ReferenceBullet(point="Ferries sail on Friday.")),)
    return Example(id=name, document="\n\n".join(SENTENCES), sentences=SENTENCES, references=references, **more)


EXAMPLES = [article("ferry"), article("lido")]


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_bullets_and_summaries_are_read_and_absent_articles_are_unanswered(tmp_path: Path) -> None:
    bullets = [{"label": "Strike Ends", "point": "It ends.", "evidence": [0]}, "Ferries sail."]
    path = written(
        tmp_path / "h.jsonl",
        {"id": "ferry", "system": "a", "bullets": bullets},
        {"id": "lido", "system": "b", "summary": "The strike ends. Ferries sail."},
        {"id": "ferry", "system": "b", "summary": "- The strike ends.\n- Ferries sail."},
    )
    found = read_hypotheses(path, EXAMPLES)
    ferry, lido = found["a"]
    assert ferry.bullets[0] == HypothesisBullet(label="Strike Ends", point="It ends.", evidence=frozenset({0}))
    assert ferry.bullets[1] == HypothesisBullet(point="Ferries sail.")
    assert (lido.id, lido.bullets) == ("lido", ())
    assert found["b"][0].text == found["b"][1].text == "The strike ends.\nFerries sail."


def test_the_products_own_lines_score_as_if_it_had_been_run(tmp_path: Path) -> None:
    summarizer = Summarizer(Options(model="lead", length="full", bullets=(2, 2)))
    rows = [looks_as_record(summarizer.summarize(Article(id=one.id, text=one.document))) for one in EXAMPLES]
    found = read_hypotheses(written(tmp_path / "h.jsonl", *rows), EXAMPLES)["lead"]
    assert [(one.bullets, one.n_findings) for one in found] == [
        (one.bullets, one.n_findings) for one in run_system("lead", EXAMPLES, "full")
    ]
    assert found[0].bullets[0].evidence == frozenset({0})


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "other", "system": "a", "summary": "x"}, "line 2: no article has the id 'other'"),
        ({"id": "lido", "summary": "x"}, "line 2: 'system'"),
        ({"article_id": "lido", "bullets": []}, "line 2: 'provenance.model'"),
        ({"system": "a", "summary": "x"}, "line 2: 'id'"),
        ({"id": "lido", "system": "a"}, "line 2: 'bullets' must be"),
        ({"id": "lido", "system": "a", "bullets": [{"label": "x"}]}, "line 2: a bullet must be"),
        ({"id": "lido", "system": "a", "bullets": [{"point": "x", "evidence": [9]}]}, "line 2: 'evidence'"),
        ({"id": "lido", "system": "a", "summary": "x", "seconds": "2"}, "line 2: 'seconds'"),
        ({"id": "ferry", "system": "a", "summary": "x"}, "line 2: 'a' has already answered 'ferry'"),
    ],
)
def test_an_impossible_row_is_refused_with_its_line(tmp_path: Path, row: dict[str, Any], message: str) -> None:
    path = written(tmp_path / "h.jsonl", {"id": "ferry", "system": "a", "bullets": []}, row)
    with pytest.raises(UsageError, match=message):
        read_hypotheses(path, EXAMPLES)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            HypothesisBullet,
            point=st.text(min_size=1).filter(str.strip),
            label=st.none() | st.text(min_size=1),
            evidence=st.none() | st.frozensets(st.integers(0, 2)),
            origin=st.sampled_from(["", "generated"]),
        )
    ),
    st.none() | st.integers(0, 9),
    st.none() | st.floats(0, 9),
)
def test_what_is_written_is_read_back(bullets: list[HypothesisBullet], n_findings: int | None, seconds: float | None) -> None:
    hypothesis = Hypothesis(id="lido", system="a", bullets=tuple(bullets), n_findings=n_findings, seconds=seconds)
    row = json.loads(json.dumps(hypothesis_as_row(hypothesis)))
    assert parse_hypothesis(row, {"lido": EXAMPLES[1]}, "here") == hypothesis


def test_stored_hypotheses_are_aligned_with_the_articles() -> None:
    examples = [article("ferry", hypotheses={"a": ("It ends.", " ")}), article("lido", hypotheses={"b": ("It shuts.",)})]
    found = stored_hypotheses(examples)
    assert [[len(one.bullets) for one in found[system]] for system in ("a", "b")] == [[1, 0], [0, 1]]
    with pytest.raises(UsageError, match="no hypotheses came with this data"):
        stored_hypotheses(EXAMPLES)


def test_the_command_scores_given_systems_and_lowers_their_answer_rate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = written(
        tmp_path / "d.jsonl",
        *({"id": one.id, "document": one.document, "references": [["Dockers end their strike."]]} for one in EXAMPLES),
    )
    given_file = written(tmp_path / "h.jsonl", {"id": "ferry", "system": "lead-k", "summary": "Dockers end their strike."})
    arguments = ["score", "--data", str(data), "--hypotheses", str(given_file), "--json", str(tmp_path / "o.json")]
    assert main(arguments) == 0
    (found,) = json.loads((tmp_path / "o.json").read_text())
    assert found["systems"]["lead-k (given)"]["answered"] == 0.5
    assert found["systems"]["lead-k (given)"]["rouge1"] == 0.5
    written(given_file, {"id": "other", "system": "a", "summary": "x"})
    assert main(arguments) == 2
    assert capsys.readouterr().err == (
        "eval: h.jsonl, line 1: no article has the id 'other'. Give the data that the hypotheses were written for.\n"
    )
    assert main(["score", "--hypotheses", str(given_file)]) == 2
