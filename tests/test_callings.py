"""What an article says that somebody is."""

from __future__ import annotations

import pytest

from summarize.callings import callings
from summarize.document import parse_document
from summarize.types import Article

TEXT = (
    "The bridge is closed, St. Paul Mayor Helen Dorsey said. State Sen. Barry Okwel, a Republican, objected. Florida Attorney "
    "General Ruud Quentin sued. Weston Marsh, an Aldmoor software engineer who swims, was late. On Judge Lena Post the case "
    "rests. So said former Gov. Erik Court, Deputy Secretary Anna Harbin and then-President Tamsa Dane. Dr. Olga Finch, 41, a "
    "surgeon at Aldmoor Hospital, agreed with police spokesman Franz Holm. The "
    "former Courier editor Ilse Vane, Democratic Aldmoor Sen. Per Loft and state Rep. Uma Reed came."
)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Helen Dorsey", ["St. Paul Mayor", "Mayor"]),
        ("Barry Okwel", ["State Sen."]),
        ("Ruud Quentin", ["Florida Attorney General"]),
        ("Weston Marsh", ["Aldmoor software engineer"]),
        ("Lena Post", ["Judge"]),
        ("Erik Court", []),
        ("Anna Harbin", ["Deputy Secretary"]),
        ("Tamsa Dane", []),
        ("Olga Finch", ["Dr.", "surgeon"]),
        ("Franz Holm", ["police spokesman"]),
        ("Ilse Vane", []),
        ("Per Loft", ["Aldmoor Sen.", "Sen."]),
        ("Uma Reed", ["state Rep."]),
        ("Nobody Else", []),
    ],
)
def test_what_somebody_is(name: str, called: list[str]) -> None:
    assert callings(name, [sentence.text for sentence in parse_document(Article(text=TEXT)).sentences]) == called
