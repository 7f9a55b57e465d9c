"""Sources: what the writer is shown of an article for a point, a label and a topic."""

from __future__ import annotations

import pytest

from summarize.slots import SLOT, Names
from summarize.writing import (
    MAX_CONTEXT_NAMES,
    context_names,
    label_source,
    plain_case,
    point_source,
    straighten,
    topic_source,
)
from tests.tiny import desk_prompt

SENTENCES = (
    "Ruth Calder told Tobias Renn that the pier in Sandmere is unsafe.",
    "Ingrid Solberg from Port Ellery disagreed with Anna Brekke.",
    "Repairs cost $48 million, Calder said on Tuesday.",
)


def test_straighten_leaves_plain_marks_and_single_spaces() -> None:
    assert straighten(" “It’s\u00a0time,”\nshe  said. ") == '"It\'s time," she said.'
    assert straighten(straighten("‘a’")) == straighten("‘a’")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Council Votes to Close Sandmere Terminal", "council votes to close Sandmere terminal"),
        ("Council votes to close Sandmere terminal", "Council votes to close Sandmere terminal"),
        ("Sandmere Floods", "Sandmere Floods"),
    ],
)
def test_headlines_in_title_case_become_sentences(title: str, wanted: str) -> None:
    assert plain_case(title) == wanted


@pytest.mark.parametrize("length", ["short", "full"])
def test_a_points_source_holds_its_length_evidence_and_names(length: str) -> None:
    source, table = point_source(
        desk_prompt(),
        evidence=[SENTENCES[2]],
        context=["Renn", "Sandmere"],
        names=Names(SENTENCES),
        length=length,  # type: ignore[arg-type]
    )
    assert source == (
        f"<point><{length}>repairs cost<#1>{{$}},<N1>{{Calder}} said on<D1>{{Tuesday}}.<ctx><N2>{{Renn}}<N3>{{Sandmere}}"
    )
    assert table.slots["<N1>"].full == "Ruth Calder"
    assert table.slots["<N2>"].full == "Tobias Renn"


def test_context_adds_only_new_names_and_not_too_many() -> None:
    context = ["Calder", "Renn", "Sandmere", "Solberg", "Brekke", "Vesterholm"]
    source, _ = point_source(desk_prompt(), evidence=[SENTENCES[2]], context=context, names=Names(SENTENCES), length="short")
    evidence, around = source.split("<ctx>")
    assert len(SLOT.findall(around)) == MAX_CONTEXT_NAMES
    assert not set(SLOT.findall(around)) & set(SLOT.findall(evidence))


def test_several_sentences_share_their_slots() -> None:
    source, table = point_source(
        desk_prompt(), evidence=[SENTENCES[0], SENTENCES[2]], context=[], names=Names(SENTENCES), length="short"
    )
    assert source.count("<sep>") == 1
    assert source.count("<N1>") == 2
    assert table.slots["<N1>"].full == "Ruth Calder"


def test_labels_and_topics_are_asked_for_with_the_headline() -> None:
    names = Names(SENTENCES)
    label, _ = label_source(
        desk_prompt(), point="Repairs cost $48 million.", title="Bridge Repairs Cost Sandmere Dear", names=names
    )
    assert label == "<label>repairs cost<#1>{$}.<title>bridge repairs cost<N1>{Sandmere} dear"
    topic, _ = topic_source(desk_prompt(), title="Pier in Sandmere is unsafe", lead=SENTENCES[0], names=names)
    assert topic.startswith("<topic>")
    assert topic.count("<sep>") == 1


def test_context_names_come_from_just_before_then_the_commonest() -> None:
    near = context_names(SENTENCES, [2], "Calder warns", ["Vesterholm", "Calder"])
    assert near[:2] == ["Ingrid Solberg", "Port Ellery"]
    assert near.index("Calder") < near.index("Vesterholm")
    assert context_names(SENTENCES, [0], "", ["Vesterholm"]) == ["Vesterholm"]
