from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.mentions import find_mentions


def texts(sentence: str, kind: str) -> list[str]:
    return [mention.text for mention in find_mentions(sentence) if mention.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Mayor Ilse Brandt met Omar Haddad’s lawyers in Corvane.", ["Ilse Brandt", "Omar Haddad", "Corvane"]),
        ("However, Brandt of the Department of Rail and Ports left.", ["Brandt", "Department of Rail and Ports"]),
        ("Sen. Paul Okoro, D-N.J., spoke for the U.S. team.", ["Paul Okoro", "D-N.J.", "U.S."]),
        ("Protesters marched, and I watched.", []),
        ("“Quiet,” Brandt said.", ["Brandt"]),
    ],
)
def test_names_lose_titles_possessives_and_openers(sentence: str, names: list[str]) -> None:
    assert texts(sentence, "name") == names


def test_numbers_and_dates_are_kept_apart() -> None:
    sentence = "On Tuesday, March 3, 2015, some 1,300 people paid $4.5 million, or 12 percent more than in 1998."
    assert texts(sentence, "date") == ["Tuesday, March 3, 2015", "1998"]
    assert texts(sentence, "number") == ["1,300", "$4.5 million", "12 percent"]


def test_quotations_may_hold_other_mentions() -> None:
    sentence = 'Brandt called it "a gift to Corvane" and left.'
    assert texts(sentence, "quotation") == ['"a gift to Corvane"']
    assert texts(sentence, "name") == ["Brandt", "Corvane"]


@given(st.text(alphabet="AaBb Mrs.,’'\"“”-19%$MayJune\n", max_size=80))
def test_spans_slice_back_in_order(sentence: str) -> None:
    found = find_mentions(sentence)
    assert all(sentence[mention.start : mention.end] == mention.text for mention in found)
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
