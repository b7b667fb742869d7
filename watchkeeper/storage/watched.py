"""A database whose trouble is known: said once in the log, counted, shown to whoever asks."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Gauge
from sqlalchemy import Connection

from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database, Unit

T = TypeVar("T")
log = get_log("storage")

_READ, _WRITE = "read", "write"
_USUAL = Duration(MINUTE)
_IN_TROUBLE = Duration(5 * SECOND)


class DatabaseMetrics:
    """How the state database fares."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.up = Gauge(
            "watchkeeper_database_up",
            "1 while the state database answers, 0 while it fails, by operation.",
            ["operation"],
            registry=registry,
        )
        self.failures = Counter(
            "watchkeeper_database_failures_total",
            "Reads and writes of the state database that failed for trouble of the machine.",
            ["operation"],
            registry=registry,
        )
        for operation in (_READ, _WRITE):
            self.up.labels(operation).set(1)
            self.failures.labels(operation)


class WatchedDatabase:
    """Hands units on, and remembers how the last of each kind ended; a Database."""

    def __init__(self, database: Database, clock: Clock, metrics: DatabaseMetrics) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._troubles: dict[str, Unavailable] = {}
        self._since = 0.0

    @property
    def dialect(self) -> str:
        return self._database.dialect

    @property
    def trouble(self) -> Unavailable | None:
        """Return why the database cannot be used now, None while it can."""
        return next(iter(self._troubles.values()), None)

    async def write(self, unit: Unit[T]) -> T:
        return await self._watched(_WRITE, self._database.write(unit))

    async def read(self, unit: Unit[T]) -> T:
        return await self._watched(_READ, self._database.read(unit))

    async def close(self) -> None:
        await self._database.close()

    async def _watched(self, operation: str, answer: Awaitable[T]) -> T:
        try:
            found = await answer
        except Unavailable as error:
            self._fail(operation, error)
            raise
        self._succeed(operation)
        return found

    def _fail(self, operation: str, error: Unavailable) -> None:
        self._metrics.failures.labels(operation).inc()
        self._metrics.up.labels(operation).set(0)
        if not self._troubles:
            self._since = self._clock.monotonic()
            log.error("the state database fails", operation=operation, error=error)
        self._troubles[operation] = error

    def _succeed(self, operation: str) -> None:
        if operation not in self._troubles:
            return
        del self._troubles[operation]
        self._metrics.up.labels(operation).set(1)
        if not self._troubles:
            seconds = self._clock.monotonic() - self._since
            log.info("the state database works again", seconds=f"{seconds:.0f}")


class DatabasePulse:
    """Reads and writes a little each minute, oftener in trouble; a Worker.

    So trouble is noticed where nobody asks, and its end as well.
    """

    name = "state database"

    def __init__(self, database: WatchedDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._last: Instant | None = None

    async def next_due(self) -> Instant | None:
        interval = _IN_TROUBLE if self._database.trouble else _USUAL
        return next_slot(self._last, interval, self._clock.now())

    async def run_due(self) -> None:
        self._last = self._clock.now()
        for ask, unit in ((self._database.write, _write), (self._database.read, _read)):
            try:
                await ask(unit)
            except Unavailable:
                continue  # the database itself has told of it


def _write(connection: Connection) -> None:
    """Write a page and sync it, without a change."""
    connection.execute(sa.text("UPDATE alembic_version SET version_num = version_num"))


def _read(connection: Connection) -> None:
    connection.execute(sa.text("SELECT version_num FROM alembic_version")).all()
