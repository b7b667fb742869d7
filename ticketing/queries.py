"""Questions about many tickets, answered from their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, false, func, or_, select

from ticketing import alert_store, store
from ticketing.acceptance_rows import acceptance_from
from ticketing.correlate import AlertRow, AlertState
from ticketing.lifecycle import Presence
from ticketing.paging import Direction, SortKey, after
from ticketing.present import row_from, similar_from
from ticketing.tables import ticket, ticket_acceptance, ticket_alert
from ticketing.views import (
    Acceptance,
    Finding,
    Order,
    RuleTicket,
    SimilarTicket,
    TicketFilter,
    TicketPage,
    TicketRow,
)
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import LEVELS, Level
from watchkeeper.core.texts import storable
from watchkeeper.storage.search.index import EntryKind, hits_in_title, matches
from watchkeeper.storage.search.tables import search_entry
from watchkeeper.storage.search.words import phrases_from_text

MAX_ROWS = 1_000
_SIMILAR = 5


def rows(connection: Connection, query: TicketFilter, now: Instant) -> tuple[TicketRow, ...]:
    return page(connection, query, now).rows


def row(connection: Connection, number: int, now: Instant) -> TicketRow:
    """Return the row of one ticket.  Raises NotFound."""
    found = store.find_ticket(connection, number)
    if found is None:
        raise NotFound("there is no ticket {number}", number=number)
    return row_from(found, now)


def page(connection: Connection, query: TicketFilter, now: Instant) -> TicketPage:
    """Return rows, and where the next page begins.  Raises InvalidInput for a foreign place."""
    keys, limit = _sort_keys(query), min(query.limit, MAX_ROWS)
    statement = select(ticket, *(key.column.label(f"key_{n}") for n, key in enumerate(keys)))
    statement = statement.where(*_conditions(query)).order_by(*(key.order() for key in keys))
    if query.after is not None:
        statement = statement.where(after(keys, query.after))
    found = connection.execute(statement.limit(limit + 1).offset(max(query.offset, 0))).all()
    shown = found[:limit]
    is_more = len(found) > limit > 0
    return TicketPage(
        rows=tuple(row_from(row, now) for row in shown),
        next=tuple(shown[-1][-len(keys) :]) if is_more else None,
    )


def count(connection: Connection, query: TicketFilter) -> int:
    statement = select(func.count()).select_from(ticket).where(*_conditions(query))
    return connection.scalar(statement) or 0


def counts_by_level(
    connection: Connection, customers: tuple[str, ...] | None = None
) -> Mapping[Level, int]:
    """Return how many live tickets there are of each level."""
    conditions = _conditions(TicketFilter(customers=customers))
    statement = select(ticket.c.level, func.count()).where(*conditions).group_by(ticket.c.level)
    found = {Level(level): number for level, number in connection.execute(statement).all()}
    return {level: found.get(level, 0) for level in LEVELS}


def similar(connection: Connection, row: store.TicketRecord) -> tuple[SimilarTicket, ...]:
    """Return the customer's newest other tickets of this problem, then of this target."""
    alike = [ticket.c.target == row.target] if row.target else []
    if row.fingerprint:
        alike.append(ticket.c.fingerprint == row.fingerprint)
    if not alike:
        return ()
    same_first = case((ticket.c.fingerprint == row.fingerprint, 0), else_=1)
    statement = (
        select(ticket)
        .where(ticket.c.number != row.number, ticket.c.customer == row.customer, or_(*alike))
        .order_by(same_first, ticket.c.number.desc())
        .limit(_SIMILAR)
    )
    found = connection.execute(statement).all()
    log = store.load_events(connection, [one.number for one in found])
    return tuple(similar_from(one, log[one.number]) for one in found)


def findings(
    connection: Connection, customers: tuple[str, ...] | None, now: Instant
) -> tuple[Finding, ...]:
    """Return active alerts that have no ticket: recorded only, in commissioning, or accepted."""
    conditions = [ticket_alert.c.ticket.is_(None), ticket_alert.c.state != "resolved"]
    if customers is not None:
        conditions.append(ticket_alert.c.customer.in_(customers))
    statement: Select[Any] = select(ticket_alert).where(*conditions)
    statement = statement.order_by(ticket_alert.c.active_at.desc()).limit(MAX_ROWS)
    accepted = {one.fingerprint: one for one in acceptances(connection, customers, now)}
    return tuple(
        _finding(row, now, accepted.get(row.heard.fingerprint))
        for row in alert_store.alerts_where(connection, statement)
    )


