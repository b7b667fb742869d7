"""By which words a ticket is found: what it is called, and what people wrote about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select, func, select

from ticketing import store
from ticketing.alert_words import PROSE, alerts_in
from ticketing.events import Event, EventKind
from ticketing.tables import ticket
from ticketing.ticket import Subject, subject_from
from watchkeeper.storage.search.index import Entry, EntryKind, write_entries
from watchkeeper.storage.search.tables import search_entry
from watchkeeper.storage.search.words import with_parts

_SAID_ELSEWHERE = frozenset({"summary", "title", "title_zh", "reporter_contact", PROSE})
"""The summary is the title; alerts are read apart; how to reach somebody is nothing to search by."""


def changes_words(event: Event) -> bool:
    """Tell whether a ticket is found by other words after *event*."""
    named = {EventKind.OPENED, EventKind.ALERT_ATTACHED}
    return event.kind in named or bool(event.prose)


def entry_of(number: int, log: Sequence[Event]) -> Entry:
    """Return the entry of a ticket, from its whole log; the newest text comes first."""
    subject = subject_from(log[0].data, log[0].prose)
    return Entry(
        kind=EntryKind.TICKET,
        number=number,
        title=tuple(_title(subject)),
        body=(subject.customer, subject.site, *_alerts(log), *_prose(log)),
    )


def _title(subject: Subject) -> Iterator[str]:
    for name in (subject.title, subject.title_zh, subject.target):
        yield from with_parts(name)


def _alerts(log: Iterable[Event]) -> Iterator[str]:
    facts = [fact for event in log for fact in alerts_in(event)]
    for name in dict.fromkeys(str(fact.get("name", "")) for fact in facts):
        yield from with_parts(name)
    said = (fact.get("annotations") for fact in facts)
    yield from dict.fromkeys(
        str(one.get("description", "")) for one in said if isinstance(one, dict)
    )


def _prose(log: Sequence[Event]) -> Iterator[str]:
    for event in reversed(log):
        for name, body in event.prose.items():
            if name not in _SAID_ELSEWHERE:
                yield body


def last_number(connection: Connection) -> int:
    return connection.scalar(select(func.max(ticket.c.number))) or 0


def missing(connection: Connection) -> int:
    """Return how many tickets no search finds, because they have no entry."""
    return connection.scalar(select(func.count()).select_from(_unindexed().subquery())) or 0


def unindexed(connection: Connection, *, after: int, most: int) -> list[int]:
    """Return the lowest numbers of tickets above *after* that have no entry."""
    found = _unindexed().where(ticket.c.number > after).order_by(ticket.c.number).limit(most)
    return list(connection.scalars(found))


def _unindexed() -> Select[tuple[int]]:
    of_ticket = (search_entry.c.kind == EntryKind.TICKET.value) & (
        search_entry.c.number == ticket.c.number
    )
    return select(ticket.c.number).where(~select(search_entry.c.id).where(of_ticket).exists())


def write_again(connection: Connection, numbers: Iterable[int]) -> None:
    """Write the entries of these tickets from their logs."""
    found = store.lock_tickets(connection, numbers)
    log = store.load_events(connection, found)
    write_entries(connection, [entry_of(number, log[number]) for number in found])
