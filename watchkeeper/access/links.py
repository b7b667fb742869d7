"""One-time sign-in links: opening one shows a button, pressing it signs in, once."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from watchkeeper.access.secrets import hash_of, new_secret
from watchkeeper.access.tables import links
from watchkeeper.core.errors import Unauthenticated
from watchkeeper.core.instants import DAY, HOUR, Duration, Instant, later

USUAL_LIFE = Duration(24 * HOUR)
_KEPT_AFTER_END = 30 * DAY


def make_link(
    connection: Connection,
    person: str,
    *,
    made_by: str,
    now: Instant,
    life: Duration = USUAL_LIFE,
) -> str:
    """Return the secret of a new link; only its hash is kept."""
    secret = new_secret()
    connection.execute(delete(links).where(links.c.ends_at < now - _KEPT_AFTER_END))
    connection.execute(
        links.insert().values(
            token_hash=hash_of(secret),
            person=person,
            made_by=made_by,
            made_at=now,
            ends_at=later(now, life),
        )
    )
    return secret


def person_of_link(connection: Connection, secret: str, now: Instant) -> str | None:
    """Return whom an unused link would sign in, None where it does not count; changes nothing."""
    person: str | None = connection.scalar(
        select(links.c.person).where(
            links.c.token_hash == hash_of(secret), links.c.used_at.is_(None), links.c.ends_at > now
        )
    )
    return person


def drop_links_of(connection: Connection, person: str) -> None:
    """Let no link of a person sign in that was not used yet."""
    connection.execute(delete(links).where(links.c.person == person, links.c.used_at.is_(None)))


def use_link(connection: Connection, secret: str, now: Instant) -> str:
    """Use up a link and return its person.  Raises Unauthenticated."""
    person = person_of_link(connection, secret, now)
    used = connection.execute(
        update(links)
        .where(
            links.c.token_hash == hash_of(secret), links.c.used_at.is_(None), links.c.ends_at > now
        )
        .values(used_at=now)
    )
    if person is None or used.rowcount != 1:
        raise Unauthenticated("this link was used before or has expired; ask for a new one")
    return person
