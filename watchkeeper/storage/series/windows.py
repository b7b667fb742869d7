"""Windows: cut blocks of samples out of the head.  Runs in any thread, beside the writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.chunk import Chunk
from watchkeeper.storage.series.grid import SLOT_SLACK, Grid, Stream
from watchkeeper.storage.series.head_values import HeadValues, Piece
from watchkeeper.storage.series.histogram_cells import FloatsOnly, HistogramsOnly, InBins
from watchkeeper.storage.series.histograms import Histogram
from watchkeeper.storage.series.packed_histograms import Bins
from watchkeeper.storage.series.selection import Numbers, Part, SeriesSelection, Shared, cuts_of
from watchkeeper.storage.series.ticks import is_absent, is_live
from watchkeeper.storage.series.words import NO_TIME, Block, FloatArray, TimeArray, Values

_NOTHING = np.zeros(0, np.bool_)


def blocks_of(selection: SeriesSelection, start: int, end: int) -> list[Block]:
    """Return blocks that cover the samples with start < time <= end."""
    found = [block for part in selection.parts for block in part_blocks(part, start, end)]
    for shared in selection.shared:
        found += shared_blocks(shared, start, end)
    return found


def shared_blocks(shared: Shared, start: int, end: int) -> list[Block]:
    return _merged(shared.positions, shared.homes, start, end)


def part_blocks(part: Part, start: int, end: int) -> Iterator[Block]:
    beside = [
        place
        for place, stream in enumerate(part.streams if part.grid.side_ticks else ())
        if any(start < time <= end for time in list(stream.side))
    ]
    if not beside:
        yield from _plain(part, start, end)
        return
    is_beside = np.isin(part.feed, beside)
    yield from _plain(rows_of(part, ~is_beside), start, end)
    for place in beside:
        mine = part.feed == place
        homes = ((part.streams[place], part.rows[mine]),)
        yield from _merged(part.positions[mine], homes, start, end)


def rows_of(part: Part, kept: npt.NDArray[np.bool_]) -> Part:
    """Return a part with some of its rows."""
    rows = part.rows[kept]
    return Part(
        part.grid,
        part.positions[kept],
        rows,
        part.columns,
        part.streams,
        part.feed[kept],
        cuts_of(rows),
    )


def _plain(part: Part, start: int, end: int) -> Iterator[Block]:
    pieces = list(pieces_of(part.grid, part.columns, start, end))
    if pieces and len(part.rows):
        times = pieces[0].times if len(pieces) == 1 else np.concatenate([p.times for p in pieces])
        is_mixed = part.grid.is_mixed[part.rows] if part.grid.bins else _NOTHING
        if not is_mixed.any():
            yield Block(part.positions, part.feed, times, HeadValues(pieces, part.rows, part.cuts))
            return
        floats, mixed = rows_of(part, ~is_mixed), rows_of(part, is_mixed)
        if len(floats.rows):
            values = HeadValues(pieces, floats.rows, floats.cuts)
            yield Block(floats.positions, floats.feed, times, values)
        yield mixed_block(
            Block(mixed.positions, mixed.feed, times, HeadValues(pieces, mixed.rows, mixed.cuts)),
            part.grid.bins.now(),
        )


def mixed_block(block: Block, bins: Bins) -> Block:
    """Return a block whose values hold references as readers are to see it."""
    if not bins:
        return block
    found = InBins(block.values, bins)
    return replace(block, values=FloatsOnly(found), histograms=HistogramsOnly(found))


def pieces_of(grid: Grid, columns: Numbers, start: int, end: int) -> Iterator[Piece]:
    """Give the slots of each chunk that hold a tick inside the window, oldest first.

    Times are copied here, before the values are touched: what is written after that stays
    unseen, so that the samples of one window do not change while they are read.
    """
    size = grid.chunk_slots
    low = start // grid.interval - SLOT_SLACK
    high = min(end // grid.interval + SLOT_SLACK, grid.newest)
    for number in _numbers(grid, low // size, high // size):
        chunk = grid.chunks.get(number)
        if chunk is None:
            continue
        first, stop = max(low - number * size, 0), min(high + 1 - number * size, size)
        times = _times(chunk, first, stop, columns)
        is_inside = np.asarray((times > start) & (times <= end))
        inside = np.flatnonzero(is_inside if len(columns) == 1 else is_inside.any(axis=1))
        if len(inside):
            a, b = int(inside[0]), int(inside[-1]) + 1
            yield Piece(chunk, first + a, first + b, times[a:b], number * size + first + a)


def _numbers(grid: Grid, first: int, last: int) -> Iterable[int]:
    """Return the numbers of chunks from first to last; of a span without bounds those there are."""
    if last - first <= len(grid.chunks):
        return range(first, last + 1)
    return sorted(number for number in list(grid.chunks) if first <= number <= last)


def _times(chunk: Chunk, first: int, stop: int, columns: Numbers) -> TimeArray:
    """Return a copy of the times (slots, feeds); a feed newer than the chunk has none."""
    there = chunk.times
    if len(columns) == 1 and columns[0] < there.shape[1]:  # half the time
        column = int(columns[0])
        return there[first:stop, column : column + 1].copy()
    known = columns < there.shape[1]
    if known.all():
        times: TimeArray = there[first:stop, columns]
        return times
    times = np.full((stop - first, len(columns)), NO_TIME, np.int64)
    times[:, known] = there[first:stop, columns[known]]
    return times


def _merged(
    positions: Numbers, homes: tuple[tuple[Stream, Numbers], ...], start: int, end: int
) -> list[Block]:
    """Return one block of rows whose samples lie in several places; rare, hence slower."""
    found = [samples_of(stream, rows, start, end) for stream, rows in homes]
    times = np.concatenate([times for times, _ in found])
    if not len(times):
        return []
    values = np.concatenate([values for _, values in found])
    distinct = np.unique(times)
    merged: FloatArray = np.full((len(distinct), len(positions)), ABSENT)
    for time, vector in zip(times, values, strict=True):
        there = merged[np.searchsorted(distinct, time)]
        taken = is_absent(there) | (~is_live(there) & is_live(vector))
        there[taken] = vector[taken]
    feed = np.zeros(len(positions), np.int32)
    bins: dict[int, Sequence[Histogram]] = {}
    for stream, _ in homes:
        bins.update(stream.grid.bins.now())
    return [mixed_block(Block(positions, feed, distinct[:, np.newaxis], merged), bins)]


def samples_of(stream: Stream, rows: Numbers, start: int, end: int) -> tuple[TimeArray, FloatArray]:
    """Return a stream's ticks inside a window: times (ticks,) and values (ticks, rows).

    Among the values are references to histograms, in the bins of the stream's grid.
    """
    order = np.argsort(rows)
    pieces = list(pieces_of(stream.grid, np.array([stream.column]), start, end))
    times = np.concatenate([np.zeros(0, np.int64), *(piece.times[:, 0] for piece in pieces)])
    values: FloatArray = np.empty((len(times), len(rows)))
    if pieces:
        values[:, order] = np.asarray(HeadValues(pieces, rows[order], cuts_of(rows[order])))
    inside = (times > start) & (times <= end)
    beside = {time: tick for time, tick in list(stream.side.items()) if start < time <= end}
    aside = [[tick.get(row, ABSENT) for row in rows.tolist()] for tick in beside.values()]
    return (
        np.concatenate([times[inside], np.array(list(beside), np.int64)]),
        np.concatenate([values[inside], np.array(aside).reshape(len(beside), len(rows))]),
    )


def ticks_of(stream: Stream, rows: Numbers, start: int, end: int) -> tuple[TimeArray, Values]:
    """Return a stream's ticks inside a window, as ``samples_of``, gathered only when looked at."""
    pieces = list(pieces_of(stream.grid, np.array([stream.column]), start, end))
    times = np.concatenate([np.zeros(0, np.int64), *(piece.times[:, 0] for piece in pieces)])
    is_plain = ((times > start) & (times <= end)).all() and not stream.side
    if pieces and is_plain and (np.diff(rows) > 0).all():
        return times, HeadValues(pieces, rows, cuts_of(rows))
    return samples_of(stream, rows, start, end)
