"""What the database knows of mails: by Message-ID, by sender, by the message that they answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ticketing.inbox.tables import mail_blocked, mail_box, mail_in
from ticketing.mail.loops import Reason
from ticketing.mail.senders import Earlier
from ticketing.outbox_rows import OutboxState, outbox
from ticketing.tables import ticket
from watchkeeper.core.instants import DAY, Instant, later
from watchkeeper.core.mails import MailOutcome
from watchkeeper.core.texts import storable
from watchkeeper.storage.tables import json_text

_MOST_EARLIER = 300  # more than any limit asks for
_TAKEN = (MailOutcome.OPENED.value, MailOutcome.APPENDED.value, MailOutcome.ANSWERED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMail:
    """A mail as it is kept; ``body`` is empty once nobody needs to look at it."""

    message_id: str
    digest: str
    mailbox: str
    received_at: Instant
    sender: str
    sender_key: str
    sender_name: str
    subject: str
    body: str
    files: tuple[str, ...]
    outcome: MailOutcome
    reason: Reason
    ticket: int | None = None
    id: int = 0


def known(connection: Connection, message_id: str) -> KeptMail | None:
    found = connection.execute(select(mail_in).where(mail_in.c.message_id == message_id)).first()
    return None if found is None else _kept(found)


def add(connection: Connection, mail: KeptMail) -> bool:
    """Keep a mail; tell whether its Message-ID is new.  Two at once wait for each other here."""
    values = {
        "message_id": mail.message_id,
        "digest": mail.digest,
        "mailbox": mail.mailbox,
        "received_at": mail.received_at,
        "sender": storable(mail.sender),
        "sender_key": storable(mail.sender_key),
        "sender_name": storable(mail.sender_name),
        "subject": storable(mail.subject),
        "body": storable(mail.body),
        "files": json_text([storable(name) for name in mail.files]),
        "outcome": mail.outcome.value,
        "reason": mail.reason.value,
        "ticket": mail.ticket,
    }
    taken = connection.execute(_insert_new(connection).values(values))
    return bool(taken.rowcount)


def set_ticket(connection: Connection, message_id: str, number: int) -> None:
    connection.execute(
        update(mail_in).where(mail_in.c.message_id == message_id).values(ticket=number)
    )


def tickets_of_mails(connection: Connection, ids: Collection[str]) -> Mapping[str, int]:
    """Return the tickets of mails that came in before, by their Message-IDs."""
    columns = mail_in.c.message_id, mail_in.c.ticket
    query = select(*columns).where(mail_in.c.message_id.in_(ids), mail_in.c.ticket.is_not(None))
    return {row.message_id: row.ticket for row in connection.execute(query)} if ids else {}


def tickets_of_messages(connection: Connection, ids: Collection[str]) -> Mapping[str, int | None]:
    """Return the tickets of mails that we sent, by their Message-IDs; None: of no ticket."""
    columns = outbox.c.provider_id, outbox.c.ticket
    query = select(*columns).where(outbox.c.provider_id.in_(ids))
    return {row.provider_id: row.ticket for row in connection.execute(query)} if ids else {}


def customer_of_ticket(connection: Connection, number: int) -> str | None:
    """Return whose ticket it is; None where there is none."""
    found: str | None = connection.execute(
        select(ticket.c.customer).where(ticket.c.number == number)
    ).scalar_one_or_none()
    return found


def has_written(connection: Connection, sender_key: str, number: int) -> bool:
    """Tell whether a mail of that sender was taken for that ticket before."""
    query = select(mail_in.c.id).where(
        mail_in.c.sender_key == sender_key,
        mail_in.c.ticket == number,
        mail_in.c.outcome.in_(_TAKEN),
    )
    return connection.execute(query.limit(1)).first() is not None


def earlier_of(connection: Connection, sender_key: str, now: Instant) -> tuple[Earlier, ...]:
    """Return what that sender sent within the last day."""
    query = (
        select(mail_in.c.received_at, mail_in.c.outcome)
        .where(mail_in.c.sender_key == sender_key, mail_in.c.received_at > later(now, -DAY))
        .order_by(mail_in.c.received_at.desc())
        .limit(_MOST_EARLIER)
    )
    rows = connection.execute(query)
    return tuple(Earlier(row.received_at, row.outcome == MailOutcome.OPENED.value) for row in rows)


def is_blocked(connection: Connection, sender_key: str) -> bool:
    query = select(mail_blocked.c.sender_key).where(mail_blocked.c.sender_key == sender_key)
    return connection.execute(query).first() is not None


def block(connection: Connection, sender_key: str, *, by: str, at: Instant) -> None:
    """Take no mail of that sender any more."""
    if sender_key and not is_blocked(connection, sender_key):
        values = {"sender_key": sender_key, "blocked_by": by, "blocked_at": at}
        connection.execute(insert(mail_blocked).values(values))


def waiting(connection: Connection, *, most: int) -> tuple[KeptMail, ...]:
    """Return what waits in quarantine, the newest first."""
    query = (
        select(mail_in)
        .where(mail_in.c.outcome == MailOutcome.QUARANTINED.value)
        .order_by(mail_in.c.received_at.desc(), mail_in.c.id.desc())
        .limit(most)
    )
    return tuple(_kept(row) for row in connection.execute(query))


def count_waiting(connection: Connection) -> int:
    query = select(func.count()).where(mail_in.c.outcome == MailOutcome.QUARANTINED.value)
    return int(connection.execute(query).scalar_one())


def waiting_one(connection: Connection, mail_id: int) -> KeptMail | None:
    query = select(mail_in).where(
        mail_in.c.id == mail_id, mail_in.c.outcome == MailOutcome.QUARANTINED.value
    )
    found = connection.execute(query).first()
    return None if found is None else _kept(found)


def decide(
    connection: Connection,
    ids: Iterable[int],
    outcome: MailOutcome,
    *,
    by: str,
    at: Instant,
    number: int | None = None,
) -> int:
    """End the waiting of these mails; return how many still waited."""
    ended = connection.execute(
        update(mail_in)
        .where(mail_in.c.id.in_(list(ids)), mail_in.c.outcome == MailOutcome.QUARANTINED.value)
        .values(outcome=outcome.value, body="", ticket=number, decided_by=by, decided_at=at)
    )
    return ended.rowcount


def oldest_waiting(connection: Connection, count: int) -> tuple[int, ...]:
    query = (
        select(mail_in.c.id)
        .where(mail_in.c.outcome == MailOutcome.QUARANTINED.value)
        .order_by(mail_in.c.received_at, mail_in.c.id)
        .limit(count)
    )
    return tuple(row.id for row in connection.execute(query))


def note_bounce(connection: Connection, ids: Collection[str], said: str) -> tuple[int, ...]:
    """Fail the messages of ours that came back; return their numbers in the outbox."""
    query = select(outbox.c.id).where(
        outbox.c.provider_id.in_(ids), outbox.c.state == OutboxState.SENT.value
    )
    found = tuple(row.id for row in connection.execute(query)) if ids else ()
    if found:
        failed = {"state": OutboxState.FAILED.value, "error": storable(said)}
        connection.execute(update(outbox).where(outbox.c.id.in_(found)).values(failed))
    return found


def watched_since(connection: Connection, mailbox: str, now: Instant) -> Instant:
    """Return since when a mailbox is watched: from its first time on; writes that down."""
    query = select(mail_box.c.since).where(mail_box.c.name == mailbox)
    found = connection.execute(query).scalar_one_or_none()
    if found is not None:
        return Instant(found)
    connection.execute(insert(mail_box).values(name=mailbox, since=now))
    return now


def _kept(row: Row[tuple[object, ...]]) -> KeptMail:
    return KeptMail(
        id=row.id,
        message_id=row.message_id,
        digest=row.digest,
        mailbox=row.mailbox,
        received_at=Instant(row.received_at),
        sender=row.sender,
        sender_key=row.sender_key,
        sender_name=row.sender_name,
        subject=row.subject,
        body=row.body,
        files=tuple(json.loads(row.files)),
        outcome=MailOutcome(row.outcome),
        reason=Reason(row.reason),
        ticket=row.ticket,
    )


def _insert_new(connection: Connection) -> sqlite.Insert | postgresql.Insert:
    is_sqlite = connection.dialect.name == "sqlite"
    found = sqlite.insert(mail_in) if is_sqlite else postgresql.insert(mail_in)
    return found.on_conflict_do_nothing(index_elements=["message_id"])
