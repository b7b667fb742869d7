"""A store through which weeks pass at speed, and beside it every sample that was ever written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tests.storage.series.conftest import SetClock
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, labels_of
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import FloatArray, TimeArray

BEGIN = Instant(1_795_000_000_000 - 1_795_000_000_000 % DAY)
LIMITS = SeriesLimits(
    samples_kept=Duration(2 * DAY),
    five_minutes_kept=Duration(8 * DAY),
    hours_kept=Duration(400 * DAY),
)
FEED = "agent:a"
KINDS = ("gauge", "counter", "often_reset", "steady", "with_gaps", "late")
NAMES = tuple(labels_of({METRIC_NAME: kind, "kind": kind}) for kind in KINDS)
LATE = Duration(30 * HOUR)
_TURN = 2 * HOUR  # ticks of so long are handed in together


def vectors(times: TimeArray) -> FloatArray:
    """Return what the series were at some times (ticks, series): it can be told from the time."""
    ticks = (times - BEGIN) // MINUTE
    gauge = np.round(50 + 40 * np.sin(ticks / 977) + ticks * 7_919 % 101 / 10, 1)
    return np.stack(
        [
            gauge,
            3.0 * ticks,
            (ticks % 997) * 2.0,
            np.full(len(ticks), 17.0),
            np.where(ticks % 700 < 400, gauge, ABSENT),
            gauge + 1_000,
        ],
        axis=1,
    )


@dataclass
class LongLife:
    """Writes a tick a minute, flushes every two hours, and remembers everything."""

    directory: Path
    limits: SeriesLimits = LIMITS
    offset: int = 0  # of the ticks, after whole minutes
    clock: SetClock = field(default_factory=lambda: SetClock(BEGIN))
    end: int = BEGIN  # until then everything was written

    async def open(self) -> SeriesStore:
        return await SeriesStore.open(self.directory, clock=self.clock, limits=self.limits)

    async def live(self, store: SeriesStore, days: float) -> None:
        """Let days pass.  The last series is written 30 hours later than the others."""
        begun = self.clock.now()
        for begin in range(begun, begun + int(days * DAY), _TURN):
            self.clock.instant = Instant(begin + _TURN)
            times = np.arange(begin, begin + _TURN, MINUTE) + MINUTE - self.offset
            await self._write(store, times)
            if begin >= BEGIN + LATE < BEGIN + self.limits.samples_kept:
                await self._write_late(store, times - LATE)
            await store.flush()
        self.clock.go(10 * MINUTE)
        await store.flush()
        self.end = begun + int(days * DAY)

    async def _write(self, store: SeriesStore, times: TimeArray) -> None:
        handle = store.feed(FEED, interval=MINUTE)
        handle.extend(NAMES[len(handle.layout) : -1])
        await store.append(handle, times, vectors(times)[:, :-1])

    async def _write_late(self, store: SeriesStore, times: TimeArray) -> None:
        values = vectors(times)[:, -1:]
        done = await store.import_ticks(
            FEED, interval=MINUTE, labels=NAMES[-1:], times=times, values=values
        )
        assert done.samples == len(times)

    def samples(self, name: str) -> tuple[TimeArray, FloatArray]:
        """Return everything that was written of a series, of the late one what came so far."""
        column = KINDS.index(name)
        times = np.arange(BEGIN, self.end, MINUTE) + MINUTE - self.offset
        if column == len(NAMES) - 1:
            times = times[times <= self.end - LATE]
        values = vectors(times)[:, column]
        return times[~np.isnan(values)], values[~np.isnan(values)]