def acceptances(
    connection: Connection, customers: tuple[str, ...] | None, now: Instant
) -> tuple[Acceptance, ...]:
    """Return what is accepted at *now*, also where it does not fire; what ends first is first."""
    accepted = ticket_acceptance.c
    conditions = [accepted.accepted_until > now]
    if customers is not None:
        conditions.append(accepted.customer.in_(customers))
    statement = select(ticket_acceptance).where(*conditions)
    statement = statement.order_by(accepted.accepted_until, accepted.fingerprint).limit(MAX_ROWS)
    return tuple(acceptance_from(row) for row in connection.execute(statement))


def tickets_of_rules(connection: Connection) -> tuple[RuleTicket, ...]:
    """Return the live tickets with the rules whose alerts belong to them, oldest first."""
    alert = ticket_alert.c
    statement = (
        select(alert.source, alert.name, alert.fingerprint, ticket.c.number, ticket.c.level)
        .join(ticket, ticket.c.number == alert.ticket)
        .where(*_conditions(TicketFilter()))
        .distinct()
        .order_by(ticket.c.number)
        .limit(MAX_ROWS)
    )
    return tuple(
        RuleTicket(row.source, row.name, row.fingerprint, row.number, Level(row.level))
        for row in connection.execute(statement)
    )


def _finding(row: AlertRow, now: Instant, acceptance: Acceptance | None) -> Finding:
    heard = row.heard
    is_silent = row.state is AlertState.NO_DATA
    return Finding(
        fingerprint=heard.fingerprint,
        source=heard.source,
        labels=heard.labels,
        title=heard.title,
        title_zh=heard.title_zh,
        level=row.level,
        target=heard.target,
        customer=heard.customer,
        presence=Presence.NO_DATA if is_silent else Presence.FAILING,
        active_at=heard.active_at,
        fired_at=heard.fired_at,
        is_commissioning=row.level.opens_ticket and (heard.go_live or now) > now,
        go_live=heard.go_live,
        acceptance=acceptance,
        quiet_until=_still(heard.quiet_until, now),
        symptom_of=row.symptom_of,
    )


def _still(until: Instant | None, now: Instant) -> Instant | None:
    return until if until is not None and now < until else None


def _conditions(query: TicketFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.states:
        conditions.append(ticket.c.state.in_([state.value for state in query.states]))
    if query.levels:
        conditions.append(ticket.c.level.in_([level.value for level in query.levels]))
    if query.customers is not None:
        conditions.append(ticket.c.customer.in_(query.customers))
    if query.target is not None:
        conditions.append(ticket.c.target == storable(query.target))
    if query.owner is not None:
        conditions.append(ticket.c.owner == query.owner)
    if query.opened_from is not None:
        conditions.append(ticket.c.opened_at >= query.opened_from)
    if query.opened_until is not None:
        conditions.append(ticket.c.opened_at < query.opened_until)
    if query.text.strip():
        conditions += _found(query.text)
    return conditions


def _found(words: str) -> list[ColumnElement[bool]]:
    """Return that the words stand in what the ticket is called or what people wrote about it."""
    phrases = phrases_from_text(words)
    if not phrases:
        return [false()]
    return [search_entry.c.number == ticket.c.number, matches(EntryKind.TICKET, phrases)]


def _sort_keys(query: TicketFilter) -> tuple[SortKey, ...]:
    level, due = SortKey(ticket.c.level_rank), SortKey(ticket.c.next_due_at, may_be_null=True)
    oldest, newest = SortKey(ticket.c.number), SortKey(ticket.c.number, Direction.FALLING)
    match query.order:
        case Order.QUEUE:
            return (level, SortKey(ticket.c.customer_rank, may_be_null=True), due, oldest)
        case Order.DUE:
            return (due, level, oldest)
        case Order.NEWEST:
            return (newest,)
        case Order.BEST:
            hits = hits_in_title(phrases_from_text(query.text))
            return (SortKey(hits, Direction.FALLING), newest)
