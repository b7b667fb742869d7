"""Salts of free text; they stand beside it, and go with it when it is erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from ticketing.log.redact import ProseKey
from ticketing.tables import ticket_prose


def salts_of(connection: Connection, numbers: Iterable[int]) -> Mapping[int, dict[ProseKey, str]]:
    """Return the salts of each ticket's texts."""
    found: dict[int, dict[ProseKey, str]] = {number: {} for number in numbers}
    prose = ticket_prose.c
    statement = select(prose.ticket, prose.seq, prose.name, prose.salt)
    for row in connection.execute(statement.where(prose.ticket.in_(found))):
        found[row.ticket][ProseKey(row.seq, row.name)] = row.salt
    return found
