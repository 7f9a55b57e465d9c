"""Packing: examples in token numbers, with where each target piece is copied from, in batches of a bounded size."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.packing import END_ID, MAX_TARGET, Packed, batches, copied_positions, pack, read_part
from summarize.tokens import Tokenizer
from tests.tiny import examples, make_tokenizer, write_pairs

NUMBERS = st.lists(st.integers(min_value=3, max_value=9), max_size=20)


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return Tokenizer(make_tokenizer(tmp_path_factory.mktemp("vocabulary")))


@given(source=NUMBERS, target=NUMBERS)
def test_a_copied_piece_stands_where_it_is_said_to(source: list[int], target: list[int]) -> None:
    found = copied_positions(source, target)
    assert len(found) == len(target)
    for piece, position in zip(target, found, strict=True):
        assert (position == -1) is (piece not in source)
        assert position == -1 or source[position] == piece


@given(source=NUMBERS)
def test_a_source_copies_onto_itself(source: list[int]) -> None:
    distinct = list(dict.fromkeys(source))
    assert copied_positions(distinct, distinct) == list(range(len(distinct)))


def test_copying_goes_on_from_the_last_place() -> None:
    assert copied_positions([3, 4, 5, 3, 6], [5, 3, 6, 9, 3]) == [2, 3, 4, -1, 0]


def test_pack_ends_both_sides_and_refuses_the_long(tokenizer: Tokenizer) -> None:
    example = examples()[0]
    packed = pack(tokenizer, example.source, example.target)
    assert packed is not None
    assert packed.source[-1] == packed.target[-1] == END_ID
    assert len(packed.copied) == len(packed.target)
    assert sum(position >= 0 for position in packed.copied) > len(packed.copied) / 2
    assert pack(tokenizer, example.source, "vote " * (MAX_TARGET + 1)) is None


def test_a_part_is_read_whole(tokenizer: Tokenizer, tmp_path: Path) -> None:
    write_pairs(tmp_path, examples())
    part = read_part(tmp_path / "tiny.jsonl", tokenizer)
    assert len(part) == len(examples())
    assert tokenizer.decode([tokenizer.vocabulary()[i] for i in part[0].target[:-1]]) == examples()[0].target


def part_of(lengths: range) -> list[Packed]:
    return [Packed((3,) * size, (4,) * 4, (-1,) * 4) for size in lengths]


def test_batches_keep_to_their_size_and_are_the_same_for_one_seed() -> None:
    parts = {"a": part_of(range(5, 40)), "b": part_of(range(50, 60))}
    weights = {"a": 0.75, "b": 0.25, "absent": 1.0}
    drawn = list(islice(batches(parts, weights, 200, 3), 400))
    for group in drawn:
        assert len(group) * max(len(e.source) + len(e.target) for e in group) <= 200
    assert drawn == list(islice(batches(parts, weights, 200, 3), 400))
    assert drawn != list(islice(batches(parts, weights, 200, 4), 400))
    from_b = sum(len(e.source) >= 50 for group in drawn for e in group) / sum(map(len, drawn))
    assert from_b == pytest.approx(0.25, abs=0.06)
