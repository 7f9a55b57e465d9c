"""The box that already stands in an article: found in its usual shapes, labels and points apart."""

from __future__ import annotations

import pytest

from summarize.box import split_box
from summarize.layout import find_blocks
from summarize.types import Box, BoxItem

BODY = "\n\nThe council of Tarn approved the tunnel on Monday after a debate of nine hours. Work is to begin in May.\n"


def _box(text: str) -> tuple[Box | None, str]:
    box, rest, _ = split_box(text, find_blocks(text))
    return box, " / ".join(text[span.start : span.end] for span in rest)


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "  – "])
def test_labelled_box_in_each_kind_of_bullet(bullet: str) -> None:
    lines = [
        "Tarn Tunnel: Quick Looks",
        f"{bullet}Narrow Vote: The council approves it 7-6.",
        f"{bullet}Late Start: Work begins in May.",
    ]
    text = "\n".join(lines) + BODY
    box, rest = _box(text)
    assert box is not None
    assert box.heading == "Tarn Tunnel: Quick Looks"
    assert box.items == (
        BoxItem(label="Narrow Vote", point="The council approves it 7-6."),
        BoxItem(label="Late Start", point="Work begins in May."),
    )
    assert text[box.span.start : box.span.end] == "\n".join(lines)
    assert rest == BODY.strip()


@pytest.mark.parametrize("heading", ["Key Takeaways", "KEY POINTS:", "**Highlights**", "Story highlights", "At a glance"])
def test_headings_of_unlabelled_boxes(heading: str) -> None:
    box, rest = _box(f"{heading}\n\n1. The council approved the tunnel.\n\n2. Work begins in May.{BODY}")
    assert box is not None
    assert [item.point for item in box.items] == ["The council approved the tunnel.", "Work begins in May."]
    assert {item.label for item in box.items} == {None}
    assert rest == BODY.strip()


def test_colon_in_one_bullet_is_no_label() -> None:
    box, _ = _box(f"Key Points\n- The vote: 7-6, after nine hours.\n- Work begins in May.\n- The mayor resigned.{BODY}")
    assert box is not None
    assert box.items[0] == BoxItem(point="The vote: 7-6, after nine hours.")


def test_box_whose_bullets_were_lost_in_pasting() -> None:
    text = f"Highlights\nThe council approved the tunnel\nWork begins in May\n{BODY}\nA second paragraph follows here.\n"
    box, _ = _box(text)
    assert box is not None
    assert [item.point for item in box.items] == ["The council approved the tunnel", "Work begins in May"]


def test_bullets_above_all_prose_are_a_box_without_heading() -> None:
    points = ["The council approved the tunnel", "Work begins in May", "The mayor resigned"]
    text = "Tunnel Approved in Tarn\n" + "".join(f"- {point}\n" for point in points) + BODY * 2
    box, rest = _box(text)
    assert box is not None
    assert (box.heading, [item.point for item in box.items]) == ("", points)
    assert rest.startswith("Tunnel Approved in Tarn / The council")


def test_second_box_is_left_out_too() -> None:
    text = f"Key Points\n- One thing happened.\n- Another did.{BODY}\nAt a glance\n- Third.\n- Fourth.\n"
    box, rest, more = split_box(text, find_blocks(text))
    assert box is not None
    assert box.heading == "Key Points"
    assert len(more) == 1
    assert len(rest) == 1


def test_subhead_without_bullets_is_no_box() -> None:
    assert _box(f"Highlights{BODY}{BODY}")[0] is None


def test_list_inside_the_story_is_no_box() -> None:
    assert _box(f"{BODY}\n- Seven voted for it.\n- Six voted against it.\n- One was ill.\n")[0] is None
