"""Alignment: a highlight finds the sentences that it was written from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.alignment import align, content, stem

SENTENCES = [
    frozenset(content(text))
    for text in (
        "The harbour council voted on Tuesday to close the old ferry terminal.",
        "Repairs would have cost $48 million, the engineer Ruth Calder said.",
        "Tobias Renn runs the only bakery on the island of Sandmere.",
    )
]


def test_one_sentence_is_enough_where_it_covers_the_target() -> None:
    evidence, covered = align("Council votes to close ferry terminal", SENTENCES)
    assert evidence == (0,)
    assert covered == 1.0


def test_a_second_sentence_is_taken_for_what_it_adds() -> None:
    evidence, covered = align("Council closes the ferry terminal that would cost $48 million to repair, Calder says", SENTENCES)
    assert evidence == (0, 1)
    assert covered > 0.8


def test_nothing_to_align() -> None:
    assert align("the of and", SENTENCES) == ((), 0.0)
    assert align("Council votes", []) == ((), 0.0)


def test_endings_fall_and_short_words_stay() -> None:
    assert [stem(w) for w in ("votes", "voted", "voting", "bus", "is")] == ["vot", "vot", "vot", "bus", "is"]


@given(st.lists(st.sampled_from(sorted(SENTENCES[0] | SENTENCES[1] | SENTENCES[2])), min_size=1, max_size=8))
def test_coverage_is_a_share_and_evidence_ascends(words: list[str]) -> None:
    evidence, covered = align(" ".join(words), SENTENCES)
    assert 0.0 <= covered <= 1.0
    assert 1 <= len(evidence) <= 2
    assert list(evidence) == sorted(set(evidence))
