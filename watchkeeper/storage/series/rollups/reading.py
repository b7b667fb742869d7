"""Roll-ups for who reads: which tier, from when on, and values decoded where they are looked at.

From any thread.  Fulfils rules.promql.series.RollUpSource.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.catalogue import Carried, Catalogue
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.past_values import Shelf, Unit
from watchkeeper.storage.series.blocks.transactions import Reading
from watchkeeper.storage.series.gathered import GatheredValues
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.rollups.packing import PackedRecords
from watchkeeper.storage.series.rollups.records import Field
from watchkeeper.storage.series.rollups.table import FoundRow
from watchkeeper.storage.series.rollups.tiers import HOURS, RAW, TIERS, Tier
from watchkeeper.storage.series.selection import Numbers
from watchkeeper.storage.series.ticks import Mask
from watchkeeper.storage.series.words import FloatArray, RollUpBlock, RollUps, Selection, TimeArray

log = get_log("storage")

UNIT = 64
"""Rows that are decoded together."""


class RollUpReader:
    """Reads what the roller made."""

    def __init__(self, file: BlockFile, catalogue: Catalogue, head: Head) -> None:
        self._file = file
        self._catalogue = catalogue
        self._head = head

    def raw_since(self) -> Instant:
        """Return from when on all samples are kept."""
        return Instant(self._file.raw_since)

    def roll_ups(self, selection: Selection, start: int, end: int) -> RollUps | None:
        """Return the finest roll-ups that reach back to *start*, else the longest kept.

        They cover the periods that end in (start, end].
        """
        known_before = self._in_blocks_until(end)
        with _reading(self._file) as reading:
            tier = _tier_for(reading, start)
            known_before = _rolled_until(reading, tier, known_before)
            oldest = reading.roll_ups.oldest(tier)
        until = tier.complete_until(known_before)
        if oldest is None:
            return None
        first = max(start, oldest) // tier.period * tier.period + tier.period
        times = np.arange(first, min(end, until) + 1, tier.period, dtype=np.int64)
        carried = [self._catalogue.carried(selection.labels(row)) for row in range(len(selection))]
        rows = np.flatnonzero([bool(one) for one in carried])
        stored = _Stored(self._file, tier, times, [carried[row] for row in rows.tolist()])
        return RollUps(tier.period, until, [_block(rows, stored)] if len(rows) else [])

    def _in_blocks_until(self, end: int) -> int:
        """Return a time before which everything is in blocks; read before the file is."""
        grids = list(self._head.grids.values())
        return min((max(grid.oldest_time, grid.in_blocks_until) for grid in grids), default=end + 1)


@contextmanager
def _reading(file: BlockFile) -> Iterator[Reading]:
    try:
        with file.reading() as reading:
            yield reading
    except sqlite3.Error as error:
        raise Unavailable(
            "the blocks of the series store cannot be read: {reason}", reason=str(error)
        ) from error


def _tier_for(reading: Reading, start: int) -> Tier:
    reaching = [t for t in TIERS if reading.roll_ups.dropped_until(t.number) <= start]
    return reaching[0] if reaching else HOURS


def _rolled_until(reading: Reading, tier: Tier, known_before: int) -> int:
    """Return a time before which everything is rolled up, at most *known_before*.

    Where samples are kept no longer nothing is better than roll-ups, though an import adds to them.
    """
    needed, since = TIERS[: TIERS.index(tier) + 1], reading.roll_ups.dropped_until(RAW)
    waiting = [reading.roll_ups.first_unrolled(one, since=since) for one in needed]
    return min([known_before, *(start for start in waiting if start is not None)])


def _block(rows: Numbers, stored: _Stored) -> RollUpBlock:
    values = {field: _FieldValues(stored, field, len(rows)) for field in Field}
    return RollUpBlock(
        rows=rows,
        times=stored.times,
        minimum=values[Field.MINIMUM],
        maximum=values[Field.MAXIMUM],
        total=values[Field.TOTAL],
        count=values[Field.COUNT],
        last=values[Field.LAST],
        increase=values[Field.INCREASE],
    )


class _FieldValues(GatheredValues):
    """A field of the records (periods, rows)."""

    __slots__ = ("_field", "_stored")

    def __init__(self, stored: _Stored, field: Field, rows: int) -> None:
        self._stored = stored
        self._field = field
        self.shape = len(stored.times), rows

    def __array__(self, dtype: None = None, copy: bool | None = None) -> FloatArray:
        return self.gather(0, self.shape[0], 0, self.shape[1])

    def gather(self, first: int, stop: int, begin: int, end: int) -> FloatArray:
        out: FloatArray = np.empty((max(stop - first, 0), max(end - begin, 0)))
        for unit in range(begin // UNIT, -(-end // UNIT)):
            low, high = max(begin, unit * UNIT), min(end, (unit + 1) * UNIT)
            found = self._stored.unit(self._field, unit)[first:stop]
            out[:, low - begin : high - begin] = found[:, low - unit * UNIT : high - unit * UNIT]
        return out


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row of the window that a feed has records of."""

    column: int  # within its unit
    series: int
    is_shared: bool  # other feeds have records of it, too


