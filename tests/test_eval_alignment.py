from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from eval.alignment import evidence_numbers, locate_sentences

WORD = st.text("abc.", min_size=1, max_size=4)
SPACE = st.sampled_from([" ", "\n", "  \n", "\t"])


def test_sentences_are_found_across_line_breaks_and_in_order() -> None:
    text = "He left.\nShe\nstayed on.  He left."
    assert locate_sentences(text, ["He left.", "She stayed on.", "He left."]) == ((0, 8), (9, 23), (25, 33))


def test_a_sentence_that_is_not_there_does_not_lose_the_rest() -> None:
    assert locate_sentences("One. Two. Three.", ["One.", "Never.", "Three."]) == ((0, 4), None, (10, 16))


@settings(deadline=None)
@given(st.lists(st.lists(WORD, min_size=1, max_size=4), min_size=1, max_size=6), st.data())
def test_what_was_joined_is_found_again(sentences: list[list[str]], data: st.DataObject) -> None:
    given = [" ".join(words) for words in sentences]
    text = " ".join(data.draw(SPACE).join(words) for words in sentences)
    located = locate_sentences(text, given)
    assert [text[bounds[0] : bounds[1]].split() for bounds in located if bounds] == sentences


def test_evidence_needs_half_of_one_of_the_two() -> None:
    located = [(0, 40), (41, 80), None, (81, 120)]
    assert evidence_numbers(located, [(0, 80)]) == {0, 1}
    assert evidence_numbers(located, [(35, 80)]) == {1}
    assert evidence_numbers(located, [(100, 140)]) == {3}
    assert evidence_numbers(located, []) == frozenset()
