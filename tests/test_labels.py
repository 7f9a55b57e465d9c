"""Labels: their form as a law, and the choice among noun phrases."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.labels import label_problems, make_labels, title_case


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("Regional officials question Berg’s unpredictability.", "Berg’s Unpredictability"),
        ("Engineers blame rust for the collapse of the bridge.", "Bridge Collapse"),
        ("The Senate approves the harbour bill by two votes.", "Harbour Bill Approval"),
        ("Anna Berg faces new fraud allegations over the ferry contract.", "Fraud Allegations"),
    ],
)
def test_prefers_topics(point: str, expected: str) -> None:
    assert expected in make_labels(point)[:3]


def test_never_just_a_person() -> None:
    assert "Anna Berg" not in make_labels("Anna Berg told Tom Breck that she was tired.")


def test_a_used_label_is_not_given_again() -> None:
    point = "Engineers blame rust for the collapse of the bridge."
    first = make_labels(point)[0]
    assert first not in make_labels(point, used=[first.upper()])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(0, 12))
def test_there_is_always_a_good_one(point: str, times: int) -> None:
    used: list[str] = []
    for _ in range(times + 1):
        labels = make_labels(point, used=used)
        assert 1 <= len(labels) <= 5
        assert all(label_problems(label, used=used) == [] for label in labels)
        used.append(labels[0])


@pytest.mark.parametrize(
    ("label", "used", "word"),
    [
        ("Bridge", [], "1 words"),
        ("The Long Road To Nowhere Again", [], "6 words"),
        ("Bridge: Collapse", [], "colon"),
        ("Bridge Collapse.", [], "mark"),
        ("bridge collapse", [], "Title Case"),
        ("Key Points", [], "nothing"),
        ("Collapse of", [], "needs another"),
        ("Bridge Collapse", ["BRIDGE collapse"], "used"),
        ("", [], "0 words"),
        ("„ Berg", [], "mark by itself"),
        ("Mr. Berg", [], "courtesy"),
        ("No One", [], "nothing"),
    ],
)
def test_problems_are_named(label: str, used: list[str], word: str) -> None:
    assert any(word in problem for problem in label_problems(label, used=used))


@pytest.mark.parametrize(
    "label", ["Calls and Caution", "Norden vs. Osterby", "Export Controls Backlash", "90-Day Truce", "U.S. Stance"]
)
def test_good_form_has_no_problems(label: str) -> None:
    assert label_problems(label) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cost of living vs. wages", "Cost of Living vs. Wages"),
        ("NATO and iPhone talks", "NATO and iPhone Talks"),
        ("long-term plan", "Long-Term Plan"),
        ("of mice", "Of Mice"),
        ("“no deal” vote", "“No Deal” Vote"),
    ],
)
def test_title_case(text: str, expected: str) -> None:
    assert title_case(text) == expected


@given(st.text(max_size=60))
def test_title_case_twice_is_once(text: str) -> None:
    assert title_case(title_case(text)) == title_case(text)


def test_a_link_between_two_nouns_makes_a_label() -> None:
    assert "Fight Against Rust" in make_labels("Nobody won the fight against rust.")


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("Tales of such journeys had references to giants.", "Journey Tales"),
        ("A breach of prisoners' rights was the cause, a review of human rights found.", "Human Rights Review"),
        ("Hours later, Berg decided to let it be.", "Berg’s Decision"),
        ("Berg pledged to repeal whatever is left.", "Berg’s Promise"),
        ("There are now plans to reinter Breck.", "Plans to Reinter Breck"),
        ("Berg on Tuesday vetoed a bill.", "Berg Bill"),
    ],
)
def test_what_is_done_and_meant_makes_a_label(point: str, expected: str) -> None:
    assert expected in make_labels(point)


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("Berg has modified his claim.", "Berg Claim"),
        ("Output has grown from nothing to 38,000 tons.", "Output Details"),
        ("It is bad for Berg and Orm.", "Berg and Orm"),
    ],
)
def test_what_has_no_phrase_has_a_plain_label(point: str, expected: str) -> None:
    assert make_labels(point)[0] == expected


@pytest.mark.parametrize(
    ("point", "odd"),
    [
        ("In addition, they sow seeds.", "Addition Sow Seeds"),
        ("Such laws hid the reason Berg took six months.", "Reason Berg"),
        ("Harwick owes thousands of teachers.", "Teacher Thousands"),
    ],
)
def test_words_that_only_stand_together_make_none(point: str, odd: str) -> None:
    assert odd not in make_labels(point)
