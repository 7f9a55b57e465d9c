"""Decoding: what newsrooms paste becomes text, what is not text is refused in one clear line."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.readers.decoding import decode_text

STORY = "Café owners in Örnby said “no” to the levy — twice.\nThe council paid €40,000.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_of_a_newsroom(encoding: str) -> None:
    assert decode_text(STORY.encode(encoding), "story.txt") == STORY


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_are_normalised(newline: str) -> None:
    assert decode_text(STORY.replace("\n", newline).encode(), "story.txt") == STORY


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF document"),
        (b"PK\x03\x04\x14\x00", "Office document"),
        (bytes(range(256)) * 4, "binary file"),
        (b"The mayor said \x00\x00\x01\x02", "binary file"),
    ],
)
def test_what_is_not_text_is_named(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        decode_text(data, "story.txt")
    assert caught.value.message.startswith("story.txt is ")
    assert caught.value.hint


def test_broken_utf8_says_where() -> None:
    data = STORY.encode().replace("€".encode(), b"\xe2\x82")
    with pytest.raises(InputError, match=r"broken UTF-8 at byte \d+ \(line 2\)"):
        decode_text(data, "story.txt")


def test_cyrillic_codepage_is_not_taken_for_western() -> None:
    data = "Мэр города сообщил о закрытии моста.".encode("cp1251")
    with pytest.raises(InputError, match="neither UTF-8"):
        decode_text(data, "story.txt")
    assert decode_text(data, "story.html", "windows-1251").startswith("Мэр города")


def test_unknown_declared_encoding_is_passed_over() -> None:
    assert decode_text("Café am Markt".encode("cp1252"), "page.html", "x-unknown") == "Café am Markt"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_round_trip(text: str) -> None:
    kept = text.removeprefix("\ufeff")
    assert decode_text(("Story: " + kept).encode(), "story.txt") == "Story: " + kept


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_error(data: bytes) -> None:
    text = ""
    with contextlib.suppress(InputError):
        text = decode_text(data, "story.txt")
    assert "\r" not in text
