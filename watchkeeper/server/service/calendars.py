"""Calendars: the book in force, for tickets and for whoever looks at it."""

from __future__ import annotations

from dashboards.rest.routes import Route
from ticketing.service import TicketService
from ticketing.workdays.desk import CalendarDesk
from ticketing.workdays.unconfirmed import UnconfirmedMetric
from watchkeeper.core.clock import Clock
from watchkeeper.server.calendar_tools import CalendarTools
from watchkeeper.server.ground import Ground


async def wire_calendars(ground: Ground, tickets: TicketService) -> CalendarDesk:
    desk = CalendarDesk(ground.database, ground.clock)
    await desk.load()
    desk.subscribe(tickets.take_on_book)
    desk.subscribe(lambda book: ground.duty.follow(book.is_worked))
    zone, registry = ground.settings.zone, ground.metrics.registry
    UnconfirmedMetric(desk, ground.clock, zone=zone, registry=registry)
    return desk


def routes_calendars(desk: CalendarDesk, clock: Clock, zone: str) -> tuple[Route, ...]:
    return CalendarTools(desk, clock, zone).routes()
