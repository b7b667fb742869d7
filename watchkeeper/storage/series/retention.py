"""Retention: what is kept no longer goes, tier by tier, by age and by size.  In the flushing thread.

The samples of the longest ago go first, then the shorter roll-ups, then the longer ones.  Nothing
goes that is still to be rolled up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from watchkeeper.core.instants import DAY, MINUTE, Duration, Instant
from watchkeeper.storage.series.blocks.catalogue import Catalogue
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.transactions import Space, Writing
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.rollups.tiers import FIVE_MINUTES, HOURS, RAW, TIERS, Tier

_AFTER_IMPORT = 10 * MINUTE
_DROPPED = 50  # rows that are deleted in one transaction
_DROPPED_FOR_ROOM = 5  # fewer, so that not more goes than must
_RETURNED_PAGES = 512  # to the disk, in one transaction: 4 MiB
_SPARE_SHARE = 8  # one of so many bytes may be free in the file: new blocks take them


class Kept(Enum):
    """What is kept, by its name in settings, metrics and logs."""

    SAMPLES = "raw"
    FIVE_MINUTES = "5m"
    HOURS = "1h"

    @property
    def tier(self) -> Tier | None:
        """Return the tier of roll-ups, None for the samples."""
        return {Kept.FIVE_MINUTES: FIVE_MINUTES, Kept.HOURS: HOURS}.get(self)


class Reason(Enum):
    """Why something was dropped."""

    AGE = "age"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows of the file that were dropped, and until when."""

    kept: Kept
    reason: Reason
    rows: int
    until: Instant


@dataclass(frozen=True, slots=True)
class Standing:
    """What is kept: bytes, from when on all, and bytes that are free in the file."""

    sizes: Mapping[Kept, int]
    since: Mapping[Kept, Instant]
    free: int


@dataclass(frozen=True, slots=True)
class Bound:
    """How long a tier is kept, and how large it may be; the file has a bound of its own."""

    age: Duration
    size_bytes: int | None


def bounds_of(limits: SeriesLimits) -> dict[Kept, Bound]:
    return {
        Kept.SAMPLES: Bound(limits.samples_kept, limits.samples_bytes),
        Kept.FIVE_MINUTES: Bound(limits.five_minutes_kept, limits.five_minutes_bytes),
        Kept.HOURS: Bound(limits.hours_kept, limits.hours_bytes),
    }


class Retention:
    """Deletes a little at a time, so that nobody waits long."""

    def __init__(self, file: BlockFile, catalogue: Catalogue, limits: SeriesLimits) -> None:
        self._file = file
        self._catalogue = catalogue
        self._limits = limits
        self._bounds = bounds_of(limits)
        self._imported_at: Instant | None = None  # samples that will go

    def note_import(self, now: Instant) -> None:
        """Let nothing go by age for a while: more of what was stored now may follow.

        An import comes in parts.  Its samples that are older than samples are kept go when they
        are rolled up, which must not be between two parts of one period.
        """
        self._imported_at = now

    def drop_some(self, now: Instant) -> Dropped | None:
        """Delete some rows that are too old or too much; None where there are none left."""
        with self._file.writing() as writing:
            dropped = self._too_old(writing, now) or self._too_much(writing, now)
            first_day = (now - max(bound.age for bound in self._bounds.values())) // DAY
            gone = [] if dropped else writing.drop_series(before_day=first_day)
        self._catalogue.forget(gone)
        return dropped

    def has_too_many_samples(self) -> bool:
        """Return whether samples are to go for their size, now that none can go as it is."""
        with self._file.reading() as reading:
            too_large = self._too_large(reading.space(), reading.roll_ups.sizes())
        return Kept.SAMPLES in too_large

    def return_some(self) -> bool:
        """Give free space of the file back to the disk; return whether there is more of it."""
        space = self._file.space()
        spare = max(self._limits.spare_bytes, space.used // _SPARE_SHARE)
        pages = min((space.free - spare) // space.page, _RETURNED_PAGES)
        if pages <= 0:
            return False
        self._file.return_pages(pages)
        return True

    def look(self) -> Standing:
        """Return what is kept now."""
        with self._file.reading() as reading:
            table = reading.roll_ups
            space, sizes = reading.space(), table.sizes()
            since = {kept: Instant(table.dropped_until(_number(kept))) for kept in Kept}
        return Standing(sizes_of(space, sizes), since, space.free)

    def _too_old(self, writing: Writing, now: Instant) -> Dropped | None:
        imported = self._imported_at
        if imported is not None and 0 <= now - imported < _AFTER_IMPORT:
            return None
        for kept in Kept:
            stop = now - self._bounds[kept].age
            found = _drop(writing, kept, Reason.AGE, stop=stop, most=_DROPPED)
            if found is not None:
                return found
        return None

    def _too_much(self, writing: Writing, now: Instant) -> Dropped | None:
        for kept in self._too_large(writing.space(), writing.roll_ups.sizes()):
            found = _drop(writing, kept, Reason.SIZE, stop=now, most=_DROPPED_FOR_ROOM)
            if found is not None:
                return found
        return None

    def _too_large(self, space: Space, roll_ups: dict[int, tuple[int, int]]) -> list[Kept]:
        """Return of what there is too much; of what is to go first, first."""
        sizes = sizes_of(space, roll_ups)
        if sum(sizes.values()) > self._limits.blocks_bytes:
            return list(Kept)
        return [
            kept
            for kept, bound in self._bounds.items()
            if bound.size_bytes is not None and sizes[kept] > bound.size_bytes
        ]


def together(dropped: Sequence[Dropped]) -> list[Dropped]:
    """Return one line for each tier and reason."""
    found: dict[tuple[Kept, Reason], Dropped] = {}
    for one in dropped:
        key = one.kept, one.reason
        rows = found[key].rows if key in found else 0
        found[key] = replace(one, rows=rows + one.rows)
    return list(found.values())


def sizes_of(space: Space, roll_ups: dict[int, tuple[int, int]]) -> dict[Kept, int]:
    """Return what each tier takes of the file; label sets count as samples."""
    sizes = {kept: roll_ups.get(_number(kept), (0, 0))[0] for kept in Kept if kept.tier}
    return {Kept.SAMPLES: max(space.used - sum(sizes.values()), 0), **sizes}


def _number(kept: Kept) -> int:
    return RAW if kept.tier is None else kept.tier.number


def _drop(writing: Writing, kept: Kept, reason: Reason, *, stop: int, most: int) -> Dropped | None:
    """Delete rows that ended by *stop* and are rolled up; the row before one that is not, stays."""
    tier = kept.tier
    longer = [one for one in TIERS if tier is None or one.number > tier.number][:1]
    waiting = [writing.roll_ups.first_unrolled(one) for one in longer]
    stop = min([stop, *(start - 1 for start in waiting if start is not None)])
    if tier is None:
        found = writing.drop_oldest(stop=stop, most=most)
    else:
        found = writing.roll_ups.drop_oldest(tier, stop=stop, most=most)
    return Dropped(kept, reason, found.rows, Instant(found.until)) if found.rows else None
