"""Write native histograms as prompb.Histogram, which remote write 1.0 and 2.0 share.  Pure."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from watchkeeper.core.labels import Labels
from watchkeeper.storage.remote.encoding import block, label_bytes, varint_bytes
from watchkeeper.storage.series.histograms import Buckets, CounterReset, Histogram
from watchkeeper.storage.series.words import FloatArray

_SERIES, _HISTOGRAM = b"\x0a", b"\x22"  # fields of WriteRequest and TimeSeries
_VARINT, _DOUBLE, _BLOCK = 0, 1, 2
_COUNT, _COUNT_FLOAT, _SUM, _SCHEMA, _THRESHOLD, _ZEROS, _ZEROS_FLOAT = range(1, 8)
_NEGATIVE, _POSITIVE = 8, 11  # spans; behind them deltas, then counts
_HINT, _TIME, _BOUNDS = 14, 15, 16
_LARGEST_WHOLE = 1 << 53
_HINTS: Mapping[CounterReset, int] = MappingProxyType(
    {
        CounterReset.UNKNOWN: 0,
        CounterReset.RESET: 1,
        CounterReset.NOT_RESET: 0,  # it was told of a sample that may not be there
        CounterReset.GAUGE: 3,
    }
)


def series_with_histogram(labels: Labels, histogram: Histogram, time: int) -> bytes:
    """Return a series of a WriteRequest with one sample, a histogram."""
    return block(_SERIES, label_bytes(labels) + block(_HISTOGRAM, bytes_of(histogram, time)))


def bytes_of(histogram: Histogram, time: int) -> bytes:
    """Return a histogram of whole numbers where it is one, as its sender most likely had it."""
    is_whole = _is_whole(histogram)
    return b"".join(
        (
            *_counts(histogram, is_whole=is_whole),
            _double(_SUM, histogram.sum),
            _key(_SCHEMA, _VARINT) + varint_bytes(_zigzag(histogram.schema)),
            _double(_THRESHOLD, histogram.zero_threshold),
            *_side(_NEGATIVE, histogram.negative, is_whole=is_whole),
            *_side(_POSITIVE, histogram.positive, is_whole=is_whole),
            _key(_HINT, _VARINT) + varint_bytes(_HINTS[histogram.reset]),
            _key(_TIME, _VARINT) + varint_bytes(time),
            _packed(_BOUNDS, np.array(histogram.bounds, np.float64)),
        )
    )


def _is_whole(histogram: Histogram) -> bool:
    """Return whether all counts are whole, and add up as they must then."""
    positive, negative = histogram.positive.counts, histogram.negative.counts
    numbers = np.concatenate([[histogram.count, histogram.zero_count], positive, negative])
    if not ((numbers == np.floor(numbers)) & (numbers >= 0) & (numbers < _LARGEST_WHOLE)).all():
        return False
    in_buckets = sum(map(int, numbers[1:].tolist()))
    return in_buckets == histogram.count or (
        math.isnan(histogram.sum) and in_buckets < histogram.count
    )


def _counts(histogram: Histogram, *, is_whole: bool) -> Iterator[bytes]:
    if is_whole:
        yield _key(_COUNT, _VARINT) + varint_bytes(int(histogram.count))
        yield _key(_ZEROS, _VARINT) + varint_bytes(int(histogram.zero_count))
    else:
        yield _double(_COUNT_FLOAT, histogram.count)
        yield _double(_ZEROS_FLOAT, histogram.zero_count)


def _side(spans: int, buckets: Buckets, *, is_whole: bool) -> Iterator[bytes]:
    """Yield the buckets of a side: runs of indices, then what is in them."""
    if not len(buckets):
        return
    edges = np.flatnonzero(np.diff(buckets.indices) != 1) + 1
    end = 0
    for run in np.split(buckets.indices, edges):
        offset = varint_bytes(_zigzag(int(run[0]) - end))
        content = _key(1, _VARINT) + offset + _key(2, _VARINT) + varint_bytes(len(run))
        yield block(_key(spans, _BLOCK), content)
        end = int(run[-1]) + 1
    if is_whole:
        deltas = np.diff(buckets.counts.astype(np.int64), prepend=0).tolist()
        content = b"".join(varint_bytes(_zigzag(one)) for one in deltas)
        yield block(_key(spans + 1, _BLOCK), content)
    else:
        yield _packed(spans + 2, buckets.counts)


def _packed(field: int, numbers: FloatArray) -> bytes:
    return block(_key(field, _BLOCK), numbers.astype("<f8").tobytes()) if len(numbers) else b""


def _double(field: int, number: float) -> bytes:
    return _key(field, _DOUBLE) + struct.pack("<d", number)


def _key(field: int, kind: int) -> bytes:
    return varint_bytes(field << 3 | kind)


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1
