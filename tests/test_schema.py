import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarize
from summarize.render import View
from summarize.render.json import looks_as_record, render_json, render_json_lines
from summarize.types import Article, Bullet, Document, Finding, Provenance, QuickLooks, Sentence

SCHEMA = json.loads((Path(summarize.__file__).parent / "schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TEXT = "The Ostermark council sold 1,300 acres on Monday. Mayor Ines Dahl called it a mistake."
LOOKS = QuickLooks(
    document=Document(
        article=Article(text=TEXT),
        sentences=(
            Sentence(text=TEXT[:49], start=0, end=49, paragraph=0),
            Sentence(text=TEXT[50:], start=50, end=len(TEXT), paragraph=0),
        ),
        title="Council sells land",
    ),
    topic="Land Sale",
    bullets=(
        Bullet(label="Land Sold", point="Ostermark sells 1,300 acres.", evidence=(0,)),
        Bullet(label="Mayor Objects", point="Mayor Ines Dahl calls the sale a mistake.", evidence=(0, 1), origin="extracted"),
    ),
    findings=(Finding(check="numbers", severity="error", message="it is wrong", bullet=0, span=(16, 21), nearest="1,300"),),
    provenance=Provenance(model="extract", revision="1", backend="extract", strategy="points", prompt="", planner="trees"),
)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_one_several_and_lines_are_valid() -> None:
    VALIDATOR.validate(json.loads(render_json([LOOKS], View())))
    VALIDATOR.validate(json.loads(render_json([LOOKS, LOOKS], View(single=False))))
    for line in render_json_lines([LOOKS, LOOKS], View()).splitlines():
        VALIDATOR.validate(json.loads(line))


def test_unlabelled_and_truncated_are_valid() -> None:
    bare = tuple(replace(bullet, label=None) for bullet in LOOKS.bullets)
    cut = {"n_tokens_kept": 900, "n_tokens_dropped": 40, "reason": "the model reads 900"}
    VALIDATOR.validate(looks_as_record(replace(LOOKS, bullets=bare, style="highlights", truncated=cut)))


def test_evidence_slices_back_to_the_article() -> None:
    for bullet in looks_as_record(LOOKS)["bullets"]:
        for sentence in bullet["evidence"]:
            assert TEXT[sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize("key", sorted(looks_as_record(LOOKS)))
def test_every_key_is_required(key: str) -> None:
    record = looks_as_record(LOOKS)
    del record[key]
    assert list(VALIDATOR.iter_errors(record))


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 2},
        {"extra": 1},
        {"truncated": {}},
        {"review": "approved"},
        {"bullets": [{"label": "A", "point": "", "evidence": [], "origin": "generated"}]},
        {"findings": [{"check": "x", "severity": "fatal", "message": "m", "bullet": 0, "span": None, "nearest": None}]},
    ],
)
def test_what_is_not_documented_is_not_valid(change: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(looks_as_record(LOOKS) | change))


@given(st.text(min_size=1), st.text(), st.lists(st.text()))
def test_any_text_survives_json(point: str, topic: str, notes: list[str]) -> None:
    bullets = (Bullet(label=None, point=point, evidence=(1,)),)
    record = json.loads(render_json([replace(LOOKS, bullets=bullets, topic=topic, notes=tuple(notes))], View()))
    VALIDATOR.validate(record)
    assert (record["bullets"][0]["point"], record["topic"], record["notes"]) == (point, topic, notes)
