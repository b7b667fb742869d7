"""What a type's course does beyond one ticket's log: other terms, and the ticket that follows."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ticketing import commands as c
from ticketing.cycles import TermsCause
from ticketing.directory import Targets
from ticketing.events import EventKind, Fact, NewEvent
from ticketing.shelf import Shelf
from ticketing.work import Work
from watchkeeper.core.errors import Conflict


def select_terms_again(work: Work, number: int, *, shelf: Shelf, targets: Targets) -> None:
    """Let a ticket run by the terms of the type that it has become (R44).

    What the new type promises counts from the report: it was of that type all along.
    """
    ticket = work.ticket(number)
    customer = targets.terms(ticket.subject.customer)
    pinned = work.pin(shelf.source_of(customer, ticket.course.kind))
    if pinned.source.digest == ticket.cycle.terms[-1].digest:
        return
    data: dict[str, Fact] = {
        "terms": pinned.source.digest,
        "cause": TermsCause.CONVERTED.value,
        "policy": pinned.terms.label,
        "reported_at": ticket.cycle.reported_at,
    }
    work.append(
        number,
        NewEvent(kind=EventKind.TERMS_CHANGED, occurred_at=work.now, data=MappingProxyType(data)),
    )


def following(work: Work, command: c.FollowUp) -> c.OpenTicket:
    """Return the ticket that a solved fault's cause leads to (R36)."""
    ticket = work.ticket(command.number)
    follow_up = ticket.course.follow_up
    if follow_up is None:
        raise Conflict("its cause leads to no other ticket")
    return c.OpenTicket(
        actor=command.actor,
        level=ticket.level,
        summary=ticket.subject.title,
        type=follow_up.kind,
        subtype=follow_up.subtype,
        customer=ticket.subject.customer,
        target=ticket.subject.target,
        description=command.note,
        channel=command.channel,
    )


def led_to(event: NewEvent, number: int) -> NewEvent:
    """Return the link's event with the ticket that it leads to."""
    return replace(event, data=MappingProxyType({**event.data, "to": number}))
