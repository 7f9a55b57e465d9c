"""Choosing among candidates: what the checks pass comes first, then what an editor would rather print."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.checks.source import SourceFacts, read_facts
from summarize.choosing import Choice, alike, judge
from summarize.document import parse_document
from summarize.types import Candidate
from tests.tiny import article

FAITHFUL = "The harbour council votes 7-2 to close the old ferry terminal."
WRONG = "The harbour council votes 9-0 to close the old ferry terminal."


def facts() -> SourceFacts:
    return read_facts(parse_document(article()))


def chosen(*candidates: Candidate, taken: tuple[str, ...] = ()) -> list[Choice]:
    return judge(candidates, facts=facts(), evidence=(0,), length="short", taken=taken)


def test_a_wrong_number_comes_last_however_likely_it_is() -> None:
    first, second = chosen(Candidate(text=WRONG, score=-0.01), Candidate(text=FAITHFUL, score=-5.0))
    assert (first.text, first.rank, first.clean) == (FAITHFUL, 1, True)
    assert (second.text, second.clean) == (WRONG, False)
    assert "numbers" in {finding.check for finding in second.findings}


def test_the_likelier_of_two_clean_ones_comes_first() -> None:
    other = "The council closes the old ferry terminal, ending months of dispute."
    assert [c.text for c in chosen(Candidate(text=FAITHFUL, score=-2.0), Candidate(text=other, score=-0.1))] == [other, FAITHFUL]


def test_a_point_that_was_cut_off_is_not_clean() -> None:
    (choice,) = chosen(Candidate(text=FAITHFUL, stopped="length"))
    assert not choice.clean


def test_likeness_to_a_bullet_taken_counts_against_a_candidate() -> None:
    other = "Months of dispute end on Tuesday with the council's 7-2 vote."
    candidates = (Candidate(text=FAITHFUL, score=-0.1), Candidate(text=other, score=-0.2))
    assert chosen(*candidates)[0].text == FAITHFUL
    assert chosen(*candidates, taken=("The old ferry terminal is to close.",))[0].text == other


def test_words_from_nowhere_and_words_over_the_limit_cost() -> None:
    plain, ornate = (
        Candidate(text="The council closes the old ferry terminal on a 7-2 vote.", score=-0.5),
        Candidate(text="The council jubilantly demolishes the magnificent ferry terminal on a 7-2 vote.", score=-0.4),
    )
    assert chosen(ornate, plain)[0].text == plain.text


def test_no_candidates_no_choice() -> None:
    assert chosen() == []


@given(st.text(), st.text())
def test_alike_has_no_direction(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


def test_alike() -> None:
    assert alike(FAITHFUL, "The old ferry terminal is to close after a council vote.")
    assert not alike(FAITHFUL, "Buses replace the last boat on March 31.")
