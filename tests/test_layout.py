"""Layout: each kind of line that a newsroom pastes gets its kind, hard-wrapped lines become paragraphs again."""

from __future__ import annotations

import textwrap

import pytest

from summarize.boilerplate import is_page_text
from summarize.datelines import dateline_end, is_byline, page_head_end, slash_prefix_end
from summarize.layout import classify_blocks, find_blocks, is_title_case

PROSE = (
    "The council of Tarn approved the tunnel on Monday after a debate of nine hours that ended in tears. "
    "Work on the northern portal is to begin in May, and the first trains should run four years later."
)


def _kinds(text: str, title: str | None = None) -> list[str]:
    return [block.kind for block in classify_blocks(text, find_blocks(text), title)]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "By Jane Roe, Special to CNN .",
        "By JANE ROE and JOHN DOE",
        "Jane Roe, Associated Press",
        "Updated 5:23 PM ET, Mon June 5, 2017",
        "Published: 3 March 2026",
        "March 9, 2015",
        "5 min read",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line", ["By noon the ferry had sunk.", "May was wet.", "Jane Roe left for Tarn.", "On Monday the mayor resigned."]
)
def test_prose_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Also Read: Tunnel costs double",
        "You must Register or Login to post a comment.",
        "Scroll down for video",
        "Click here to see the map.",
        "SOURCE: https://example.org/tunnel",
        "Copyright 2019 The Tarn Post. All rights reserved.",
        "The Associated Press contributed to this report.",
        "E-mail to a friend .",
        "READ MORE: Who pays for the tunnel?",
        "Watch the mayor resign » .",
        "news@example.org",
        "www.example.org/tunnel",
        "(Reporting by Jane Roe; Editing by John Doe)",
        "Advertisement",
        "* * *",
        "Editor's note: Names have been changed.",
        "Sign up for our newsletter",
        "Image copyright Getty Images",
    ],
)
def test_page_text(line: str) -> None:
    assert is_page_text(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read the letter aloud, the judge told him.",
        "Related costs rose to $4 million, the audit found.",
        "Sources close to the mayor said she would resign.",
        "Images of the flooded station spread within minutes.",
        "Follow-up talks are set for Friday.",
        "Sharing a border has not made them friends.",
        "Register offices will open on Sunday for the first time, the ministry said, to clear a backlog that has grown since "
        "spring and that now stands at more than 40,000 couples in the capital alone, many of whom have waited for over a year "
        "to be married there.",
    ],
)
def test_prose_is_no_page_text(line: str) -> None:
    assert not is_page_text(line)


@pytest.mark.parametrize(
    "dateline",
    [
        "(CNN) -- ",
        "(CNN)",
        "Moscow (CNN)",
        "NEW YORK (Reuters Health) - ",
        "(Aldmoor Weekly) -- ",
        "WASHINGTON (AP) — ",
        "LONDON, England (CNN) -- ",
        "BEIJING, June 5 (Xinhua) -- ",
        "PORT-AU-PRINCE, Haiti (AP) — ",
        "WASHINGTON — ",
        "MADISON, Wis. -- ",
        "ST. PAUL, Minn. – ",
        "WASHINGTON—",
    ],
)
def test_datelines(dateline: str) -> None:
    text = dateline + PROSE
    assert dateline_end(text, 0, len(text), opening=True) == len(dateline)


@pytest.mark.parametrize(
    "start", ["Sen. Ruth Roe (D) said that ", "NASA and ", "Tarn — a town of 900 — ", "The bank (AP) failed. ", "MAYOR ROE: "]
)
def test_prose_is_no_dateline(start: str) -> None:
    assert dateline_end(start + PROSE, 0, len(start + PROSE), opening=True) == 0


def test_bare_dateline_counts_only_at_the_opening() -> None:
    text = "UNESCO — The agency was late."
    assert dateline_end(text, 0, len(text), opening=False) == 0


def test_slash_prefix_and_page_head() -> None:
    prefix = "Tunnel Vote Splits Tarn/ Newsroom/ TARN/ J. Roe/ Morning Edition/ "
    assert slash_prefix_end(prefix + PROSE, 0, len(prefix + PROSE)) == len(prefix)
    assert slash_prefix_end("Each train/bus ticket costs $2.", 0, 31) == 0
    head = "By . Jane Roe . PUBLISHED: . 05:00 EST, 12 March 2013 . | . UPDATED: . 06:00 EST, 12 March 2013 . "
    assert page_head_end(head + PROSE, 0, len(head + PROSE)) == len(head)


def test_kinds_of_a_pasted_page() -> None:
    lines = [
        ("headline", "Council Approves Tunnel After Nine Hours"),
        ("boilerplate", "By Jane Roe, Tarn Post"),
        ("boilerplate", "Protesters outside the town hall of Tarn hold candles on Monday evening as the vote nears"),
        ("prose", PROSE),
        ("subhead", "What It Costs vs. What It Saves"),
        ("prose", "The cost is put at $4 billion."),
        ("boilerplate", "The northern portal as it is to look in the plans that the engineers showed"),
        ("prose", "“It is madness,” Ada Voss said"),
        ("boilerplate", "Also Read: Ferry sinks off Lindholm"),
    ]
    assert _kinds("\n\n".join(line for _, line in lines)) == [kind for kind, _ in lines]


def test_given_title_is_recognised_wherever_it_stands() -> None:
    text = f"Tunnel approved\n{PROSE}\nTunnel Approved.\n{PROSE}"
    assert _kinds(text, "Tunnel approved") == ["headline", "prose", "headline", "prose"]


def test_text_without_full_stops_stays_prose() -> None:
    lines = [
        "the council of tarn approved the tunnel on monday after nine hours",
        "work on the northern portal is to begin in may if the money for it can be found in the budget that the state votes on",
        "the mayor said she was tired and glad that it was over",
        "four years later the first trains should run under the hills to lindholm and on to the coast",
    ]
    assert _kinds("\n".join(lines)) == ["headline", "prose", "prose", "prose"]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_hard_wrapped_lines_become_paragraphs_again(width: int) -> None:
    paragraphs = ["Council Approves Tunnel", PROSE, PROSE.replace("Tarn", "Lindholm"), "“Never,” said Roe. " + PROSE]
    text = "\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    found = [" ".join(text[span.start : span.end].split()) for span in find_blocks(text)]
    assert found == paragraphs


def test_lines_that_are_paragraphs_are_left_apart() -> None:
    lines = ["A short one.", PROSE, "Another short one, said the mayor.", PROSE, "End."]
    text = "\n".join(lines)
    assert [text[span.start : span.end] for span in find_blocks(text)] == lines


def test_title_case() -> None:
    assert is_title_case("Council Approves Tunnel in Tarn")
    assert not is_title_case("Council approves tunnel in Tarn")
