"""Ranges against a plain set of numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.storage.series.ranges import Ranges

spans = st.tuples(st.integers(0, 60), st.integers(0, 8))


@given(st.lists(st.tuples(st.booleans(), spans), max_size=30), spans)
def test_ranges_hold_what_a_set_holds(
    steps: list[tuple[bool, tuple[int, int]]], asked: tuple[int, int]
) -> None:
    """Adding and removing spans in any order; ranges neither touch nor overlap."""
    ranges, plain = Ranges(), set[int]()
    for is_added, (first, length) in steps:
        span = range(first, first + length + 1)
        if is_added:
            ranges.add(span[0], span[-1])
            plain |= set(span)
        else:
            ranges.remove(span[0], span[-1])
            plain -= set(span)
    assert {number for number in range(80) if number in ranges} == plain
    pairs = ranges.pairs()
    assert all(before[1] + 1 < after[0] for before, after in pairwise(pairs))
    first, last = asked[0], asked[0] + asked[1]
    assert ranges.overlaps(first, last) is bool(plain & set(range(first, last + 1)))
