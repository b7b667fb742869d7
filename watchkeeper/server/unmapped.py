"""What came from things that no inventory holds: posted alerts, and addresses that send syslog."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from collector.intake.alert_map import AlertMap
from dashboards.unmapped import Door, Unmapped, newest_first
from ticketing.alert_store import alerts_where
from ticketing.correlate import AlertRow, Heard
from ticketing.hearing import posted_by
from ticketing.tables import ticket_alert
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import DAY, Instant, later
from watchkeeper.core.labels import labels_of
from watchkeeper.inventory.registry import Inventory
from watchkeeper.storage.database import Database

MOST_ALERTS = 20_000
_KEPT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Stranger:
    """An address that sends lines and that no target has."""

    address: str
    count: int
    at: Instant
    line: str


@dataclass(frozen=True, slots=True)
class UnmappedSenders:
    """Finds them; ``strangers`` are asked of whoever receives lines."""

    database: Database
    clock: Clock
    inventory: Callable[[], Inventory]
    alert_map: Callable[[], AlertMap]
    strangers: Callable[[], Iterable[Stranger]]

    async def unmapped(self) -> tuple[Unmapped, ...]:
        """Return the senders of the last seven days, the newest first."""
        since = later(self.clock.now(), -_KEPT_DAYS * DAY)
        rows = await self.database.read(lambda connection: _posted(connection, since))
        strangers = tuple(_senders(self.strangers()))
        unmapped = await asyncio.to_thread(_unmapped, rows, self.inventory(), self.alert_map())
        return newest_first((*unmapped, *strangers))


def _posted(connection: Connection, since: Instant) -> list[AlertRow]:
    source = ticket_alert.c.source
    recent = or_(ticket_alert.c.state != "resolved", ticket_alert.c.fired_at >= since)
    statement = select(ticket_alert).where(
        or_(source == "posted", source.startswith("posted:", autoescape=True)), recent
    )
    newest = statement.order_by(ticket_alert.c.fired_at.desc()).limit(MOST_ALERTS)
    return alerts_where(connection, newest)


def _unmapped(
    rows: Iterable[AlertRow], inventory: Inventory, alert_map: AlertMap
) -> tuple[Unmapped, ...]:
    """Return the senders of alerts; a microsecond for each entry of the map and alert."""
    return tuple(
        _gathered(row.heard for row in rows if _is_unmapped(row.heard, inventory, alert_map))
    )


def _is_unmapped(heard: Heard, inventory: Inventory, alert_map: AlertMap) -> bool:
    """Tell whether neither the inventory nor the map says now whose an alert is."""
    found = alert_map.meaning(labels_of(heard.labels))
    if heard.target in inventory or found.target in inventory or found.pulse is not None:
        return False
    has_owner = (found.customer or heard.customer) in inventory.customers
    return bool(heard.labels.get("instance")) or not has_owner


def _gathered(found: Iterable[Heard]) -> Iterator[Unmapped]:
    """Yield one line for each thing that a sender names, with its newest alert."""
    groups: dict[tuple[str, str], list[Heard]] = {}
    for heard in found:
        groups.setdefault((heard.source, heard.labels.get("instance", "")), []).append(heard)
    for (source, instance), alerts in groups.items():
        newest = max(alerts, key=lambda one: one.fired_at)
        yield Unmapped(
            Door.ALERT,
            instance,
            posted_by(source),
            len(alerts),
            newest.fired_at,
            newest.title,
            newest.labels,
            newest.customer,
        )


def _senders(strangers: Iterable[Stranger]) -> Iterator[Unmapped]:
    for one in strangers:
        yield Unmapped(Door.SYSLOG, one.address, "", one.count, one.at, one.line, {})
