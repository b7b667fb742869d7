"""A block: the ticks of a feed in a span of time, as two blobs and back.

The head says when the ticks were, which series have samples, and where in the data each begins;
so a few series are read without the others.  Both carry checksums.  Pure: no I/O.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from zlib import crc32

import numpy as np

from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.storage.series.blocks.codec import decode_numbers, encode_numbers
from watchkeeper.storage.series.blocks.mixed_columns import (
    decode_column,
    decode_floats,
    encode_block,
)
from watchkeeper.storage.series.blocks.statistics import encode_statistics, statistics_of
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import (
    Bins,
    bin_number_of_block,
    moved,
)
from watchkeeper.storage.series.ticks import is_absent, is_live
from watchkeeper.storage.series.words import FloatArray, TimeArray

_VERSION = 1
_FIXED = struct.Struct("<BxxxIIIII")  # version, ticks, columns, bytes of times, series, lengths
_CRC = struct.Struct("<I")
_MOST_BYTES = 1 << 30  # of one block


@dataclass(frozen=True, slots=True, eq=False)
class Ticks:
    """Ticks of a feed with what its series were: ABSENT where nothing is known."""

    times: TimeArray  # (ticks,) ascending
    series: TimeArray  # (columns,) ascending
    values: FloatArray  # (ticks, columns) with references to histograms
    bins: Bins = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class BlockHead:
    times: TimeArray  # (ticks,)
    series: TimeArray  # (columns,) ascending
    edges: TimeArray  # (columns + 1,) where in the data each column begins and ends
    checksums: TimeArray  # (columns,)


@dataclass(frozen=True, slots=True)
class Packed:
    """A block as it is stored."""

    first: int
    last: int
    samples: int
    head: bytes
    data: bytes
    statistics: bytes = b""  # of its series (statistics.py); empty: of none


def pack(ticks: Ticks) -> Packed:
    """Return ticks as blobs; there is at least one."""
    columns = encode_block(ticks.values, ticks.bins)
    samples = int(np.count_nonzero(is_live(ticks.values)))
    return replace(
        repacked(ticks.times, ticks.series, columns),
        samples=samples,
        statistics=encode_statistics(statistics_of(ticks.values)),
    )


def repacked(times: TimeArray, series: TimeArray, columns: list[bytes]) -> Packed:
    """Return columns that are encoded already as blobs; it does not know how many samples."""
    head = _head_bytes(times, series, columns)
    return Packed(int(times[0]), int(times[-1]), 0, head, b"".join(columns))


def head_from(data: bytes) -> BlockHead:
    """Read the head that ``pack`` wrote.  Raises ValueError where it is damaged."""
    if len(data) < _FIXED.size + _CRC.size or _CRC.unpack(data[-4:])[0] != crc32(data[:-4]):
        raise ValueError("the head of the block is damaged")
    version, ticks, columns, times_size, series_size, lengths_size = _FIXED.unpack_from(data)
    if version != _VERSION:
        raise ValueError("the block is of another version")
    sizes = (times_size, series_size, lengths_size, 4 * columns)
    edges = np.cumsum([_FIXED.size, *sizes]).tolist()
    if edges[-1] != len(data) - _CRC.size:
        raise ValueError("the head of the block has another length than it says")
    times, series, lengths, checksums = (data[a:b] for a, b in pairwise(edges))
    found = decode_numbers(lengths, columns)
    if len(found) and (found.min() < 0 or int(found.max()) > _MOST_BYTES):
        raise ValueError("the head of the block names columns of impossible lengths")
    return BlockHead(
        decode_numbers(times, ticks),
        decode_numbers(series, columns),
        np.concatenate([np.zeros(1, np.int64), np.cumsum(found)]),
        np.frombuffer(checksums, "<u4").astype(np.int64),
    )


def column_from(head: BlockHead, place: int, data: bytes | memoryview) -> FloatArray:
    """Read the floats (ticks,) at *place* from their bytes.  Raises ValueError where damaged."""
    _check(head, place, data)
    return decode_floats(data, len(head.times))


def mixed_column_from(
    head: BlockHead, place: int, data: bytes | memoryview
) -> tuple[FloatArray, Sequence[Histogram]]:
    """Read the column at *place*: floats with local references to histograms, and those."""
    _check(head, place, data)
    return decode_column(data, len(head.times))


def _check(head: BlockHead, place: int, data: bytes | memoryview) -> None:
    if crc32(data) != head.checksums[place]:
        raise ValueError("a column of the block is damaged")


def unpacked(head: bytes, data: bytes) -> Ticks:
    """Read a whole block.  Raises ValueError where it is damaged."""
    found = head_from(head)
    values = np.empty((len(found.times), len(found.series)))
    bins: dict[int, Sequence[Histogram]] = {}
    for place in range(len(found.series)):
        part = data[found.edges[place] : found.edges[place + 1]]
        column, histograms = mixed_column_from(found, place, part)
        if histograms:
            number = bin_number_of_block()
            column, bins[number] = moved(column, number), histograms
        values[:, place] = column
    return Ticks(found.times, found.series, values, bins)


def merged(earlier: Ticks, later: Ticks) -> Ticks:
    """Return what both know: a sample counts more than a mark, *earlier* more than *later*.

    Merging what is in already changes nothing: so a flush may be repeated.
    """
    times = np.union1d(earlier.times, later.times)
    series = np.union1d(earlier.series, later.series)
    known, more = _spread(earlier, times, series), _spread(later, times, series)
    taken = is_absent(known) | (~is_live(known) & is_live(more))
    known[taken] = more[taken]
    return Ticks(times, series, known, {**earlier.bins, **later.bins})


def no_ticks(series: TimeArray) -> Ticks:
    return Ticks(np.zeros(0, np.int64), series, np.zeros((0, len(series))))


def following(earlier: Ticks, later: Ticks) -> Ticks:
    """Return ticks of the same series, those of *later* behind the others."""
    if not len(earlier.times):
        return later
    times = np.concatenate([earlier.times, later.times])
    values = np.concatenate([earlier.values, later.values])
    return Ticks(times, later.series, values, {**earlier.bins, **later.bins})


def between(ticks: Ticks, start: int, stop: int) -> Ticks:
    """Return the ticks with start <= time < stop."""
    first, last = np.searchsorted(ticks.times, (start, stop)).tolist()
    return Ticks(ticks.times[first:last], ticks.series, ticks.values[first:last], ticks.bins)


def _spread(ticks: Ticks, times: TimeArray, series: TimeArray) -> FloatArray:
    wide = np.full((len(times), len(series)), ABSENT_BITS, np.uint64)
    at = np.ix_(np.searchsorted(times, ticks.times), np.searchsorted(series, ticks.series))
    wide[at] = ticks.values.view(np.uint64)
    return wide.view(np.float64)


def _head_bytes(ticks: TimeArray, names: TimeArray, columns: list[bytes]) -> bytes:
    times, series = encode_numbers(ticks), encode_numbers(names)
    lengths = encode_numbers(np.array([len(column) for column in columns], np.int64))
    checksums = np.array([crc32(column) for column in columns], "<u4").tobytes()
    fixed = _FIXED.pack(_VERSION, len(ticks), len(columns), len(times), len(series), len(lengths))
    head = b"".join((fixed, times, series, lengths, checksums))
    return head + _CRC.pack(crc32(head))
