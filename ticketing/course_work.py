"""What a type's course does beyond one ticket's log: other terms, and the ticket that follows."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ticketing import commands as c
from ticketing.cycles import TermsCause
from ticketing.directory import Targets
from ticketing.events import EventKind, Fact, NewEvent
from ticketing.selection import Traits, Why
from ticketing.shelf import Shelf
from ticketing.situation import situation_of
from ticketing.ticket import Ticket
from ticketing.work import Work
from watchkeeper.core.errors import Conflict


def select_terms_again(work: Work, number: int, *, shelf: Shelf, targets: Targets) -> None:
    """Let a ticket run by the terms of the type that it has become (R44).

    What the new type promises counts from the report: it was of that type all along.
    """
    ticket = work.ticket(number)
    customer = targets.terms(ticket.subject.customer)
    chosen = shelf.chosen(customer, traits_of(ticket))
    pinned = work.pin(chosen.source)
    if pinned.source.digest == ticket.cycle.terms[-1].digest:
        return
    data: dict[str, Fact] = {
        **chosen.facts,
        "cause": TermsCause.CONVERTED.value,
        "policy": pinned.terms.label,
        "reported_at": ticket.cycle.reported_at,
    }
    work.append(
        number,
        NewEvent(kind=EventKind.TERMS_CHANGED, occurred_at=work.now, data=MappingProxyType(data)),
    )


def traits_of(ticket: Ticket) -> Traits:
    """Return what policies may ask of a ticket that is open already."""
    subject = ticket.subject
    return Traits(
        type=ticket.course.kind.value,
        source="monitor" if subject.is_watched else "person",
        site=subject.site,
        criticality=subject.criticality,
        severity=str(ticket.level),
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


def let_take_over(work: Work, number: int, *, shelf: Shelf, targets: Targets) -> None:
    """Let another policy take over where the ticket's own says so: its clocks begin now."""
    terms = work.terms(number)
    if not terms.policy.becomes:
        return
    ticket = work.ticket(number)
    situation = situation_of(ticket, terms, work.now)
    for name, guard in terms.policy.becomes:
        if not ticket.state.is_live or not situation.holds(guard, ticket.level):
            continue
        customer = targets.terms(ticket.subject.customer)
        pinned = work.pin(shelf.source_named(name, customer))
        data: dict[str, Fact] = {
            "terms": pinned.source.digest,
            "cause": TermsCause.SELECTED.value,
            "policy": pinned.terms.label,
            "reported_at": work.now,
            "chosen_by": Why.BECAME.value,
            "chosen_for": guard.source,
        }
        changed = NewEvent(EventKind.TERMS_CHANGED, work.now, data=MappingProxyType(data))
        work.append(number, changed)
        return
