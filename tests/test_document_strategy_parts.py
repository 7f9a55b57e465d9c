"""The parts of the document strategy: each has a law or a list of cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import parse_document
from summarize.document_strategy.alignment import Aligner
from summarize.document_strategy.merging import AlignedPoint, choose_points, merge_points
from summarize.document_strategy.parsing import WrittenPoint, parse_points
from summarize.document_strategy.windows import make_windows
from summarize.types import Article

STORY = parse_document(
    Article(
        text="The council of Vane voted 8-1 on Monday to sell the old mill.\n\nThe mill has stood empty since 1987, and its roof "
        "fell in last winter.\n\nBuyers have until 3 May to offer at least $2.4 million.\n\nCouncillor Ada Brink, who voted "
        "against the sale, wants a museum there."
    )
)


@given(
    costs=st.lists(st.integers(min_value=1, max_value=30), max_size=40),
    limit=st.integers(min_value=0, max_value=60),
    least=st.integers(min_value=1, max_value=8),
    prompt=st.integers(min_value=0, max_value=10),
)
def test_windows_hold_every_sentence_that_fits_once_in_order(costs: list[int], limit: int, least: int, prompt: int) -> None:
    def measure(windows: object) -> list[int]:
        return [prompt + sum(costs[i] for i in window) for window in windows]  # type: ignore[attr-defined]

    cut = make_windows(len(costs), measure, limit=limit, least=least)
    fitting = [i for i, cost in enumerate(costs) if not limit or prompt + cost <= limit]
    assert [i for window in cut.windows for i in window] == fitting
    assert all(cut.windows)
    assert not limit or all(size <= limit for size in measure(cut.windows))
    assert cut.left_out == tuple(i for i in range(len(costs)) if i not in fitting)
    assert len(cut.windows) >= min(least, len(fitting))


def test_windows_are_of_about_the_same_size() -> None:
    cut = make_windows(20, lambda windows: [10 * len(window) for window in windows], limit=90)
    assert [len(window) for window in cut.windows] == [7, 6, 7]


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("The vote was 8-1. The mill is empty.", ["The vote was 8-1.", "The mill is empty."]),
        ("The vote was 8-1 .<n>The mill is empty .", ["The vote was 8-1.", "The mill is empty."]),
        ("the vote was 8-1 . the mill is empty since 1987 .", ["The vote was 8-1.", "The mill is empty since 1987."]),
        ("- The vote was 8-1\n- The mill is empty", ["The vote was 8-1.", "The mill is empty."]),
        ("1. The vote was 8-1.\n2) The mill is empty.", ["The vote was 8-1.", "The mill is empty."]),
        ("• The vote was 8-1. • The mill is empty.", ["The vote was 8-1.", "The mill is empty."]),
        ("`` We lost , '' she said .", ['"We lost," she said.']),
        ("It cost $ 2.4 million -LRB- £ 2 million -RRB- .", ["It cost $2.4 million (£2 million)."]),
        ("Gov. Ada Brink of the U.S. spoke at 9:30 a.m. Monday.", ["Gov. Ada Brink of the U.S. spoke at 9:30 a.m. Monday."]),
        ("No. Yes.", []),
        ("", []),
    ],
)
def test_summaries_are_taken_apart(written: str, points: list[str]) -> None:
    assert [point.text for point in parse_points(written)] == points


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Mill Sale: The council votes 8-1.", WrittenPoint(text="The council votes 8-1.", label="Mill Sale")),
        ("**mill sale**: the council votes 8-1", WrittenPoint(text="The council votes 8-1.", label="Mill Sale")),
        ("The council said late on Monday: we sell.", WrittenPoint(text="The council said late on Monday: we sell.")),
        ("At 9:30 a.m. the vote began.", WrittenPoint(text="At 9:30 a.m. the vote began.")),
    ],
)
def test_labels_are_told_from_other_colons(line: str, found: WrittenPoint) -> None:
    assert parse_points(line, labelled=True) == [found]
    assert parse_points(line)[0].label is None


@given(st.text(max_size=200))
def test_any_text_is_taken_apart_into_sentences_with_ends(text: str) -> None:
    for point in parse_points(text) + parse_points(text, labelled=True, cut_off=True):
        assert len(point.text.split()) >= 3
        assert "\n" not in point.text


@pytest.mark.parametrize(
    ("point", "evidence"),
    [
        ("Vane's council votes 8-1 to sell the old mill.", (0,)),
        ("The mill, empty since 1987, lost its roof last winter.", (1,)),
        ("Ada Brink wants a museum in the mill.", (3,)),
        ("The council sells the mill, but Ada Brink voted against it and wants a museum.", (0, 3)),
        ("Offers of at least $2.4 million are due by 3 May.", (2,)),
    ],
)
def test_points_are_aligned_to_their_sentences(point: str, evidence: tuple[int, ...]) -> None:
    found = Aligner(STORY).align(point)
    assert found.evidence == evidence
    assert found.coverage > 0.6


def test_a_point_of_something_else_is_hardly_covered() -> None:
    found = Aligner(STORY).align("Shares of Corvane Foods fell 9.3% after a poor wheat harvest.")
    assert found.coverage < 0.3


def test_alignment_stays_within_the_window_and_takes_empty_points() -> None:
    assert Aligner(STORY).align("The council sells the mill.", within=(2, 3)).evidence != (0,)
    assert Aligner(STORY).align("").evidence == ()
    assert Aligner(STORY).align("It is what it is.").coverage == 0.0


def point(text: str, *evidence: int, **more: object) -> AlignedPoint:
    return AlignedPoint(text=text, evidence=evidence, coverage=1.0, **more)  # type: ignore[arg-type]


def test_points_alike_become_wordings_of_one() -> None:
    first = point("The council votes 8-1 to sell the old mill.", 0)
    again = point("Council votes to sell the mill, 8-1.", 0, window=1)
    other = point("Ada Brink wants a museum.", 3, window=1)
    second = point("On Monday the sale went through.", 0, hypothesis=1)
    merged = merge_points([first, again, other, second])
    assert [one.best for one in merged] == [first, other]
    assert merged[0].others == (again, second)


def test_the_most_salient_points_are_chosen_and_stand_in_order() -> None:
    merged = merge_points(
        [
            point("The council votes to sell the mill.", 0, salience=0.9),
            point("Winter storms broke its roof.", 1, salience=0.2),
            point("Buyers must offer two millions.", 2, salience=0.8),
            point("Only one offer came yesterday.", 2, salience=0.7),
        ]
    )
    chosen, spare = choose_points(merged, 2)
    assert [one.best.evidence for one in chosen] == [(0,), (2,)]
    assert [one.best.text for one in spare] == ["Winter storms broke its roof.", "Only one offer came yesterday."]
