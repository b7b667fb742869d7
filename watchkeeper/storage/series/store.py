"""The series store: samples of the last hours in memory, and on the disk in a WAL (D3)."""

from __future__ import annotations

import asyncio
from pathlib import Path

from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.journal import Journal
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.reading import LOOKBACK, Latest, SeriesReader
from watchkeeper.storage.series.replay import Replayed, replay
from watchkeeper.storage.series.wal import Wal
from watchkeeper.storage.series.writing import Feed, Sequences, SeriesWriter

__all__ = ["SeriesStore", "SeriesLimits", "Feed", "Sequences", "Latest", "LOOKBACK"]

log = get_log("storage")


class SeriesStore(SeriesReader, SeriesWriter):
    """All series.  Open it by ``await SeriesStore.open(...)``; one process at a time."""

    def __init__(
        self, head: Head, journal: Journal, *, clock: Clock, metrics: SeriesMetrics | None
    ) -> None:
        """Use ``open``, which reads the WAL first."""
        SeriesReader.__init__(self, head, clock=clock)
        SeriesWriter.__init__(self, head, journal, clock=clock, metrics=metrics)
        self.replayed = Replayed()

    @classmethod
    async def open(
        cls,
        directory: Path,
        *,
        clock: Clock,
        limits: SeriesLimits | None = None,
        metrics: SeriesMetrics | None = None,
    ) -> SeriesStore:
        """Open the store in a data directory, with all that its WAL holds."""
        limits = limits or SeriesLimits()
        head, journal = Head(limits), Journal(limits)
        store = cls(head, journal, clock=clock, metrics=metrics)
        begun = clock.monotonic()
        store.replayed = await asyncio.to_thread(_replay, directory / "wal", head, clock.now())
        took = clock.monotonic() - begun
        log.info(
            "series store opened",
            series=len(head.index),
            feeds=len(head.feeds),
            samples=store.replayed.samples,
            seconds=f"{took:.2f}",
        )
        wal = Wal(
            directory / "wal",
            store.replayed.segments,
            next_number=store.replayed.next_number,
            limits=limits,
            clock=clock,
            settled=journal.settled,
        )
        journal.begin(wal)
        if metrics:
            metrics.opened(store.replayed, took)
            metrics.watch(series=lambda: len(head.index), refused=lambda: store.refused)
            metrics.is_refusing.set_function(lambda: float(store.refusal is not None))
        return store

    async def close(self) -> None:
        """Write what waits, then end; what is in memory can still be read."""
        await self._journal.close()


def _replay(directory: Path, head: Head, now: Instant) -> Replayed:
    directory.mkdir(parents=True, exist_ok=True)
    return replay(directory, head, now)
