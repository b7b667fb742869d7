"""The flush: what is over goes from the head into blocks, one feed and span after the other.

The event loop decides and notes; a thread of its own reads the head as any reader does, encodes
and commits.  What fails stays noted, and the WAL keeps its samples.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from watchkeeper.core.errors import Overloaded, Unavailable
from watchkeeper.core.instants import HOUR, Instant, rfc3339
from watchkeeper.core.logs import get_log
from watchkeeper.storage.series.blocks.block import Ticks, merged, pack, unpacked
from watchkeeper.storage.series.blocks.catalogue import Catalogue, numbered
from watchkeeper.storage.series.blocks.due import Due, LateSpans, Patience
from watchkeeper.storage.series.blocks.erase import BlockEraser
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.blocks.late import LateTicks, LateWriter, Taken
from watchkeeper.storage.series.blocks.spans import due_until, span_of, start_of
from watchkeeper.storage.series.blocks.transactions import BlockKey, Writing
from watchkeeper.storage.series.grid import SLOT_SLACK, Grid
from watchkeeper.storage.series.head import Head
from watchkeeper.storage.series.index import SeriesIndex
from watchkeeper.storage.series.limits import SeriesLimits
from watchkeeper.storage.series.retention import Dropped, Retention, Standing, together
from watchkeeper.storage.series.rollups.roller import Rolled, Roller
from watchkeeper.storage.series.rollups.table import Haste
from watchkeeper.storage.series.ticks import is_absent
from watchkeeper.storage.series.windows import samples_of
from watchkeeper.storage.series.words import Matcher

log = get_log("storage")

T = TypeVar("T")

_TROUBLE = (sqlite3.Error, OSError, Unavailable)
_GATHERED = 10  # spans in several parts that become one block in a round
_ROLLING_SECONDS = 30  # of a round; rounds begin a minute apart
_LATE_SECONDS = 30  # how long late ticks wait for the disk


@dataclass(frozen=True, slots=True)
class Flushed:
    """What a round of flushing did."""

    blocks: int = 0
    failures: int = 0
    gathered: int = 0
    rolled: int = 0
    dropped: tuple[Dropped, ...] = ()


class Flusher:
    """Flushes a head; on the event loop but for what its thread does."""

    def __init__(self, head: Head, file: BlockFile, catalogue: Catalogue) -> None:
        self._head = head
        self._file = file
        self._writer = BlockWriter(head.index, file, catalogue, head.limits)
        self._late = LateWriter(file, catalogue, head.limits)
        self._eraser = BlockEraser(file, catalogue)
        self._roller = Roller(file, head.limits)
        self._retention = Retention(file, catalogue, head.limits)
        self._retired = Instant(0)
        self.standing: Standing | None = None  # since the last time something could go
        self.tell: Callable[[Flushed], None] = lambda _: None  # of each round
        self._late_bytes = 0  # that wait for the thread
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="series-blocks")
        self._round = asyncio.Lock()
        self._horizons: dict[int, int] = {}  # as they are in the file
        self._late_spans = LateSpans()

    async def flush(self, now: Instant, patience: Patience = Patience.SOME) -> Flushed:
        """Flush what is due; raises nothing that the disk does, but says so once a round."""
        async with self._round:
            grids = list(self._head.grids.values())
            self.note_due(now)
            noted = [one for grid in grids for one in _noted(grid)]
            due = noted if patience is Patience.NONE else self._late_spans.due(noted, now)
            failures = [error for one in due if (error := await self._flush(one))]
            for grid in grids:
                grid.let_go()
            written = len(due) - len(failures)
            gathered, more = await self._gather(now)
            failures += more + await self._erase_rest()
            rolled, more = await self._roll(now)
            failures += more
            dropped: list[Dropped] = []
            if due or now >= self._retired + HOUR:
                dropped, early, more = await self._retire(now)
                rolled += early
                failures += more
            if written or gathered or rolled or dropped:
                failures += await self._cut_log()
        if failures:
            log.error("blocks could not be written", blocks=len(failures), error=failures[0])
        _tell(dropped)
        flushed = Flushed(written, len(failures), gathered, rolled, tuple(dropped))
        self.tell(flushed)
        return flushed

    async def take(self, late: LateTicks, now: Instant) -> Taken:
        """Store ticks that are older than the head; they are on the disk on return.

        Raises Unavailable where the disk refuses or too much waits.
        """
        size = late.size_bytes
        if self._late_bytes + size > self._head.limits.waiting_bytes:
            raise Overloaded("too many samples wait for the disk of the series store")
        self._late_bytes += size
        try:
            async with asyncio.timeout(_LATE_SECONDS):
                await self._in_turn(self._writer.require_room)
                if late.times.min(initial=now) < now - self._head.limits.samples_kept:
                    self._retention.note_import(now)
                return await self._in_turn(partial(self._late.take, late, now))
        except TimeoutError:
            raise Unavailable("the disk of the series store is too slow") from None
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(
                "the series store cannot write: {reason}", reason=str(error)
            ) from error
        finally:
            self._late_bytes -= size

    def note_due(self, now: Instant) -> None:
        for grid in self._head.grids.values():
            note_due(grid, now)

    def close(self) -> None:
        """Wait for the block that is being written; blocks."""
        self._thread.shutdown(cancel_futures=True)

    async def note_horizons(self, horizons: Mapping[int, int]) -> bool:
        """Write down from when on a restart needs the WAL; return whether that is on the disk."""
        if horizons == self._horizons:
            return True
        try:
            await self._in_turn(partial(self._writer.note_horizons, horizons))
        except _TROUBLE as error:
            log.warning(
                "the log of the series store is kept: blocks cannot be written", error=error
            )
            return False
        self._horizons = dict(horizons)
        return True

    async def erase(
        self, matchers: tuple[Matcher, ...], erase_head: Callable[[], Awaitable[None]]
    ) -> None:
        """Erase series from the head and from blocks; no flush brings them from one to the other.

        Raises Unavailable where the disk refuses; what was begun is gone on with at every flush.
        """
        async with self._round:
            await erase_head()
            try:
                await self._in_turn(partial(self._eraser.begin, matchers))
            except (sqlite3.Error, OSError) as error:
                raise Unavailable(
                    "the series store cannot write: {reason}", reason=str(error)
                ) from error
            for failure in await self._erase_rest():
                log.warning("erased series are still in some blocks", error=failure)

    async def _erase_rest(self) -> list[Exception]:
        """Take what is erased out of the blocks that still have it."""
        try:
            while await self._in_turn(self._eraser.erase_next):
                pass
        except _TROUBLE as error:
            return [error]
        return []

    async def _in_turn(self, work: Callable[[], T]) -> T:
        """Do *work* in the thread that writes blocks."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _gather(self, now: Instant) -> tuple[int, list[Exception]]:
        """Make one block of the parts of some spans that are quiet; count them."""
        gathered = 0
        try:
            find = partial(self._late.scattered, now, most=_GATHERED)
            for span in await self._in_turn(find):
                await self._in_turn(partial(self._late.gather, span))
                gathered += 1
        except _TROUBLE as error:
            return gathered, [error]
        return gathered, []

    async def _roll(self, now: Instant) -> tuple[int, list[Exception]]:
        """Roll up what is due, row by row; count the rows.

        At the end of a day, and after a large import, that takes more than one round: the head
        must not wait for it.
        """
        rolled, loop = 0, asyncio.get_running_loop()
        stop = loop.time() + _ROLLING_SECONDS
        try:
            while loop.time() < stop and (
                (done := await self._in_turn(partial(self._roller.roll_next, now)))
                is not Rolled.NOTHING
            ):
                rolled += done is Rolled.DONE
        except _TROUBLE as error:
            return rolled, [error]
        return rolled, []

    async def _retire(self, now: Instant) -> tuple[list[Dropped], int, list[Exception]]:
        """Delete what is kept no longer, and give the room back, a little at a time.

        Count the rows that had to be rolled up first.
        """
        dropped: list[Dropped] = []
        rolled = 0
        try:
            is_done = False
            while not is_done:
                drop = partial(self._retention.drop_some, now)
                while (one := await self._in_turn(drop)) is not None:
                    dropped.append(one)
                done = await self._in_turn(partial(self._roll_for_room, now))
                is_done, rolled = done is Rolled.NOTHING, rolled + (done is Rolled.DONE)
            while await self._in_turn(self._retention.return_some):
                pass
            self.standing = await self._in_turn(self._retention.look)
        except _TROUBLE as error:
            return dropped, rolled, [error]
        self._retired = now
        return dropped, rolled, []

    async def _cut_log(self) -> list[Exception]:
        try:
            await self._in_turn(self._file.cut_log)
        except _TROUBLE as error:
            return [error]
        return []

    def _roll_for_room(self, now: Instant) -> Rolled:
        """Roll up early where samples must go for their size; in the thread."""
        if not self._retention.has_too_many_samples():
            return Rolled.NOTHING
        return self._roller.roll_next(now, Haste.ROOM)

    async def _flush(self, due: Due) -> Exception | None:
        try:
            await self._in_turn(partial(self._writer.write, due))
        except _TROUBLE as error:
            return error
        except Exception as error:  # one feed must not keep the others from their blocks
            log.exception("a block could not be made", feed=due.stream.feed, error=error)
            return error
        if due.stream.unflushed.get(due.start) == due.changes:
            del due.stream.unflushed[due.start]
        due.stream.unwritten.discard(due.start)
        return None


