"""Read native histograms, which remote write 1.0 and 2.0 write alike (prompb.Histogram).  Pure.

What makes sense is as in prometheus model/histogram, Histogram.Validate.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from types import MappingProxyType

import numpy as np

from collector.intake.protobuf import BLOCK, DOUBLE, VARINT, broken, fields, signed, varint
from watchkeeper.core.samples import STALE, STALE_BITS
from watchkeeper.storage.series.histograms import (
    CUSTOM_SCHEMA,
    HIGHEST_SCHEMA,
    LOWEST_SCHEMA,
    MOST_BUCKETS,
    NO_BUCKETS,
    Buckets,
    CounterReset,
    Histogram,
    Sample,
    buckets_of,
)

_DOUBLE = struct.Struct("<d")
_BITS = struct.Struct("<Q")
_FURTHEST = 1 << 20
"""No float lies in an exponential bucket beyond that: 2^1024 at schema 8 is 262,144."""

_HINTS = MappingProxyType({1: CounterReset.RESET, 3: CounterReset.GAUGE})
# 2, "not reset", is about the sample before it at the sender, which may not be here

_COUNT, _COUNT_FLOAT, _SUM, _SCHEMA, _THRESHOLD, _ZEROS, _ZEROS_FLOAT = range(1, 8)
_NEGATIVE_SPANS, _NEGATIVE_DELTAS, _NEGATIVE_COUNTS = 8, 9, 10
_POSITIVE_SPANS, _POSITIVE_DELTAS, _POSITIVE_COUNTS = 11, 12, 13
_HINT, _TIME, _BOUNDS = 14, 15, 16

Number = int | float


@dataclass(slots=True)
class _Side:
    spans: list[tuple[int, int]] = field(default_factory=list)  # offset, length
    deltas: list[int] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)

    @property
    def is_bounded(self) -> bool:
        lists = self.spans, self.deltas, self.counts
        return all(len(one) <= MOST_BUCKETS for one in lists)


@dataclass(slots=True)
class _Message:
    """What stands on the wire; fields that are zero are left out there."""

    numbers: dict[int, Number] = field(default_factory=dict)
    positive: _Side = field(default_factory=_Side)
    negative: _Side = field(default_factory=_Side)
    bounds: list[float] = field(default_factory=list)
    is_stale: bool = False

    @property
    def is_bounded(self) -> bool:
        is_short = len(self.bounds) <= MOST_BUCKETS
        return is_short and self.positive.is_bounded and self.negative.is_bounded


def histogram_at(body: bytes, start: int, stop: int) -> tuple[int, Sample | None]:
    """Return time and value: a histogram, STALE, or None where it makes no sense.

    Raises InvalidInput where it is no protobuf.
    """
    message = _read(body, start, stop)
    time = signed(int(message.numbers.get(_TIME, 0)))
    if message.is_stale:
        return time, STALE
    return time, _histogram(message)


def _read(body: bytes, start: int, stop: int) -> _Message:
    message = _Message()
    sides = {
        _NEGATIVE_SPANS: message.negative.spans,
        _POSITIVE_SPANS: message.positive.spans,
    }
    deltas = {
        _NEGATIVE_DELTAS: message.negative.deltas,
        _POSITIVE_DELTAS: message.positive.deltas,
    }
    doubles = {
        _NEGATIVE_COUNTS: message.negative.counts,
        _POSITIVE_COUNTS: message.positive.counts,
        _BOUNDS: message.bounds,
    }
    for number, kind, at, end in fields(body, start, stop):
        if number in sides and kind == BLOCK:
            sides[number].append(_span(body, at, end))
        elif number in deltas:
            deltas[number].extend(_zigzags(body, kind, at, end))
        elif number in doubles:
            doubles[number].extend(_doubles(body, kind, at, end))
        elif kind == DOUBLE:
            message.numbers[number] = _DOUBLE.unpack_from(body, at)[0]
            if number == _SUM:
                message.is_stale = _BITS.unpack_from(body, at)[0] == STALE_BITS
        elif kind == VARINT:
            message.numbers[number] = varint(body, at, end)[0]
        if not message.is_bounded:
            break
    return message


def _span(body: bytes, start: int, stop: int) -> tuple[int, int]:
    found = {1: 0, 2: 0}
    for number, kind, at, end in fields(body, start, stop):
        if number in found and kind == VARINT:
            found[number] = varint(body, at, end)[0]
    return _unzigzag(found[1]), found[2]


def _zigzags(body: bytes, kind: int, at: int, end: int) -> Iterator[int]:
    """Give the numbers of a field, packed or not; more than are allowed end it."""
    if kind not in {BLOCK, VARINT}:
        raise broken()
    for _ in range(MOST_BUCKETS + 1):
        if at >= end:
            return
        value, at = varint(body, at, end)
        yield _unzigzag(value)


def _doubles(body: bytes, kind: int, at: int, end: int) -> list[float]:
    if kind not in {BLOCK, DOUBLE} or (end - at) % 8:
        raise broken()
    count = min((end - at) // 8, MOST_BUCKETS + 1)
    return list(struct.unpack_from(f"<{count}d", body, at))


def _unzigzag(value: int) -> int:
    return value >> 1 ^ -(value & 1)


def _histogram(message: _Message) -> Histogram | None:
    """Return the histogram of a message; None where it makes no sense."""
    numbers = message.numbers
    schema = _unzigzag(int(numbers.get(_SCHEMA, 0)))
    threshold = float(numbers.get(_THRESHOLD, 0.0))
    is_float = _COUNT_FLOAT in numbers
    count, zeros = (
        numbers.get(_COUNT_FLOAT if is_float else _COUNT, 0),
        numbers.get(_ZEROS_FLOAT if is_float else _ZEROS, 0),
    )
    if not message.is_bounded or not _fits(schema, message, threshold, zeros):
        return None
    furthest = (0, len(message.bounds)) if schema == CUSTOM_SCHEMA else (-_FURTHEST, _FURTHEST)
    positive = _counts_of(message.positive, is_float=is_float)
    negative = _counts_of(message.negative, is_float=is_float)
    if positive is None or negative is None or not _are_counts([count, zeros]):
        return None
    total = float(numbers.get(_SUM, 0.0))
    if not is_float and not _adds_up(count, [zeros, *positive, *negative], total):
        return None
    sides = (
        _buckets(message.positive.spans, positive, furthest),
        _buckets(message.negative.spans, negative, furthest),
    )
    if sides[0] is None or sides[1] is None:
        return None
    return Histogram(
        schema,
        float(count),
        total,
        float(zeros),
        threshold,
        sides[0],
        sides[1],
        tuple(message.bounds),
        _HINTS.get(int(numbers.get(_HINT, 0)), CounterReset.UNKNOWN),
    )


def _fits(schema: int, message: _Message, threshold: float, zeros: Number) -> bool:
    """Return whether the parts of a message belong to its schema."""
    bounds, negative = message.bounds, message.negative
    if schema == CUSTOM_SCHEMA:
        ascend = all(low < high for low, high in pairwise(bounds))
        has_others = threshold or zeros or negative.spans or negative.deltas or negative.counts
        return ascend and all(map(math.isfinite, bounds)) and not has_others
    return LOWEST_SCHEMA <= schema <= HIGHEST_SCHEMA and not bounds and 0 <= threshold < math.inf


def _counts_of(side: _Side, *, is_float: bool) -> list[Number] | None:
    counts: list[Number] = [*(side.counts if is_float else accumulate(side.deltas))]
    return counts if _are_counts(counts) else None


def _are_counts(numbers: list[Number]) -> bool:
    return all(0 <= number < math.inf for number in numbers)


def _adds_up(count: Number, parts: list[Number], total: float) -> bool:
    """Return whether all observations lie in buckets, but those of NaN."""
    return sum(parts) <= count if math.isnan(total) else sum(parts) == count


def _buckets(
    spans: list[tuple[int, int]], counts: list[Number], furthest: tuple[int, int]
) -> Buckets | None:
    """Return buckets at the indices that spans name; None where they do not fit the counts."""
    if not spans and not counts:
        return NO_BUCKETS
    lowest, highest = furthest
    indices: list[int] = []
    at = 0
    for place, (offset, length) in enumerate(spans):
        at += offset
        is_sound = (offset >= 0 or not place) and at >= lowest and at + length - 1 <= highest
        if not is_sound or len(indices) + length > len(counts):
            return None
        indices.extend(range(at, at + length))
        at += length
    if len(indices) != len(counts):
        return None
    return buckets_of(indices, np.array(counts, np.float64))
