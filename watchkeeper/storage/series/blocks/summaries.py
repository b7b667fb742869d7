"""Summaries: whole blocks of a window by their statistics, the rest of it sample by sample.

A block counts as whole where all its ticks lie in the window and everything that the head had of
its span is in it.  From any thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from watchkeeper.core.instants import HOUR
from watchkeeper.storage.series.blocks.long_selection import LongSelection
from watchkeeper.storage.series.blocks.past import AnySelection, Members, Past
from watchkeeper.storage.series.blocks.sheets import Sheet, Span, State, Unit
from watchkeeper.storage.series.grid import Grid
from watchkeeper.storage.series.selection import Numbers, Part, SeriesSelection
from watchkeeper.storage.series.ticks import Mask
from watchkeeper.storage.series.windows import rows_of
from watchkeeper.storage.series.words import FloatArray, Stretch, Summary, TimeArray

_PIECE_BYTES = 16 << 20  # of statistics that are looked at together
_BYTES_OF_CELL = 32
_SPAN = 2 * HOUR
_NEVER = np.iinfo(np.int64).max

Window = tuple[int, int]


class Summaries:
    """Sums up windows."""

    def __init__(self, past: Past) -> None:
        self._past = past

    def summary(self, selection: AnySelection, start: int, end: int) -> Summary | None:
        """Return the samples with start < time <= end summed up.

        None where no block can be taken whole, or histograms are among them.  Raises Unavailable
        where the file cannot be read.
        """
        if not len(selection) or not _reaches_blocks(selection, start):
            return None
        found: Summary | None = None
        for window in _pieces(start, end, len(selection)):
            piece = self._piece(selection, window)
            if piece is None:
                return None
            found = piece if found is None else _together(found, piece)
        return found if found is not None and found.count.any() else None

    def _piece(self, selection: AnySelection, window: Window) -> Summary | None:
        known_before = _known_before(selection, window[0])  # before the file is read
        sheet = self._past.sheet(selection, *window)
        spans = [one for one in sheet.spans if one.start <= window[1] and one.stop > window[0]]
        until = np.array([_until(unit, known_before) for unit in sheet.units], np.int64)
        used = _used(sheet, spans, until, window)
        rest: list[Stretch] = []
        for pattern, units in _patterns(used):
            for gap in _gaps(spans, pattern, window):
                if gap[1] < until[units].min() and not _has_blocks(spans, units, gap):
                    continue
                members = _members(selection, sheet.units, units)
                blocks = self._past.window_of(_head_of(selection), members, *gap)
                if any(block.histograms is not None for block in blocks):
                    return None
                rest.append(Stretch(*gap, blocks))
        return _summed(spans, used[:, sheet.unit_of_row], rest)


def _head_of(selection: AnySelection) -> SeriesSelection:
    return selection.head if isinstance(selection, LongSelection) else selection


def _reaches_blocks(selection: AnySelection, start: int) -> bool:
    if isinstance(selection, LongSelection):
        return True
    return any(start + 1 < part.grid.complete_from for part in selection.parts)


def _pieces(start: int, end: int, rows: int) -> Iterator[Window]:
    """Cut a window between spans, so that what is looked at together stays small."""
    length = max(_PIECE_BYTES // (rows * _BYTES_OF_CELL), 1) * _SPAN
    first = start
    while (last := (first + 1) // length * length + length - 1) < end:
        yield first, last
        first = last
    yield first, end


def _known_before(selection: AnySelection, start: int) -> Mapping[Grid, int]:
    """Return by grid a time before which blocks tell everything."""
    grids = {part.grid for part in _head_of(selection).parts}
    return {grid: grid.in_blocks_until for grid in grids if start + 1 < grid.complete_from}


def _until(unit: Unit, known_before: Mapping[Grid, int]) -> int:
    if unit.ended is not None:
        return int(_NEVER)
    return 0 if unit.part is None else known_before.get(unit.part.grid, 0)


def _used(sheet: Sheet, spans: Sequence[Span], until: TimeArray, window: Window) -> Mask:
    """Return which spans are taken whole, of which units: (spans, units)."""
    start, end = window
    used: Mask = np.zeros((len(spans), len(sheet.units)), np.bool_)
    for place, span in enumerate(spans):
        is_inside = (span.first > start) & (span.last <= end)
        used[place] = (span.state == State.KNOWN) & is_inside & (until >= span.stop)
    return used


def _patterns(used: Mask) -> Iterator[tuple[Mask, Numbers]]:
    """Give units of which the same spans are taken whole, with a mask of those."""
    if not len(used):
        yield np.zeros(0, np.bool_), np.arange(used.shape[1])
        return
    patterns, of_unit = np.unique(used, axis=1, return_inverse=True)
    for number in range(patterns.shape[1]):
        yield patterns[:, number], np.flatnonzero(of_unit.ravel() == number)


def _gaps(spans: Sequence[Span], pattern: Mask, window: Window) -> Iterator[Window]:
    """Give what is left of a window (start, end] without the spans of a pattern."""
    first, end = window
    for place in np.flatnonzero(pattern).tolist():
        span = spans[place]
        if span.start - 1 > first:
            yield first, span.start - 1
        first = max(first, span.stop - 1)
    if first < end:
        yield first, end


def _has_blocks(spans: Sequence[Span], units: Numbers, gap: Window) -> bool:
    start, end = gap
    return any(
        span.start <= end and span.stop - 1 > start and bool(span.state[units].any())
        for span in spans
    )


def _members(selection: AnySelection, units: Sequence[Unit], wanted: Numbers) -> Members:
    parts: dict[int, tuple[Part, list[int]]] = {}
    chosen = [units[number] for number in wanted.tolist()]
    for unit in chosen:
        if unit.part is not None:
            parts.setdefault(id(unit.part), (unit.part, []))[1].append(unit.feed)
    ended = tuple(unit.ended for unit in chosen if unit.ended is not None)
    if isinstance(selection, LongSelection) and len(ended) == len(selection.ended):
        ended = selection.ended  # the same: what was decoded of them is kept
    shared = tuple(unit.shared for unit in chosen if unit.shared is not None)
    return Members(tuple(_of_feeds(part, feeds) for part, feeds in parts.values()), shared, ended)


def _of_feeds(part: Part, feeds: Sequence[int]) -> Part:
    """Return a part, the same where all its feeds are wanted, for the same reason."""
    return part if len(feeds) == len(part.streams) else rows_of(part, np.isin(part.feed, feeds))


def _summed(spans: Sequence[Span], used: Mask, rest: Sequence[Stretch]) -> Summary:
    """Sum up the spans where they are used: (spans, rows)."""

    def stacked(values: Sequence[FloatArray], fill: float) -> FloatArray:
        if not values:
            return np.full((1, used.shape[1]), fill)
        found = np.stack(values)
        return found if used.all() else np.where(used, found, fill)

    total = stacked([span.total for span in spans], 0.0)
    return Summary(
        stacked([span.count for span in spans], 0.0).sum(axis=0),
        total.sum(axis=0),
        np.abs(total).sum(axis=0),
        np.fmin.reduce(stacked([span.minimum for span in spans], np.nan), axis=0),
        np.fmax.reduce(stacked([span.maximum for span in spans], np.nan), axis=0),
        rest,
    )


def _together(earlier: Summary, later: Summary) -> Summary:
    return Summary(
        earlier.count + later.count,
        earlier.total + later.total,
        earlier.magnitude + later.magnitude,
        np.fmin(earlier.minimum, later.minimum),
        np.fmax(earlier.maximum, later.maximum),
        (*earlier.rest, *later.rest),
    )
