"""Whose token it is: asked with every push, so answered from memory and compared now and then.

What is in memory may be older than the database by half a minute where another node changed it,
and not at all where this one did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from collector.tables import agents
from watchkeeper.access.secrets import hash_of
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unauthenticated, Unavailable
from watchkeeper.storage.database import Database

_COMPARED_SECONDS = 30.0
_GRACE_SECONDS = 3_600.0  # an agent that counted counts on while the database is gone


@dataclass(frozen=True, slots=True)
class AgentIdentity:
    """Whose push it is; ``target`` is the name in the inventory and becomes ``instance``."""

    agent: str
    target: str


Identities = dict[str, AgentIdentity]
"""By hash of the token: those that count."""


class AgentRoster:
    """All agents whose tokens count; read whole, by one query for all pushes of half a minute."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: Identities = {}
        self._is_whole = False
        self._as_of = clock.monotonic()  # what is known is not older
        self._is_comparing = False
        self._changes = 0  # made here; what was read before the last of them is not kept

    async def identity_of(self, token: str) -> AgentIdentity:
        """Return whose token it is.  Raises Unauthenticated; Unavailable where nobody can say."""
        token_hash = hash_of(token)
        if self._is_due():
            await self._compare()
        known = self._known.get(token_hash)
        return known if known is not None else await self._looked_up(token_hash)

    def admit(self, token: str, identity: AgentIdentity) -> None:
        """Note a new agent; the earlier ones of its target count no more."""
        self._forget(lambda one: one.target == identity.target)
        self._known[hash_of(token)] = identity

    def revoke(self, agent: str) -> None:
        """Let an agent count no more, from now on."""
        self._forget(lambda one: one.agent == agent)

    def _forget(self, is_gone: Callable[[AgentIdentity], bool]) -> None:
        self._changes += 1
        self._known = {key: one for key, one in self._known.items() if not is_gone(one)}

    def _is_due(self) -> bool:
        """Return whether to ask the database; while one push does, the others go on."""
        is_old = not self._is_whole or self._age() >= _COMPARED_SECONDS
        return is_old and not self._is_comparing

    def _age(self) -> float:
        return self._clock.monotonic() - self._as_of

    async def _compare(self) -> None:
        """Read who counts.  Raises Unavailable where what is known is too old to go on with."""
        self._is_comparing = True
        asked, changes = self._clock.monotonic(), self._changes
        try:
            found = await self._database.read(_counting)
        except Unavailable:
            if self._age() > _GRACE_SECONDS:
                raise
            return
        finally:
            self._is_comparing = False
        if changes == self._changes:
            self._known, self._as_of, self._is_whole = found, asked, True

    async def _looked_up(self, token_hash: str) -> AgentIdentity:
        """Ask for one that is not known here: it may be new, from another node."""
        changes = self._changes
        identity = await self._database.read(lambda connection: _one(connection, token_hash))
        if identity is None:
            raise Unauthenticated("this agent's token does not count; enrol the agent again")
        if changes != self._changes:  # it may have been revoked meanwhile
            return await self._looked_up(token_hash)
        self._known[token_hash] = identity
        return identity


def _counting(connection: Connection) -> Identities:
    rows = connection.execute(
        select(agents.c.token_hash, agents.c.id, agents.c.target).where(
            agents.c.revoked_at.is_(None)
        )
    )
    return {token_hash: AgentIdentity(agent, target) for token_hash, agent, target in rows}


def _one(connection: Connection, token_hash: str) -> AgentIdentity | None:
    row = connection.execute(
        select(agents.c.id, agents.c.target).where(
            agents.c.token_hash == token_hash, agents.c.revoked_at.is_(None)
        )
    ).one_or_none()
    return AgentIdentity(row.id, row.target) if row else None
