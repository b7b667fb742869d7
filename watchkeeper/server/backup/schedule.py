"""Backups by themselves: each day, checked after writing, rotated; and watched like any other.

The work is done in a thread; the worker only starts it and settles it, so that it never stands
still.  Its readings have the names that the agent gives for folders of backups, so the shipped
rules open a ticket when our own backup is too old, empty, shrunk or damaged.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter

from watchkeeper.config.settings import BackupSettings
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.errors import ConfigError, InvalidInput, Unavailable, WatchkeeperError
from watchkeeper.core.instants import (
    DAY,
    MINUTE,
    Duration,
    Instant,
    instant_of_local,
    later,
    local_day,
)
from watchkeeper.core.logs import get_log
from watchkeeper.server.backup.make import BackupWish
from watchkeeper.server.backup.readings import Expectation, OwnBackupReadings, Standing
from watchkeeper.server.backup.rotation import KeptFile, kept_files, name_at, superseded
from watchkeeper.server.backup.service import Backups
from watchkeeper.storage.backup.manifest import Manifest

log = get_log("backup")

_RETRY = Duration(15 * MINUTE)


class BackupWorker:
    """Makes the daily backup; a Worker."""

    name = "backup"

    def __init__(
        self,
        backups: Backups,
        settings: BackupSettings,
        clock: Clock,
        *,
        zone: str,
        registry: CollectorRegistry,
        wake: Wake,
    ) -> None:
        self._backups = backups
        self._settings = settings
        self._clock = clock
        self._zone = zone
        self._wake = wake
        self._standing = Standing()
        self._tried_at: Instant | None = None
        self._begun = 0.0
        self._running: asyncio.Future[tuple[Manifest, int]] | None = None
        self._is_known = False
        self._runs = Counter(
            "watchkeeper_backup_runs_total",
            "Scheduled backups of the server, by result.",
            ["result"],
            registry=registry,
        )
        for result in ("success", "failure"):
            self._runs.labels(result)
        registry.register(OwnBackupReadings(self._standing, self._expectation))

    async def next_due(self) -> Instant | None:
        if not self._is_known:
            return self._clock.now()
        if self._running is not None:
            return self._clock.now() if self._running.done() else None
        due = self._next_planned()
        if self._tried_at is not None and self._tried_at <= self._clock.now():
            due = max(due, Instant(self._tried_at + _RETRY))
        return due

    async def run_due(self) -> None:
        if not self._is_known:
            await asyncio.to_thread(self._look)
            self._is_known = True
        elif self._running is not None:
            await self._settle(self._running)
        else:
            self._start()

    async def finished(self) -> None:
        """Wait until what is being made is over; it is settled at the next round."""
        if self._running is not None:
            await asyncio.wait([self._running])

    def _expectation(self) -> Expectation:
        grace = self._settings.grace
        return Expectation(Duration(DAY), grace, self._planned(later(self._clock.now(), -grace)))

    def _next_planned(self) -> Instant:
        """Return when the next is due: at once where the newest is older than the last plan."""
        last, now = self._standing.last_success, self._clock.now()
        newest_plan = self._planned(now)
        if last is None or last < newest_plan:
            return newest_plan
        day = local_day(newest_plan, self._zone) + timedelta(days=1)
        return instant_of_local(day, self._settings.daily_at, self._zone)

    def _planned(self, at: Instant) -> Instant:
        """Return the newest planned time at or before *at*."""
        day = local_day(at, self._zone)
        found = instant_of_local(day, self._settings.daily_at, self._zone)
        if found > at:
            found = instant_of_local(day - timedelta(days=1), self._settings.daily_at, self._zone)
        return found

    def _start(self) -> None:
        self._tried_at = self._clock.now()
        self._begun = self._clock.monotonic()
        target = self._settings.directory / name_at(self._tried_at)
        try:
            self._running = self._backups.begin(target, self._wish)
        except Unavailable as error:
            self._failed(error)
            return
        self._running.add_done_callback(lambda _done: self._wake(self.name))

    def _wish(self) -> BackupWish:
        passphrase = _passphrase(self._settings.passphrase_file)
        return BackupWish(with_series=self._settings.series, passphrase=passphrase)

    async def _settle(self, running: asyncio.Future[tuple[Manifest, int]]) -> None:
        """Take note of what became of it; a failure is one line, told again at the next try."""
        self._running = None
        if running.cancelled():
            return
        try:
            manifest, size = running.result()
        except WatchkeeperError as error:
            self._failed(error)
            return
        except Exception as error:  # the edge: a failed backup becomes a ticket
            log.exception("backup failed", folder=self._settings.directory, error=error)
            self._count_failure()
            return
        self._standing.duration_seconds = self._clock.monotonic() - self._begun
        self._standing.verified_at, self._standing.is_verified = self._clock.now(), True
        self._standing.has_succeeded = True
        self._tried_at = None
        await asyncio.to_thread(self._rotate_and_look)
        self._runs.labels("success").inc()
        log.info(
            "backup made",
            folder=self._settings.directory,
            bytes=size,
            seconds=f"{self._standing.duration_seconds:.1f}",
            left_out=len(manifest.left_out),
        )

    def _failed(self, error: WatchkeeperError) -> None:
        """Keep what was damaged apart from what could not be written: there a check failed."""
        self._count_failure()
        if isinstance(error, InvalidInput) and not isinstance(error, ConfigError):
            self._standing.verified_at, self._standing.is_verified = self._clock.now(), False
        log.error("backup failed", folder=self._settings.directory, error=error)

    def _count_failure(self) -> None:
        self._runs.labels("failure").inc()
        self._standing.has_succeeded = False

    def _rotate_and_look(self) -> None:
        self._rotate()
        self._look()

    def _look(self) -> None:
        """Read the folder: it knows what was made before this process began."""
        standing = self._standing
        try:
            names = [path.name for path in self._settings.directory.iterdir()]
            files = kept_files(names)
            standing.sizes = tuple(self._size_of(file) for file in files)
        except OSError as error:
            if standing.is_readable:
                log.warning(
                    "backup folder not readable", folder=self._settings.directory, reason=error
                )
            standing.is_readable = False
            return
        standing.is_readable = True
        standing.partial = sum(name.endswith(".part") for name in names)
        standing.last_success = files[-1].taken_at if files else None

    def _size_of(self, file: KeptFile) -> int:
        return (self._settings.directory / file.name).stat().st_size

    def _rotate(self) -> None:
        folder = self._settings.directory
        files = kept_files(path.name for path in folder.iterdir())
        for file in superseded(files, self._settings.keep, self._zone):
            try:
                (folder / file.name).unlink(missing_ok=True)
            except OSError as error:
                log.warning("an old backup stays", file=file.name, error=error)


def _passphrase(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("cannot be read: {reason}", at=str(path), reason=error) from error
