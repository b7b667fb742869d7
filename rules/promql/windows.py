"""Windows over blocks of samples: left-open (start, end], markers of staleness left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rules.promql.series import NO_TIME, Block, FloatArray, ObjectArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS

BitArray = npt.NDArray[np.int64]

_CHUNK_SAMPLES = 262_144  # 2 MiB of values: a chunk stays in the processor's cache
_FEWEST_ROWS = 256


class SlotIndex:
    """Which slots of a block may hold samples of a window."""

    def __init__(self, block: Block) -> None:
        self.block = block

    @cached_property
    def cells(self) -> ObjectArray:  # (slots, rows) Histogram or None
        found = self.block.histograms
        if found is None:
            return np.full(self.block.values.shape, None, np.object_)
        return np.asarray(found)

    def without(self, columns: list[int]) -> SlotIndex:
        """Return the block without some of its rows."""
        block, kept = self.block, np.ones(len(self.block.rows), np.bool_)
        kept[columns] = False
        histograms = self.cells[:, kept] if kept.any() else None
        values = np.asarray(block.values)[:, kept]
        return SlotIndex(Block(block.rows[kept], block.feed[kept], block.times, values, histograms))

    def slot_of_cells(self, slot: int) -> ObjectArray:  # (rows,)
        """Return the histograms of one slot, without making the others."""
        found = self.block.histograms
        if found is None:
            return np.full(self.block.values.shape[1], None, np.object_)
        return found[slot]

    @cached_property
    def _is_full(self) -> BoolArray:  # (slots,)
        return np.asarray((self.block.times != NO_TIME).all(axis=1))

    @cached_property
    def _latest(self) -> TimeArray:  # (slots,)
        return np.asarray(self.block.times.max(axis=1, initial=NO_TIME))

    @cached_property
    def _earliest(self) -> TimeArray:  # (slots,)
        times, never = self.block.times, np.iinfo(np.int64).max
        return np.asarray(np.where(times != NO_TIME, times, never).min(axis=1, initial=never))

    def slots(self, start: int, end: int) -> tuple[int, int]:
        """Return the slots [first, last) outside of which nothing lies in (start, end]."""
        touched = np.flatnonzero((self._latest > start) & (self._earliest <= end))
        return (int(touched[0]), int(touched[-1]) + 1) if len(touched) else (0, 0)

    def edges(self, slots: slice, start: int, end: int) -> Edges:
        is_inside = self._is_full[slots] & (self._earliest[slots] > start)
        is_inside &= self._latest[slots] <= end
        slot = np.flatnonzero(~is_inside)
        times = self.block.times[slots][slot]
        return Edges(slot, (times > start) & (times <= end), _solid_of(is_inside))


@dataclass(frozen=True, slots=True)
class Edges:
    """Slots of a window of which not every tick lies in it: the first and last few, and gaps."""

    slot: IndexArray  # (edges,)
    inside: BoolArray  # (edges, feeds)
    solid: tuple[int, int]  # slots [first, last) that lie in the window whole, side by side


def _solid_of(is_inside: BoolArray) -> tuple[int, int]:
    """Return the run of slots inside from the first one on."""
    if not is_inside.any():
        return (0, 0)
    first = int(is_inside.argmax())
    outside = np.flatnonzero(~is_inside[first:])
    return first, first + (int(outside[0]) if len(outside) else len(is_inside) - first)


@dataclass
class Window:
    """The samples of some rows in (start, end], for an evaluation at *at*; all in ms."""

    values: FloatArray  # (slots, rows)
    valid: BoolArray  # (slots, rows) there is a sample, and it is in the window
    feed_times: TimeArray  # (slots, feeds)
    feed: npt.NDArray[np.int32]  # (rows,)
    start: int
    end: int
    at: int
    solid: tuple[int, int]  # slots [first, last) in which every row has a sample

    @cached_property
    def times(self) -> TimeArray:  # (slots, rows)
        return self.feed_times[:, self.feed]

    @cached_property
    def count(self) -> npt.NDArray[np.int64]:  # (rows,)
        first, last = self.solid
        loose = self.valid[:first].sum(axis=0) + self.valid[last:].sum(axis=0)
        return np.asarray(loose + (last - first))

    @cached_property
    def has_samples(self) -> BoolArray:
        return self.count > 0

    @cached_property
    def first_slot(self) -> IndexArray:
        first, last = self.solid
        return np.asarray(self.valid[: first + 1 if last > first else None].argmax(axis=0))

    @cached_property
    def last_slot(self) -> IndexArray:
        first, last = self.solid
        tail = self.valid[last - 1 if last > first else 0 :]
        return np.asarray(len(self.valid) - 1 - tail[::-1].argmax(axis=0))

    @cached_property
    def _rows(self) -> IndexArray:
        return np.arange(self.values.shape[1])

    def value_at(self, slot: IndexArray) -> FloatArray:
        return self.values[slot, self._rows]

    def time_at(self, slot: IndexArray) -> TimeArray:
        return self.feed_times[slot, self.feed]

    def filled(self, fill: float) -> FloatArray:
        """Return the values with *fill* where there is no sample."""
        return self.values if self.is_full else np.where(self.valid, self.values, fill)

    @cached_property
    def is_full(self) -> bool:
        return self.solid == (0, len(self.valid)) or bool(self.valid.all())

    @cached_property
    def has_holes(self) -> bool:
        """Return whether a row lacks a sample between its first and its last."""
        if self.is_full:
            return False
        return bool((self.count != self.last_slot - self.first_slot + 1)[self.has_samples].any())

    @cached_property
    def pairs(self) -> tuple[FloatArray, FloatArray, BoolArray]:
        """Return earlier and later of all neighbouring samples, (slots - 1, rows), and a mask."""
        if not self.has_holes:
            return self.values[:-1], self.values[1:], self.valid[:-1] & self.valid[1:]
        slots = np.where(self.valid, np.arange(len(self.valid))[:, None], -1)
        latest = np.maximum.accumulate(slots, axis=0)[:-1]
        earlier = np.take_along_axis(self.values, np.maximum(latest, 0), axis=0)
        return earlier, self.values[1:], self.valid[1:] & (latest >= 0)

    def slot_before(self, slot: IndexArray) -> IndexArray:
        """Return each row's last sample before *slot*; -1 where there is none."""
        slots = np.arange(len(self.valid))[:, None]
        earlier = np.where(self.valid & (slots < slot), slots, -1)
        return np.asarray(earlier.max(axis=0, initial=-1))


