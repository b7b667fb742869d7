"""Sessions: the browser holds a random id in a cookie, the row here says whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from watchkeeper.access.secrets import hash_of, new_secret
from watchkeeper.access.tables import sessions
from watchkeeper.core.instants import DAY, MINUTE, Instant, later

COOKIE = "watchkeeper_session"
LONGEST_LIFE = 30 * DAY
LONGEST_REST = 3 * DAY
SEEN_STEP = 5 * MINUTE
"""``seen_at`` is written at most this often."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that counts now.  ``csrf`` must come back with every form."""

    id_hash: str
    person: str
    csrf: str
    opened_at: Instant
    seen_at: Instant
    ends_at: Instant

    def wants_touch(self, now: Instant) -> bool:
        return now - self.seen_at >= SEEN_STEP


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as it is listed: everything but its secrets."""

    opened_at: Instant
    seen_at: Instant
    address: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """What is handed to the browser; the id is nowhere else."""

    id: str
    session: Session


def open_session(connection: Connection, person: str, *, now: Instant, address: str) -> NewSession:
    """Open a session, and sweep those that ended."""
    session_id = new_secret()
    session = Session(
        id_hash=hash_of(session_id),
        person=person,
        csrf=new_secret(),
        opened_at=now,
        seen_at=now,
        ends_at=later(now, LONGEST_LIFE),
    )
    connection.execute(delete(sessions).where(sessions.c.ends_at <= now))
    connection.execute(
        sessions.insert().values(
            id_hash=session.id_hash,
            person=person,
            csrf=session.csrf,
            opened_at=now,
            seen_at=now,
            ends_at=session.ends_at,
            address=address,
        )
    )
    return NewSession(session_id, session)


def find_session(connection: Connection, session_id: str, now: Instant) -> Session | None:
    """Return the session of a cookie, None where it ended, rested too long or never was."""
    columns = [sessions.c[name] for name in Session.__slots__]
    row = connection.execute(
        select(*columns).where(sessions.c.id_hash == hash_of(session_id))
    ).first()
    if row is None:
        return None
    session = Session(*row)
    is_over = now >= session.ends_at or now - session.seen_at >= LONGEST_REST
    return None if is_over else session


def touch_session(connection: Connection, id_hash: str, now: Instant) -> None:
    connection.execute(update(sessions).where(sessions.c.id_hash == id_hash).values(seen_at=now))


def close_session(connection: Connection, id_hash: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.id_hash == id_hash))


def sessions_of(connection: Connection, person: str, now: Instant) -> tuple[OpenSession, ...]:
    """Return the sessions of a person that count, the oldest first."""
    table = sessions.c
    statement = select(table.opened_at, table.seen_at, table.address).where(
        table.person == person, table.ends_at > now, table.seen_at > now - LONGEST_REST
    )
    rows = connection.execute(statement.order_by(table.opened_at))
    return tuple(
        OpenSession(Instant(row.opened_at), Instant(row.seen_at), row.address) for row in rows
    )


def close_sessions_of(connection: Connection, person: str) -> None:
    """End all sessions of a person: after a change of password, or when they left."""
    connection.execute(delete(sessions).where(sessions.c.person == person))
