"""Packing: examples in token numbers, targets as pointers into their sources, in batches of few shapes and a bounded size."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from models.packing import END_ID, MAX_TARGET, ROW_STEP, SOURCE_STEP, TARGET_STEP, Packed, batches, pack, read_part
from summarize.pointers import follow, place_of
from summarize.tokens import MAX_PLACES, Tokenizer
from tests.tiny import examples, make_tokenizer, write_pairs


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return Tokenizer(make_tokenizer(tmp_path_factory.mktemp("vocabulary")))


def test_pack_ends_both_sides_and_points_at_the_source(tokenizer: Tokenizer) -> None:
    vocabulary = tokenizer.vocabulary()
    for example in examples():
        packed = pack(tokenizer, example.source, example.target, most_written=1.0)
        assert packed is not None
        assert packed.source[-1] == packed.target[-1] == END_ID
        source, target = ([vocabulary[number] for number in side[:-1]] for side in (packed.source, packed.target))
        assert source == tokenizer.encode(example.source)
        assert tokenizer.decode(follow(target, source)) == example.target
        if example.request.task == "point":
            assert sum(place_of(piece) is not None for piece in target) > len(target) / 2


def test_pack_refuses_what_cannot_be_copied(tokenizer: Tokenizer) -> None:
    source, target = examples()[0].source, "elephants parade in summer"
    assert pack(tokenizer, source, target) is None
    assert pack(tokenizer, source, target, most_written=1.0) is not None
    assert pack(tokenizer, source, examples()[0].target) is not None


def test_pack_refuses_the_long(tokenizer: Tokenizer) -> None:
    def text_of(size: int) -> str:
        words = size // len(tokenizer.encode("vote"))
        return " vote" * words + "<sep>" * (size - words * len(tokenizer.encode("vote")))

    longest = pack(tokenizer, text_of(MAX_PLACES - 1), text_of(MAX_TARGET - 1))
    assert longest is not None
    assert (len(longest.source), len(longest.target)) == (MAX_PLACES, MAX_TARGET)
    assert pack(tokenizer, text_of(MAX_PLACES), text_of(MAX_TARGET - 1)) is None
    assert pack(tokenizer, text_of(MAX_PLACES - 1), text_of(MAX_TARGET)) is None


def test_a_part_is_read_whole(tokenizer: Tokenizer, tmp_path: Path) -> None:
    write_pairs(tmp_path, examples())
    part = read_part(tmp_path / "tiny.jsonl", tokenizer)
    assert part == [pack(tokenizer, example.source, example.target, most_written=1.0) for example in examples()]


@pytest.mark.parametrize(("task", "kept"), [("point", 0), ("headline", 0), ("label", 1), ("topic", 1)])
def test_only_labels_and_topics_may_be_in_the_writers_own_words(
    tokenizer: Tokenizer, tmp_path: Path, task: str, kept: int
) -> None:
    row = {"task": task, "source": f"<{task}>the harbour council voted.", "target": "elephants in summer"}
    (tmp_path / "part.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert len(read_part(tmp_path / "part.jsonl", tokenizer)) == kept


def part_of(lengths: range) -> list[Packed]:
    return [Packed((3,) * size, (4,) * (size % 20 + 1)) for size in lengths]


def shape_of(example: Packed) -> tuple[int, int]:
    return -(-len(example.source) // SOURCE_STEP), -(-len(example.target) // TARGET_STEP)


def test_batches_are_of_one_shape_and_keep_to_their_size() -> None:
    for group in islice(batches({"a": part_of(range(5, 150))}, {"a": 1.0}, 2000, 3), 400):
        ((source, target),) = {shape_of(example) for example in group}
        row = source * SOURCE_STEP + target * TARGET_STEP
        assert len(group) % ROW_STEP == 0
        assert len(group) * row <= 2000 or len(group) == ROW_STEP
        assert (len(group) + ROW_STEP) * row > 2000


def test_batches_draw_by_weight_and_are_the_same_for_one_seed() -> None:
    parts = {"a": part_of(range(5, 40)), "b": part_of(range(50, 60))}
    weights = {"a": 0.75, "b": 0.25, "absent": 1.0}
    drawn = list(islice(batches(parts, weights, 1000, 3), 400))
    assert drawn == list(islice(batches(parts, weights, 1000, 3), 400))
    assert drawn != list(islice(batches(parts, weights, 1000, 4), 400))
    from_b = sum(len(e.source) >= 50 for group in drawn for e in group) / sum(map(len, drawn))
    assert from_b == pytest.approx(0.25, abs=0.06)


def test_all_of_a_part_are_drawn_before_any_is_again() -> None:
    part = [Packed((number,), (4,)) for number in range(64)]
    counts = Counter(example.source[0] for group in islice(batches({"a": part}, {"a": 1.0}, 256, 1), 750) for example in group)
    assert len(counts) == 64
    assert set(counts.values()) <= {6000 // 64, 6000 // 64 + 1}
