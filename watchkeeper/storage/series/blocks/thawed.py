"""What blocks hold of a part of a selection, decoded onto the slots of its grid and kept.

Rules that reach behind the head ask for the same rows at every evaluation; what is in blocks
changes with a flush only.  From any thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.blocks.spans import span_of, start_of
from watchkeeper.storage.series.gathered import StackedValues
from watchkeeper.storage.series.grid import SLOT_SLACK
from watchkeeper.storage.series.head_values import HeadValues, Piece
from watchkeeper.storage.series.selection import Numbers, Part
from watchkeeper.storage.series.windows import pieces_of
from watchkeeper.storage.series.words import NO_TIME, Block, FloatArray, TimeArray, Values

_MOST_BYTES_OF_ONE = 64 << 20  # a longer window is decoded row by row, where a reader looks
_MOST_BYTES = 128 << 20
_WIDEST_SEAM = 2 * SLOT_SLACK + 1

Stored = Callable[[int, int], Sequence[Block]]
"""Gives what blocks hold with start < time < until: a block for each stream of a part."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of blocks: the samples of a part with start < time < until at least."""

    part: Part
    start: int
    until: int
    most: int  # from here on, samples may be in the head only

    @classmethod
    def for_window(cls, part: Part, start: int, end: int) -> Asked:
        """Ask for whole spans, so that the answer serves the next windows too."""
        grid = part.grid
        most, first = grid.in_blocks_until, start_of(max(start, 0), grid.interval)
        stop = start_of(end, grid.interval) + span_of(grid.interval)
        return cls(part, first - 1, min(most, stop), most)

    @property
    def size(self) -> int:
        slots = (self.until - self.start) // self.part.grid.interval
        return slots * len(self.part.rows) * 8


@dataclass(frozen=True, slots=True)
class Thawed:
    """All samples of a part with start < time < until."""

    part: Part
    start: int
    until: int
    version: int  # of the file of blocks
    slots: Numbers  # (slots,) of the grid, ascending
    times: TimeArray  # (slots, feeds)
    values: FloatArray  # (slots, n)

    @property
    def size(self) -> int:
        return self.values.nbytes + self.times.nbytes

    def covers(self, asked: Asked, version: int) -> bool:
        is_same = self.part is asked.part and self.version == version
        return is_same and self.start <= asked.start and asked.until <= self.until <= asked.most

    def inside(self, start: int, end: int) -> Thawed:
        """Return the slots of which a tick is inside a window."""
        inside = ((self.times > start) & (self.times <= end)).any(axis=1)
        found = np.flatnonzero(inside)
        kept = slice(int(found[0]), int(found[-1]) + 1) if len(found) else slice(0)
        slots, times, values = self.slots[kept], self.times[kept], self.values[kept]
        return Thawed(self.part, start, self.until, self.version, slots, times, values)


class ThawedParts:
    """Keeps what was decoded, the least recently used thrown away."""

    def __init__(self, version: Callable[[], int]) -> None:
        """Let *version* change whenever blocks do."""
        self._version = version
        self._kept: OrderedDict[int, Thawed] = OrderedDict()  # by the identity of the part
        self._bytes = 0
        self._lock = Lock()

    def block(self, part: Part, start: int, end: int, stored: Stored) -> Block | None:
        """Return the samples with start < time <= end; None where they do not fit slots.

        Nor where histograms are among them: both are left to ``Past``.
        """
        grid, asked = part.grid, Asked.for_window(part, start, end)
        if asked.size > _MOST_BYTES_OF_ONE or _has_ticks_beside(part, end):
            return None
        thawed = self._thawed(asked, stored)
        if thawed is None:
            return None
        pieces = list(pieces_of(grid, part.columns, max(start, thawed.until - 1), end))
        is_mixed = bool(grid.bins) and bool(grid.is_mixed[part.rows].any())
        has_left = end >= thawed.until < grid.complete_from  # looked at after the head was read
        if is_mixed or has_left:
            return None
        return _joined(thawed.inside(start, end), pieces, part)

    def _thawed(self, asked: Asked, stored: Stored) -> Thawed | None:
        version, key = self._version(), id(asked.part)
        with self._lock:
            found = self._kept.get(key)
            if found is not None and found.covers(asked, version):
                self._kept.move_to_end(key)
                return found
        span = asked.start, asked.until, version
        made = thaw(asked.part, stored(asked.start, asked.until), span)
        if made is not None:
            self._keep(made)
        return made

    def _keep(self, made: Thawed) -> None:
        with self._lock:
            before = self._kept.pop(id(made.part), None)
            self._kept[id(made.part)] = made
            self._bytes += made.size - (before.size if before else 0)
            while self._bytes > _MOST_BYTES and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1].size


