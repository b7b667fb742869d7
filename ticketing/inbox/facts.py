"""What is known of a mail before anything is decided about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sqlalchemy import Connection, select

from ticketing.answers.reply_address import Reply, ReplyMailbox, read_reply
from ticketing.answers.signing import AnswerKeys
from ticketing.inbox import rows
from ticketing.lifecycle import TicketState
from ticketing.mail.loops import Known
from ticketing.mail.senders import Earlier, Limits, Sender, Standing, sender_key
from ticketing.mail.thread import Thread, Tie, answered_ids, thread_of
from ticketing.store import stands_for
from ticketing.tables import ticket
from watchkeeper.access.model import ContactKind, Person, principal_of_person
from watchkeeper.access.people import People
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.mails import ReceivedMail

Senders = Mapping[str, tuple[str, ...]]
"""By customer: the addresses, and the domains as ``@acme.example``, whose mail is theirs."""

_NO_CUSTOMERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MailTerms:
    """How mail is taken here.

    ``domains`` are those of our Message-IDs; ``reply`` is the mailbox of signed addresses.
    ``customers`` name whose tickets a mailbox opens for people of this house.
    """

    level: Level = Level.III
    reply: ReplyMailbox | None = None
    domains: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    customers: Mapping[str, str] = field(default_factory=lambda: _NO_CUSTOMERS)


@dataclass(frozen=True, slots=True)
class MailFacts:
    """Everything that a decision about a mail rests on; ``thread`` is not a merged ticket."""

    known: Known | None
    known_ticket: int | None
    key: str
    reply: Reply | None
    thread: Thread | None
    settled: int | None
    sender: Sender
    customer: str
    earlier: tuple[Earlier, ...]
    ours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acquaintances:
    """Whose address is whose."""

    people: People
    senders: Senders

    def owners(self, address: str) -> tuple[Person, ...]:
        wanted = address.lower()
        return tuple(
            one
            for one in self.people
            if wanted in {known.lower() for known in one.addresses(ContactKind.MAIL)}
        )

    def customer(self, address: str) -> str:
        """Return whose contact it is: by the address, else by its domain; empty where unclear."""
        wanted = address.lower()
        for name in (wanted, f"@{wanted.rpartition('@')[2]}"):
            found = [one for one, known in self.senders.items() if name in _small(known)]
            if found:
                return found[0] if len(found) == 1 else ""
        return ""


def _small(names: Collection[str]) -> set[str]:
    return {name.lower() for name in names}


def repeated_id(mail: ReceivedMail) -> str:
    """Return the name under which a mail is kept whose Message-ID is that of another one."""
    return f"<{mail.digest[:40]}@repeated-id.invalid>"


def facts_of(
    connection: Connection,
    mail: ReceivedMail,
    *,
    acquaintances: Acquaintances,
    terms: MailTerms,
    keys: AnswerKeys,
    now: Instant,
) -> MailFacts:
    """Read what is known of *mail*."""
    kept = rows.known(connection, mail.message_id)
    if kept is not None and kept.digest != mail.digest:
        kept = rows.known(connection, repeated_id(mail)) or kept
    address = mail.sender.address if mail.sender else ""
    key = sender_key(address) if address else ""
    owners = acquaintances.owners(address) if address else ()
    customer = acquaintances.customer(address) if address else ""
    reply = _reply(mail, owners, terms, keys)
    thread = _thread(connection, mail, reply, terms)
    state = None if thread is None else _state(connection, thread.ticket)
    settled = None
    if thread is not None and (state is None or (state.is_final and reply is None)):
        settled = thread.ticket if state is not None else None
        thread = None
    standing = _standing(connection, key, owners, customer)
    return MailFacts(
        known=None if kept is None else Known(kept.digest),
        known_ticket=None if kept is None else kept.ticket,
        key=key,
        reply=reply,
        thread=thread,
        settled=settled,
        sender=Sender(standing, _theirs(connection, thread, owners, customer, key)),
        customer=customer or (terms.customers.get(mail.envelope.mailbox, "") if owners else ""),
        earlier=rows.earlier_of(connection, key, now) if key else (),
        ours=tuple(rows.tickets_of_messages(connection, mail.about)),
    )


def _reply(
    mail: ReceivedMail, owners: tuple[Person, ...], terms: MailTerms, keys: AnswerKeys
) -> Reply | None:
    """Return whose signed address it went to."""
    if terms.reply is None:
        return None
    recipients = [*mail.envelope.recipients, *(one.address for one in (*mail.to, *mail.cc))]
    found = read_reply(terms.reply, recipients, [one.id for one in owners], keys)
    return found if isinstance(found, Reply) else None


def _thread(
    connection: Connection, mail: ReceivedMail, reply: Reply | None, terms: MailTerms
) -> Thread | None:
    answered = answered_ids(mail)
    sent = rows.tickets_of_messages(connection, answered)
    found = thread_of(
        mail,
        signed=None if reply is None else reply.ticket,
        sent={one: number for one, number in sent.items() if number is not None},
        seen=rows.tickets_of_mails(connection, answered),
        domains=terms.domains,
    )
    if found is None:
        return None
    return replace(found, ticket=stands_for(connection, found.ticket))


def _state(connection: Connection, number: int) -> TicketState | None:
    found = connection.execute(
        select(ticket.c.state).where(ticket.c.number == number)
    ).scalar_one_or_none()
    return None if found is None else TicketState(found)


def _standing(
    connection: Connection, key: str, owners: tuple[Person, ...], customer: str
) -> Standing:
    if key and rows.is_blocked(connection, key):
        return Standing.BLOCKED
    if owners:
        return Standing.PERSON
    return Standing.CONTACT if customer else Standing.STRANGER


def _theirs(
    connection: Connection,
    thread: Thread | None,
    owners: tuple[Person, ...],
    customer: str,
    key: str,
) -> tuple[int, ...]:
    """Return the ticket of *thread* where it is the sender's to write to."""
    if thread is None or thread.tie is Tie.SIGNED:
        return ()
    whose = rows.customer_of_ticket(connection, thread.ticket)
    is_seen = any(principal_of_person(one).sees(whose) for one in owners)
    is_customers = bool(customer) and customer == whose
    if is_seen or is_customers or rows.has_written(connection, key, thread.ticket):
        return (thread.ticket,)
    return ()
