"""Slots: values go past the writer as tokens and come back as the article has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.slots import SIZES, SLOT, Names, SlotTable, Unit, decapitalise, restore, slot_source, slot_target, value_key
from summarize.tokens import MARKS
from summarize.writing import render_units

SENTENCES = (
    "The council voted 7-2 on Tuesday to close the old ferry terminal.",
    "Ruth Calder, the engineer, said repairs would cost $48 million by June 2027.",
    'Mayor Ingrid Solberg told reporters, "We have waited since 1998," before the vote in Sandmere.',
    "Passenger numbers fell 38% in ten years, Vesterholm University reports.",
    "It was the third storm to reach Quay Street in 2024.",
)


def plain(units: list[Unit]) -> str:
    return render_units(units, hints=False)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_source_comes_back_as_it_was(sentence: str) -> None:
    table = SlotTable(Names([sentence]))
    text = plain(slot_source(sentence, table))
    assert SLOT.search(text)
    assert not any(slot.surface in text for slot in table.slots.values() if slot.token.startswith("<N"))
    assert restore(text, table) == sentence


@given(
    number=st.integers(min_value=2, max_value=99_999_999),
    share=st.integers(min_value=0, max_value=99),
    name=st.sampled_from(["Sandmere", "Ruth Calder", "Vesterholm University"]),
)
def test_any_figure_survives(number: int, share: int, name: str) -> None:
    sentence = f"The plan by {name} costs ${number:,} and would cover {share}% of losses."
    table = SlotTable(Names([sentence]))
    text = plain(slot_source(sentence, table))
    assert not any(character.isdigit() for character in SLOT.sub("", text))
    assert restore(text, table) == sentence


def test_a_target_takes_the_slots_of_its_source_and_names_what_it_lacks() -> None:
    table = SlotTable(Names(SENTENCES))
    source = plain(slot_source(SENTENCES[1], table))
    units, missing = slot_target("Calder says repairs will cost $48 million, not $50 million.", table)
    target = plain(units)
    assert set(SLOT.findall(target)) <= set(SLOT.findall(source))
    assert [m.text for m in missing] == ["$50 million"]
    assert restore(target, table) == "Ruth Calder says repairs will cost $48 million, not $50 million."


def test_a_short_name_stands_for_the_full_one_of_the_article() -> None:
    table = SlotTable(Names(SENTENCES))
    (slot,) = [u for u in slot_source("Later, Calder left.", table) if not isinstance(u, str)]
    assert (slot.surface, slot.full, slot.hint) == ("Calder", "Ruth Calder", "Calder")
    assert restore("then<N1> left", table) == "Then Calder left"
    assert restore("then<N1> left", table, full_names=True) == "Then Ruth Calder left"


def test_people_are_named_in_full_once_and_labels_by_last_name() -> None:
    table = SlotTable(Names(SENTENCES))
    slot_source(SENTENCES[1], table)
    assert restore("<N1> says<N1> was right", table) == "Ruth Calder says Calder was right"
    assert restore("<N1> warning", table, label=True) == "Calder warning"


def test_an_unknown_slot_is_left_for_the_checks_to_reject() -> None:
    assert restore("the vote on<D3> failed", SlotTable(Names([]))) == "The vote on<D3> failed"


def test_values_beyond_the_last_slot_stay_as_text() -> None:
    table = SlotTable(Names([]))
    years = [f"{1950 + i}" for i in range(SIZES["D"] + 2)]
    text = plain(slot_source(f"The floods came in {', '.join(years)}.", table))
    assert len(table.slots) == SIZES["D"]
    assert years[-1] in text
    assert years[0] not in text


def test_nationalities_take_no_slot() -> None:
    table = SlotTable(Names([]))
    assert plain(slot_source("The French and the Danish ministers met.", table)) == "the French and the Danish ministers met."


@pytest.mark.parametrize(
    ("one", "other", "same"), [("4 percent", "4%", True), ("1,200", "1200", True), ("4%", "4", False), ("$5", "5", False)]
)
def test_forms_of_one_number(one: str, other: str, *, same: bool) -> None:
    assert (value_key("#", one) == value_key("#", other)) is same


def test_names_are_one_whatever_their_accents_and_apostrophes() -> None:
    assert value_key("N", "José O’Neill") == value_key("N", "Jose O'Neill")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The vote failed.", "the vote failed."),
        ("Sandmere floods.", "Sandmere floods."),
        ('"We lost," he said.', '"we lost," he said.'),
    ],
)
def test_only_ordinary_openings_lose_their_capital(sentence: str, wanted: str) -> None:
    assert decapitalise(sentence) == wanted


def test_no_mark_looks_like_a_slot() -> None:
    assert not any(SLOT.fullmatch(mark) for mark in MARKS)
