"""What is so: tickets, their logs, what waits to be sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from tests.ticketing.story.watch import Watch
from ticketing.events import Event, EventKind
from ticketing.outbox_rows import outbox
from ticketing.views import TicketFilter, TicketRow, TicketView
from watchkeeper.core.instants import HOUR


class Record(Watch):
    """Everything that was written down."""

    async def view(self, number: int = 1) -> TicketView:
        return await self.service.view(number)

    async def open_tickets(self) -> tuple[TicketRow, ...]:
        return await self.service.rows(TicketFilter())

    async def all_tickets(self) -> tuple[TicketRow, ...]:
        return await self.service.rows(TicketFilter(states=()))

    async def events(self, number: int = 1, *kinds: EventKind) -> tuple[Event, ...]:
        found = await self.service.events(number)
        return tuple(event for event in found if not kinds or event.kind in kinds)

    async def when(self, kind: EventKind, number: int = 1, **facts: object) -> list[float]:
        """Return at how many hours after the ticket opened such events were recorded."""
        events = await self.service.events(number)
        return [
            (event.recorded_at - events[0].recorded_at) / HOUR
            for event in events
            if event.kind is kind and facts.items() <= dict(event.data).items()
        ]

    async def messages(self, **facts: object) -> list[Mapping[str, Any]]:
        """Return what stands in the outbox, in order."""
        rows = await self.database.read(
            lambda connection: connection.execute(select(outbox).order_by(outbox.c.id)).all()
        )
        found = [{**row._mapping, "payload": json.loads(row.payload)} for row in rows]
        return [row for row in found if facts.items() <= row.items()]
