"""Hosts that register by themselves with a token for many: at once, after approval, or not at all.

Who waits has its identity already, but it does not count: its agent keeps its ticks and tries again
each minute.  Approved, they arrive; refused, the identity is gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from collector.tables import agents, registrations
from watchkeeper.access.audit import record_audit
from watchkeeper.access.secrets import hash_of
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Conflict, NotFound, Unauthenticated
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.registration import RegistrationRules
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text

log = get_log("collector")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A host that waits for approval; ``definition`` is the target it would become."""

    id: str
    hostname: str
    address: str
    version: str
    labels: Mapping[str, str]
    rule: str
    definition: Mapping[str, object]
    made_by: str
    asked_at: Instant


@dataclass(frozen=True, slots=True)
class Applicant:
    """A host and the identity it was given; ``token`` is known to it alone."""

    agent: str
    token: str
    hostname: str
    machine_id: str
    version: str
    address: str
    labels: Mapping[str, str]
    made_by: str
    secret_hash: str


class Registrations:
    """Who waits; approved or refused by a person.  *forget* makes an agent be looked up anew."""

    def __init__(
        self,
        database: Database,
        inventory: InventoryStore,
        clock: Clock,
        forget: Callable[[str], None],
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._clock = clock
        self._forget = forget
        self.rules = RegistrationRules()

    async def waiting(self) -> tuple[Waiting, ...]:
        """Return who waits, the oldest first."""
        return await self._database.read(_waiting)

    async def count(self) -> int:
        return await self._database.read(_count)

    async def put(self, host: Applicant, rule: str, definition: Mapping[str, object]) -> None:
        """Let a host wait.  Raises Unauthenticated where too many do."""
        now, most = self._clock.now(), self.rules.most_waiting
        await self._database.write(
            lambda connection: _put(connection, host, rule, definition, now, most)
        )
        log.info("a host waits for approval", target=definition.get("name"), address=host.address)

    async def approve(
        self, agent: str, definition: Mapping[str, object] | None = None, *, by: str
    ) -> str:
        """Make a waiting host a target and return its name.

        *definition* replaces what its rule says.  Raises NotFound, ConfigError; Conflict where the
        target has the agent of another machine.
        """
        found = await self._one(agent)
        wanted = {**(found.definition if definition is None else definition), "agent": True}
        name = str(wanted.get("name", ""))
        if name not in self._inventory.current:
            await self._inventory.add(wanted, by=by)
        now = self._clock.now()
        await self._database.write(
            lambda connection: _approve(connection, found, name, by=by, now=now)
        )
        self._forget(agent)
        log.info("host approved", target=name, agent=agent, by=by)
        return name

    async def refuse(self, agent: str, *, by: str) -> None:
        """Forget a waiting host; its token never counts.  Raises NotFound."""
        found = await self._one(agent)
        now = self._clock.now()
        await self._database.write(lambda connection: _refuse(connection, found, by=by, now=now))
        log.info("host refused", hostname=found.hostname, agent=agent, by=by)

    async def _one(self, agent: str) -> Waiting:
        for one in await self.waiting():
            if one.id == agent:
                return one
        raise _waits_no_longer(agent)


def write_agent(
    connection: Connection, host: Applicant, target: str, now: Instant, *, rule: str = ""
) -> None:
    """Admit an agent at once; the target's earlier agents end.  *rule*: the one that let it in."""
    replaced = _end_agents_of(connection, target, now)
    connection.execute(insert(agents).values(_agent(host, target, now)))
    _audit_host(connection, "agent_enrolled", host, target, now, rule=rule, replaced=replaced)


def _put(
    connection: Connection,
    host: Applicant,
    rule: str,
    definition: Mapping[str, object],
    now: Instant,
    most: int,
) -> None:
    """Write the identity, which does not count, and who waits; who asks again waits once."""
    for earlier in connection.scalars(_same_host(host)).all():
        _forget_waiting(connection, earlier)
    if _count(connection) >= most:
        raise Unauthenticated(
            "{most} hosts wait for approval already; approve or refuse some of them first",
            most=most,
        )
    target = str(definition["name"])
    connection.execute(insert(agents).values({**_agent(host, target, now), "revoked_at": now}))
    connection.execute(
        insert(registrations).values(
            agent=host.agent,
            hostname=host.hostname,
            machine_id=host.machine_id,
            version=host.version,
            address=host.address,
            labels=json_text(dict(host.labels)),
            rule=rule,
            definition=json_text(definition),
            made_by=host.made_by,
            asked_at=now,
        )
    )
    _audit_host(connection, "agent_waits", host, target, now, rule=rule)


def _audit_host(
    connection: Connection,
    action: str,
    host: Applicant,
    target: str,
    now: Instant,
    *,
    rule: str,
    replaced: tuple[str, ...] = (),
) -> None:
    """Write down which host came from where, by whose word, and whose place it took."""
    facts: dict[str, object] = {
        "hostname": host.hostname,
        "machine_id": host.machine_id,
        "address": host.address,
        "version": host.version,
        "made_by": host.made_by,
        "rule": rule,
        "replaced": list(replaced),
    }
    record_audit(
        connection,
        action,
        actor=f"agent:{host.agent}",
        at=now,
        subject=target,
        facts={name: value for name, value in facts.items() if value},
    )


def _agent(host: Applicant, target: str, now: Instant) -> dict[str, object]:
    return {
        "id": host.agent,
        "target": target,
        "token_hash": hash_of(host.token),
        "hostname": host.hostname,
        "machine_id": host.machine_id,
        "version": host.version,
        "enrolled_at": now,
    }


def _same_host(host: Applicant) -> Select[str]:
    same = registrations.c.hostname == host.hostname
    if host.machine_id:
        same = registrations.c.machine_id == host.machine_id
    return select(registrations.c.agent).where(same, registrations.c.address == host.address)


def _approve(connection: Connection, found: Waiting, target: str, *, by: str, now: Instant) -> None:
    machine_id = connection.scalars(
        select(registrations.c.machine_id).where(registrations.c.agent == found.id)
    ).one_or_none()
    _take_off(connection, found.id)
    if _is_taken(connection, target, machine_id or ""):
        raise Conflict(
            "{name!r} has the agent of another machine; approve this host under another name on "
            "the page, or revoke that agent first",
            name=target,
        )
    replaced = _end_agents_of(connection, target, now)
    connection.execute(
        update(agents)
        .where(agents.c.id == found.id)
        .values(target=target, revoked_at=None, enrolled_at=now)
    )
    facts: dict[str, object] = {"agent": found.id, "address": found.address}
    if replaced:
        facts["replaced"] = list(replaced)
    record_audit(connection, "agent_approved", actor=by, at=now, subject=target, facts=facts)


def _take_off(connection: Connection, agent: str) -> None:
    """Let a host wait no longer.  Raises NotFound where another person was faster."""
    gone = connection.execute(delete(registrations).where(registrations.c.agent == agent))
    if gone.rowcount != 1:
        raise _waits_no_longer(agent)


def _is_taken(connection: Connection, target: str, machine_id: str) -> bool:
    """Tell whether an agent of another machine speaks for a target; no id is nobody's."""
    is_other = (agents.c.machine_id != machine_id) | (agents.c.machine_id == "")
    counting = select(agents.c.id).where(
        agents.c.target == target, agents.c.revoked_at.is_(None), is_other
    )
    return connection.execute(counting.limit(1)).first() is not None


def _waits_no_longer(agent: str) -> NotFound:
    return NotFound("no host waits under {id!r}; it was approved or refused meanwhile", id=agent)


def _refuse(connection: Connection, found: Waiting, *, by: str, now: Instant) -> None:
    _take_off(connection, found.id)
    connection.execute(delete(agents).where(agents.c.id == found.id))
    record_audit(
        connection,
        "agent_refused",
        actor=by,
        at=now,
        subject=found.hostname,
        facts={"agent": found.id, "address": found.address},
    )


def _forget_waiting(connection: Connection, agent: str) -> None:
    connection.execute(delete(registrations).where(registrations.c.agent == agent))
    connection.execute(delete(agents).where(agents.c.id == agent))


def _end_agents_of(connection: Connection, target: str, now: Instant) -> tuple[str, ...]:
    """Let the agents of a target count no more; return which they were."""
    ended = connection.scalars(
        update(agents)
        .where(agents.c.target == target, agents.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(agents.c.id)
    )
    return tuple(sorted(ended))


def _count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(registrations)) or 0


def _waiting(connection: Connection) -> tuple[Waiting, ...]:
    rows = connection.execute(
        select(registrations).order_by(registrations.c.asked_at, registrations.c.agent)
    )
    return tuple(_waiting_from(row) for row in rows)


def _waiting_from(row: Row[tuple[object, ...]]) -> Waiting:
    return Waiting(
        id=row.agent,
        hostname=row.hostname,
        address=row.address,
        version=row.version,
        labels=json.loads(row.labels),
        rule=row.rule,
        definition=json.loads(row.definition),
        made_by=row.made_by,
        asked_at=Instant(row.asked_at),
    )
