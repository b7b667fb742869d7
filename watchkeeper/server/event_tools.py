"""What the command line asks of events: who sends without being in the inventory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from collector.heartbeat_state import HeartbeatKind, expected_interval, status_of
from collector.heartbeats import Heartbeats
from dashboards.rest.call import Call
from dashboards.rest.routes import Route
from dashboards.unmapped import Suggestion, Unmapped, suggested
from watchkeeper.access.model import Scope
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.events import EventsRoom


@dataclass(frozen=True, slots=True)
class UnmappedView:
    """A sender without a target; ``line`` of ``file`` maps it.  ``door``: alert or syslog."""

    door: str
    instance: str
    source: str
    customer: str
    count: int
    at: Instant
    example: str
    labels: Mapping[str, str]
    file: str
    line: str


@dataclass(frozen=True, slots=True)
class WatchdogView:
    """A sender of alerts whose signs of life are waited for; ``id`` is what DELETE /heartbeats takes."""

    id: str
    name: str
    sender: str
    status: str
    every: Duration
    last_at: Instant | None


@dataclass(frozen=True, slots=True)
class EventTools:
    """The handlers; they need the scope ``targets:read``."""

    events: EventsRoom
    inventory: InventoryStore
    heartbeats: Heartbeats
    clock: Clock

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/alerts/unmapped", "Senders that no inventory holds, and what maps them", self.unmapped, tuple[UnmappedView, ...]),
            Route("GET", "/alerts/watchdogs", "Senders of alerts that give signs of life", self.watchdogs, tuple[WatchdogView, ...]),
        )  # fmt: skip

    async def watchdogs(self, call: Call) -> tuple[WatchdogView, ...]:
        call.principal.require_everywhere(Scope.TARGETS_READ)
        now = self.clock.now()
        return tuple(
            WatchdogView(
                one.id,
                one.plan.name,
                one.plan.target,
                status_of(one, now).name.lower(),
                expected_interval(one.plan, now),
                one.succeeded_at,
            )
            for one in await self.heartbeats.all()
            if one.plan.kind is HeartbeatKind.WATCHDOG
        )

    async def unmapped(self, call: Call) -> tuple[UnmappedView, ...]:
        call.principal.require_scope(Scope.TARGETS_READ)
        found = [
            one
            for one in await self.events.unmapped.unmapped()
            if call.principal.sees(one.customer)
        ]
        pairs = await asyncio.to_thread(suggested, found, self.inventory.current)
        return tuple(_view(one, said) for one, said in pairs)


def _view(one: Unmapped, said: Suggestion) -> UnmappedView:
    return UnmappedView(
        one.door.value,
        one.instance,
        one.source,
        one.customer,
        one.count,
        one.at,
        one.example,
        one.labels,
        said.file,
        said.line,
    )