class _Stored:
    """What is stored of some rows in some time."""

    def __init__(
        self,
        file: BlockFile,
        tier: Tier,
        times: TimeArray,
        carried: Sequence[tuple[Carried, ...]],
    ) -> None:
        self.times = times
        self._file = file
        self._tier = tier
        self._carried = carried
        self._shelf = Shelf()

    def unit(self, field: Field, number: int) -> FloatArray:
        """Return a field (periods, rows) of a unit of rows.  Raises Unavailable."""
        found = self._shelf.get((field, number))
        if found is None:
            carried = self._carried[number * UNIT : (number + 1) * UNIT]
            found = Unit(self._read(field, carried), {})
            self._shelf.put((field, number), found)
        return found.values

    def _read(self, field: Field, carried: Sequence[tuple[Carried, ...]]) -> FloatArray:
        shape = len(carried), len(self.times)
        out, counts = np.zeros(shape).T, np.zeros(shape).T  # a row's periods side by side
        if not len(self.times):
            return out
        start, end = int(self.times[0]) - self._tier.period, int(self.times[-1])
        with _reading(self._file) as reading:
            for feed, wanted in _by_feed(carried).items():
                for row in reading.roll_ups.rows(self._tier, feed, start, end):
                    self._take(reading, row, wanted, field, (out, counts))
        return out

    def _take(
        self,
        reading: Reading,
        row: FoundRow,
        wanted: Sequence[_Wanted],
        field: Field,
        into: tuple[FloatArray, FloatArray],
    ) -> None:
        """Put what a row of the file has *into* values and counts; what is damaged is left out."""
        with reading.roll_ups.data(row) as read:
            try:
                packed = PackedRecords(row.head, read)
            except ValueError as error:
                log.warning("roll-ups are damaged and left out", row=row.id, error=error)
                return
            inside = (packed.times >= self.times[0]) & (packed.times <= self.times[-1])
            slots = (packed.times[inside] - self.times[0]) // self._tier.period
            known = set(packed.series.tolist())
            for one in wanted:
                if one.series not in known:
                    continue
                try:
                    self._put(packed, one, field, inside, slots, into)
                except ValueError as error:
                    log.warning("a roll-up is damaged and left out", row=row.id, error=error)

    def _put(
        self,
        packed: PackedRecords,
        one: _Wanted,
        field: Field,
        inside: Mask,
        slots: TimeArray,
        into: tuple[FloatArray, FloatArray],
    ) -> None:
        """Put a column; of records that several feeds have of a period the fullest counts."""
        out, counts = into
        values = packed.column(one.series, field)[inside]
        if one.is_shared:
            count = packed.column(one.series, Field.COUNT)[inside]
            is_fuller = count > counts[slots, one.column]
            slots, values = slots[is_fuller], values[is_fuller]
            counts[slots, one.column] = count[is_fuller]
        out[slots, one.column] = values


def _by_feed(carried: Sequence[tuple[Carried, ...]]) -> dict[int, list[_Wanted]]:
    found: dict[int, list[_Wanted]] = {}
    for column, ones in enumerate(carried):
        for one in ones:
            found.setdefault(one.feed, []).append(_Wanted(column, one.series, len(ones) > 1))
    return found
