"""Statistics of blocks come back as they were; what is damaged is found; old blocks have none."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.blocks.block import Ticks, pack
from watchkeeper.storage.series.blocks.file import open_blocks
from watchkeeper.storage.series.blocks.statistics import (
    Statistics,
    compensated_sums,
    decode_statistics,
    encode_statistics,
    statistics_of,
)
from watchkeeper.storage.series.blocks.transactions import BlockKey
from watchkeeper.storage.series.packed_histograms import LOCAL, references
from watchkeeper.storage.series.words import FloatArray

decimals = st.builds(
    lambda n, places: n / 10**places, st.integers(-(10**9), 10**9), st.integers(0, 4)
)
cells = st.one_of(decimals, st.floats(), st.sampled_from([ABSENT, STALE]))
matrices = st.tuples(st.integers(1, 12), st.integers(1, 6)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=cells)
)


def same(one: FloatArray, other: FloatArray) -> bool:
    return np.array_equal(one, other, equal_nan=True)


@given(matrices)
def test_they_come_back(values: FloatArray) -> None:
    """Counts and extremes to the last digit; a sum within two of them."""
    found = statistics_of(values)
    again = decode_statistics(encode_statistics(found))
    assert np.array_equal(again.count, found.count)
    assert same(again.minimum, found.minimum)
    assert same(again.maximum, found.maximum)
    known = np.isfinite(found.total)
    assert same(again.total[~known], found.total[~known])
    assert np.allclose(again.total[known], found.total[known], rtol=5e-16, atol=0)


@given(matrices)
def test_they_say_what_the_samples_say(values: FloatArray) -> None:
    """NaN is no extreme and spoils the sum; infinities leave it unknown; marks are no samples."""
    found = statistics_of(values)
    marks = {np.float64(ABSENT).tobytes(), np.float64(STALE).tobytes()}
    for column in range(values.shape[1]):
        samples = [v for v in values[:, column] if v.tobytes() not in marks]
        assert found.count[column] == len(samples)
        if not samples:
            continue
        assert same(found.minimum[column], np.fmin.reduce(samples))
        assert same(found.maximum[column], np.fmax.reduce(samples))
        total = float(found.total[column])
        if any(math.isnan(v) for v in samples):
            assert math.isnan(total)
        elif math.isfinite(total):
            exact = math.fsum(samples)
            assert abs(total - exact) <= 1e-15 * math.fsum(map(abs, samples))


@given(arrays.arrays(np.float64, st.tuples(st.integers(1, 300), st.just(2)), elements=decimals))
def test_sums_lose_no_digits(values: FloatArray) -> None:
    """What additions round away is put back."""
    found = compensated_sums(values)
    exact = [math.fsum(column) for column in values.T.tolist()]
    sizes = np.abs(values).sum(axis=0)
    assert (np.abs(found - exact) <= 1e-15 * np.abs(exact) + 1e-25 * sizes).all()


def test_a_series_with_histograms_has_none() -> None:
    """It is told from one whose samples are floats."""
    values = np.array([[1.0, 2.0], [3.0, 4.0]])
    values.view(np.uint64)[1, 0] = references(LOCAL, [0])[0]
    assert decode_statistics(encode_statistics(statistics_of(values))).count.tolist() == [-1, 2]


@pytest.mark.parametrize(
    ("values", "most"),
    [
        (np.arange(480.0) * 1_000 + 7, 8),
        (np.round(np.sin(np.arange(480.0)) * 50 + 50, 2), 10),
        (np.full(480, 1.0), 5),
    ],
    ids=["a counter", "a percentage of two places", "a constant"],
)
def test_they_are_small(values: FloatArray, most: int) -> None:
    """A hundred series of an agent take a few bytes each, for two hours of samples."""
    matrix = np.stack([values + n for n in range(100)], axis=1)
    assert len(encode_statistics(statistics_of(matrix))) <= most * 100 + 40


@given(matrices, st.data())
def test_a_flipped_byte_is_found(values: FloatArray, draw: st.DataObject) -> None:
    """No byte can change unnoticed."""
    data = bytearray(encode_statistics(statistics_of(values)))
    data[draw.draw(st.integers(0, len(data) - 1))] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(ValueError, match="damaged"):
        decode_statistics(bytes(data))


@given(st.binary(max_size=60))
def test_other_bytes_are_refused(data: bytes) -> None:
    """Whatever stands there is no reason to fail otherwise."""
    with pytest.raises(ValueError, match="statistics"):
        decode_statistics(data)


def test_some_series_are_taken_out() -> None:
    """Of a block that loses series the others keep theirs."""
    low, high, total = np.arange(4.0), np.arange(4.0) + 2, np.arange(4.0) * 9
    found = Statistics(np.arange(4), low, high, total).take([0, 3])
    assert found.maximum.tolist() == [2, 5]
    assert found.count.tolist() == [0, 3]


def test_a_file_without_them_is_read(tmp_path: Path) -> None:
    """A file that was made before gets the column; its blocks stay as they are."""
    path = tmp_path / "series.db"
    ticks = Ticks(np.array([5_000]), np.array([1]), np.array([[1.0]]))
    file = open_blocks(path)
    with file.writing() as writing:
        writing.put(BlockKey(1, 0, 7_200_000), pack(ticks))
    file.close()
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE blocks DROP COLUMN statistics")
    connection.close()
    file = open_blocks(path)
    with file.reading() as reading:
        (old,) = reading.summed_blocks(1, 0, 10_000)
        assert old.statistics == b""
        assert len(reading.blocks(1, 0, 10_000)) == 1
    with file.writing() as writing:
        writing.put(BlockKey(1, 0, 7_200_000), pack(ticks))
    with file.reading() as reading:
        (new,) = reading.summed_blocks(1, 0, 10_000)
        assert decode_statistics(new.statistics).total.tolist() == [1.0]
    file.close()
