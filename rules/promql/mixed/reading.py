"""Read histograms from blocks: the last sample of a series, and all samples of a window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rules.promql.frames import are_histograms
from rules.promql.histogram.comparing import was_reset
from rules.promql.mixed.cells import no_cells, size_of
from rules.promql.run import Run
from rules.promql.series import FloatArray, ObjectArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.windows import SlotIndex
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.storage.series.histograms import CounterReset, Histogram

_CELLS = 1 << 14  # that are made at a time
_OVERHEAD = 64  # a histogram takes as much memory as so many samples, beside its buckets


def with_cells(run: Run, index: SlotIndex) -> SlotIndex:
    """Return a block whose histograms are in memory; they are counted while they are made."""
    block = index.block
    if block.histograms is None or isinstance(block.histograms, np.ndarray):
        return index
    slots, rows = block.histograms.shape
    cells = run.own(no_cells((slots, rows)))
    step = max(_CELLS // max(rows, 1), 1)
    for first in range(0, slots, step):
        part = block.histograms[first : first + step, 0:rows]
        run.hold(sum(_OVERHEAD + size_of(one) for one in part[are_histograms(part)]))
        run.check_time()
        cells[first : first + step] = part
    return SlotIndex(replace(block, histograms=cells))


def latest_histograms(
    run: Run,
    blocks: Sequence[SlotIndex],
    ends: TimeArray,
    into: tuple[FloatArray, BoolArray, TimeArray],  # (steps, rows), the floats are there
    *,
    tells_resets: bool,
) -> ObjectArray | None:
    """Return the histograms that are the last samples, (steps, rows), and say so in *into*.

    None where no block has histograms.  *tells_resets*: look at the samples before them, too.
    """
    mixed = [index for index in blocks if index.block.histograms is not None]
    if not mixed:
        return None
    values, present, times = into
    cells = no_cells(values.shape)
    for index in mixed:
        for step, end in enumerate(run.each(ends.tolist())):
            here = (present[step], times[step], cells[step])
            slots = _latest(index, end - run.options.lookback, end, here)
            if tells_resets:
                _tell_latest(index, end - run.options.lookback, slots, cells[step])
    return cells


def _latest(
    index: SlotIndex, start: int, end: int, into: tuple[BoolArray, TimeArray, ObjectArray]
) -> IndexArray:
    """Look from the newest slot back; a float or a stale mark, which is newer, ends a row.

    Return the slots (n,) of what was found, -1 where nothing was.
    """
    block = index.block
    present, times, cells = into
    first, last = index.slots(start, end)
    is_open = np.ones(len(block.rows), np.bool_)
    slots = np.full(len(block.rows), -1)
    for slot in range(last - 1, first - 1, -1):
        at = block.times[slot][block.feed]
        is_open_here = is_open & (at > start) & (at <= end)
        found = index.slot_of_cells(slot)
        is_histogram = is_open_here & are_histograms(found)
        rows = block.rows[is_histogram]
        cells[rows], slots[is_histogram] = found[is_histogram], slot
        present[rows], times[rows] = True, at[is_histogram]
        is_float = block.values[slot].view(np.int64) != ABSENT_BITS
        is_open &= ~(is_open_here & (is_histogram | is_float))
        if not is_open.any():
            break
    return slots


def _tell_latest(index: SlotIndex, start: int, slots: IndexArray, cells: ObjectArray) -> None:
    """Tell whether the last histograms came by a reset, where the store left that open."""
    block = index.block
    is_open = np.array(
        [
            slot >= 0 and cells[row].reset is CounterReset.UNKNOWN
            for slot, row in zip(slots.tolist(), block.rows.tolist(), strict=True)
        ],
        np.bool_,
    )
    for slot in range(int(slots.max(initial=0)) - 1, -1, -1):
        if not is_open.any():
            return
        found = index.slot_of_cells(slot)
        at = block.times[slot][block.feed]
        here = is_open & (slots > slot) & (at > start) & are_histograms(found)
        for column in np.flatnonzero(here).tolist():
            row = int(block.rows[column])
            cells[row] = _told(cells[row], found[column])
        is_open &= ~here


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples of one row in a window (start, end], oldest first; all times in ms."""

    start: int
    end: int
    times: list[int]
    values: list[float | Histogram]

    @property
    def floats(self) -> list[float]:
        return [one for one in self.values if not isinstance(one, Histogram)]

    @property
    def histograms(self) -> list[Histogram]:
        return [one for one in self.values if isinstance(one, Histogram)]


def mixed_windows(
    blocks: Sequence[SlotIndex], start: int, end: int
) -> Iterator[tuple[int, Samples]]:
    """Yield each row that has a histogram in the window, with all its samples there."""
    for index in blocks:
        if index.block.histograms is not None:
            yield from _windows(index, start, end)


def _windows(index: SlotIndex, start: int, end: int) -> Iterator[tuple[int, Samples]]:
    block = index.block
    first, last = index.slots(start, end)
    times = block.times[first:last][:, block.feed]
    is_inside = (times > start) & (times <= end)
    is_histogram = are_histograms(index.cells[first:last]) & is_inside
    values = block.values[first:last, :]
    for column in np.flatnonzero(is_histogram.any(axis=0)).tolist():
        bits = values[:, column].view(np.int64)
        is_float = is_inside[:, column] & (bits != ABSENT_BITS) & (bits != STALE_BITS)
        slots = np.flatnonzero(is_histogram[:, column] | is_float)
        cells = index.cells[first + slots, column]
        samples = [
            float(values[slot, column]) if cell is None else cell
            for slot, cell in zip(slots, cells, strict=True)
        ]
        yield int(block.rows[column]), Samples(start, end, times[slots, column].tolist(), samples)


def without_hint(histogram: Histogram) -> Histogram:
    """Return a counter's histogram of which it is not known any more what came before."""
    if histogram.reset is CounterReset.GAUGE:
        return histogram
    return histogram.hinted(CounterReset.UNKNOWN)


def told_resets(index: SlotIndex) -> SlotIndex:
    """Return a block with resets told where the store left them open.

    As Prometheus does for what asks for counts and sums alone (HistogramStatsIterator): there a
    sum of counters of which some were reset gives a warning.
    """
    block = index.block
    if block.histograms is None:
        return index
    cells = index.cells.copy()
    for column in range(cells.shape[1]):
        _tell(cells[:, column])
    return SlotIndex(replace(block, histograms=cells))


def _tell(cells: ObjectArray) -> None:
    previous: Histogram | None = None
    for slot in np.flatnonzero(are_histograms(cells)):
        current: Histogram = cells[slot]
        if previous is not None and current.reset is CounterReset.UNKNOWN:
            cells[slot] = _told(current, previous)
        previous = current


def _told(current: Histogram, previous: Histogram) -> Histogram:
    did_fall = was_reset(current, previous)
    return current.hinted(CounterReset.RESET if did_fall else CounterReset.NOT_RESET)
