"""Whose token it is: asked with every push, so answered from memory and compared now and then.

What is in memory may be older than the database by half a minute where another node changed it,
and not at all where this one did.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, or_, select

from collector.agent_tokens import LIFETIME, TOKEN_COLUMNS, AgentIdentity, identities_in
from collector.tables import agents
from watchkeeper.access.secrets import hash_of
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unauthenticated, Unavailable
from watchkeeper.core.instants import Duration
from watchkeeper.storage.database import Database

_COMPARED_SECONDS = 30.0
_GRACE_SECONDS = 3_600.0  # an agent that counted counts on while the database is gone


Identities = dict[str, AgentIdentity]
"""By hash of the token: those that count."""


class AgentRoster:
    """All agents whose tokens count; read whole, by one query for all pushes of half a minute."""

    def __init__(self, database: Database, clock: Clock, lifetime: Duration = LIFETIME) -> None:
        self._database = database
        self._lifetime = lifetime
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
        identity = known if known is not None else await self._looked_up(token_hash)
        if identity.ends_at is not None and self._clock.now() >= identity.ends_at:
            raise Unauthenticated("this agent's token has ended; enrol the agent again")
        return identity

    def admit(self, token: str, identity: AgentIdentity) -> None:
        """Note a new agent; the earlier ones of its target count no more."""
        self._forget(lambda one: one.target == identity.target)
        self._known[hash_of(token)] = identity

    def forget(self, agent: str) -> None:
        """Ask the database anew for an agent: it was revoked, or its tokens changed."""
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
            found = await self._database.read(self._counting)
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
        identity = await self._database.read(lambda connection: self._one(connection, token_hash))
        if identity is None:
            raise Unauthenticated("this agent's token does not count; enrol the agent again")
        if changes != self._changes:  # it may have been revoked meanwhile
            return await self._looked_up(token_hash)
        self._known[token_hash] = identity
        return identity

    def _counting(self, connection: Connection) -> Identities:
        rows = connection.execute(select(*TOKEN_COLUMNS).where(agents.c.revoked_at.is_(None)))
        return {key: one for row in rows for key, one in identities_in(row, self._lifetime)}

    def _one(self, connection: Connection, token_hash: str) -> AgentIdentity | None:
        is_any = or_(
            agents.c.token_hash == token_hash,
            agents.c.next_hash == token_hash,
            agents.c.former_hash == token_hash,
        )
        query = select(*TOKEN_COLUMNS).where(is_any, agents.c.revoked_at.is_(None))
        rows = connection.execute(query)
        found = {key: one for row in rows for key, one in identities_in(row, self._lifetime)}
        return found.get(token_hash)
