"""Forward everything the series store takes to an engine, in the order of the WAL.

A portion is read, cut into shards that are sent side by side, and only when all of it was taken
or refused for good does the position move on: after a power cut the last portion comes again.
Nothing is read ahead, so an engine that is slow holds the reader, never the intake.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiohttp

from watchkeeper.config.settings import RemoteSettings
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import SECOND, Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.remote.delivery import Delivery
from watchkeeper.storage.remote.door import Door
from watchkeeper.storage.remote.late import LateQueue
from watchkeeper.storage.remote.metrics import RemoteMetrics
from watchkeeper.storage.remote.position import Position, read_position, write_position
from watchkeeper.storage.remote.reading import Portion, QueueReader, Request, SegmentFolders
from watchkeeper.storage.remote.sending import Reply, Sender
from watchkeeper.storage.series.blocks.late import LateTicks
from watchkeeper.storage.series.segments import Damage

log = get_log("storage")

T = TypeVar("T")

DurableEnd = Callable[[], tuple[int, int]]
"""Tells the newest segment of the WAL and how much of it is on the disk."""

_POSITION = "forwarded.json"
_PORTIONS_PER_SHARD = 2
_IDLE_SECONDS = 0.25
_TENDING_SECONDS = 5.0
_LATE_SHARE = 4  # the part of the queue that late ticks may have beside it
_DEFECT_PAUSE_SECONDS = 5.0
_SAVE_EVERY_SECONDS = 1.0
_FREE_BYTES = 512 << 20  # of the disk: below that the queue gives way to the store


@dataclass(slots=True)
class ForwardState:
    """Where it stands, for doctor and pages."""

    pending_bytes: int = 0
    delivered_through: Instant | None = None
    left_out: int = 0  # native histograms, since the start
    refused: Reply | None = None  # the last that was refused for good, since the start


@dataclass(slots=True)
class _Saved:
    position: Position
    at: float = field(default=float("-inf"))


class Forwarder:
    """One queue to one engine.  Make it before the store opens, so that nothing it needs goes."""

    def __init__(
        self,
        directory: Path,
        settings: RemoteSettings,
        door: Door,
        *,
        clock: Clock,
        metrics: RemoteMetrics,
    ) -> None:
        """Read the position from the data directory.  Blocks."""
        position = read_position(directory / _POSITION)
        self._path = directory / _POSITION
        self._settings = settings
        self._door = door
        self._clock = clock
        self._metrics = metrics
        self._folders = SegmentFolders(directory, position.segment)
        self._late = LateQueue(
            directory / "forward" / "late", most_bytes=self._most_bytes // _LATE_SHARE
        )
        self._reader = QueueReader(
            self._folders,
            position,
            settings.shards,
            settings.samples_per_request,
            sends_histograms=settings.native_histograms,
        )
        self._delivered = position
        self._saved = _Saved(position)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="forwarder")
        self.delivery = Delivery(
            visible_after=settings.visible_after / SECOND, monotonic=clock.monotonic
        )
        self.state = ForwardState()
        metrics.shards.set(settings.shards)
        metrics.max_bytes.set(self._most_bytes)
        metrics.is_up.set(1)

    @property
    def retire(self) -> Callable[[Path], None]:
        """Return who takes the segments that the store needs no more."""
        return self._folders.retire

    @property
    def _most_bytes(self) -> int:
        return self._settings.queue_megabytes << 20

    def step_back(self, damages: Sequence[Damage]) -> None:
        """Take into account that a segment was repaired: what is behind its damage lies earlier.

        Call it when the store has opened.  Some samples go out twice, which does no harm.
        """
        position = self._delivered
        for damage in damages:
            if damage.damaged_bytes and damage.number == position.segment:
                earlier = max(0, position.offset - damage.damaged_bytes)
                self._delivered = self._reader.position = Position(position.segment, earlier)

    def take_late(self, late: LateTicks) -> None:
        """Keep ticks that the store takes past its WAL.  Blocks; raises Unavailable."""
        lost = self._late.put(late)
        if lost:
            self._metrics.dropped.inc(lost)
            log.error("late samples are not forwarded: too many wait", samples=lost)

    def close(self) -> None:
        """End what waits for samples, and keep the position; the store is closed after this."""
        self.delivery.close()
        self._thread.submit(self._save).result()
        self._thread.shutdown()

    async def run(self, durable_end: DurableEnd) -> None:
        """Forward until cancelled.  A defect is logged and tried again: nothing is passed over."""
        timeout = aiohttp.ClientTimeout(total=None)
        connector = aiohttp.TCPConnector(ssl=self._door.tls, limit=self._settings.shards)
        async with aiohttp.ClientSession(
            headers=self._door.headers, timeout=timeout, connector=connector
        ) as session:
            sender = Sender(
                session,
                self._settings.write,
                self._metrics,
                timeout_seconds=self._settings.write_timeout / SECOND,
                now=lambda: datetime.fromtimestamp(self._clock.now() / 1000, UTC),
                failed=self._tell_failure,
            )
            await self._off(self._reader.catch_up)
            while True:
                try:
                    await self._forward(sender, durable_end)
                except Exception as error:  # the edge: forwarding must not end the server
                    log.exception("samples were not forwarded", error=error)
                    self.delivery.failed(f"{type(error).__name__}: {error}")
                    self._reader.position = self._delivered
                    await asyncio.sleep(_DEFECT_PAUSE_SECONDS)

    async def _forward(self, sender: Sender, durable_end: DurableEnd) -> None:
        """Deliver what is there; rest where nothing is."""
        begun, until = self._clock.now(), Position(*durable_end())
        is_taken = not self.delivery.trouble
        if self._reader.position < until:
            portion = await self._off(lambda: self._read(until))
            is_taken = self._account(portion, await self._deliver(sender, portion, durable_end))
            self._delivered = max(self._delivered, portion.end)
        await self._off(self._save_where_due)
        if self._reader.position < until:
            return
        if is_taken:
            self._tell_delivered(begun)
            if await self._forward_late(sender, durable_end):
                return
        await asyncio.sleep(_IDLE_SECONDS)

    async def _forward_late(self, sender: Sender, durable_end: DurableEnd) -> bool:
        """Deliver a batch of late ticks; return whether there was one."""
        batch = await self._off(self._late.oldest)
        if batch is None:
            return False
        path, records = batch
        portion = await self._off(lambda: self._reader.portion_of(records))
        self._account(portion, await self._deliver(sender, portion, durable_end))
        await self._off(lambda: self._late.done(path))
        return True

    def _read(self, until: Position) -> Portion:
        self._make_room(until)
        most = _PORTIONS_PER_SHARD * self._settings.shards * self._settings.samples_per_request
        return self._reader.read(until, most_samples=most)

    async def _deliver(
        self, sender: Sender, portion: Portion, durable_end: DurableEnd
    ) -> Sequence[tuple[Request, Reply]]:
        """Send all shards side by side, each in its order; see to the queue meanwhile."""
        async with asyncio.TaskGroup() as group:
            keeper = group.create_task(self._keep_bounded(durable_end), name="forward queue")
            async with asyncio.TaskGroup() as shards:
                tasks = [
                    shards.create_task(_in_order(sender, requests), name="forward shard")
                    for requests in portion.requests
                    if requests
                ]
            keeper.cancel()
        return [one for task in tasks for one in task.result()]

    async def _keep_bounded(self, durable_end: DurableEnd) -> None:
        """Keep the queue within its bounds however long an engine is away."""
        while True:
            await asyncio.sleep(_TENDING_SECONDS)
            until = Position(*durable_end())
            await self._off(partial(self._make_room, until))
            self._tell_behind()

    def _make_room(self, until: Position) -> None:
        """Drop the oldest while too much waits, or the store would go without room.

        What is under way then is not read again after a power cut.
        """
        while True:
            pending = self._folders.bytes_from(self._delivered)
            self.state.pending_bytes = pending
            self._metrics.pending_bytes.set(pending)
            is_short = pending > 0 and self._folders.free_bytes() < _FREE_BYTES
            if pending <= self._most_bytes and not is_short:
                return
            if self._reader.position.segment >= until.segment:
                return  # the rest is the store's own segment
            lost = self._reader.skip_segment(until)
            self._delivered = self._reader.position
            self._metrics.dropped.inc(lost)
            self._save()
            log.error(
                "samples are not forwarded: the queue is full",
                samples=lost,
                queue_megabytes=self._settings.queue_megabytes,
            )

    def _tell_left_out(self, histograms: int) -> None:
        """Count native histograms that stay here; say it once."""
        if histograms and not self.state.left_out:
            log.warning(
                "native histograms stay on this server; "
                "storage.metrics.remote.native_histograms sends them",
                histograms=histograms,
            )
        self.state.left_out += histograms
        self._metrics.left_out.inc(histograms)

    def _account(self, portion: Portion, replies: Sequence[tuple[Request, Reply]]) -> bool:
        """Count what came of a portion; return whether the engine takes samples."""
        self._metrics.dropped.inc(portion.unsendable)
        self._tell_left_out(portion.left_out)
        refused = [(request, reply) for request, reply in replies if not reply.is_taken]
        for request, reply in refused[:1]:
            self.state.refused = reply
            log.error(
                "the metrics engine refused samples for good",
                samples=sum(one.samples for one, _ in refused),
                of=request.samples,
                status=reply.status,
                said=reply.said,
            )
        if replies and len(refused) == len(replies):
            return False
        if replies:
            self._metrics.highest_sent.set(portion.newest / 1000)
            self._metrics.is_up.set(1)
            self.delivery.works()
        return not self.delivery.trouble

    def _tell_failure(self, reason: str) -> None:
        self.delivery.failed(reason)
        self._metrics.is_up.set(0)
        self._tell_behind()

    def _tell_delivered(self, through: Instant) -> None:
        self.delivery.delivered(through)
        self.state.delivered_through = through
        self.state.pending_bytes = 0
        self._metrics.pending_bytes.set(0)
        self._metrics.is_up.set(1)
        self._tell_behind()

    def _tell_behind(self) -> None:
        since = self.state.delivered_through
        if since is not None:
            self._metrics.behind.set(max(0, self._clock.now() - since) / 1000)

    def _save_where_due(self) -> None:
        if self._clock.monotonic() - self._saved.at >= _SAVE_EVERY_SECONDS:
            self._save()

    def _save(self) -> None:
        """Keep the position on the disk; where the disk refuses, a little comes again after a start."""
        self._saved.at = self._clock.monotonic()
        position = self._delivered
        if position == self._saved.position:
            return
        try:
            write_position(self._path, position)
            self._folders.delivered_before(position.segment)
        except OSError as error:
            log.warning("the position of the forwarder was not kept", error=error)
            return
        self._saved.position = position

    async def _off(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


async def _in_order(sender: Sender, requests: Sequence[Request]) -> list[tuple[Request, Reply]]:
    return [(request, await sender.deliver(request)) for request in requests]
