"""Statistics of a block: of each series the number of its samples, least, greatest and sum.

A window that holds a whole block is answered by them, without its samples.  Most series are whole
numbers or decimals with few places: they are written as whole numbers, about 10 bytes a series
where floats take 19 (200 series of an agent, 2 h at 15 s).  Pure: arrays in, bytes out.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from watchkeeper.storage.series.blocks.codec import (
    decode_numbers,
    decode_samples,
    encode_numbers,
    encode_samples,
)
from watchkeeper.storage.series.packed_histograms import is_reference
from watchkeeper.storage.series.ticks import Mask, is_live
from watchkeeper.storage.series.words import FloatArray, TimeArray

_VERSION = 1
_FIXED = struct.Struct("<BxxxIII")  # version, series, numbers, bytes of numbers
_CRC = struct.Struct("<I")
_NUMBERS_OF_ONE = 5  # at most
_NOTHING, _FLOATS = -2, -1  # instead of a number of decimal places
_POWERS = 10.0 ** np.arange(7)
_LARGEST = 2.0**53  # whole numbers up to here are floats
_LARGEST_SUM = 2.0**62
_ROUNDING = 2 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """What a block says of its series; all (columns,).

    A count of -1: nothing is known, for there are histograms.  NaN counts as a sample, but is no
    extreme where there are others.  A sum is NaN where a sample is, and infinite where it is not
    known: there are infinite samples, or it is too large.
    """

    count: TimeArray
    minimum: FloatArray
    maximum: FloatArray
    total: FloatArray

    def take(self, columns: Sequence[int]) -> Statistics:
        """Return what is said of some of the series."""
        kept = np.array(columns, np.intp)
        return Statistics(
            self.count[kept], self.minimum[kept], self.maximum[kept], self.total[kept]
        )


def statistics_of(values: FloatArray) -> Statistics:
    """Sum up values (ticks, columns), some of them marks or references to histograms."""
    live = is_live(values)
    count = np.count_nonzero(live, axis=0)
    samples, summed = values, values
    if not live.all():
        samples, summed = np.where(live, values, np.nan), np.where(live, values, 0.0)
    with np.errstate(invalid="ignore", over="ignore"):
        total = compensated_sums(summed)
        low, high = np.fmin.reduce(samples, axis=0), np.fmax.reduce(samples, axis=0)
    if not np.isfinite(total).all():
        has_nan = (live & np.isnan(values)).any(axis=0)
        total = np.where(has_nan, np.nan, np.where(np.isfinite(total), total, np.inf))
        count[is_reference(values).any(axis=0)] = -1
    there = count > 0
    low, high, total = (np.where(there, one, 0.0) for one in (low, high, total))
    return Statistics(count, low, high, total)


def compensated_sums(values: FloatArray) -> FloatArray:
    """Return the sum of each column (ticks, columns), right to the last digit or so.

    By halves, and what each addition rounds away is added at the end (Knuth's two-sum).
    """
    lost: FloatArray = np.zeros(values.shape[1])
    while len(values) > 1:
        half = len(values) // 2
        one, other, rest = values[:half], values[half : 2 * half], values[2 * half :]
        both = one + other
        back = both - one
        lost += ((one - (both - back)) + (other - back)).sum(axis=0)
        values = np.concatenate([both, rest])
    total: FloatArray = values.sum(axis=0) + lost
    return total


def encode_statistics(found: Statistics) -> bytes:
    places, low, high, total = _as_decimals(found)
    decimal = places >= 0
    count = found.count[decimal]
    low, width = low[decimal], (high - low)[decimal]
    excess = (total[decimal] - count * low)[width > 0]
    numbers = np.concatenate([places, found.count, low, width, excess])
    packed = encode_numbers(numbers)
    is_float = places == _FLOATS
    floats = np.concatenate([one[is_float] for one in (found.minimum, found.maximum, found.total)])
    fixed = _FIXED.pack(_VERSION, len(places), len(numbers), len(packed))
    body = b"".join((fixed, packed, encode_samples(floats)))
    return body + _CRC.pack(crc32(body))


def decode_statistics(data: bytes) -> Statistics:
    """Read what ``encode_statistics`` wrote.  Raises ValueError where it is damaged."""
    if len(data) < _FIXED.size + _CRC.size or _CRC.unpack(data[-4:])[0] != crc32(data[:-4]):
        raise ValueError("the statistics of the block are damaged")
    version, series, length, size = _FIXED.unpack_from(data)
    if version != _VERSION or length > _NUMBERS_OF_ONE * series:
        raise ValueError("the statistics of the block are of another version")
    numbers = decode_numbers(data[_FIXED.size : _FIXED.size + size], length)
    places, count, rest = numbers[:series], numbers[series : 2 * series], numbers[2 * series :]
    decimal, is_float = places >= 0, places == _FLOATS
    most = int(np.count_nonzero(decimal))
    low, width, excess = rest[:most], rest[most : 2 * most], np.zeros(most, np.int64)
    excess[width > 0] = rest[2 * most :]
    out = np.zeros((3, series))
    whole = np.stack([low, low + width, count[decimal] * low + excess])
    out[:, decimal] = whole / _POWERS[places[decimal]]
    floats = decode_samples(data[_FIXED.size + size : -4], 3 * int(np.count_nonzero(is_float)))
    out[:, is_float] = floats.reshape(3, -1)
    return Statistics(count, out[0], out[1], out[2])


def _as_decimals(found: Statistics) -> tuple[TimeArray, TimeArray, TimeArray, TimeArray]:
    """Return how many decimal places each series needs, and least, greatest and sum in them."""
    places = np.full(len(found.count), _NOTHING, np.int64)
    places[found.count > 0] = _FLOATS
    whole: TimeArray = np.zeros((3, len(places)), np.int64)
    for number in range(len(_POWERS)):
        scaled, fits = _scaled(found, _POWERS[number])
        fits &= places == _FLOATS
        places[fits] = number
        whole[:, fits] = scaled[:, fits].astype(np.int64)
    return places, whole[0], whole[1], whole[2]


def _scaled(found: Statistics, power: float) -> tuple[FloatArray, Mask]:
    """Return least, greatest and sum times a power of ten, and where that says all of them."""
    values = np.stack([found.minimum, found.maximum, found.total])
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = np.round(values * power)
        back = scaled / power
        is_small = (np.abs(scaled) < _LARGEST).all(axis=0)
        is_small &= np.abs(scaled[0]) * found.count < _LARGEST_SUM
        is_same = (back[:2].view(np.int64) == values[:2].view(np.int64)).all(axis=0)
        is_same &= np.abs(back[2] - values[2]) <= _ROUNDING * np.abs(values[2])
    return scaled, is_small & is_same
