"""rate and increase of many histograms at once: the usual case, in which all are alike.

A series is taken here whose samples in a block are all histograms of one layout, none of them a
gauge; the others go one by one (mixed/ranges.py), with the same result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.promql.frames import are_histograms
from rules.promql.histogram.dense import COUNT, Dense, dense_of, layout_key
from rules.promql.mixed.ranges import FARTHEST
from rules.promql.series import FloatArray, ObjectArray, TimeArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.windows import SlotIndex
from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.storage.series.histograms import CounterReset, Histogram

FUNCTIONS = frozenset({"rate", "increase"})
_SERIES_AT_ONCE = 64  # share their columns: more of them, more columns that few need
_SAMPLES_AT_ONCE = 4_096  # so that other threads wait some milliseconds at most
_FEWEST = 8  # windows and series; fewer are as fast one by one


@dataclass(frozen=True, slots=True)
class Counters:
    """Series of one layout, their samples one after the other."""

    columns: IndexArray  # (series,) of the block
    rows: IndexArray  # (series,) of the selection
    starts: IndexArray  # (series,) first sample of each
    times: TimeArray  # (samples,)
    dense: Dense
    is_reset: BoolArray  # (samples,) against the sample before it in its series


@dataclass(frozen=True, slots=True)
class Risen:
    """What became of counters in a window."""

    rows: IndexArray  # (n,) those with a sample there
    values: list[Histogram | None]  # (n,) None: too few samples


def alike_columns(index: SlotIndex) -> dict[tuple[object, ...], list[int]]:
    """Return the columns of a block that can be taken together, by layout."""
    cells = index.cells
    is_histogram = are_histograms(cells)
    bits = np.asarray(index.block.values).view(np.int64)
    is_float = (bits != ABSENT_BITS) & (bits != STALE_BITS)
    candidates = np.flatnonzero(is_histogram.any(axis=0) & ~is_float.any(axis=0))
    found: dict[tuple[object, ...], list[int]] = {}
    for column in candidates.tolist():
        members = cells[is_histogram[:, column], column]
        keys = {layout_key(one) for one in members}
        is_gauge = any(one.reset is CounterReset.GAUGE for one in members)
        if len(keys) == 1 and not is_gauge:
            found.setdefault(keys.pop(), []).append(column)
    return {key: columns for key, columns in found.items() if len(columns) >= _FEWEST}


def counters_in(index: SlotIndex, columns: list[int]) -> Iterator[Counters]:
    """Give series of one layout, some at a time."""
    slots = max(len(index.block.times), 1)
    together = min(max(_SAMPLES_AT_ONCE // slots, 1), _SERIES_AT_ONCE)
    for first in range(0, len(columns), together):
        some = np.array(columns[first : first + together], np.intp)
        found = _counters(index, index.cells[:, some], some)
        if found is not None:
            yield found


def _counters(index: SlotIndex, cells: ObjectArray, columns: IndexArray) -> Counters | None:
    block = index.block
    series, slots = np.nonzero(are_histograms(cells).T)
    members = list(cells[slots, series])
    dense = dense_of(members)
    if (dense.table[:, COUNT] < 0).any() or (dense.table[:, COUNT + 2 :] < 0).any():
        return None
    starts = np.searchsorted(series, np.arange(len(columns)))
    is_reset = np.concatenate([[False], dense.falls()])
    hints = np.array([_HINTS.get(one.reset, -1) for one in members])
    is_reset = np.where(hints >= 0, hints == 1, is_reset)
    times = block.times[slots, block.feed[columns[series]]]
    return Counters(columns, block.rows[columns], starts, times, dense, is_reset)


_HINTS = {CounterReset.RESET: 1, CounterReset.NOT_RESET: 0}


def risen(counters: Counters, start: int, end: int, *, is_per_second: bool) -> Risen:
    """Return the increase of each series over (start, end], extrapolated to its edges.

    As mixed.ranges and histogram.rates do one by one.
    """
    before = np.add.reduceat(counters.times <= start, counters.starts, dtype=np.int64)
    until = np.add.reduceat(counters.times <= end, counters.starts, dtype=np.int64)
    kept = np.flatnonzero(until > before)
    first, last = (counters.starts + before)[kept], (counters.starts + until - 1)[kept]
    is_enough = last > first
    found: list[Histogram | None] = [None] * len(kept)
    if is_enough.any():
        rises = _rises(counters, first[is_enough], last[is_enough])
        factors = _factors(counters, (first[is_enough], last[is_enough]), (start, end), rises)
        if is_per_second:
            factors = factors / ((end - start) / 1000)
        rises = rises * factors[:, None]
        for place, row in zip(np.flatnonzero(is_enough).tolist(), rises, strict=True):
            found[place] = counters.dense.histogram(row, CounterReset.GAUGE)
    return Risen(counters.rows[kept], found)


def _rises(counters: Counters, first: IndexArray, last: IndexArray) -> FloatArray:
    """Return last less first, with what was lost at resets: (n, columns)."""
    table, is_reset = counters.dense.table, counters.is_reset
    starts_anew = is_reset[first + 1]
    found: FloatArray = table[last] - np.where(starts_anew[:, None], 0.0, table[first])
    resets = np.flatnonzero(is_reset)
    lowest = np.searchsorted(resets, first + 2)
    highest = np.searchsorted(resets, last, side="right")
    for row in np.flatnonzero(highest > lowest).tolist():
        for reset in resets[lowest[row] : highest[row]].tolist():
            found[row] += table[reset - 1]
    return found


def _factors(
    counters: Counters,
    samples: tuple[IndexArray, IndexArray],
    window: tuple[int, int],
    rises: FloatArray,
) -> FloatArray:
    """Return by how much longer than its samples each series was (as mixed.ranges does)."""
    first, last = samples
    begun, ended = counters.times[first], counters.times[last]
    sampled = (ended - begun).astype(np.float64)
    distance = sampled / (last - first)
    to_start, to_end = begun - window[0], window[1] - ended
    before = np.where(to_start >= distance * FARTHEST, distance / 2, to_start)
    after = np.where(to_end >= distance * FARTHEST, distance / 2, to_end)
    counts, risen_counts = counters.dense.table[first, COUNT], rises[:, COUNT]
    with np.errstate(divide="ignore", invalid="ignore"):
        to_zero = sampled * (counts / risen_counts)
    rises_from_zero = (risen_counts > 0) & (counts >= 0)
    before = np.where(rises_from_zero, np.minimum(before, to_zero), before)
    return np.asarray((sampled + before + after) / sampled)
