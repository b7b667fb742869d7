"""From an audience to people: owners, roles, and the fallback person where nobody holds one."""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.decisions import INSTALLER
from ticketing.directory import Directory, Role
from ticketing.policy import Audience, Recipient
from ticketing.ticket import Ticket
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is told, and the roles that nobody holds (the fallback person is told instead)."""

    people: tuple[PersonId, ...]
    vacant: tuple[Role, ...]


def recipients_of(
    audience: Audience, ticket: Ticket, directory: Directory, now: Instant
) -> Recipients:
    """Return the people of *audience*; during commissioning the installer alone (D8)."""
    go_live = ticket.subject.go_live
    if audience and go_live is not None and now < go_live:
        audience = INSTALLER
    people: dict[PersonId, None] = {}
    vacant: list[Role] = []
    for recipient in audience:
        found = _people(recipient, ticket, directory, now)
        if not found:
            vacant.append(recipient.role or Role.LEAD)
            found = (directory.fallback(ticket.subject.customer),)
        people.update(dict.fromkeys(found))
    return Recipients(tuple(people), tuple(vacant))


def _people(
    recipient: Recipient, ticket: Ticket, directory: Directory, now: Instant
) -> tuple[PersonId, ...]:
    customer = ticket.subject.customer
    if recipient.person is not None:
        return (recipient.person,) if directory.person(recipient.person) is not None else ()
    if recipient.role is None:
        if ticket.owner is not None and directory.person(ticket.owner) is not None:
            return (ticket.owner,)  # not a program that acknowledged, nor somebody who left
        on_duty = directory.holders(Role.DUTY, customer, now)
        return on_duty or directory.holders(Role.LEAD, customer, now)
    holders = directory.holders(recipient.role, customer, now)
    if not holders and recipient.role is Role.INSTALLER:
        return directory.holders(Role.LEAD, customer, now)
    return holders
