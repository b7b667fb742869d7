"""Import: samples of any age that is kept, in bulk.  On the event loop only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.blocks.late import LateTicks
from watchkeeper.storage.series.blocks.spans import span_of
from watchkeeper.storage.series.feeds import SPARSE
from watchkeeper.storage.series.grid import class_of
from watchkeeper.storage.series.limits import Refusal
from watchkeeper.storage.series.ticks import is_live
from watchkeeper.storage.series.words import FloatArray, TimeArray
from watchkeeper.storage.series.writing import SeriesWriter

MOST_IMPORTED = 1 << 20
"""Cells of one call of ``import_ticks``: ticks times series."""

_CELLS = 1 << 17  # of one append
_SPANS = 96  # of ticks older than the head, that are stored before others may be


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import: samples stored (those that were there already included)."""

    samples: int
    refused: Mapping[Refusal, int]  # samples
    rolled: int = 0  # of the stored ones: too old for samples, they are kept as roll-ups


class SeriesImporter(SeriesWriter):
    """Writes what was measured elsewhere, or long ago."""

    async def import_ticks(
        self,
        feed: str,
        *,
        interval: Duration,
        labels: Sequence[Labels],
        times: Sequence[int] | TimeArray,
        values: FloatArray,
    ) -> Imported:
        """Store ticks (ticks,) in any order with values (ticks, columns); durable on return.

        Of what is older than samples are kept, but not than roll-ups, the roll-ups stay.

        ABSENT says nothing of a series, STALE that it ended.  Of two values of a series at one
        time the first that came counts, so an import may be repeated.  Ticks of the last hours
        may come no closer together than *interval*.  Raises InvalidInput where shapes do not fit,
        labels repeat or there are more than MOST_IMPORTED cells; Unavailable: call it again.
        """
        moments = np.asarray(times, np.int64)
        _check(labels, moments, values)
        await self._follow_jump()
        now, limits = self._clock.now(), self._head.limits
        self._head.advance(now)
        oldest = self._head.oldest_time(interval)
        is_future = moments > now + limits.ahead
        is_old = moments < min(now - limits.longest_kept, oldest)
        is_late = (moments < oldest) & ~is_old
        is_aged = is_late & (moments < now - limits.samples_kept)
        refused = Counter({Refusal.FROM_FUTURE: _live(values[is_future])})
        refused[Refusal.TOO_OLD] += _live(values[is_old])
        self._head.refused += +refused
        stored = rolled = 0
        for kept in (is_aged, is_late & ~is_aged):
            late = LateTicks(
                feed, class_of(interval), labels, moments[kept], values[kept], is_sparse=True
            )
            found, left_out = await self._import_late(late)
            stored, refused = stored + found, refused + left_out
            rolled += found if kept is is_aged else 0
        is_recent = ~(is_future | is_old | is_late)
        if is_recent.any():
            order = np.flatnonzero(is_recent)[np.argsort(moments[is_recent], kind="stable")]
            found, left_out = await self._import_recent(
                feed, interval, labels, moments[order], values[order]
            )
            stored, refused = stored + found, refused + left_out
        return Imported(stored, dict(+refused), rolled)

    async def _import_late(self, late: LateTicks) -> tuple[int, Counter[Refusal]]:
        """Store ticks that are older than the head, a few spans at a time: each is a transaction."""
        stored, refused = 0, Counter[Refusal]()
        pieces = late.times // (_SPANS * span_of(late.interval))
        for piece in np.unique(pieces).tolist():
            mine = pieces == piece
            taken = await self._take_late(
                None, replace(late, times=late.times[mine], values=late.values[mine])
            )
            stored, refused = stored + taken.samples, refused + taken.refused
        return stored, refused

    async def _import_recent(
        self,
        feed: str,
        interval: Duration,
        labels: Sequence[Labels],
        times: TimeArray,
        values: FloatArray,
    ) -> tuple[int, Counter[Refusal]]:
        """Store ticks of the head; return how many samples were, and why others were not."""
        handle = self.without_dead(self.feed(feed, interval=interval, layout=SPARSE))
        places, width = handle.places_of(labels), len(handle.layout)
        stored, rows = handle.state.stored, max(_CELLS // width, 1)
        for first in range(0, len(times), rows):
            part = slice(first, first + rows)
            vectors: FloatArray = np.full((len(times[part]), width), ABSENT)
            vectors[:, places] = values[part]
            await self.append(handle, times[part], vectors)
        found = handle.state.stored - stored
        full = set(handle.refused_places())
        refused = _live(values[:, [place in full for place in places]])
        missing = max(_live(values) - found - refused, 0)
        return found, Counter({Refusal.FEED_FULL: refused, Refusal.TOO_DENSE: missing})


def _live(values: FloatArray) -> int:
    return int(np.count_nonzero(is_live(values)))


def _check(labels: Sequence[Labels], times: TimeArray, values: FloatArray) -> None:
    if values.shape != (len(times), len(labels)) or len(set(labels)) != len(labels):
        raise InvalidInput(
            "{ticks} ticks with values {shape} do not fit {columns} series without repeats",
            ticks=len(times),
            shape=values.shape,
            columns=len(labels),
        )
    if values.size > MOST_IMPORTED:
        raise InvalidInput(
            "{cells} values are too many for one import; hand in {most} at most",
            cells=values.size,
            most=MOST_IMPORTED,
        )
