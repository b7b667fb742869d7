"""The dead man's switch: calls an address outside as long as the watch keeps its promises (D6).

Who does not hear it in time must sound the alarm: nothing of ours can tell that all of ours is gone.
The call is withheld, too, while the state database does not answer or timers are behind.  It takes
the head of the newest closed day along, so that the logs' head lies outside as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import aiohttp
from prometheus_client import CollectorRegistry, Counter, Gauge
from sqlalchemy import Connection

from ticketing import store
from ticketing.ledger import day_rows
from ticketing.log.days import DayHead
from ticketing.notify.channel import TransportError
from ticketing.notify.http import Request, exchange
from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

TIMERS_MAY_BE_LATE = Duration(2 * MINUTE)

log = get_log("ticketing")


class Call(Enum):
    """What became of one call, and of the one that was not made."""

    HEARD = "heard"
    FAILED = "failed"  # no connection, or an answer that is no 2xx
    TIMERS_LATE = "timers_late"  # withheld
    NO_DATABASE = "no_database"  # withheld


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the state database says of the watch."""

    first_timer: Instant | None
    head: DayHead | None


def withheld(pulse: Pulse | None, now: Instant) -> Call | None:
    """Decide: return why the call is withheld, None where it may be made."""
    if pulse is None:
        return Call.NO_DATABASE
    if pulse.first_timer is not None and now - pulse.first_timer > TIMERS_MAY_BE_LATE:
        return Call.TIMERS_LATE
    return None


class DeadManSwitch:
    """Makes the calls; a Worker."""

    name = "dead man's switch"

    def __init__(
        self,
        database: Database,
        clock: Clock,
        session: aiohttp.ClientSession,
        *,
        url: str,
        every: Duration,
        registry: CollectorRegistry,
    ) -> None:
        self._database = database
        self._clock = clock
        self._session = session
        self._url = url
        self._every = every
        self._called_at: Instant | None = None
        self._last = Call.HEARD
        self._calls = Counter(
            "watchkeeper_deadman_calls_total",
            "Calls of the dead man's switch by what became of them.",
            ["result"],
            registry=registry,
        )
        self._heard_at = Gauge(
            "watchkeeper_deadman_last_heard_timestamp_seconds",
            "When the dead man's switch was last heard outside; 0: not since the start.",
            registry=registry,
        )
        for call in Call:
            self._calls.labels(call.value)

    async def next_due(self) -> Instant | None:
        return next_slot(self._called_at, self._every, self._clock.now())

    async def run_due(self) -> None:
        self._called_at = now = self._clock.now()
        pulse = await self._pulse()
        call = withheld(pulse, now) or await self._call(pulse)
        self._calls.labels(call.value).inc()
        if call is Call.HEARD:
            self._heard_at.set(now / SECOND)
        self._tell(call)

    async def _pulse(self) -> Pulse | None:
        try:
            return await self._database.read(_pulse)
        except Unavailable:
            return None

    async def _call(self, pulse: Pulse | None) -> Call:
        head = pulse.head if pulse else None
        said = "alive" if head is None else f"alive; head of {head.day}: {head.head}"
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        try:
            reply = await exchange(
                self._session, Request("POST", self._url, headers, f"{said}\n".encode())
            )
        except TransportError:
            return Call.FAILED
        return Call.HEARD if reply.is_fine else Call.FAILED

    def _tell(self, call: Call) -> None:
        """Say once that the switch is not heard, and once that it is again."""
        before, self._last = self._last, call
        if call is before:
            return
        if call is Call.HEARD:
            log.info("dead man's switch is heard again")
        else:
            log.error("dead man's switch is not heard", reason=call.value)


def _pulse(connection: Connection) -> Pulse:
    return Pulse(store.earliest_wake(connection), day_rows.newest_head(connection))
