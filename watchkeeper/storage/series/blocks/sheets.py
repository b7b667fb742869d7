"""Sheets: the statistics of the blocks of a selection, by spans of time, decoded and kept.

Whoever asks for a window asks for others of the same series; what is in blocks changes with a
flush only.  From any thread.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from threading import Lock

import numpy as np
import numpy.typing as npt

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import HOUR
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.block import head_from
from watchkeeper.storage.series.blocks.catalogue import Catalogue
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.long_selection import Ended, LongSelection
from watchkeeper.storage.series.blocks.statistics import Statistics, decode_statistics
from watchkeeper.storage.series.blocks.transactions import Reading, SummedBlock
from watchkeeper.storage.series.selection import Numbers, Part, SeriesSelection, Shared
from watchkeeper.storage.series.words import FloatArray, TimeArray

log = get_log("storage")

AnySelection = SeriesSelection | LongSelection

_MOST_BYTES = 64 << 20  # of all sheets
_BYTES_OF_CELL = 32
_LONGEST_SPAN = 2 * HOUR


class State(IntEnum):
    """What a span knows of a unit."""

    NOTHING = 0  # no block
    KNOWN = 1
    UNKNOWN = 2  # blocks of which not all samples are told by statistics


@dataclass(frozen=True, slots=True)
class Carrier:
    """Which series of a feed are rows of a unit."""

    feed: int
    series: TimeArray  # (n,) ascending
    rows: Numbers  # (n,) of the selection


@dataclass(frozen=True, slots=True)
class Unit:
    """Rows of a selection that have their blocks in common.

    They are a feed of a part, or have ended, or are shared by several streams.
    """

    rows: Numbers  # of the selection
    carried: tuple[Carrier, ...]
    part: Part | None = None
    feed: int = 0  # of the part
    ended: Ended | None = None
    shared: Shared | None = None


@dataclass(slots=True)
class Span:
    """What blocks with start <= time < stop tell: of each unit, and of each row."""

    start: int
    stop: int
    state: npt.NDArray[np.int8]  # (units,)
    first: TimeArray  # (units,) times of the first and the last tick
    last: TimeArray  # (units,)
    count: FloatArray  # (rows,)
    total: FloatArray  # (rows,)
    minimum: FloatArray  # (rows,) NaN where the count is 0
    maximum: FloatArray  # (rows,)

    @classmethod
    def empty(cls, start: int, stop: int, *, units: int, rows: int) -> Span:
        return cls(
            start,
            stop,
            np.full(units, State.NOTHING, np.int8),
            np.zeros(units, np.int64),
            np.zeros(units, np.int64),
            np.zeros(rows),
            np.zeros(rows),
            np.full(rows, np.nan),
            np.full(rows, np.nan),
        )

    def put(self, unit: int, carrier: Carrier, block: SummedBlock, told: TimeArray) -> None:
        """Take up what a block tells of a unit; blocks come in the order of their first ticks.

        *told* has, and gets, the last tick told of each row: two blocks must not overlap.
        """
        found = _statistics_of(carrier, block) if block.key.part == 0 else None
        if found is None:
            self.state[unit] = State.UNKNOWN
            return
        rows, statistics = found
        if not len(rows) or self.state[unit] == State.UNKNOWN:
            return
        has_histograms = bool((statistics.count < 0).any())
        if has_histograms or block.first <= told[rows].max():
            self.state[unit] = State.UNKNOWN
            return
        is_first = self.state[unit] == State.NOTHING
        self.first[unit] = block.first if is_first else min(block.first, self.first[unit])
        self.last[unit] = block.last if is_first else max(block.last, self.last[unit])
        self.state[unit] = State.KNOWN
        there = statistics.count > 0
        told[rows[there]] = block.last
        self.count[rows] += statistics.count
        self.total[rows] = _added(self.total[rows], statistics.total)
        low = np.where(there, statistics.minimum, np.nan)
        high = np.where(there, statistics.maximum, np.nan)
        self.minimum[rows] = np.fmin(self.minimum[rows], low)
        self.maximum[rows] = np.fmax(self.maximum[rows], high)


def _added(one: FloatArray, other: FloatArray) -> FloatArray:
    """Add sums; infinite, hence not known, where they cancel out and digits would be lost unseen."""
    with np.errstate(invalid="ignore"):
        return np.where(np.sign(one) * np.sign(other) < 0, np.inf, one + other)


def _statistics_of(carrier: Carrier, block: SummedBlock) -> tuple[Numbers, Statistics] | None:
    """Return rows and statistics of the series that a block has; None where it does not tell."""
    try:
        series = head_from(block.head).series
        statistics = decode_statistics(block.statistics)
    except ValueError as error:
        if block.statistics:  # else it was written before blocks had them
            log.warning("a block does not tell what is in it; its samples are read", error=error)
        return None
    if len(statistics.count) != len(series):
        return None
    at = np.minimum(np.searchsorted(series, carrier.series), len(series) - 1)
    is_there = series[at] == carrier.series
    return carrier.rows[is_there], statistics.take(at[is_there])


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that blocks tell of a selection in some time."""

    selection: AnySelection
    units: tuple[Unit, ...]
    unit_of_row: Numbers  # (rows,)
    start: int
    end: int
    versions: tuple[int, int]  # of the catalogue and of the file of blocks
    spans: tuple[Span, ...] = ()

    def covers(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end

    @property
    def size(self) -> int:
        return max(len(self.spans), 1) * len(self.unit_of_row) * _BYTES_OF_CELL


class Sheets:
    """Makes them, and keeps the last ones of some selections."""

    def __init__(self, file: BlockFile, catalogue: Catalogue) -> None:
        self._file = file
        self._catalogue = catalogue
        self._kept: OrderedDict[int, Sheet] = OrderedDict()  # by the identity of the selection
        self._lock = Lock()

    def sheet(self, selection: AnySelection, start: int, end: int) -> Sheet:
        """Return what blocks tell of the samples with start < time <= end.

        Raises Unavailable where the file cannot be read.
        """
        versions = self._catalogue.version, self._file.version
        with self._lock:
            known = self._kept.get(id(selection))
            if known is not None and known.selection is not selection:
                known = None
            if known is not None and known.versions == versions and known.covers(start, end):
                self._kept.move_to_end(id(selection))
                return known
        made = self._made(selection, known, versions, (start, end))
        self._keep(made)
        return made

    def _keep(self, made: Sheet) -> None:
        with self._lock:
            self._kept[id(made.selection)] = made
            self._kept.move_to_end(id(made.selection))
            size = sum(one.size for one in self._kept.values())
            while size > _MOST_BYTES and len(self._kept) > 1:
                size -= self._kept.popitem(last=False)[1].size

    def _made(
        self,
        selection: AnySelection,
        known: Sheet | None,
        versions: tuple[int, int],
        window: tuple[int, int],
    ) -> Sheet:
        if known is not None and known.versions[0] == versions[0]:
            units = known.units
        else:
            units = tuple(_units_of(selection, self._catalogue))
        unit_of_row = np.zeros(len(selection), np.intp)
        for number, unit in enumerate(units):
            unit_of_row[unit.rows] = number
        start = window[0] // _LONGEST_SPAN * _LONGEST_SPAN - 1
        end = -(-window[1] // _LONGEST_SPAN) * _LONGEST_SPAN
        try:
            with self._file.reading() as reading:
                spans = _spans_of(reading, units, (start, end), len(selection))
        except sqlite3.Error as error:
            raise Unavailable(
                "the blocks of the series store cannot be read: {reason}", reason=str(error)
            ) from error
        return Sheet(selection, units, unit_of_row, start, end, versions, spans)


def _units_of(selection: AnySelection, catalogue: Catalogue) -> Iterator[Unit]:
    ended: tuple[Ended, ...] = ()
    if isinstance(selection, LongSelection):
        ended, selection = selection.ended, selection.head
    for part in selection.parts:
        for place in range(len(part.streams)):
            rows = part.positions[part.feed == place]
            yield Unit(rows, _carriers_of(rows, selection, catalogue), part=part, feed=place)
    for one in ended:
        yield Unit(one.positions, tuple(_carriers(one.wanted, one.positions)), ended=one)
    for shared in selection.shared:  # several streams at once tell of them: sample by sample
        yield Unit(shared.positions, (), shared=shared)


def _carriers_of(
    rows: Numbers, selection: SeriesSelection, catalogue: Catalogue
) -> tuple[Carrier, ...]:
    wanted = catalogue.by_feed(selection.labels(row) for row in rows.tolist())
    return tuple(_carriers(wanted, rows))


def _carriers(wanted: Mapping[int, Mapping[int, int]], rows: Numbers) -> Iterator[Carrier]:
    for feed, places in wanted.items():
        series = np.array(list(places), np.int64)
        order = np.argsort(series)
        own = rows[np.array(list(places.values()), np.intp)]
        yield Carrier(feed, series[order], own[order])


def _spans_of(
    reading: Reading, units: Sequence[Unit], window: tuple[int, int], rows: int
) -> tuple[Span, ...]:
    found: dict[tuple[int, int], Span] = {}
    told: TimeArray = np.full(rows, np.iinfo(np.int64).min)
    for number, unit in enumerate(units):
        seen: list[Span] = []
        for carrier, block in _blocks_of(reading, unit, window):
            bounds = block.key.start, block.key.stop
            span = found.get(bounds)
            if span is None:
                span = Span.empty(*bounds, units=len(units), rows=rows)
                found[bounds] = span
            span.put(number, carrier, block, told)
            seen.append(span)
        _spoil_overlapping(number, seen)
    return tuple(found[bounds] for bounds in sorted(found))


def _blocks_of(
    reading: Reading, unit: Unit, window: tuple[int, int]
) -> list[tuple[Carrier, SummedBlock]]:
    """Return the blocks of a unit in the order of their first ticks."""
    found = [
        (carrier, block)
        for carrier in unit.carried
        for block in reading.summed_blocks(carrier.feed, *window)
    ]
    return sorted(found, key=lambda one: one[1].first)


def _spoil_overlapping(unit: int, spans: Sequence[Span]) -> None:
    """Let a unit's blocks of different spans that overlap count sample by sample."""
    distinct = {id(span): span for span in spans if span.state[unit] != State.NOTHING}
    ordered = sorted(distinct.values(), key=lambda span: span.start)
    reach: Span | None = None
    for span in ordered:
        if reach is not None and span.start < reach.stop:
            span.state[unit] = reach.state[unit] = State.UNKNOWN
        if reach is None or span.stop > reach.stop:
            reach = span
