"""The series store: the last hours in memory and in a WAL, what is older in blocks (D3)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.catalogue import Catalogue
from watchkeeper.storage.series.blocks.due import Patience
from watchkeeper.storage.series.blocks.file import BlockFile, open_blocks
from watchkeeper.storage.series.blocks.flush import Flushed, Flusher
from watchkeeper.storage.series.blocks.moved import leave_moved_to_blocks
from watchkeeper.storage.series.blocks.past import Past
from watchkeeper.storage.series.entries import Sequences
from watchkeeper.storage.series.erasing import Extent, SeriesEraser
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.importing import Imported, SeriesImporter
from watchkeeper.storage.series.journal import Journal
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.metrics import SeriesMetrics
from watchkeeper.storage.series.reading import LOOKBACK, Latest, SeriesReader
from watchkeeper.storage.series.replay import Replayed, replay
from watchkeeper.storage.series.rollups.reading import RollUpReader
from watchkeeper.storage.series.wal import Retire, Wal, unlink
from watchkeeper.storage.series.writing import Feed, FeedTick

__all__ = [
    "SeriesKeeper",
    "SeriesStore",
    "SeriesLimits",
    "Extent",
    "Feed",
    "FeedTick",
    "Imported",
    "Sequences",
    "Latest",
    "LOOKBACK",
]

log = get_log("storage")


class SeriesStore(SeriesEraser):
    """All series.  Open it by ``await SeriesStore.open(...)``; one process at a time."""

    def __init__(
        self,
        head: Head,
        journal: Journal,
        blocks: Blocks,
        *,
        clock: Clock,
        metrics: SeriesMetrics | None,
    ) -> None:
        """Use ``open``, which reads the WAL first."""
        SeriesReader.__init__(self, head, blocks.past, blocks.rolled, clock=clock)
        SeriesImporter.__init__(self, head, journal, blocks.flusher, clock=clock, metrics=metrics)
        self._blocks = blocks
        self.replayed = Replayed()

    @classmethod
    async def open(
        cls,
        directory: Path,
        *,
        clock: Clock,
        limits: SeriesLimits | None = None,
        metrics: SeriesMetrics | None = None,
        retire: Retire = unlink,
    ) -> SeriesStore:
        """Open the store in a data directory, with all that its WAL holds.

        *retire* takes the segments of the WAL that the store needs no more.
        """
        limits = limits or SeriesLimits()
        begun = clock.monotonic()
        head, journal = Head(limits), Journal(limits)
        file, catalogue = await asyncio.to_thread(_open_blocks, directory)
        blocks = Blocks(
            file,
            Past(file, catalogue),
            RollUpReader(file, catalogue, head),
            Flusher(head, file, catalogue),
        )
        store = cls(head, journal, blocks, clock=clock, metrics=metrics)
        head.begin_at(await asyncio.to_thread(_horizons, file))
        store.replayed = await asyncio.to_thread(_replay, directory / "wal", head)
        await asyncio.to_thread(leave_moved_to_blocks, head, file, catalogue)
        await store._begin_at(clock.now())
        head.begin_only(lambda labels: catalogue.has_room(labels, limits.series_kept))
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
            retire=retire,
        )
        journal.begin(wal)
        if metrics:
            metrics.opened(store.replayed, took)
            blocks.flusher.tell = store._note_round
            metrics.watch(
                series=lambda: len(head.index),
                kept=lambda: len(catalogue),
                syncs=lambda: journal.groups,
                refused=lambda: store.refused,
            )
            metrics.blocks_damaged.set_function(lambda: float(store.damage is not None))
            metrics.is_refusing.set_function(lambda: float(store.refusal is not None))
        return store

    async def flush(self) -> Flushed:
        """Put what is over into blocks; call it every minute.

        What fails is kept, in memory up to twice the length of the head and in the WAL for good,
        and tried again the next time.
        """
        now = self._clock.now()
        if self._has_jumped(now):
            flushed = await self._flush_and_follow(now)
        else:
            flushed = await self._flusher.flush(now)
            self._head.advance(now)  # though nothing comes
        await self._drop_segments()
        return flushed

    async def _drop_segments(self) -> None:
        """Delete what a restart needs no more of the WAL, when that is known to blocks.

        Only segments that were full before all that was written then is in the head: else a late
        tick could be neither here nor there.
        """
        before = self._journal.open_from
        try:
            await self._journal.drain()
        except Unavailable:
            return
        if self._overtaken:
            return  # only the log has it
        horizons = self._head.horizons()
        if await self._blocks.flusher.note_horizons(horizons):
            self._journal.drop_older(horizons, before=before)

    def _note_round(self, flushed: Flushed) -> None:
        assert self._metrics is not None
        self._metrics.flushed(
            blocks=flushed.blocks, failures=flushed.failures, gathered=flushed.gathered
        )
        self._metrics.kept.note(flushed.rolled, flushed.dropped, self._blocks.flusher.standing)

    @property
    def damage(self) -> str | None:
        """Return what was met that is damaged among the blocks; a restart saves the rest."""
        return self._blocks.file.damage

    @property
    def durable_end(self) -> tuple[int, int]:
        """Return the newest segment of the WAL and how many of its bytes are on the disk."""
        return self._journal.durable_end

    async def close(self) -> None:
        """Write what waits, then end; what is in memory can still be read."""
        await self._journal.close()
        await asyncio.to_thread(self._blocks.flusher.close)
        await asyncio.to_thread(self._blocks.file.close)

    async def _begin_at(self, now: Instant) -> None:
        """Let the head end now; what would leave it unflushed after a long rest is flushed first."""
        self._blocks.flusher.note_due(now)
        if self.replayed.damages or self.replayed.unreadable:
            self._head.let_blocks_tell()
        if self._head.would_lose(now):
            await self._blocks.flusher.flush(now, Patience.NONE)
        self._head.advance(now)


class SeriesKeeper:
    """Puts what is over into blocks, every minute; a Worker."""

    name = "series blocks"

    def __init__(self, store: SeriesStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._last: Instant | None = None

    async def next_due(self) -> Instant | None:
        return next_slot(self._last, MINUTE, self._clock.now())

    async def run_due(self) -> None:
        self._last = self._clock.now()
        await self._store.flush()


@dataclass(frozen=True, slots=True)
class Blocks:
    """What the store keeps on the disk for good."""

    file: BlockFile
    past: Past
    rolled: RollUpReader
    flusher: Flusher


def _open_blocks(directory: Path) -> tuple[BlockFile, Catalogue]:
    directory.mkdir(parents=True, exist_ok=True)
    file, catalogue = open_blocks(directory / "series.db"), Catalogue()
    with file.reading() as reading:
        catalogue.read(reading)
    return file, catalogue


def _horizons(file: BlockFile) -> dict[int, int]:
    with file.reading() as reading:
        return reading.horizons()


def _replay(directory: Path, head: Head) -> Replayed:
    directory.mkdir(parents=True, exist_ok=True)
    return replay(directory, head)
