"""Blocks come back as they were; damage is found; merging is idempotent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.storage.series.blocks.block import Ticks, head_from, merged, pack, unpacked

cells = st.one_of(st.sampled_from([ABSENT_BITS, STALE_BITS]), st.integers(0, 2**64 - 1))
cells = cells.filter(lambda bits: bits >> 48 != 0xFFF5)  # a histogram, of which there is none


@st.composite
def ticks_of_any_kind(draw: st.DrawFn) -> Ticks:
    times = sorted(draw(st.sets(st.integers(0, 20), min_size=1, max_size=8)))
    series = sorted(draw(st.sets(st.integers(1, 9), min_size=1, max_size=5)))
    bits = draw(arrays.arrays(np.uint64, (len(times), len(series)), elements=cells))
    return Ticks(np.array(times, np.int64), np.array(series, np.int64), bits.view(np.float64))


def same(one: Ticks, other: Ticks) -> bool:
    return (
        np.array_equal(one.times, other.times)
        and np.array_equal(one.series, other.series)
        and np.array_equal(one.values.view(np.uint64), other.values.view(np.uint64))
    )


@given(ticks_of_any_kind())
def test_a_block_comes_back(ticks: Ticks) -> None:
    """What is packed is unpacked bit by bit."""
    packed = pack(ticks)
    assert same(unpacked(packed.head, packed.data), ticks)
    assert (packed.first, packed.last) == (ticks.times[0], ticks.times[-1])


@given(ticks_of_any_kind(), ticks_of_any_kind())
def test_merging_again_changes_nothing(one: Ticks, other: Ticks) -> None:
    """A flush that is repeated stores the same block."""
    together = merged(one, other)
    assert same(merged(together, other), together)
    assert same(merged(together, one), together)
    assert same(merged(one, one), one)


@given(ticks_of_any_kind(), st.data())
def test_a_flipped_byte_is_found(ticks: Ticks, draw: st.DataObject) -> None:
    """No byte of a block can change unnoticed."""
    packed = pack(ticks)
    blobs = [bytearray(packed.head), bytearray(packed.data)]
    blob = blobs[draw.draw(st.integers(0, 1))]
    blob[draw.draw(st.integers(0, len(blob) - 1))] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(ValueError, match="damaged"):
        unpacked(bytes(blobs[0]), bytes(blobs[1]))


@given(st.binary(max_size=80))
def test_any_bytes_are_no_head(data: bytes) -> None:
    """Bytes from anywhere are refused."""
    with pytest.raises(ValueError, match="damaged"):
        head_from(data)
