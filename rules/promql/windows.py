"""Windows over blocks of samples: left-open (start, end], markers of staleness left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rules.promql.series import NO_TIME, Block, FloatArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS

BitArray = npt.NDArray[np.int64]

_CHUNK_SAMPLES = 262_144  # 2 MiB of values: a chunk stays in the processor's cache
_FEWEST_ROWS = 256


class SlotIndex:
    """Which slots of a block may hold samples of a window."""

    def __init__(self, block: Block) -> None:
        self.block = block
        times = block.times
        is_tick = times != NO_TIME
        self._is_full = is_tick.all(axis=1)  # (slots,)
        self._latest = times.max(axis=1, initial=NO_TIME)  # (slots,)
        never = np.iinfo(np.int64).max
        self._earliest = np.where(is_tick, times, never).min(axis=1, initial=never)

    def slots(self, start: int, end: int) -> tuple[int, int]:
        """Return the slots [first, last) outside of which nothing lies in (start, end]."""
        touched = np.flatnonzero((self._latest > start) & (self._earliest <= end))
        return (int(touched[0]), int(touched[-1]) + 1) if len(touched) else (0, 0)

    def mask(self, slots: slice, start: int, end: int) -> BoolArray | None:
        """Return (slots, feeds): which ticks lie in (start, end]; None: all of them."""
        inside = self._is_full[slots] & (self._earliest[slots] > start)
        if (inside & (self._latest[slots] <= end)).all():
            return None
        times = self.block.times[slots]
        return (times > start) & (times <= end)


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

    @cached_property
    def times(self) -> TimeArray:  # (slots, rows)
        return self.feed_times[:, self.feed]

    @cached_property
    def count(self) -> npt.NDArray[np.int64]:  # (rows,)
        return np.asarray(self.valid.sum(axis=0))

    @cached_property
    def has_samples(self) -> BoolArray:
        return self.count > 0

    @cached_property
    def first_slot(self) -> IndexArray:
        return np.asarray(self.valid.argmax(axis=0))

    @cached_property
    def last_slot(self) -> IndexArray:
        return np.asarray(len(self.valid) - 1 - self.valid[::-1].argmax(axis=0))

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
        return bool(self.valid.all())

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
    mask = index.mask(slots, start, end)
    width = max(_FEWEST_ROWS, _CHUNK_SAMPLES // (last - first))
    for begin in range(0, len(block.rows), width):
        columns = slice(begin, begin + width)
        feed = block.feed[columns]
        values = block.values[slots, columns]
        valid = _valid(values, None if mask is None else mask[:, feed])
        yield block.rows[columns], Window(values, valid, block.times[slots], feed, start, end, at)


def _valid(values: FloatArray, inside: BoolArray | None) -> BoolArray:
    marker = is_marker(values)
    if marker is None:
        return np.ones(values.shape, np.bool_) if inside is None else inside
    return ~marker if inside is None else inside & ~marker


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
    index: SlotIndex, start: int, end: int, into: tuple[FloatArray, BoolArray, TimeArray]
) -> None:
    """Put each row's last sample in (start, end] and its time *into*; a stale mark ends a row.

    Looks from the newest slot back, each time only at the rows that are still open: in a
    healthy store one slot, or two, answer for all.
    """
    first, last = index.slots(start, end)
    block = index.block
    values, present, times = into
    open_columns = np.arange(len(block.rows))
    for slot in range(last - 1, first - 1, -1):
        if not len(open_columns):
            return
        found = block.values[slot, open_columns]
        at = block.times[slot, block.feed[open_columns]]
        bits: BitArray = found.view(np.int64)
        is_written = (at > start) & (at <= end) & (bits != ABSENT_BITS)
        is_sample = is_written & (bits != STALE_BITS)
        rows = block.rows[open_columns[is_sample]]
        values[rows] = found[is_sample]
        times[rows] = at[is_sample]
        present[rows] = True
        open_columns = open_columns[~is_written]