def _has_ticks_beside(part: Part, end: int) -> bool:
    if not part.grid.side_ticks:
        return False
    return any(time <= end for stream in part.streams for time in list(stream.side))


def thaw(part: Part, stored: Sequence[Block], span: tuple[int, int, int]) -> Thawed | None:
    """Put *stored* on slots; None where a feed's ticks do not keep to its interval."""
    placed = [_placed(part, block) for block in stored if len(block.times)]
    if any(one is None for one in placed) or any(one.histograms is not None for one in stored):
        return None
    known = [one for one in placed if one is not None]
    slots = np.unique(np.concatenate([np.zeros(0, np.intp), *(one.slots for one in known)]))
    times = np.full((len(slots), len(part.columns)), NO_TIME, np.int64)
    values = np.full((len(slots), len(part.rows)), ABSENT)
    for one in known:
        at = np.searchsorted(slots, one.slots)
        times[at, one.feed] = one.block.times[:, 0]
        values[at[:, None], one.columns] = np.asarray(one.block.values)
    return Thawed(part, *span, slots, times, values)


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    feed: int  # column of the part's times
    columns: Numbers  # of its values
    slots: Numbers


def _placed(part: Part, block: Block) -> _Placed | None:
    columns = np.searchsorted(part.positions, block.rows)
    feed = int(part.feed[columns[0]])
    stream = part.streams[feed]
    nominal = (block.times[:, 0] - stream.phase) // stream.grid.interval
    slots = strictly_ascending(nominal)
    if (slots - nominal > SLOT_SLACK).any():
        return None
    return _Placed(block, feed, columns, slots)


def strictly_ascending(numbers: Numbers) -> Numbers:
    """Return the least numbers, none below its own, of which each is above the one before."""
    places = np.arange(len(numbers))
    risen: Numbers = np.maximum.accumulate(numbers - places) + places
    return risen


def _joined(thawed: Thawed, pieces: Sequence[Piece], part: Part) -> Block | None:
    """Return blocks and head as one; None where both have a tick of a feed in one slot."""
    last = int(thawed.slots[-1]) if len(thawed.slots) else -1
    shared = [cut for piece in pieces if (cut := piece.cut(stop=last + 1))]
    whole = int(np.searchsorted(thawed.slots, shared[0].slot)) if shared else len(thawed.slots)
    times: list[TimeArray] = [thawed.times[:whole]]
    values: list[Values] = [thawed.values[:whole]]
    if shared:
        seam = _seam(thawed, whole, shared, part)
        if seam is None:
            return None
        times.append(seam[0])
        values.append(seam[1])
    rest = [cut for piece in pieces if (cut := piece.cut(first=last + 1))]
    if rest:
        times += [_masked(piece, thawed.until) for piece in rest]
        values.append(HeadValues(rest, part.rows, part.cuts))
    return Block(part.positions, part.feed, np.concatenate(times), StackedValues(values))


def _masked(piece: Piece, until: int) -> TimeArray:
    """Return the times of a piece without those that are told by blocks."""
    return np.where(piece.times < until, NO_TIME, piece.times)


def _seam(
    thawed: Thawed, whole: int, shared: Sequence[Piece], part: Part
) -> tuple[TimeArray, FloatArray] | None:
    """Return times and values of the few slots in which some feeds' ticks are in blocks already."""
    of_head = np.concatenate([piece.slot + np.arange(len(piece)) for piece in shared])
    slots = np.union1d(thawed.slots[whole:], of_head)
    times = np.full((len(slots), len(part.columns)), NO_TIME, np.int64)
    values = np.full((len(slots), len(part.rows)), ABSENT)
    at = np.searchsorted(slots, thawed.slots[whole:])
    times[at], values[at] = thawed.times[whole:], thawed.values[whole:]
    at = np.searchsorted(slots, of_head)
    head_times = np.concatenate([_masked(piece, thawed.until) for piece in shared])
    is_tick = head_times != NO_TIME
    if len(slots) > _WIDEST_SEAM or (is_tick & (times[at] != NO_TIME)).any():
        return None
    head_values = np.asarray(HeadValues(shared, part.rows, part.cuts))
    times[at] = np.where(is_tick, head_times, times[at])
    values[at] = np.where(is_tick[:, part.feed], head_values, values[at])
    return times, values
