from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.values import Number, fits, read_numbers, same_value


def only(text: str) -> Number:
    (number,) = read_numbers(text)
    return number


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,300 trees", 1300, ""),
        ("1.3 thousand trees", 1300, ""),
        ("thirteen hundred trees", 1300, ""),
        ("two hundred and five trees", 205, ""),
        ("a dozen trees", 12, ""),
        ("twenty-five trees", 25, ""),
        ("half a million trees", 500_000, ""),
        ("a half of them", 0.5, "part"),
        ("two-thirds of them", 0.666667, "part"),
        ("$600bn", 600e9, "$"),
        ("$600 billion", 600e9, "$"),
        ("three million dollars", 3e6, "$"),
        ("£4.50", 4.5, "£"),
        ("45%of cases", 45, "%"),
        ("45 per cent", 45, "%"),
        ("a 13-point lead", 13, "point"),
        ("the 21st floor", 21, "nth"),
        ("his twenty-first win", 21, "nth"),
        ("a 19-year-old", 19, "year"),
        ("9:30 a.m. today", 9.3, "am"),
        ("the 21.6.18 pm sitting", 21.78, "pm"),
        ("at 1,234:30 pm", 1234.3, "pm"),
        ("3½ miles", 3.5, "mile"),
        ("an A380 jet", 380, "code"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    assert (only(text).values[0], only(text).unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("from 5 to 8 percent", [((5,), "%"), ((8,), "%")]),
        ("54-41 percent", [((54,), "%"), ((41,), "%")]),
        ("$5-6 billion", [((5, 5e9), "$"), ((6e9,), "$")]),
        ("won 39-60", [((39,), ""), ((60,), "")]),
    ],
)
def test_a_range_shares_unit_and_scale(text: str, readings: list[tuple[tuple[float, ...], str]]) -> None:
    assert [(number.values, number.unit) for number in read_numbers(text)] == readings


@pytest.mark.parametrize("text", ["one of them", "Act first, ask later", "the first half was dull and one man left"])
def test_words_that_count_nothing_are_no_numbers(text: str) -> None:
    assert [number.text for number in read_numbers(text)] in ([], ["first"])


def test_units_must_fit() -> None:
    assert not fits(only("30%"), only("$30"))
    assert not fits(only("3 percent"), only("3 percentage points"))
    assert not fits(only("12 months"), only("12 years"))
    assert fits(only("12"), only("12 years"))
    assert same_value(only("50 percent"), only("half"))


@given(st.integers(min_value=1, max_value=10**9))
def test_commas_and_currency_change_no_value(value: int) -> None:
    assert only(f"{value:,}").values == only(str(value)).values == only(f"${value:,}").values == (float(value),)


@given(st.text(alphabet="0123456789.,-%$ abcdtehmilonkA’/:", max_size=60))
def test_spans_slice_back(text: str) -> None:
    assert all(text[number.start : number.end] == number.text for number in read_numbers(text))
