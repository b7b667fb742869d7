"""Histograms of a tick or of a series as bytes and back, exact to the bit.  Pure.

Shapes are written once; the numbers of one shape lie bucket after bucket, so that neighbours in
time are neighbours in the bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from watchkeeper.storage.series.blocks.codec import (
    MOST_TICKS,
    Codec,
    decode_numbers,
    decode_samples,
    encode_numbers,
    encode_samples,
)
from watchkeeper.storage.series.histograms import MOST_BUCKETS, CounterReset, Histogram
from watchkeeper.storage.series.packed_histograms import Shape, numbers_of, shape_key, shape_of
from watchkeeper.storage.series.words import FloatArray, TimeArray

_VERSION = 1
_HEAD = struct.Struct("<BxxxII")  # version, histograms, shapes
_SECTION = struct.Struct("<II")  # numbers in it, bytes of it
_FIELDS = 5  # of a shape: schema, reset, lengths of bounds, positive and negative buckets
_RESETS = MappingProxyType({reset: code for code, reset in enumerate(CounterReset)})
_RESET_OF = tuple(CounterReset)


@dataclass(frozen=True, slots=True, eq=False)
class HistogramColumn(Sequence[Histogram]):
    """Histograms that were read; each is made where it is looked at."""

    shapes: tuple[Shape, ...]
    codes: TimeArray  # (n,) shape of each
    rows: TimeArray  # (n,) row in the matrix of its shape
    sums: FloatArray  # (n,)
    numbers: tuple[FloatArray, ...]  # by shape: (histograms of that shape, its width)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, place: int) -> Histogram:  # type: ignore[override]  # no slices
        code = int(self.codes[place])
        numbers = self.numbers[code][self.rows[place]]
        return self.shapes[code].histogram(float(self.sums[place]), numbers)

    @property
    def size_bytes(self) -> int:
        return sum(numbers.nbytes for numbers in self.numbers) + 24 * len(self.codes)


def encode_histograms(histograms: Sequence[Histogram], codec: Codec = Codec.PCO) -> bytes:
    """Return histograms as bytes; *codec* is for numbers that are neither few nor equal."""
    codes: list[int] = []
    shapes: list[Shape] = []
    code_of: dict[tuple[object, ...], int] = {}
    vectors: list[list[FloatArray]] = []
    for one in histograms:
        code = code_of.setdefault(shape_key(one), len(shapes))
        if code == len(shapes):
            shapes.append(shape_of(one))
            vectors.append([])
        codes.append(code)
        vectors[code].append(numbers_of(one))
    sums = np.array([one.sum for one in histograms], np.float64)
    return b"".join(
        (
            _HEAD.pack(_VERSION, len(codes), len(shapes)),
            _whole(_fields_of(shapes), codec),
            _real(_edges_of(shapes), codec),
            _whole(np.array(codes, np.int64), codec),
            _real(sums, codec),
            *(_real(part.T.reshape(-1), codec) for part in _parts(vectors)),
        )
    )


def decode_histograms(data: bytes | memoryview) -> HistogramColumn:
    """Return what ``encode_histograms`` wrote.  Raises ValueError for anything else."""
    reader = _Reader(memoryview(data))
    count, shape_count = reader.head()
    shapes = _shapes_from(reader.whole(), reader.real(), shape_count)
    codes, sums = reader.whole(), reader.real()
    if len(codes) != count or len(sums) != count:
        raise ValueError("the histograms are fewer than they say")
    if count and not (codes.min() >= 0 and codes.max() < shape_count):
        raise ValueError("a histogram has a shape that is not there")
    numbers = tuple(
        reader.matrix(shape.width, int((codes == code).sum())) for code, shape in enumerate(shapes)
    )
    reader.expect_end()
    return HistogramColumn(shapes, codes, _rows_of(codes, shape_count), sums, numbers)


def _rows_of(codes: TimeArray, shapes: int) -> TimeArray:
    rows = np.zeros(len(codes), np.int64)
    for code in range(shapes):
        mine = codes == code
        rows[mine] = np.arange(int(mine.sum()))
    return rows


def _parts(vectors: Sequence[Sequence[FloatArray]]) -> Iterator[FloatArray]:
    """Give matrices (histograms, width), none of them larger than a reader takes."""
    for of_shape in vectors:
        rows = _rows_at_once(len(of_shape[0]))
        for first in range(0, len(of_shape), rows):
            yield np.array(of_shape[first : first + rows])


def _rows_at_once(width: int) -> int:
    return max(MOST_TICKS // width, 1)


def _fields_of(shapes: Sequence[Shape]) -> TimeArray:
    parts = [np.concatenate([_lengths(shape), shape.positive, shape.negative]) for shape in shapes]
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _lengths(shape: Shape) -> TimeArray:
    lengths = len(shape.bounds), len(shape.positive), len(shape.negative)
    return np.array([shape.schema, _RESETS[shape.reset], *lengths], np.int64)


def _edges_of(shapes: Sequence[Shape]) -> FloatArray:
    return np.array(
        [edge for shape in shapes for edge in (shape.zero_threshold, *shape.bounds)], np.float64
    )


def _shapes_from(fields: TimeArray, edges: FloatArray, count: int) -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    field_at = edge_at = 0
    for _ in range(count):
        if field_at + _FIELDS > len(fields):
            raise ValueError("the shapes of the histograms are not complete")
        schema, reset, bounds, positive, negative = fields[field_at : field_at + _FIELDS].tolist()
        field_at += _FIELDS
        if not 0 <= reset < len(_RESET_OF) or not _are_sound(bounds, positive, negative):
            raise ValueError("the shapes of the histograms make no sense")
        middle, end = field_at + positive, field_at + positive + negative
        if end > len(fields) or edge_at + 1 + bounds > len(edges):
            raise ValueError("the shapes of the histograms are not complete")
        threshold, *upper = edges[edge_at : edge_at + 1 + bounds].tolist()
        indices = fields[field_at:middle], fields[middle:end]
        shapes.append(Shape(schema, threshold, *indices, tuple(upper), _RESET_OF[reset]))
        field_at, edge_at = end, edge_at + 1 + bounds
    if field_at != len(fields) or edge_at != len(edges):
        raise ValueError("the shapes of the histograms are more than they say")
    return tuple(shapes)


def _are_sound(*lengths: int) -> bool:
    return all(0 <= length <= MOST_BUCKETS for length in lengths)


def _whole(numbers: npt.NDArray[np.int64], codec: Codec) -> bytes:
    packed = encode_numbers(numbers, codec)
    return _SECTION.pack(len(numbers), len(packed)) + packed


def _real(numbers: FloatArray, codec: Codec) -> bytes:
    packed = encode_samples(numbers, codec)
    return _SECTION.pack(len(numbers), len(packed)) + packed


class _Reader:
    """Takes one section after the other."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def head(self) -> tuple[int, int]:
        if len(self._view) < _HEAD.size:
            raise ValueError("these are no histograms")
        version, count, shapes = _HEAD.unpack_from(self._view)
        if version != _VERSION or shapes > count or count > MOST_TICKS:
            raise ValueError("the histograms are of another version")
        self._at = _HEAD.size
        return count, shapes

    def whole(self) -> TimeArray:
        count, packed = self._section()
        return decode_numbers(packed, count)

    def real(self) -> FloatArray:
        count, packed = self._section()
        return decode_samples(packed, count)

    def matrix(self, width: int, rows: int) -> FloatArray:
        """Return the numbers (rows, width) of one shape."""
        parts = [np.zeros((0, width))]
        while rows > 0:
            these = min(rows, _rows_at_once(width))
            numbers = self.real()
            if len(numbers) != these * width:
                raise ValueError("the histograms have fewer numbers than they say")
            parts.append(numbers.reshape(width, these).T)
            rows -= these
        return np.ascontiguousarray(np.concatenate(parts))

    def expect_end(self) -> None:
        if self._at != len(self._view):
            raise ValueError("there is more than the histograms say")

    def _section(self) -> tuple[int, memoryview]:
        start = self._at + _SECTION.size
        if start > len(self._view):
            raise ValueError("the histograms are not complete")
        count, size = _SECTION.unpack_from(self._view, self._at)
        self._at = start + size
        if self._at > len(self._view):
            raise ValueError("the histograms are not complete")
        return count, self._view[start : self._at]
