"""Batches that do not fit the memory are halved, said so, and come back in order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.backends.hub_writing import Output, is_memory_error, run_batches
from summarize.errors import ModelError


class Small:
    """A device with room for a few sources at once."""

    def __init__(self, room: int, message: str = "CUDA out of memory. Tried to allocate 2 GiB") -> None:
        self.room = room
        self.message = message
        self.sizes: list[int] = []

    def run(self, places: Sequence[int]) -> list[list[Output]]:
        """Return each place as its own output."""
        self.sizes.append(len(places))
        if len(places) > self.room:
            raise RuntimeError(self.message)
        return [[Output(ids=(place,), ended=True)] for place in places]


@given(
    lengths=st.lists(st.integers(min_value=1, max_value=30), max_size=30),
    budget=st.integers(min_value=1, max_value=300),
    room=st.integers(min_value=1, max_value=8),
)
def test_everything_comes_back_in_order_whatever_fits(lengths: list[int], budget: int, room: int) -> None:
    notes: list[str] = []
    device = Small(room)
    found = run_batches(lengths, budget=budget, run=device.run, notes=notes)
    assert [outputs[0].ids for outputs in found] == [(place,) for place in range(len(lengths))]
    assert bool(notes) == any(size > room for size in device.sizes)


def test_halving_is_said_and_holds_for_what_follows() -> None:
    notes: list[str] = []
    device = Small(2)
    run_batches([10] * 16, budget=80, run=device.run, notes=notes)
    assert notes == [
        "the memory did not suffice for 8 passages at once: went on with 4",
        "the memory did not suffice for 4 passages at once: went on with 2",
    ]
    assert device.sizes == [8, 4, *[2] * 8]


def test_one_source_that_does_not_fit_is_one_clear_line() -> None:
    with pytest.raises(ModelError, match="not enough memory to summarize one passage of 700 tokens"):
        run_batches([700], budget=4096, run=Small(0).run, notes=[])


def test_other_errors_are_not_taken_for_a_lack_of_memory() -> None:
    with pytest.raises(RuntimeError, match="shapes differ"):
        run_batches([1, 1], budget=10, run=Small(0, "shapes differ").run, notes=[])
    assert is_memory_error(MemoryError())
    assert is_memory_error(RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: not enough memory"))
    assert is_memory_error(RuntimeError("std::bad_alloc"))