Kernel = Callable[[Window], tuple[FloatArray, BoolArray]]
"""Gives value and presence of each row of a window: (rows,), (rows,)."""


def is_marker(values: FloatArray) -> BoolArray | None:
    """Return where a value is no sample but a marker; None: nowhere."""
    is_nan = np.isnan(values)
    if not is_nan.any():
        return None
    bits: BitArray = values.view(np.int64)
    marked: BoolArray = is_nan & ((bits == ABSENT_BITS) | (bits == STALE_BITS))
    return marked


def windows(index: SlotIndex, start: int, end: int, at: int) -> Iterator[tuple[IndexArray, Window]]:
    """Yield the rows and the samples of one window, in chunks of rows."""
    first, last = index.slots(start, end)
    if first == last:
        return
    block, slots = index.block, slice(first, last)
    edges = index.edges(slots, start, end)
    width = max(_FEWEST_ROWS, _CHUNK_SAMPLES // (last - first))
    for begin in range(0, len(block.rows), width):
        columns = slice(begin, begin + width)
        feed = block.feed[columns]
        values = block.values[slots, columns]
        valid, solid = _valid(values, edges, feed)
        times = block.times[slots]
        yield block.rows[columns], Window(values, valid, times, feed, start, end, at, solid)


def _valid(
    values: FloatArray, edges: Edges, feed: npt.NDArray[np.int32]
) -> tuple[BoolArray, tuple[int, int]]:
    """Return where there is a sample in the window, and the slots where every row has one."""
    valid = np.ones(values.shape, np.bool_)
    if len(edges.slot):
        valid[edges.slot] = edges.inside[:, feed]
    marker = is_marker(values)
    if marker is None:
        return valid, edges.solid
    valid &= ~marker
    return valid, (0, 0)


def apply_kernel(
    kernel: Kernel,
    blocks: Sequence[SlotIndex],
    bounds: tuple[int, int, int],
    into: tuple[FloatArray, BoolArray],
) -> None:
    """Run *kernel* on the window (start, end] of *bounds* = (start, end, at) of all blocks."""
    values, present = into  # (rows,), (rows,)
    for index in blocks:
        for rows, window in windows(index, *bounds):
            found, exists = kernel(window)
            values[rows] = found
            present[rows] = exists


def latest(
    index: SlotIndex,
    start: int,
    end: int,
    into: tuple[FloatArray, BoolArray, TimeArray],
    *,
    is_whole: bool,
) -> None:
    """Put each row's last sample in (start, end] and its time *into*; a stale mark ends a row.

    Looks from the newest slot back, each time only at the rows that are still open: in a
    healthy store one slot, or two, answer for all.  *is_whole*: the block holds little else.
    """
    block = index.block
    first, last = (0, len(block.times)) if is_whole else index.slots(start, end)
    rows, feed = block.rows, block.feed
    open_columns: IndexArray | slice = slice(None)
    values, present, times = into
    for slot in range(last - 1, first - 1, -1):
        found = block.values[slot][open_columns]
        at = block.times[slot][feed]
        bits: BitArray = found.view(np.int64)
        is_written = (at > start) & (at <= end) & (bits != ABSENT_BITS)
        is_sample = is_written & (bits != STALE_BITS)
        here = rows[is_sample]
        values[here] = found[is_sample]
        times[here] = at[is_sample]
        present[here] = True
        rest = np.flatnonzero(~is_written)
        if not len(rest):
            return
        rows, feed = rows[rest], feed[rest]
        open_columns = rest if isinstance(open_columns, slice) else open_columns[rest]
