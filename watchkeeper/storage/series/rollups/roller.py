"""Rolling up: a feed's day in a transaction.  In the flushing thread.

What is marked in the file is rolled up, what was rolled up is no longer marked: so neither a kill
nor a full disk loses a roll-up, and what comes late is rolled up once more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from enum import Enum

import numpy as np

from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.transactions import Reading
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.rollups.packing import PackedRecords, Packing
from watchkeeper.storage.series.rollups.records import (
    Field,
    Records,
    groups_of,
    last_before,
    no_records,
    replaced,
    spread,
)
from watchkeeper.storage.series.rollups.rolling_up import no_samples
from watchkeeper.storage.series.rollups.sources import Samples, ShorterRecords, Source
from watchkeeper.storage.series.rollups.table import Haste, RollUpTable, Unrolled
from watchkeeper.storage.series.rollups.tiers import FIVE_MINUTES, RAW, Tier
from watchkeeper.storage.series.ticks import Mask, bits_of, is_live
from watchkeeper.storage.series.words import FloatArray, TimeArray

log = get_log("storage")

_GROUP = 1_024  # series that are in memory together: 2 MB a field of a day
_CELLS = 1 << 20  # samples that are, 8 MB


class Rolled(Enum):
    """What became of some chunks."""

    NOTHING = "nothing is due"
    DONE = "done"
    FAILED = "failed"


class Roller:
    """Rolls up what is due."""

    def __init__(self, file: BlockFile, limits: SeriesLimits) -> None:
        self._file = file
        self._limits = limits

    def roll_next(self, now: Instant, haste: Haste = Haste.NONE) -> Rolled:
        """Roll up the chunks that are due first, of one row.

        Raises what the disk does, and they stay due; what cannot be rolled up for another reason
        is told and left, so that the others are.
        """
        with self._file.reading() as reading:
            unrolled = reading.roll_ups.first_due(now, haste)
        if unrolled is None:
            return Rolled.NOTHING
        self._file.require_room(self._limits.reserve_bytes)
        try:
            with self._file.writing() as writing:
                _Rolling(writing.reading(), unrolled).roll()
                writing.roll_ups.done(unrolled)
        except (sqlite3.Error, OSError):
            raise
        except Exception as error:  # a bug in one feed's data
            log.exception("samples could not be rolled up", feed=unrolled.feed, error=error)
            with self._file.writing() as writing:
                writing.roll_ups.done(unrolled)
            return Rolled.FAILED
        return Rolled.DONE


class _Rolling:
    """The chunks of one row."""

    def __init__(self, reading: Reading, unrolled: Unrolled) -> None:
        self._reading = reading
        self._table: RollUpTable = reading.roll_ups
        self._tier, self._feed, self._starts = unrolled.tier, unrolled.feed, unrolled.starts

    def roll(self) -> None:
        """Make the records that samples of the chunks are in.

        A sample at a chunk's very start is in the period before it, maybe in another row.
        """
        tier = self._tier
        if tier is not FIVE_MINUTES:  # a chunk is a row of the shorter tier
            for start in self._starts:
                self._roll_row(start + tier.period, start + tier.chunk)
            return
        for start, end in _runs(self._starts, tier.chunk):
            if tier.row_of(start) == tier.row_of(end):
                self._roll_row(start, end)
                continue
            if not self._is_rolled(start):
                self._roll_row(start, start)
            self._roll_row(start + tier.period, end)

    def _is_rolled(self, end: int) -> bool:
        """Return whether the period that ends at *end* has all samples, that at its end too."""
        source = Samples(self._reading, self._feed, end - self._tier.period, end)
        if not source.has_tick_at(end):
            return True
        stored = self._stored(self._tier.row_of(end))
        if stored is None:
            return False
        series = source.series
        fresh = source.roll_up(series, no_samples(len(series)))
        there, _ = stored.records(series, (Field.COUNT,))
        known = there.of(Field.COUNT)[there.times == end]
        return np.array_equal(known, fresh.of(Field.COUNT))

    def _roll_row(self, first: int, last: int) -> None:
        """Make the records that end in first .. last, which are in one row."""
        source, start = self._source(first, last), self._tier.row_of(last)
        if source is None or not len(source.ends):
            return
        stored = self._stored(start)
        names, times = source.series, source.ends
        if stored is not None:
            names, times = np.union1d(names, stored.series), np.union1d(times, stored.times)
        packing, changed = Packing(times), []
        for series in groups_of(names, max(min(_GROUP, _CELLS // source.ticks), 1)):
            there = _records_of(stored, series)
            fresh = source.roll_up(series, self._before(there, first))
            whole = replaced(there, fresh, max(first, self._first_known()), last)
            packing.add(Records(times, series, spread(whole, times, series)))
            changed.append(series[_ends_otherwise(there, whole, last)])
        row = packing.packed()
        if row is not None:
            self._table.put(self._tier, self._feed, start, row)
        if self._tier is FIVE_MINUTES:
            self._mark_next(last, np.concatenate([names[:0], *changed]))

    def _source(self, first: int, last: int) -> Source | None:
        if self._tier is FIVE_MINUTES:
            return Samples(self._reading, self._feed, first - self._tier.period, last)
        row = self._opened(FIVE_MINUTES, FIVE_MINUTES.row_of(last))
        return None if row is None else ShorterRecords(row, self._tier)

    def _first_known(self) -> int:
        """Return the first end of a period of which everything is kept that it is made from.

        What is stored of the others is worth more than what is left of their samples.
        """
        shorter = RAW if self._tier is FIVE_MINUTES else FIVE_MINUTES.number
        return self._table.dropped_until(shorter) + self._tier.period

    def _stored(self, start: int) -> PackedRecords | None:
        return self._opened(self._tier, start)

    def _opened(self, tier: Tier, start: int) -> PackedRecords | None:
        row = self._table.row(tier, self._feed, start)
        try:
            return None if row is None else self._table.whole(row)
        except ValueError as error:
            log.warning("roll-ups are damaged and left out", feed=self._feed, error=error)
            return None

    def _before(self, there: Records, first: int) -> FloatArray:
        """Return the last samples (columns,) before the period that ends at *first*."""
        end, unknown = first - self._tier.period, no_samples(len(there.series))
        if self._tier is not FIVE_MINUTES:
            return unknown
        before = last_before(there, end, unknown)
        if is_live(before).all():
            return before
        earlier = self._opened(self._tier, self._tier.row_of(first) - self._tier.row)
        if earlier is None:
            return before
        records, _ = earlier.records(there.series, (Field.COUNT, Field.LAST))
        return last_before(there, end, last_before(records, end, unknown))

    def _mark_next(self, last: int, changed: TimeArray) -> None:
        """Let the next record of each *changed* series be made anew: its increase begins here."""
        row = self._tier.row_of(last + 1)
        for start in (row, row + self._tier.row):  # as far as ``_before`` looks back
            follows = self._opened(self._tier, start) if len(changed) else None
            if follows is None:
                continue
            records, _ = follows.records(changed, (Field.COUNT,))
            there = records.there & (records.times > last)[:, np.newaxis]
            found = there.any(axis=0)
            for end in np.unique(records.times[there.argmax(axis=0)[found]]).tolist():
                self._table.mark(self._tier, self._feed, end - 1)
            changed = changed[~found]


def _runs(starts: Sequence[int], length: int) -> list[tuple[int, int]]:
    """Return chunks that follow one another as (start of the first, end of the last)."""
    found: list[tuple[int, int]] = []
    for start in starts:
        if found and found[-1][1] == start:
            found[-1] = found[-1][0], start + length
        else:
            found.append((start, start + length))
    return found


def _records_of(stored: PackedRecords | None, series: TimeArray) -> Records:
    if stored is None:
        return no_records(series)
    records, damages = stored.records(series)
    if damages:
        log.warning("roll-ups are damaged and left out", series=len(damages), error=damages[0])
    return records


def _ends_otherwise(there: Records, whole: Records, last: int) -> Mask:
    """Return which series (columns,) have another last sample by *last* than they had."""
    unknown = no_samples(len(there.series))
    earlier, now = (last_before(records, last, unknown) for records in (there, whole))
    otherwise: Mask = bits_of(earlier) != bits_of(now)
    return otherwise
