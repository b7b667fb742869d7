"""What the inventory expects, as series: ``target_info``, and when backups are due.

A rule compares ``backup_last_success_timestamp_seconds``, whoever tells it, with
``backup_due_timestamp_seconds``: the newest planned run whose grace is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from zlib import crc32

from collector.heartbeat_state import last_planned, schedule_interval
from collector.probes.outcome import Samples, series
from collector.sink import SampleSink
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import Labels
from watchkeeper.inventory.model import BackupJob, Target
from watchkeeper.inventory.registry import Inventory

FEED = "inventory"
INTERVAL = Duration(MINUTE)

_MOST_IN_ONE = 2_000  # targets: with some backups each they stay below the series of a feed
_PARTS = 16
FEEDS = (FEED, *(f"{FEED}/{part}" for part in range(_PARTS)))


class ExpectationWorker:
    """Writes the feed ``inventory`` at its interval; for a large inventory its parts."""

    name = "expectations"

    def __init__(
        self,
        inventory: Callable[[], Inventory],
        sink: SampleSink,
        clock: Clock,
        *,
        interval: Duration = INTERVAL,
    ) -> None:
        self._inventory = inventory
        self._sink = sink
        self._clock = clock
        self._interval = interval
        self._last: Instant | None = None
        self._told: Inventory | None = None
        self._targets: dict[str, Samples] = {}
        self._feeds: frozenset[str] | None = None  # written so far

    async def next_due(self) -> Instant:
        return next_slot(self._last, self._interval, self._clock.now())

    async def run_due(self) -> None:
        now = self._clock.now()
        self._last = now
        found = await asyncio.to_thread(self._samples, self._inventory(), now)
        await self._end_all_but(frozenset(found))
        for feed, samples in found.items():
            await self._sink.write(feed, interval=self._interval, at=now, samples=samples)

    async def _end_all_but(self, feeds: frozenset[str]) -> None:
        """End the feeds from when the inventory was smaller or larger, after a restart too."""
        if feeds == self._feeds:
            return
        for feed in FEEDS:
            if feed not in feeds:
                await self._sink.end_feed(feed)
        self._feeds = feeds

    def _samples(self, inventory: Inventory, now: Instant) -> dict[str, Samples]:
        """Return what is written, by feed; label sets of targets are made once for an inventory."""
        parts = targets_by_feed(inventory)
        if inventory is not self._told:
            self._targets = {feed: samples_of_targets(inventory, of) for feed, of in parts.items()}
            self._told = inventory
        return {
            feed: {**self._targets[feed], **samples_of_backups(targets, now)}
            for feed, targets in parts.items()
        }


def targets_by_feed(inventory: Inventory) -> dict[str, list[Target]]:
    """Return the targets of each feed; a target stays in its own whoever comes and goes."""
    if len(inventory) <= _MOST_IN_ONE:
        return {FEED: list(inventory)}
    parts: dict[str, list[Target]] = {}
    for target in inventory:
        part = crc32(target.name.encode()) % _PARTS
        parts.setdefault(f"{FEED}/{part}", []).append(target)
    return parts


def samples_of_inventory(inventory: Inventory, now: Instant) -> Samples:
    """Return everything; some 10 us a target, so not on the event loop."""
    return {**samples_of_targets(inventory, inventory), **samples_of_backups(inventory, now)}


def samples_of_targets(inventory: Inventory, targets: Iterable[Target]) -> Samples:
    """Return whose each target is, and where."""
    return {
        series(
            "target_info",
            **{**dict(inventory.identity(target.name)), "instance": target.name},
            job="inventory",
            address=target.address,
        ): 1.0
        for target in targets
    }


def samples_of_backups(targets: Iterable[Target], now: Instant) -> Samples:
    samples: dict[Labels, float] = {}
    for target in targets:
        for job in target.backups:
            samples |= samples_of_backup(target, job, now)
    return samples


def samples_of_backup(target: Target, job: BackupJob, now: Instant) -> Samples:
    """Return what is expected of a backup; *due* only from runs planned after the enrolment."""
    interval = schedule_interval(job.schedule, target.zone, now)
    due = last_planned(job.schedule, target.zone, Instant(now - job.grace))
    if due is not None and target.enrolled_at is not None and due < target.enrolled_at:
        due = None
    values = {
        "backup_expected_interval_seconds": interval,
        "backup_grace_seconds": job.grace,
        "backup_full_interval_seconds": job.full,
        "backup_restore_test_interval_seconds": job.restore_test,
        "backup_due_timestamp_seconds": due,
        "backup_verify_interval_seconds": job.verify,
        "backup_offsite_interval_seconds": job.offsite,
        "backup_retention_seconds": job.retention,
    }
    labels = {"instance": target.name, "job": "inventory", "backup": job.name, "tool": job.tool}
    counts = {
        "backup_size_least_bytes": job.size.least,
        "backup_size_most_bytes": job.size.most,
        "backup_copies_expected": job.keep,
        "backup_encryption_expected": int(job.encrypted) or None,
    }
    times = {name: value / 1000 for name, value in values.items() if value is not None}
    told = times | {name: float(value) for name, value in counts.items() if value is not None}
    return {series(name, **labels): value for name, value in told.items()}
