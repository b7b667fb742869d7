"""Put one tick into its place: a slot of the grid, or beside it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from watchkeeper.core.samples import ABSENT_BITS, STALE_BITS
from watchkeeper.storage.series.grid import Stream
from watchkeeper.storage.series.words import FloatArray, TimeArray

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_SIDE_TICKS = 16  # a stream may always have so many ticks beside the grid; more in a long head


def bits_of(values: FloatArray) -> npt.NDArray[np.uint64]:
    return values.view(np.uint64)


def is_live(values: FloatArray) -> Mask:
    """Return which values are samples: neither absent nor stale.  Other NaNs are samples."""
    bits = bits_of(values)
    live: Mask = (bits != ABSENT_BITS) & (bits != STALE_BITS)
    return live


def is_absent(values: FloatArray) -> Mask:
    absent: Mask = bits_of(values) == ABSENT_BITS
    return absent


def has_room_beside(stream: Stream, time: int) -> bool:
    """Return whether a tick that found no slot may be kept beside the grid."""
    most = max(_SIDE_TICKS, stream.grid.head_slots // 4)
    return time in stream.side or len(stream.side) < most


def put_tick(stream: Stream, slot: int | None, time: int, rows: Rows, values: FloatArray) -> None:
    """Store a tick; the values (rows,) are visible to readers when its time is.

    Of two ticks with one time the first value of a series counts, and a value counts more than a
    stale mark: so the order in which they come makes no difference to what is known.
    """
    if slot is None:
        _put_beside(stream, time, rows, values)
        return
    grid = stream.grid
    chunk, place = grid.chunk_for(slot)
    if chunk.times[place, stream.column] == time:
        there: FloatArray = chunk.values[place, rows]
        taken = is_absent(there) | (~is_live(there) & is_live(values))
        chunk.values[place, rows[taken]] = values[taken]
        stream.note_late(time)
        return
    chunk.values[place, rows] = values
    chunk.times[place, stream.column] = time
    grid.newest = max(grid.newest, slot)
    stream.note_late(time)
    if time > stream.last_time:
        stream.last_time, stream.last_slot = time, slot


def in_one_chunk(stream: Stream, slots: range) -> bool:
    return slots[0] // stream.grid.chunk_slots == slots[-1] // stream.grid.chunk_slots


def put_ticks(
    stream: Stream, slots: range, times: TimeArray, rows: Rows, values: FloatArray
) -> None:
    """Store ticks that are next in turn and in one chunk, in one go: values (ticks, rows)."""
    grid = stream.grid
    chunk, last = grid.chunk_for(slots[-1])
    first = last + 1 - len(slots)
    if len(slots) == 1:  # a third of the time
        chunk.values[last, rows] = values[0]
    else:
        chunk.values[first : last + 1, rows] = values
    chunk.times[first : last + 1, stream.column] = times
    if times[0] < grid.flushed_until:
        for time in times.tolist():
            stream.note_late(time)
    grid.newest = max(grid.newest, slots[-1])
    stream.last_time, stream.last_slot = int(times[-1]), slots[-1]


def _put_beside(stream: Stream, time: int, rows: Rows, values: FloatArray) -> None:
    there = stream.side.get(time)
    if there is None:
        there = {}
        stream.grid.side_ticks += 1
    live = is_live(values)
    added = {
        row: float(value)
        for row, value, counts in zip(rows.tolist(), values, live, strict=True)
        if row not in there or (counts and not is_live(np.array(there[row])))
    }
    stream.side[time] = {**there, **added}  # a new one: readers may be walking the old
    stream.note_late(time)