def _tell(dropped: Sequence[Dropped]) -> None:
    for line in together(dropped):
        log.info(
            "blocks are kept no longer",
            kept=line.kept.value,
            reason=line.reason.value,
            blocks=line.rows,
            until=rfc3339(line.until),
        )


def note_due(grid: Grid, now: Instant) -> None:
    """Note for all streams which spans are over that were not so before."""
    until = due_until(now, grid.interval)
    if until <= grid.flushed_until:
        return
    for start in sorted(_spans_in(grid)):
        if grid.flushed_until <= start < until:
            for stream in grid.streams.values():
                stream.note_over(start)
    grid.flushed_until = until


def _spans_in(grid: Grid) -> set[int]:
    """Return the spans of which the head may hold ticks."""
    length, size, slack = span_of(grid.interval), grid.chunk_slots, SLOT_SLACK
    found: set[int] = set()
    for number in grid.chunks:
        low = (number * size - slack) * grid.interval
        high = ((number + 1) * size + slack) * grid.interval
        found.update(range(start_of(low, grid.interval), high, length))
    for stream in grid.streams.values() if grid.side_ticks else ():
        found.update(start_of(time, grid.interval) for time in stream.side)
    return found


def _noted(grid: Grid) -> list[Due]:
    """Return what is to be flushed, oldest first."""
    noted = (
        Due(stream, start, changes)
        for stream in grid.streams.values()
        for start, changes in stream.unflushed.items()
    )
    return sorted(noted, key=lambda due: due.start)


