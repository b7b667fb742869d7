"""anchored and smoothed: windows that look at the samples around their edges.

Rules as in prometheus promql/functions.go, extendedRate; histograms are in mixed/extended.py.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from rules.promql.frames import Frame, Grid
from rules.promql.functions.counters import Rise, changes, resets
from rules.promql.mixed.calls import put_histograms
from rules.promql.mixed.extended import Extended, Smoothed
from rules.promql.nodes import Anchoring, Call, MatrixSelector, VectorSelector
from rules.promql.reading import over_range, read_wider
from rules.promql.run import Run
from rules.promql.series import FloatArray
from rules.promql.table import BoolArray, IndexArray
from rules.promql.windows import Kernel, Window

_RISES: Mapping[str, Rise] = MappingProxyType(
    {"rate": Rise.RATE, "increase": Rise.INCREASE, "delta": Rise.DELTA}
)
_COUNTS: Mapping[str, Kernel] = MappingProxyType({"changes": changes, "resets": resets})


def over_extended(run: Run, node: Call, selected: MatrixSelector, grid: Grid) -> Frame:
    """Return what a function gives over windows that are anchored or smoothed."""
    lookback = run.options.lookback
    after = lookback if selected.selector.anchoring is Anchoring.SMOOTHED else 0
    ranged = read_wider(
        run, selected.selector, grid, length=selected.range, before=lookback, after=after
    )
    kernel = _kernel_of(node.function, _Edges(before=lookback, after=after))
    frame = over_range(run, ranged, grid, lambda _: kernel)
    anchoring = selected.selector.anchoring
    assert anchoring is not None
    extended = Extended(node.function, anchoring, lookback, after)
    place = node.arguments[0].span.place
    return put_histograms(run, place, extended.outcome, ranged, grid, frame)


def smoothed_latest(run: Run, node: VectorSelector, grid: Grid) -> Frame:
    """Return the value at each step, on the line between the samples before and after it."""
    lookback = run.options.lookback
    ranged = read_wider(run, node, grid, length=0, before=lookback, after=lookback)
    edges = _Edges(before=lookback, after=lookback)
    frame = over_range(run, ranged, grid, lambda _: lambda window: _value_now(window, edges))
    smoothed = Smoothed(lookback)
    return put_histograms(run, node.span.place, smoothed.outcome, ranged, grid, frame)


@dataclass(frozen=True, slots=True)
class _Edges:
    """By how much a window that was read is wider than the one that was asked for, in ms."""

    before: int
    after: int

    def start_of(self, window: Window) -> int:
        return window.start + self.before

    def end_of(self, window: Window) -> int:
        return window.end - self.after


def _kernel_of(function: str, edges: _Edges) -> Kernel:
    if function in _COUNTS:
        count = _COUNTS[function]
        return lambda window: _counted(window, edges, count)
    rise = _RISES[function]
    return lambda window: _risen(window, edges, rise)


def _counted(window: Window, edges: _Edges, count: Kernel) -> tuple[FloatArray, BoolArray]:
    """Count from the last sample at or before the start of the window."""
    start = edges.start_of(window)
    first = _first_slot(window, start)
    valid = window.valid & (np.arange(len(window.valid))[:, None] >= first)
    anchored = dataclasses.replace(window, valid=valid, solid=(0, 0))
    values, present = count(anchored)
    return values, present & (window.time_at(window.last_slot) > start)


def _risen(window: Window, edges: _Edges, rise: Rise) -> tuple[FloatArray, BoolArray]:
    start, end = edges.start_of(window), edges.end_of(window)
    first, last = _first_slot(window, start), _last_slot(window, end)
    is_counter = rise is not Rise.DELTA
    left = _left_value(window, first, start, edges, is_counter=is_counter)
    right = _right_value(window, last, end, is_counter=is_counter)
    risen = right - left
    if is_counter:
        risen += _lost(window, (left, right), (start, end))
    if rise is Rise.RATE:
        risen /= (end - start) / 1000
    is_there = (window.time_at(last) > start) & (window.time_at(first) <= end)
    return risen, window.has_samples & is_there


def _first_slot(window: Window, start: int) -> IndexArray:
    """Return the slot of the last sample at or before *start*, else of the first one."""
    before = window.valid & (window.times <= start)
    last_before = len(before) - 1 - before[::-1].argmax(axis=0)
    return np.asarray(np.where(before.any(axis=0), last_before, window.first_slot))


def _last_slot(window: Window, end: int) -> IndexArray:
    """Return the slot of the first sample at or after *end*, else of the last one."""
    after = window.valid & (window.times >= end)
    return np.asarray(np.where(after.any(axis=0), after.argmax(axis=0), window.last_slot))


def _left_value(
    window: Window, first: IndexArray, start: int, edges: _Edges, *, is_counter: bool
) -> FloatArray:
    value = window.value_at(first)
    if not edges.after:
        return value
    later = window.valid & (window.times > start)
    follower = later.argmax(axis=0)
    line = _between(window, (first, follower), start, is_counter=is_counter)
    return np.where((window.time_at(first) < start) & later.any(axis=0), line, value)


def _right_value(window: Window, last: IndexArray, end: int, *, is_counter: bool) -> FloatArray:
    former = window.slot_before(last)
    line = _between(window, (np.maximum(former, 0), last), end, is_counter=is_counter)
    is_cut = (window.time_at(last) > end) & (former >= 0)
    return np.where(is_cut, line, window.value_at(last))


def _between(
    window: Window, slots: tuple[IndexArray, IndexArray], at: int, *, is_counter: bool
) -> FloatArray:
    """Return the value at *at* on the line between two samples; a reset counts from zero."""
    (y1, y2), (t1, t2) = map(window.value_at, slots), map(window.time_at, slots)
    if is_counter:
        y1 = np.where(y2 < y1, 0.0, y1)
    return np.asarray(y1 + (y2 - y1) * (at - t1) / (t2 - t1))


def _lost(
    window: Window, ends: tuple[FloatArray, FloatArray], bounds: tuple[int, int]
) -> FloatArray:
    """Return what a counter lost at resets between its values at both ends."""
    inside = window.valid & (window.times > bounds[0]) & (window.times < bounds[1])
    ends_valid = np.ones((1, inside.shape[1]), np.bool_)
    values = np.concatenate([ends[0][None], window.values, ends[1][None]])
    valid = np.concatenate([ends_valid, inside, ends_valid])
    slots = np.where(valid, np.arange(len(valid))[:, None], 0)
    before = np.take_along_axis(values, np.maximum.accumulate(slots, axis=0)[:-1], axis=0)
    is_reset = valid[1:] & (values[1:] < before)
    return np.asarray(np.where(is_reset, before, 0.0).sum(axis=0))


def _value_now(window: Window, edges: _Edges) -> tuple[FloatArray, BoolArray]:
    at = edges.end_of(window)
    before, after = window.valid & (window.times <= at), window.valid & (window.times > at)
    former = len(before) - 1 - before[::-1].argmax(axis=0)
    line = _between(window, (former, after.argmax(axis=0)), at, is_counter=False)
    is_between = after.any(axis=0) & (window.time_at(former) < at)
    return np.where(is_between, line, window.value_at(former)), np.asarray(before.any(axis=0))
