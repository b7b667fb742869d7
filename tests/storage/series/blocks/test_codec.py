"""Columns of samples come back bit by bit; damaged ones are refused."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.storage.series.blocks.codec import (
    Codec,
    decode_numbers,
    decode_samples,
    encode_columns,
    encode_numbers,
    encode_samples,
)
from watchkeeper.storage.series.words import FloatArray

SPECIAL = [
    ABSENT_BITS,
    STALE_BITS,
    0x7FF8000000000000,  # the usual NaN
    0xFFF8000000000123,  # one with a payload and a sign
    0x7FF0000000000001,  # a signalling one
    0x7FF0000000000000,  # infinity
    0xFFF0000000000000,
    0x8000000000000000,  # -0
    0x0000000000000001,  # the smallest number
]
bits = st.one_of(
    st.sampled_from(SPECIAL),
    st.integers(0, 2**64 - 1),
    st.floats(0, 100).map(lambda value: int(np.float64(round(value, 1)).view(np.uint64))),
)
columns = st.lists(bits, max_size=80).map(lambda found: np.array(found, np.uint64))
codecs = st.sampled_from([Codec.PCO, Codec.ZSTD, Codec.PLAIN])


def values_of(found: list[int]) -> FloatArray:
    return np.array(found, np.uint64).view(np.float64)


@given(columns, codecs)
def test_samples_come_back_bit_by_bit(column: np.typing.NDArray[np.uint64], codec: Codec) -> None:
    """Whatever the bits, marks and payloads of NaN among them, decoding gives what was encoded."""
    data = encode_samples(column.view(np.float64), codec)
    assert np.array_equal(decode_samples(data, len(column)).view(np.uint64), column)


whole = st.one_of(
    st.integers(-300, 300), st.integers(-(2**31), 2**31), st.integers(-(2**54), 2**54)
)


@given(
    st.lists(st.lists(whole, min_size=9, max_size=40), min_size=1, max_size=4),
    st.sampled_from([0, 1, 2, 3, 6, 9]),
    st.sampled_from([1, 7, 512, 4_096]),
    st.booleans(),
)
def test_decimals_come_back_bit_by_bit(
    rows: list[list[int]], scale: int, unit: int, is_counter: bool
) -> None:
    """Gauges and counters of whole, decimal and stepped numbers, alone or side by side."""
    shortest = min(map(len, rows))
    numbers = np.array([row[:shortest] for row in rows], np.int64)
    if is_counter:
        numbers = np.cumsum(np.abs(numbers) % (1 << 40), axis=1)
    columns: FloatArray = (numbers * unit) / 10.0**scale
    found = [decode_samples(one, shortest) for one in encode_columns(columns)]
    assert np.array_equal(np.array(found).view(np.uint64), columns.view(np.uint64))


@pytest.mark.parametrize(
    ("column", "most"),
    [
        pytest.param(np.cumsum(np.arange(480) % 7) * 4096.0 + 4e9, 240, id="pages of memory"),
        pytest.param(np.round(np.arange(480) * 0.07, 2), 80, id="a counter of hundredths"),
        pytest.param(np.round(20 + np.sin(np.arange(480)) * 6, 1), 450, id="a gauge of tenths"),
    ],
)
def test_decimals_are_short(column: FloatArray, most: int) -> None:
    """What is measured in steps is packed as whole numbers; pco's head is as it is known."""
    data = encode_samples(column)
    assert data[0] == Codec.DECIMAL
    assert len(data) <= most


def test_what_is_no_decimal_is_packed_as_floats() -> None:
    """A column of full precision, and one with -0, are not taken for decimals."""
    for odd in (np.sqrt(np.arange(2, 482)), np.array([1.0, -0.0] * 20)):
        assert encode_samples(odd)[0] == Codec.PCO


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=80), codecs)
def test_numbers_come_back(numbers: list[int], codec: Codec) -> None:
    """Times and series numbers over the whole range come back."""
    data = encode_numbers(np.array(numbers, np.int64), codec)
    assert decode_numbers(data, len(numbers)).tolist() == numbers


@pytest.mark.parametrize("codec", [Codec.PCO, Codec.ZSTD, Codec.PLAIN])
@pytest.mark.parametrize("mark", SPECIAL, ids=hex)
def test_a_long_column_of_one_kind(codec: Codec, mark: int) -> None:
    """480 equal ticks, and such with one that differs, come back, and equal ones are short."""
    same = values_of([mark] * 480)
    assert len(encode_samples(same, codec)) < 40
    mixed = values_of([mark] * 479 + [int(np.float64(7.0).view(np.uint64))])
    for column in (same, mixed):
        found = decode_samples(encode_samples(column, codec), 480)
        assert np.array_equal(found.view(np.uint64), column.view(np.uint64))


@given(columns, codecs, st.data())
def test_a_damaged_column_is_refused_or_has_its_length(
    column: np.typing.NDArray[np.uint64], codec: Codec, draw: st.DataObject
) -> None:
    """A flipped byte or a cut end gives ValueError or as many values, never anything else."""
    data = bytearray(encode_samples(column.view(np.float64), codec))
    if draw.draw(st.booleans()):
        at = draw.draw(st.integers(0, len(data) - 1))
        data[at] ^= draw.draw(st.integers(1, 255))
    else:
        del data[draw.draw(st.integers(0, len(data) - 1)) :]
    with contextlib.suppress(ValueError):
        assert len(decode_samples(bytes(data), len(column))) == len(column)


@given(st.binary(max_size=200), st.integers(0, 500))
def test_any_bytes_are_refused_or_have_the_length(data: bytes, ticks: int) -> None:
    """Bytes from anywhere cannot make the codec fail otherwise or take more memory."""
    with contextlib.suppress(ValueError):
        assert len(decode_samples(data, ticks)) == ticks


@pytest.mark.parametrize("ticks", [-1, (1 << 20) + 1], ids=["negative", "too many"])
def test_a_column_of_an_impossible_length_is_refused(ticks: int) -> None:
    """A length that no block has is refused before memory is taken."""
    with pytest.raises(ValueError, match="no column"):
        decode_samples(encode_samples(values_of([1, 2])), ticks)
