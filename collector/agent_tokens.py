"""The tokens of an agent and how long each counts: the one in use, the next, the one before.

An agent asks for the next one while the one in use still counts.  With the first use of the next
one it takes the place, and the one before counts for a time of grace: whatever crashes in between,
the agent holds one that counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select, update

from collector.tables import agents
from watchkeeper.core.instants import DAY, Duration, Instant, later

LIFETIME = Duration(90 * DAY)
GRACE = Duration(DAY)
_RENEWED_AFTER = 3  # a third of the lifetime


@dataclass(frozen=True, slots=True)
class AgentIdentity:
    """Whose push it is; ``target`` is the name in the inventory and becomes ``instance``."""

    agent: str
    target: str
    renew_at: Instant | None = field(default=None, compare=False)  # then a new token is due
    ends_at: Instant | None = field(default=None, compare=False)
    is_new: bool = field(default=False, compare=False)  # its token was not used before


TOKEN_COLUMNS = (
    agents.c.id,
    agents.c.target,
    agents.c.enrolled_at,
    agents.c.token_hash,
    agents.c.token_made_at,
    agents.c.next_hash,
    agents.c.next_made_at,
    agents.c.former_hash,
    agents.c.former_ends_at,
)


def identities_in(
    row: Row[*tuple[Any, ...]], lifetime: Duration
) -> Iterator[tuple[str, AgentIdentity]]:
    """Give each token's hash of an agent, with whom it means and how long it counts."""
    made_at = Instant(row.enrolled_at if row.token_made_at is None else row.token_made_at)
    yield row.token_hash, identity_from(row.id, row.target, made_at, lifetime)
    if row.next_hash is not None:
        made_at = Instant(row.next_made_at)
        yield row.next_hash, identity_from(row.id, row.target, made_at, lifetime, is_new=True)
    if row.former_hash is not None:
        ends_at = Instant(row.former_ends_at)
        yield row.former_hash, AgentIdentity(row.id, row.target, Instant(0), ends_at)


def identity_from(
    agent: str, target: str, made_at: Instant, lifetime: Duration, *, is_new: bool = False
) -> AgentIdentity:
    """Return the identity behind a token that was made at *made_at*."""
    renew_at = later(made_at, Duration(lifetime // _RENEWED_AFTER))
    return AgentIdentity(agent, target, renew_at, later(made_at, lifetime), is_new)


def write_next(connection: Connection, agent: str, token_hash: str, now: Instant) -> bool:
    """Keep the next token of an agent, in place of one that was never used."""
    changed = connection.execute(
        update(agents)
        .where(agents.c.id == agent, agents.c.revoked_at.is_(None))
        .values(next_hash=token_hash, next_made_at=now)
    )
    return changed.rowcount == 1


def begin_next(connection: Connection, agent: str, token_hash: str, now: Instant) -> bool:
    """Put the next token, which was used, in the place of the one before; once."""
    row = connection.execute(
        select(agents.c.token_hash, agents.c.next_made_at)
        .where(agents.c.id == agent, agents.c.next_hash == token_hash)
        .with_for_update()
    ).one_or_none()
    if row is None:
        return False
    connection.execute(
        update(agents)
        .where(agents.c.id == agent)
        .values(
            token_hash=token_hash,
            token_made_at=row.next_made_at,
            next_hash=None,
            next_made_at=None,
            former_hash=row.token_hash,
            former_ends_at=later(now, GRACE),
        )
    )
    return True
