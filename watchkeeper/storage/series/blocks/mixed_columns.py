"""Columns of a block in which some samples are histograms: floats, then the histograms.

Such a column begins with a byte that no codec of floats has; one without histograms is written
as ever.  Pure: arrays in, bytes out.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

from watchkeeper.storage.series.blocks.codec import (
    Codec,
    decode_numbers,
    decode_samples,
    encode_columns,
    encode_numbers,
    encode_samples,
)
from watchkeeper.storage.series.histogram_bytes import decode_histograms, encode_histograms
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import (
    LOCAL,
    Bins,
    floats_of,
    histograms_at,
    is_reference,
    references,
)
from watchkeeper.storage.series.words import FloatArray

_MIXED = 0x40
_HEAD = struct.Struct("<BxxxIII")  # mark, histograms, bytes of floats, bytes of places


def has_histograms(data: bytes | memoryview) -> bool:
    return len(data) > 0 and data[0] == _MIXED


def encode_block(values: FloatArray, bins: Bins) -> list[bytes]:
    """Return the columns of a block (ticks, columns) as bytes each."""
    columns = np.ascontiguousarray(values.T)
    is_mixed = np.asarray(is_reference(columns).any(axis=1))
    if not is_mixed.any():
        return encode_columns(columns)
    floats = iter(encode_columns(columns[~is_mixed]))
    return [
        encode_column(column, bins) if mixed else next(floats)
        for column, mixed in zip(columns, is_mixed.tolist(), strict=True)
    ]


def encode_column(values: FloatArray, bins: Bins, codec: Codec = Codec.PCO) -> bytes:
    """Return a column (ticks,) as bytes; a histogram whose bin is gone is left out."""
    places = np.flatnonzero(is_reference(values))
    found = list(histograms_at(values[places], bins)) if len(places) else []
    kept = [
        (place, one) for place, one in zip(places.tolist(), found, strict=True) if one is not None
    ]
    floats = encode_samples(floats_of(values), codec)
    if not kept:
        return floats
    at = encode_numbers(np.array([place for place, _ in kept], np.int64), codec)
    head = _HEAD.pack(_MIXED, len(kept), len(floats), len(at))
    return b"".join((head, floats, at, encode_histograms([one for _, one in kept], codec)))


def decode_floats(data: bytes | memoryview, ticks: int) -> FloatArray:
    """Return the floats (ticks,) of a column, ABSENT where a sample is a histogram."""
    if not has_histograms(data):
        return decode_samples(data, ticks)
    return decode_samples(_parts(memoryview(data))[0], ticks)


def decode_column(data: bytes | memoryview, ticks: int) -> tuple[FloatArray, Sequence[Histogram]]:
    """Return floats (ticks,) with local references, and what they refer to.

    Raises ValueError for anything that ``encode_column`` does not write.
    """
    if not has_histograms(data):
        return decode_samples(data, ticks), ()
    floats, at, packed = _parts(memoryview(data))
    values, histograms = decode_samples(floats, ticks).copy(), decode_histograms(packed)
    places = decode_numbers(at, len(histograms))
    if not len(places) or not (places.min() >= 0 and places.max() < ticks):
        raise ValueError("the histograms of the column stand outside of it")
    values.view(np.uint64)[places] = references(LOCAL, range(len(histograms)))
    return values, histograms


def _parts(view: memoryview) -> tuple[memoryview, memoryview, memoryview]:
    if len(view) < _HEAD.size:
        raise ValueError("the column ends within its head")
    _, _, floats, places = _HEAD.unpack_from(view)
    first, second = _HEAD.size + floats, _HEAD.size + floats + places
    if second > len(view):
        raise ValueError("the column is shorter than it says")
    return view[_HEAD.size : first], view[first:second], view[second:]
