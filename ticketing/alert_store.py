"""Rows of alerts: what is remembered of each.  No decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, insert, select, update

from ticketing.correlate import AlertRow, AlertState, Heard
from ticketing.tables import ticket_alert
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.storage.tables import json_text


def alerts_where(connection: Connection, statement: Select[Any]) -> list[AlertRow]:
    return [_alert_from(row) for row in connection.execute(statement)]


def alerts_of_source(connection: Connection, source: str) -> list[AlertRow]:
    """Return what is active of one source."""
    active = and_(ticket_alert.c.source == source, ticket_alert.c.state != "resolved")
    return alerts_where(connection, select(ticket_alert).where(active))


def active_sources(connection: Connection) -> frozenset[str]:
    """Return the sources that have active alerts."""
    active = ticket_alert.c.state != "resolved"
    return frozenset(connection.scalars(select(ticket_alert.c.source).where(active).distinct()))


def alerts_of_problems(
    connection: Connection, fingerprints: Iterable[str]
) -> dict[str, dict[str, AlertRow]]:
    """Return all members of each problem by member, locked where rows can be."""
    wanted = list(fingerprints)
    found: dict[str, dict[str, AlertRow]] = {fingerprint: {} for fingerprint in wanted}
    if wanted:
        statement = select(ticket_alert).where(ticket_alert.c.fingerprint.in_(wanted))
        statement = statement.order_by(ticket_alert.c.member).with_for_update()
        for row in alerts_where(connection, statement):
            found[row.heard.fingerprint][row.heard.member] = row
    return found


def alerts_of_ticket(connection: Connection, number: int) -> list[AlertRow]:
    statement = select(ticket_alert).where(ticket_alert.c.ticket == number)
    return alerts_where(connection, statement.order_by(ticket_alert.c.active_at))


def pass_on(connection: Connection, rows: Iterable[AlertRow], number: int) -> None:
    """Let alerts belong to another ticket."""
    members = [row.heard.member for row in rows]
    if members:
        theirs = update(ticket_alert).where(ticket_alert.c.member.in_(members))
        connection.execute(theirs.values(ticket=number))


def due_alerts(connection: Connection, now: Instant, limit: int) -> list[AlertRow]:
    statement = select(ticket_alert).where(ticket_alert.c.wakes_at <= now)
    return alerts_where(connection, statement.order_by(ticket_alert.c.wakes_at).limit(limit))


def postpone(
    connection: Connection, rows: Iterable[AlertRow], now: Instant, until: Instant
) -> None:
    """Let the timers of *rows* that still ring at *now* ring again at *until*."""
    members = [row.heard.member for row in rows]
    ringing = and_(ticket_alert.c.member.in_(members), ticket_alert.c.wakes_at <= now)
    connection.execute(update(ticket_alert).where(ringing).values(wakes_at=until))


def write_alerts(
    connection: Connection, rows: Iterable[AlertRow], known: Mapping[str, AlertRow]
) -> None:
    """Store *rows*; *known* are the members that have a row already."""
    fresh, changed = [], []
    for row in rows:
        before = known.get(row.heard.member)
        if before is None:
            fresh.append(_alert_values(row))
        elif before != row:
            changed.append({f"b_{name}": value for name, value in _alert_values(row).items()})
    if fresh:
        connection.execute(insert(ticket_alert), fresh)
    if changed:
        statement = update(ticket_alert).where(ticket_alert.c.member == bindparam("b_member"))
        columns = [column.name for column in ticket_alert.c if column.name != "member"]
        statement = statement.values({name: bindparam(f"b_{name}") for name in columns})
        connection.execute(statement, changed)


def forget_alerts(connection: Connection, members: Sequence[str]) -> None:
    """Delete the rows of recorded alerts that are over: no ticket ever names them."""
    if members:
        connection.execute(ticket_alert.delete().where(ticket_alert.c.member.in_(list(members))))


def _alert_values(row: AlertRow) -> dict[str, object]:
    heard = row.heard
    return {
        "member": heard.member,
        "fingerprint": heard.fingerprint,
        "source": heard.source,
        "name": heard.name,
        "state": row.state.value,
        "level": row.level.value,
        "lower_level": heard.level.value if row.lower_since is not None else None,
        "lower_since": row.lower_since,
        "ticket": row.ticket,
        "target": heard.target,
        "customer": heard.customer,
        "title": heard.title,
        "title_zh": heard.title_zh,
        "labels": json_text(dict(heard.labels)),
        "annotations": json_text(dict(heard.annotations)),
        "feeds": json_text(list(heard.feeds)),
        "expression": heard.expression,
        "generator_url": heard.generator_url,
        "value": heard.value,
        "active_at": heard.active_at,
        "fired_at": heard.fired_at,
        "missing_since": row.missing_since,
        "expires_at": heard.expires_at,
        "go_live": heard.go_live,
        "accepted_until": heard.accepted_until,
        "quiet_until": heard.quiet_until,
        "symptom_of": row.symptom_of,
        "wakes_at": row.wakes_at,
    }


def _alert_from(row: Row[Any]) -> AlertRow:
    believed = Level(row.level)
    heard = Heard(
        member=row.member,
        fingerprint=row.fingerprint,
        source=row.source,
        name=row.name,
        level=Level(row.lower_level) if row.lower_level is not None else believed,
        labels=MappingProxyType(json.loads(row.labels)),
        annotations=MappingProxyType(json.loads(row.annotations)),
        target=row.target,
        customer=row.customer,
        active_at=Instant(row.active_at),
        fired_at=Instant(row.fired_at),
        go_live=row.go_live,
        accepted_until=row.accepted_until,
        quiet_until=row.quiet_until,
        value=row.value,
        feeds=tuple(json.loads(row.feeds)),
        expression=row.expression,
        generator_url=row.generator_url,
        expires_at=row.expires_at,
    )
    return AlertRow(
        heard=heard,
        state=AlertState(row.state),
        level=believed,
        lower_since=row.lower_since,
        missing_since=row.missing_since,
        ticket=row.ticket,
        wakes_at=row.wakes_at,
        symptom_of=row.symptom_of,
    )
