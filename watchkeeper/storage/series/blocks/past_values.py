"""Values of a window that reaches into blocks, decoded only where a reader looks at them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from watchkeeper.core.logs import get_log
from watchkeeper.core.samples import ABSENT_BITS
from watchkeeper.storage.series.blocks.block import BlockHead, mixed_column_from
from watchkeeper.storage.series.gathered import GatheredValues
from watchkeeper.storage.series.histogram_bytes import HistogramColumn
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import (
    Bins,
    bin_number_of_block,
    moved,
)
from watchkeeper.storage.series.selection import Numbers
from watchkeeper.storage.series.ticks import is_absent, is_live
from watchkeeper.storage.series.words import FloatArray, Values

log = get_log("storage")

_UNIT = 64  # columns that are decoded together
_SHELF_BYTES = 64 << 20  # decoded for one window and kept


class Piece(Protocol):
    """Ticks of one source."""

    @property
    def slots(self) -> Numbers:
        """Return where its ticks are in the window."""
        ...

    def put(self, into: FloatArray, begin: int, end: int, *, is_alone: bool) -> Bins:
        """Put what it knows of rows begin .. end-1 *into* (slots, end - begin).

        *is_alone*: in its slots is nothing yet.  Return the bins to which references among it
        point.
        """
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """A row's samples in a block, encoded."""

    row: int  # in the window
    place: int  # in the block
    data: bytes


@dataclass(frozen=True, slots=True)
class BlockPiece:
    """Ticks of a block that lie in the window."""

    head: BlockHead
    ticks: slice  # of the block
    slots: Numbers
    columns: Sequence[Column]  # ascending by row

    def put(self, into: FloatArray, begin: int, end: int, *, is_alone: bool) -> Bins:
        bins: dict[int, Sequence[Histogram]] = {}
        for column in self.columns:
            if not begin <= column.row < end:
                continue
            try:
                found, histograms = mixed_column_from(self.head, column.place, column.data)
            except ValueError as error:
                log.warning("a column of a block is damaged and left out", error=error)
                continue
            if histograms:
                number = bin_number_of_block()
                found, bins[number] = moved(found, number), histograms
            there, ticks = into[:, column.row - begin], found[self.ticks]
            if is_alone:
                there[self.slots] = ticks
            else:
                _fill(there, self.slots, ticks)
        return bins


@dataclass(frozen=True, slots=True)
class HeadPiece:
    """Ticks of a stream of the head that lie in the window."""

    slots: Numbers  # (ticks,) not ascending where ticks lay beside the grid
    values: Values  # (ticks, rows)
    bins: Bins = field(default_factory=dict)

    def put(self, into: FloatArray, begin: int, end: int, *, is_alone: bool) -> Bins:
        found = self.values[0 : self.values.shape[0], begin:end]
        if is_alone and (np.diff(self.slots) > 0).all():
            into[self.slots] = found
            return self.bins
        for column in range(end - begin):
            _fill(into[:, column], self.slots, found[:, column])
        return self.bins


def _fill(into: FloatArray, slots: Numbers, found: FloatArray) -> None:
    """Put samples where there are none yet; a sample counts more than a mark."""
    there = into[slots]
    taken = is_absent(there) | (~is_live(there) & is_live(found))
    into[slots[taken]] = found[taken]


@dataclass(frozen=True, slots=True)
class Unit:
    """Some columns of a window, decoded."""

    values: FloatArray  # (slots, columns) with references
    bins: Mapping[int, Sequence[Histogram]]

    @property
    def size_bytes(self) -> int:
        decoded = (one for one in self.bins.values() if isinstance(one, HistogramColumn))
        return self.values.nbytes + sum(column.size_bytes for column in decoded)


class Shelf:
    """Decoded units of a window, the least recently used thrown away."""

    def __init__(self) -> None:
        self._units: OrderedDict[tuple[int, int], Unit] = OrderedDict()
        self._bytes = 0

    def get(self, key: tuple[int, int]) -> Unit | None:
        found = self._units.get(key)
        if found is not None:
            self._units.move_to_end(key)
        return found

    def put(self, key: tuple[int, int], unit: Unit) -> None:
        self._units[key] = unit
        self._bytes += unit.size_bytes
        while self._bytes > _SHELF_BYTES and len(self._units) > 1:
            self._bytes -= self._units.popitem(last=False)[1].size_bytes


class PastValues(GatheredValues):
    """Fulfils Values for rows whose samples lie in blocks and in the head.

    Used by one thread at a time, as a window is.
    """

    __slots__ = ("_number", "_pieces", "_shelf")

    def __init__(self, pieces: Sequence[Piece], shape: tuple[int, int], shelf: Shelf, number: int):
        """Give pieces in the order in which they count, and the block's *number* on the shelf."""
        self._pieces = pieces
        self._shelf = shelf
        self._number = number
        self.shape = shape

    def __array__(self, dtype: None = None, copy: bool | None = None) -> FloatArray:
        return self.gather(0, self.shape[0], 0, self.shape[1])

    def gather(self, first: int, stop: int, begin: int, end: int) -> FloatArray:
        return self.part(first, stop, begin, end)[0]

    def part(self, first: int, stop: int, begin: int, end: int) -> tuple[FloatArray, Bins]:
        """Return a part and the bins to which references among it point; fulfils Referring."""
        out: FloatArray = np.empty((max(stop - first, 0), max(end - begin, 0)))
        bins: dict[int, Sequence[Histogram]] = {}
        for number in range(begin // _UNIT, -(-end // _UNIT)):
            low, high = max(begin, number * _UNIT), min(end, (number + 1) * _UNIT)
            unit = self._unit(number)
            found = unit.values[first:stop, low - number * _UNIT : high - number * _UNIT]
            out[:, low - begin : high - begin] = found
            bins.update(unit.bins)
        return out, bins

    def _unit(self, unit: int) -> Unit:
        key = (self._number, unit)
        found = self._shelf.get(key)
        if found is None:
            begin, end = unit * _UNIT, min((unit + 1) * _UNIT, self.shape[1])
            bits = np.full((end - begin, self.shape[0]), ABSENT_BITS, np.uint64)
            values = bits.view(np.float64).T  # a row's samples side by side: it is filled by rows
            bins: dict[int, Sequence[Histogram]] = {}
            taken = np.zeros(self.shape[0], np.bool_)
            for piece in self._pieces:
                is_alone = not taken[piece.slots].any()
                bins.update(piece.put(values, begin, end, is_alone=is_alone))
                taken[piece.slots] = True
            found = Unit(values, bins)
            self._shelf.put(key, found)
        return found
