"""Whether what is chained by hashes still is: audit trail, logs of tickets, signed forms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from dashboards.reports.store import first_changed_form
from ticketing.events import first_broken_link
from ticketing.store import load_events
from ticketing.tables import ticket
from watchkeeper.access.audit import first_broken_row
from watchkeeper.core.messages import Text, text
from watchkeeper.storage.sqlite import is_passing

TICKETS_AT_ONCE = 50

_LONGEST_REASON = 200
_UNREADABLE = (ValueError, LookupError, TypeError, DatabaseError)
"""What damaged bytes make of JSON, of names that we know, of UTF-8."""


def audit_fault(connection: Connection) -> Text | None:
    try:
        broken = first_broken_row(connection)
    except _UNREADABLE as error:
        return text("the audit trail cannot be read: {reason}", reason=_reason_of(error))
    if broken is None:
        return None
    return text(
        "row {number} of the audit trail does not follow from the one before", number=broken
    )


def ticket_numbers(connection: Connection) -> tuple[int, ...]:
    """Return all tickets there are, in order."""
    return tuple(connection.scalars(select(ticket.c.number).order_by(ticket.c.number)))


def ticket_fault(connection: Connection, numbers: tuple[int, ...]) -> Text | None:
    """Return the first event in the logs of these tickets that does not follow."""
    try:
        return _broken_event(connection, numbers)
    except _UNREADABLE as error:
        reason = _reason_of(error)
    if len(numbers) == 1:
        return text(
            "the log of ticket {number} cannot be read: {reason}", number=numbers[0], reason=reason
        )
    faults = (ticket_fault(connection, (number,)) for number in numbers)
    return next((fault for fault in faults if fault is not None), None)


def _broken_event(connection: Connection, numbers: tuple[int, ...]) -> Text | None:
    for number, events in load_events(connection, numbers).items():
        broken = first_broken_link(events)
        if broken is not None or not events:
            return text(
                "event {seq} of ticket {number} does not follow from the one before",
                seq=broken or 1,
                number=number,
            )
    return None


def form_fault(connection: Connection) -> Text | None:
    try:
        changed = first_changed_form(connection)
    except _UNREADABLE as error:
        return text("the check forms cannot be read: {reason}", reason=_reason_of(error))
    if changed is None:
        return None
    return text("check form {number} was changed after it was signed", number=changed)


def chain_fault(connection: Connection) -> Text | None:
    """Return the first break in any chain of a database, None where all hold."""
    return audit_fault(connection) or _first_ticket_fault(connection) or form_fault(connection)


def _first_ticket_fault(connection: Connection) -> Text | None:
    faults = (ticket_fault(connection, some) for some in groups(ticket_numbers(connection)))
    return next((fault for fault in faults if fault is not None), None)


def _reason_of(error: Exception) -> str:
    """Return what is wrong with the bytes; raise it anew where it is the machine that fails."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    if is_passing(cause):
        raise error
    return " ".join(str(cause).split())[:_LONGEST_REASON]


def groups(numbers: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Cut numbers into parts that are examined at once."""
    left = iter(numbers)
    while part := tuple(islice(left, TICKETS_AT_ONCE)):
        yield part
