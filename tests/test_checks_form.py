from __future__ import annotations

import pytest

from summarize.checks.box import check_box
from summarize.checks.form import check_form
from summarize.types import Bullet, Finding, Length


def messages(found: tuple[Finding, ...], severity: str) -> list[str]:
    return [finding.message for finding in found if finding.severity == severity]


GOOD = "Gov. Ilse Brandt opens the $4.5 million U.S. rail bridge at Corvane."


@pytest.mark.parametrize(
    "point",
    [
        GOOD,
        'Brandt says the bridge "is not what this town asked for."',
        "It remains unclear whether the council will pay for the bridge.",
        "This year the port at Corvane handles twice as many ships.",
        "US officials say the port at Corvane handles twice as many ships.",
    ],
)
def test_good_points_pass(point: str) -> None:
    assert check_form(point, length="full") == ()


@pytest.mark.parametrize(
    ("point", "message"),
    [
        ("He opens the new rail bridge at Corvane before a small crowd.", "'He' at the start points to nothing"),
        ("Their union calls the new rail bridge at Corvane a waste.", "'Their' at the start points to nothing"),
        ("Brandt opens the new rail bridge at Corvane before the", "the point breaks off after 'the'"),
        ("Brandt opens the new rail bridge at Corvane before dawn", "the point does not end with a full stop"),
        ("Brandt opens the the new rail bridge at Corvane today.", "'the' stands twice"),
        ("Brandt calls the new rail bridge “a gift to Corvane.", "a quotation mark or bracket stands alone"),
        ("Brandt opens the new bridge. The crowd at Corvane cheers.", "the point is more than one sentence"),
        ("opens the new rail bridge at Corvane before a crowd.", "the point does not begin with a capital or a digit"),
    ],
)
def test_what_cannot_be_printed_is_an_error(point: str, message: str) -> None:
    assert message in messages(check_form(point, length="full"), "error")


def test_what_can_stand_is_a_warning() -> None:
    assert messages(check_form("The move angers rail unions, farmers and the port of Corvane.", length="short"), "warning")
    assert messages(check_form("A gift for Corvane and for its old harbour town.", length="full"), "warning") == [
        "the point seems to have no verb"
    ]


@pytest.mark.parametrize(
    ("length", "n_words", "fits"), [("short", 14, True), ("short", 15, False), ("full", 22, True), ("full", 8, False)]
)
def test_length_is_held(length: Length, n_words: int, fits: bool) -> None:
    point = " ".join(["Brandt", "opened", *(f"bridge{letter}" for letter in "abcdefghijklmnopqrst")][:n_words]) + "."
    assert (messages(check_form(point, length=length), "warning") == []) is fits


def bullet(label: str, point: str) -> Bullet:
    return Bullet(label=label, point=point, evidence=(0,))


def test_a_box_repeats_neither_label_nor_point() -> None:
    first = bullet("Rail Bridge", GOOD)
    again = bullet("Corvane Opening", "The U.S. rail bridge at Corvane, a $4.5 million project, was opened by Brandt.")
    other = bullet("Rail Bridges", "Farmers lose 300 acres of wheat land to the eastern approach.")
    found = check_box([first, again, other])
    assert [(finding.bullet, finding.severity) for finding in found] == [(1, "error"), (2, "error")]
    assert found[0].nearest == first.point
    assert found[1].nearest == "Rail Bridge"


def test_bullets_without_labels_or_words_are_not_alike() -> None:
    assert check_box([Bullet(label=None, point="A.", evidence=()), Bullet(label=None, point="The.", evidence=())]) == ()
