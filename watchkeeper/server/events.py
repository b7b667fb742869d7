"""Wire what comes in as events: posted alerts, webhooks, syslog; and what nobody could place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aiohttp import web

from collector.heartbeats import Heartbeats
from collector.intake.alerts import AlertMetrics, AlertsIntake
from collector.intake.reception import AlertReception
from collector.webhooks.intake import WebhookIntake, WebhookMetrics
from collector.webhooks.mapping import WebhookMappings
from ticketing.service import TicketService
from watchkeeper.server.configuration import Configuration
from watchkeeper.server.ground import Ground
from watchkeeper.server.syslog import SyslogRoom, syslog_room
from watchkeeper.server.unmapped import Stranger, UnmappedSenders


@dataclass(slots=True)
class WebhooksInForce:
    """The mappings, which a reload replaces."""

    mappings: WebhookMappings

    def __call__(self) -> WebhookMappings:
        return self.mappings


@dataclass(frozen=True, slots=True)
class EventsRoom:
    """Everything that hands in events."""

    reception: AlertReception
    alerts: AlertsIntake
    webhooks: WebhookIntake
    webhooks_in_force: WebhooksInForce
    syslog: SyslogRoom | None
    unmapped: UnmappedSenders

    def routes(self) -> list[web.RouteDef]:
        return [*self.alerts.routes(), *self.webhooks.routes()]

    def take_on(self, wanted: Configuration) -> None:
        """Put other maps and patterns in force."""
        self.reception.map = wanted.alert_map
        self.webhooks_in_force.mappings = WebhookMappings(wanted.webhooks)
        if self.syslog is not None:
            self.syslog.take_on(wanted.syslog_patterns)


async def events_room(ground: Ground, tickets: TicketService, heartbeats: Heartbeats) -> EventsRoom:
    registry, clock = ground.metrics.registry, ground.clock
    wanted = ground.configuration
    reception = AlertReception(tickets, heartbeats, wanted.alert_map)
    in_force = WebhooksInForce(WebhookMappings(wanted.webhooks))
    syslog = await syslog_room(ground, wanted.syslog_patterns)
    return EventsRoom(
        reception=reception,
        alerts=AlertsIntake(reception, clock, AlertMetrics(registry)),
        webhooks=WebhookIntake(reception, in_force, clock, WebhookMetrics(registry)),
        webhooks_in_force=in_force,
        syslog=syslog,
        unmapped=UnmappedSenders(
            ground.database,
            clock,
            lambda: ground.inventory.current,
            lambda: reception.map,
            lambda: _strangers(syslog),
        ),
    )


def _strangers(room: SyslogRoom | None) -> Iterator[Stranger]:
    if room is not None:
        for one in room.syslog.strangers:
            yield Stranger(one.address, one.count, one.at, one.line)
