"""Free text with its salts, and the places that repeat it: all of them let go of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select, update

from ticketing.inbox.tables import mail_in
from ticketing.log.redact import ProseKey, Redaction
from ticketing.tables import ticket_alert, ticket_evidence, ticket_prose

_NO_WORDS = {
    "title": "",
    "title_zh": "",
    "annotations": "{}",
    "expression": "",
    "generator_url": "",
}
_NO_MAIL = {"sender_name": "", "subject": "", "body": "", "files": "[]"}


def salts_of(connection: Connection, numbers: Iterable[int]) -> Mapping[int, dict[ProseKey, str]]:
    """Return the salts of each ticket's texts."""
    found: dict[int, dict[ProseKey, str]] = {number: {} for number in numbers}
    prose = ticket_prose.c
    statement = select(prose.ticket, prose.seq, prose.name, prose.salt)
    for row in connection.execute(statement.where(prose.ticket.in_(found))):
        found[row.ticket][ProseKey(row.seq, row.name)] = row.salt
    return found


def erase(connection: Connection, number: int, what: Redaction, *, is_of_alerts: bool) -> None:
    """Delete texts, salts, evidence and what mail to it was called.

    *is_of_alerts*: what its alerts say, too.
    """
    prose, evidence = ticket_prose.c, ticket_evidence.c
    for key in what.prose:
        gone = (prose.ticket == number, prose.seq == key.seq, prose.name == key.name)
        connection.execute(delete(ticket_prose).where(*gone))
    named = evidence.name.in_(what.evidence)
    connection.execute(delete(ticket_evidence).where(evidence.ticket == number, named))
    if what.prose:
        connection.execute(update(mail_in).where(mail_in.c.ticket == number).values(_NO_MAIL))
    if is_of_alerts:
        of_ticket = ticket_alert.c.ticket == number
        connection.execute(update(ticket_alert).where(of_ticket).values(_NO_WORDS))
