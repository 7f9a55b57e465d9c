"""Pointing: which of a target's pieces are copied, and from where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from models.pointing import to_pointers
from summarize.pointers import is_inner, place_of
from summarize.tokens import MARKS, POINTERS, SPACE
from tests.test_pointers import WORDS, cut


def pieces(text: str) -> list[str]:
    """Return the pieces of a text: a space begins one, a hyphen cuts a word, marks stand alone."""
    return [piece for word in text.split() for piece in ([word] if word in MARKS else (SPACE + word).split("-"))]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("the vote and the council", "the council", "<@3> <@4>"),
        ("the council and the vote", "the council", "<@0> <@1>"),
        ("Ruth saw the boat leave as the tide came", "Ruth saw tide", "<@0> <@1> <@7>"),
        ("the boat left and Ruth saw", "Ruth saw the boat", "<@4> <@5> <@0> <@1>"),
        ("the boat left and Ruth saw", "Ruth saw the pier", f"<@4> <@5> {SPACE}the {SPACE}pier"),
        ("the boat left", "a pier fell", f"{SPACE}a {SPACE}pier {SPACE}fell"),
        ("the boat left", "the big boat left", f"<@0> {SPACE}big <@1> <@2>"),
    ],
    ids=["later", "earlier", "one leap", "back for two", "not back for one", "nothing to copy", "a word put in"],
)
def test_going_on_is_preferred(source: str, target: str, wanted: str) -> None:
    assert to_pointers(pieces(source), pieces(target)) == wanted.split()


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("the council vot-ed", "the council vot-es", "<@0> <@1> <@2> es"),
        ("vot-ed as pier-s clos-es", "vot-es", "<@0> es"),
        ("clos-es and vot-ed", "clos-ed", "<@0> ed"),
    ],
    ids=["not there", "elsewhere", "of another word"],
)
def test_endings_of_its_own_are_written_out(source: str, target: str, wanted: str) -> None:
    assert to_pointers(pieces(source), pieces(target)) == wanted.split()


def test_marks_are_never_pointed_at() -> None:
    source = ["<point>", "<short>", *pieces("the boat"), "<sep>", *pieces("left"), "<title>"]
    assert to_pointers(source, source) == ["<point>", "<short>", "<@2>", "<@3>", "<sep>", "<@5>", "<title>"]


def test_a_bare_space_is_copied_only_with_its_word() -> None:
    source = [SPACE + "by", SPACE, "48", SPACE, "52"]
    assert to_pointers(source, [SPACE, "52"]) == ["<@3>", "<@4>"]
    assert to_pointers(source, [SPACE, "99"]) == [SPACE, "99"]


def test_places_beyond_the_last_pointer_are_written_out() -> None:
    source = [f"{SPACE}w{number}" for number in range(len(POINTERS) + 5)]
    last = len(POINTERS) - 1
    assert to_pointers(source, source[last : last + 2]) == [POINTERS[last], source[last + 1]]


@settings(deadline=None)
@given(source=WORDS, target=WORDS)
def test_every_pointer_stands_for_its_piece_and_enters_words_at_their_beginning(source: list[str], target: list[str]) -> None:
    shown, wanted = cut(source), cut(target)
    written = to_pointers(shown, wanted)
    assert len(written) == len(wanted)
    places = [place_of(piece) for piece in written]
    for number, (place, piece) in enumerate(zip(places, wanted, strict=True)):
        assert (written[number] if place is None else shown[place]) == piece
        if place is not None and is_inner(shown, place):
            assert number
            assert places[number - 1] == place - 1


@settings(deadline=None)
@given(words=WORDS)
def test_a_source_is_copied_from_beginning_to_end(words: list[str]) -> None:
    source = cut(words)
    assert to_pointers(source, source) == list(POINTERS[: len(source)])
