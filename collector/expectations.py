"""What the inventory expects, as series: ``target_info``, and when backups are due.

A rule compares ``backup_last_success_timestamp_seconds``, whoever tells it, with
``backup_due_timestamp_seconds``: the newest planned run whose grace is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

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


class ExpectationWorker:
    """Writes the feed ``inventory`` at its interval."""

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
        self._targets: Samples = {}

    async def next_due(self) -> Instant:
        return next_slot(self._last, self._interval, self._clock.now())

    async def run_due(self) -> None:
        now = self._clock.now()
        self._last = now
        samples = await asyncio.to_thread(self._samples, self._inventory(), now)
        await self._sink.write(FEED, interval=self._interval, at=now, samples=samples)

    def _samples(self, inventory: Inventory, now: Instant) -> Samples:
        """Return what is written; label sets of targets are made once for an inventory."""
        if inventory is not self._told:
            self._targets, self._told = samples_of_targets(inventory), inventory
        return {**self._targets, **samples_of_backups(inventory, now)}


def samples_of_inventory(inventory: Inventory, now: Instant) -> Samples:
    """Return everything; some 10 us a target, so not on the event loop."""
    return {**samples_of_targets(inventory), **samples_of_backups(inventory, now)}


def samples_of_targets(inventory: Inventory) -> Samples:
    """Return whose each target is, and where."""
    return {
        series(
            "target_info",
            **{**dict(inventory.identity(target.name)), "instance": target.name},
            job="inventory",
            address=target.address,
        ): 1.0
        for target in inventory
    }


def samples_of_backups(inventory: Inventory, now: Instant) -> Samples:
    samples: dict[Labels, float] = {}
    for target in inventory:
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