class BlockWriter:
    """Writes one span of a stream; in the flushing thread."""

    def __init__(
        self, index: SeriesIndex, file: BlockFile, catalogue: Catalogue, limits: SeriesLimits
    ) -> None:
        self._index = index
        self._limits = limits
        self._file = file
        self._catalogue = catalogue

    def require_room(self) -> None:
        """Raise Unavailable where the rest of the disk is kept for tickets."""
        self._file.require_room(self._limits.reserve_bytes)

    def write(self, due: Due) -> None:
        """Store what the head has of a span, merged with what is stored of it."""
        self.require_room()
        rows, labels = self._index.series_in(due.stream)
        times, values = samples_of(due.stream, rows, due.start - 1, due.stop - 1)
        kept = np.flatnonzero(~is_absent(values).all(axis=0))
        if not len(times) or not len(kept):
            return
        order = np.argsort(times)
        with self._file.writing() as writing:
            names = [labels[at] for at in kept.tolist()]
            known = numbered(self._catalogue, writing, due.stream.feed, names, seen=due.stop)
            by_number = np.argsort(known.series)
            series = np.array(known.series, np.int64)[by_number]
            found = values[np.ix_(order, kept[by_number])]
            ticks = Ticks(times[order], series, found, due.stream.grid.bins.now())
            key = BlockKey(known.feed, due.start, due.stop)
            writing.put(key, pack(_with_stored(writing, key, ticks)))
        self._catalogue.note_feed(due.stream.feed, known.feed)
        self._catalogue.note(known.news)

    def note_horizons(self, horizons: Mapping[int, int]) -> None:
        with self._file.writing() as writing:
            writing.note_horizons(horizons)


def _with_stored(writing: Writing, key: BlockKey, ticks: Ticks) -> Ticks:
    """Return ticks with those that are stored already; a damaged block is set aside."""
    there = writing.block(key)
    if there is None:
        return ticks
    try:
        return merged(unpacked(*there), ticks)
    except ValueError as error:
        log.warning("a block is damaged and set aside", feed=key.feed, start=key.start, error=error)
        writing.set_aside(key)
        return ticks
