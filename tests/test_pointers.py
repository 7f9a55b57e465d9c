"""Pointers: following them gives the source's own words, names and figures whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.pointing import to_pointers
from summarize.pointers import follow, is_inner, place_of
from summarize.tokens import MAX_PLACES, POINTERS, SPACE

WORDS = st.lists(st.from_regex(r"[abAB12é]{1,5}[.,]?", fullmatch=True), max_size=8)
PLAIN_WORDS = st.lists(st.from_regex(r"[ab]{1,6}[.,]?", fullmatch=True), max_size=8)
SOURCE = f"{SPACE}Ruth {SPACE}Cal der {SPACE}vot ed {SPACE} 48 5 , {SPACE}Bog ot <0xC3> <0xA1> .".split()


def cut(words: list[str]) -> list[str]:
    """Cut words as a vocabulary would: in twos, é in its bytes, commas and stops alone, some with a space of its own."""
    pieces: list[str] = []
    for word in words:
        first, *others = re.findall(r"[a-zA-Z]{1,2}|\d{1,2}|é|.", word)
        pieces += [SPACE, first] if first[0] in "b12é" else [SPACE + first]
        pieces += others
    return [part for piece in pieces for part in (("<0xC3>", "<0xA9>") if piece == "é" else (piece,))]


def spell(pieces: list[str]) -> str:
    """Return pieces as text."""
    raw = b"".join(bytes([int(p[3:5], 16)]) if p.startswith("<0x") else p.encode() for p in pieces)
    return raw.decode().replace(SPACE, " ").strip()


def word_ends(words: list[str]) -> list[tuple[int, str]]:
    """Return for each place of a cut source where its word ends, and the word; a comma or stop is its own."""
    found: list[tuple[int, str]] = []
    for word in words:
        bare = word.rstrip(".,")
        size, whole = len(cut([bare])), len(cut([word]))
        at = len(found)
        found += [(at + size, bare)] * size + [(at + whole, word[-1])] * (whole - size)
    return found


def leaves_half_way(written: list[str], words: list[str]) -> bool:
    """Tell whether a pointer stops inside a name, a figure or a letter's bytes."""
    source, ends = cut(words), word_ends(words)
    places = [place_of(piece) for piece in written]
    for place, following in zip(places, [*places[1:], None], strict=False):
        if place is not None and following != place + 1 and place + 1 < ends[place][0]:
            word = ends[place][1]
            if word[0].isupper() or word[0].isdigit() or source[place].startswith("<0x"):
                return True
    return False


@settings(deadline=None)
@given(source=WORDS, target=WORDS)
def test_what_is_pointed_at_comes_back(source: list[str], target: list[str]) -> None:
    written = to_pointers(cut(source), cut(target))
    assume(not leaves_half_way(written, source))
    assert spell(follow(written, cut(source))) == " ".join(target)


@settings(deadline=None)
@given(source=PLAIN_WORDS, target=PLAIN_WORDS)
def test_ordinary_words_always_come_back(source: list[str], target: list[str]) -> None:
    assert follow(to_pointers(cut(source), cut(target)), cut(source)) == cut(target)


@settings(deadline=None)
@given(words=WORDS, data=st.data())
def test_words_are_entered_at_their_beginning_and_names_left_at_their_end(words: list[str], data: st.DataObject) -> None:
    assume(words)
    source = cut(words)
    places = data.draw(st.lists(st.integers(0, len(source) - 1), max_size=12))
    bare = [word.rstrip(".,") for word in words]
    for word in re.split(r"[\s.,]+", spell(follow([POINTERS[place] for place in places], source))):
        assert any(one.startswith(word) for one in bare) or not word
        assert word in bare or not (word[:1].isupper() or word[:1].isdigit())


@settings(deadline=None)
@given(words=WORDS)
def test_going_through_the_whole_source_repeats_it(words: list[str]) -> None:
    source = cut(words)
    assert follow(POINTERS[: len(source)], source) == source
    assert [end for end, _ in word_ends(words)] == [_end_by_is_inner(source, place) for place in range(len(source))]


def _end_by_is_inner(source: list[str], place: int) -> int:
    return next((at for at in range(place + 1, len(source)) if not is_inner(source, at)), len(source))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ([], ""),
        (["<@0>", "<@1>", "<@2>"], "Ruth Calder"),
        (["<@2>", SPACE + "says"], "Calder says"),
        (["<@1>", "'", "s"], "Calder's"),
        (["<@1>", "<@0>"], "Calder Ruth"),
        (["<@3>", "es"], "votes"),
        (["<@4>"], "voted"),
        (["<@3>", "<@6>"], "vot 485"),
        (["<@7>", "<@8>", "<@0>"], "485, Ruth"),
        (["<@5>"], "485"),
        (["<@11>", "<@13>"], "Bogotá."),
        ([SPACE + "no", "<@3>", "<@4>", "<@8>"], "no voted,"),
    ],
)
def test_follow(written: list[str], wanted: str) -> None:
    assert spell(follow(written, SOURCE)) == wanted


MARKED = (
    f"{SPACE}the {SPACE}U . S . {SPACE}paid {SPACE}3 , 100 "
    f"{SPACE}self - aware ness {SPACE}Cal der ' s {SPACE}1 . 3 , {SPACE}O ' Brien"
).split()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (["<@3>", SPACE + "pays"], "U.S. pays"),
        (["<@1>", SPACE + "pays"], "U.S. pays"),
        (["<@0>", "<@3>", "<@5>"], "the U.S. paid"),
        (["<@8>", SPACE + "boats"], "3,100 boats"),
        (["<@6>", SPACE + "boats"], "3,100 boats"),
        (["<@9>", SPACE + "grows"], "self-awareness grows"),
        (["<@9>", "<@10>", "<@11>", "<@12>"], "self-awareness"),
        (["<@13>", "<@14>", "<@5>"], "Calder paid"),
        (["<@13>", "<@14>", "<@15>", "<@16>", "<@5>"], "Calder's paid"),
        (["<@17>", "."], "1.3."),
        (["<@21>", "<@5>"], "O'Brien paid"),
    ],
)
def test_marks_within_a_word_do_not_break_it(written: list[str], wanted: str) -> None:
    assert spell(follow(written, MARKED)) == wanted


@pytest.mark.parametrize("place", [len(SOURCE), len(SOURCE) + 1, MAX_PLACES - 1])
def test_a_pointer_beyond_the_source_is_an_error(place: int) -> None:
    with pytest.raises(IndexError):
        follow([SPACE + "the", POINTERS[place]], SOURCE)


def test_only_pointers_have_a_place() -> None:
    assert [place_of(pointer) for pointer in POINTERS] == list(range(MAX_PLACES))
    for piece in (SPACE, "the", "<point>", "3", "<@>", "@3", "<@-1>", "<@03>", f"<@{MAX_PLACES}>"):
        assert place_of(piece) is None
