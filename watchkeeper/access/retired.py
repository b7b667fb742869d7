"""People who left: nobody signs in as they or tells them anything; their names stay in the history.

people.yml cannot be written by the server, so a mark in the database says it, with the person who
took over from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, select

from watchkeeper.access import links, passwords, sessions, tokens
from watchkeeper.access.audit import record_audit
from watchkeeper.access.model import PersonId
from watchkeeper.access.tables import retired
from watchkeeper.core.instants import Instant


def retired_people(connection: Connection) -> Mapping[PersonId, PersonId]:
    """Return who left, each with the person who took over."""
    rows = connection.execute(select(retired.c.person, retired.c.handed_to))
    return MappingProxyType({PersonId(row.person): PersonId(row.handed_to) for row in rows})


def mark_retired(
    connection: Connection, person: PersonId, *, to: PersonId, by: str, now: Instant
) -> None:
    """Write down that a person left and who took over."""
    connection.execute(
        retired.insert().values(person=person, handed_to=to, retired_at=now, retired_by=by)
    )


def shut_out(connection: Connection, person: PersonId, *, by: str, now: Instant) -> None:
    """End the sessions of a person, and all by which they or their programs could come back."""
    sessions.close_sessions_of(connection, person)
    links.drop_links_of(connection, person)
    passwords.forget_password(connection, person)
    for token in tokens.tokens_of(connection, person, now):
        tokens.revoke_token(connection, token.id, now)
        record_audit(connection, "token_revoked", actor=by, at=now, subject=token.id)
