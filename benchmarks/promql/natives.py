"""Native histograms as a remote writer puts them on the wire."""

from __future__ import annotations

import struct

import numpy as np

from benchmarks.promql.data import FeedData
from benchmarks.promql.written import field, series_message, varint
from watchkeeper.storage.series.histograms import Histogram


def native_series(feed: FeedData) -> bytes:
    """Return the ``timeseries`` of a WriteRequest: all series with all their histograms."""
    return b"".join(
        series_message(
            labels,
            b"".join(
                field(4, _histogram(feed.histograms[tick, column], int(time)))
                for tick, time in enumerate(feed.times)
            ),
        )
        for column, labels in enumerate(feed.series)
    )


def _histogram(one: Histogram, time: int) -> bytes:
    """Return a histogram of whole numbers, its buckets side by side."""
    counts = one.positive.counts.astype(np.int64)
    deltas = np.diff(counts, prepend=0).tolist()
    first = int(one.positive.indices[0])
    assert int(one.positive.indices[-1]) - first + 1 == len(counts)
    span = b"\x08" + varint(_zigzag(first)) + b"\x10" + varint(len(counts))
    return b"".join(
        (
            b"\x08" + varint(int(one.count)),
            b"\x19" + struct.pack("<d", one.sum),
            b"\x20" + varint(_zigzag(one.schema)),
            field(11, span),
            field(12, b"".join(varint(_zigzag(delta)) for delta in deltas)),
            b"\x78" + varint(time),
        )
    )


def _zigzag(number: int) -> int:
    return number << 1 ^ number >> 63
