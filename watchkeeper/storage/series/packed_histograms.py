"""Histograms in bins, and the references to them that stand among the floats.

A matrix of the store holds floats alone.  Where a sample is a histogram, its float is a NaN that
names a bin and the place in it.  References never leave the store: the seam shows such a float as
ABSENT and the histogram beside it (docs/adr/0007).
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.storage.series.histograms import (
    BucketIndices,
    Buckets,
    CounterReset,
    Histogram,
)
from watchkeeper.storage.series.words import FloatArray, ObjectArray

Bins = Mapping[int, Sequence[Histogram]]
"""Histograms by the numbers of their bins."""

LOCAL = 0
"""The number of the only bin of a record or a column, whose references begin at its start."""

_MARK = 0xFFF5  # the upper 16 bits of a reference: a NaN that no arithmetic makes
_PLACE_BITS = 24
_PLACES = 1 << _PLACE_BITS
_BINS = 1 << (48 - _PLACE_BITS)
_IN_BLOCKS = _BINS // 2  # bins of the head are numbered below, those of blocks from here on

_head_numbers = itertools.count(1)
_block_numbers = itertools.count()


def bin_number_of_block() -> int:
    """Return a number for a column that was read from a block; used again only much later."""
    return _IN_BLOCKS + next(_block_numbers) % _IN_BLOCKS


def is_reference(values: FloatArray) -> npt.NDArray[np.bool_]:
    return np.asarray(values.view(np.uint64) >> np.uint64(48) == _MARK)


def references(bin_number: int, places: Iterable[int]) -> npt.NDArray[np.uint64]:
    """Return the bits of floats that stand for histograms of a bin."""
    base = _MARK << 48 | bin_number << _PLACE_BITS
    return np.array([base | place for place in places], np.uint64)


def referring(values: FloatArray, cells: Mapping[tuple[int, int], Histogram]) -> FloatArray:
    """Return floats (ticks, columns) with local references to *cells*, in their order.

    What looks like a reference and is none becomes a plain NaN.
    """
    forged = is_reference(values)
    if not cells and not forged.any():
        return values
    found = values.copy()
    found[forged] = np.nan
    if cells:
        ticks, columns = zip(*cells, strict=True)
        found.view(np.uint64)[ticks, columns] = references(LOCAL, range(len(cells)))
    return found


def moved(values: FloatArray, bin_number: int, *, by: int = 0) -> FloatArray:
    """Return floats whose references are to another bin, *by* places further on."""
    is_here = is_reference(values)
    if not is_here.any() or (bin_number == LOCAL and not by):
        return values
    found = values.copy()
    bits = found.view(np.uint64)
    bits[is_here] = references(bin_number, (places_of(bits[is_here]) + by).tolist())
    return found


def places_of(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    return (bits & np.uint64(_PLACES - 1)).astype(np.int64)


def refers_within(values: FloatArray, histograms: int) -> bool:
    """Return whether all references are to one of so many histograms."""
    found = values[is_reference(values)]
    return not len(found) or int(places_of(found.view(np.uint64)).max()) < histograms


def floats_of(values: FloatArray) -> FloatArray:
    """Return the floats, with ABSENT where a sample is a histogram."""
    is_here = is_reference(values)
    if not is_here.any():
        return values
    found = values.copy()
    found.view(np.uint64)[is_here] = ABSENT_BITS
    return found


def cells_of(values: FloatArray, bins: Bins) -> ObjectArray:
    """Return the histograms (as values), None where a sample is none."""
    cells = np.full(values.shape, None, np.object_)
    is_here = is_reference(values)
    found = list(histograms_at(values[is_here], bins))
    cells[is_here] = np.fromiter(found, np.object_, len(found))
    return cells


def histograms_at(references_: FloatArray, bins: Bins) -> Iterator[Histogram | None]:
    """Give what references (n,) stand for; None where their bin is gone."""
    bits = references_.view(np.uint64)
    numbers = (bits >> np.uint64(_PLACE_BITS)) & np.uint64(_BINS - 1)
    for number, place in zip(numbers.tolist(), places_of(bits).tolist(), strict=True):
        there = bins.get(number)
        yield None if there is None else there[place]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """All of a histogram but its numbers; its neighbours in a series have the same, mostly."""

    schema: int
    zero_threshold: float
    positive: BucketIndices
    negative: BucketIndices
    bounds: tuple[float, ...]
    reset: CounterReset

    @property
    def width(self) -> int:
        """Return how many numbers a histogram has: count, count of zeros, and its buckets."""
        return 2 + len(self.positive) + len(self.negative)

    def histogram(self, total: float, numbers: FloatArray) -> Histogram:
        edge = 2 + len(self.positive)
        return Histogram(
            self.schema,
            float(numbers[0]),
            total,
            float(numbers[1]),
            self.zero_threshold,
            Buckets(self.positive, numbers[2:edge]),
            Buckets(self.negative, numbers[edge:]),
            self.bounds,
            self.reset,
        )


def shape_key(histogram: Histogram) -> tuple[object, ...]:
    """Return what two histograms of one shape have in common."""
    return (
        histogram.schema,
        histogram.zero_threshold,
        histogram.positive.indices.tobytes(),
        histogram.negative.indices.tobytes(),
        histogram.bounds,
        histogram.reset,
    )


def shape_of(histogram: Histogram) -> Shape:
    return Shape(
        histogram.schema,
        histogram.zero_threshold,
        histogram.positive.indices,
        histogram.negative.indices,
        histogram.bounds,
        histogram.reset,
    )


def numbers_of(histogram: Histogram) -> FloatArray:
    scalars = (histogram.count, histogram.zero_count)
    return np.concatenate([scalars, histogram.positive.counts, histogram.negative.counts])


class HistogramBin(Sequence[Histogram]):
    """Histograms of some minutes, packed: whole numbers take 4 bytes.

    Written by one thread, read by any; a place never changes.  Arrays of plain numbers, for a
    hundred thousand small objects would slow down every collection of garbage.
    """

    __slots__ = ("_code_of", "_codes", "_ends", "_numbers", "_shapes", "_sums")

    def __init__(self) -> None:
        self._shapes: list[Shape] = []
        self._code_of: dict[tuple[object, ...], int] = {}
        self._codes = array("i")
        self._sums = array("d")
        self._ends = array("q")  # in ``_numbers``
        self._numbers = bytearray()

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, histogram: Histogram) -> int:
        """Take a histogram; return its place."""
        key = shape_key(histogram)
        code = self._code_of.get(key)
        if code is None:
            self._shapes.append(shape_of(histogram))
            code = self._code_of[key] = len(self._shapes) - 1
        self._codes.append(code)
        self._sums.append(histogram.sum)
        self._numbers += _packed(numbers_of(histogram))
        self._ends.append(len(self._numbers))
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> Histogram:  # type: ignore[override]  # no slices
        shape = self._shapes[self._codes[place]]
        start = self._ends[place - 1] if place else 0
        packed = bytes(self._numbers[start : self._ends[place]])
        is_whole = len(packed) == 4 * shape.width
        numbers = np.frombuffer(packed, "<u4" if is_whole else "<f8").astype(np.float64)
        return shape.histogram(self._sums[place], numbers)


def _packed(numbers: FloatArray) -> bytes:
    is_small = numbers.min() >= 0 and numbers.max() < 1 << 32  # False for NaN
    if is_small:
        whole = numbers.astype("<u4")
        if (whole == numbers).all():
            return whole.tobytes()
    return numbers.astype("<f8").tobytes()


class HistogramBins:
    """The bins of an interval class, by the time of what is in them."""

    def __init__(self, span: int) -> None:
        """Let a bin hold *span* milliseconds."""
        self._span = span
        self._bins: dict[int, HistogramBin] = {}
        self._open: dict[int, int] = {}  # span of time -> number of its newest bin
        self._stops: dict[int, int] = {}  # number -> end of its time

    def __bool__(self) -> bool:
        return bool(self._bins)

    def add(self, time: int, histogram: Histogram) -> int:
        """Take a histogram; return the bits of the float that stands for it."""
        key = time // self._span
        number = self._open.get(key)
        if number is None or len(self._bins[number]) >= _PLACES:
            number = self._begin(key)
        return int(references(number, [self._bins[number].add(histogram)])[0])

    def now(self) -> Bins:
        """Return the bins as they are: a reader keeps what leaves the head meanwhile."""
        return dict(self._bins)

    def drop_before(self, time: int) -> None:
        """Forget bins all of whose samples are older than *time*."""
        for number in [one for one, stop in self._stops.items() if stop <= time]:
            del self._bins[number], self._stops[number]
        self._open = {key: one for key, one in self._open.items() if one in self._bins}

    def _begin(self, key: int) -> int:
        number = next(_head_numbers) % _IN_BLOCKS
        self._bins[number] = HistogramBin()
        self._open[key], self._stops[number] = number, (key + 1) * self._span
        return number
