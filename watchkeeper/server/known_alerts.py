"""The alerts that ticketing knows, as readers of the Alertmanager API see them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from collector.intake.known_alerts import KnownAlert
from ticketing.alert_store import alerts_where
from ticketing.correlate import AlertRow, AlertState
from ticketing.mutes.model import MuteKind, Mutes, NoMutes
from ticketing.tables import ticket_alert
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Instant, later
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.storage.database import Database

MOST_ALERTS = 20_000
_LASTS = 5 * MINUTE  # an alert of our own rules is told again at each evaluation


class TicketedAlerts:
    """Lists the alerts that fire, from the database; fulfils ``KnownAlerts``."""

    def __init__(self, database: Database, clock: Clock, mutes: Mutes | None = None) -> None:
        self._database = database
        self._clock = clock
        self._mutes = mutes or NoMutes()

    async def known_alerts(self) -> Sequence[KnownAlert]:
        now = self._clock.now()
        rows = await self._database.read(_firing)
        return _once([_known(row, now, self._mutes) for row in rows])


def _firing(connection: Connection) -> list[AlertRow]:
    firing = AlertState.FIRING.value
    return alerts_where(
        connection, select(ticket_alert).where(ticket_alert.c.state == firing).limit(MOST_ALERTS)
    )


def _once(alerts: Sequence[KnownAlert]) -> tuple[KnownAlert, ...]:
    """Return each set of labels once, as Alertmanager does, whoever posted it; the longest lasts."""
    found: dict[Labels, KnownAlert] = {}
    for alert in alerts:
        known = found.setdefault(alert.labels, alert)
        if known.ends_at < alert.ends_at:
            found[alert.labels] = alert
    return tuple(found.values())


def _known(row: AlertRow, now: Instant, mutes: Mutes) -> KnownAlert:
    heard = row.heard
    found = mutes.of(heard.labels, target=heard.target, customer=heard.customer, at=now)
    return KnownAlert(
        labels=labels_of(heard.labels),
        annotations=heard.annotations,
        customer=heard.customer,
        starts_at=heard.active_at,
        ends_at=heard.expires_at or later(now, _LASTS),
        updated_at=heard.fired_at,
        generator_url=heard.generator_url,
        is_inhibited=row.symptom_of is not None,
        silenced_by=tuple(one.id for one in found if one.kind is MuteKind.SILENCE),
        muted_by=tuple(one.id for one in found if one.kind is MuteKind.MAINTENANCE),
    )
