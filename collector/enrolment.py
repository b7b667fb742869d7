"""Agents: a one-time token makes a host a target and gives its agent a token of its own (D14).

A secret is used once, by one machine: the same machine may repeat the request for ten minutes,
since the answer may have been lost on its way.  Secrets and tokens are kept as hashes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from collector.agent_roster import AgentRoster
from collector.agent_tokens import (
    LIFETIME,
    AgentIdentity,
    begin_next,
    identity_from,
    write_next,
)
from collector.registration import Applicant, Registrations, write_agent
from collector.tables import agents, enrolments
from watchkeeper.access.audit import record_audit
from watchkeeper.access.secrets import hash_of, new_secret
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import (
    ConfigError,
    Conflict,
    InvalidInput,
    NotFound,
    Unauthenticated,
    Unavailable,
)
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Duration, Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.files import MAX_NAME
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registration import Admit, RegisteringHost, decide
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.storage.database import Database
from watchkeeper.wire.enrolment import (
    EnrolmentAnswer,
    EnrolmentRequest,
    EnrolmentToken,
    text_from_token,
)

log = get_log("collector")

VALID_FOR = Duration(24 * HOUR)
LONGEST_VALID = Duration(90 * DAY)
MOST_USES = 5_000
"""Hosts that may register by one token."""
REPEAT_WITHIN = Duration(10 * MINUTE)


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent as it is listed."""

    id: str
    target: str
    hostname: str
    version: str
    enrolled_at: Instant
    revoked_at: Instant | None


class Admission(Enum):
    """Whether a machine may use a secret now."""

    ALLOWED = "allowed"
    UNKNOWN = "unknown"
    ENDED = "ended"
    USED = "used"


def admission(row: Row[tuple[object, ...]] | None, machine_id: str, now: Instant) -> Admission:
    """Decide whether a secret counts, for a machine, now."""
    if row is None:
        return Admission.UNKNOWN
    if row.used_at is None:
        return Admission.ALLOWED if now < row.ends_at else Admission.ENDED
    is_repeat = bool(machine_id) and row.machine_id == machine_id
    return Admission.ALLOWED if is_repeat and now < row.used_at + REPEAT_WITHIN else Admission.USED


def name_from_hostname(hostname: str) -> str:
    """Return a name that a target may have; quotes, Chinese and spaces inside are fine."""
    printable = "".join(c if c.isprintable() and c != "/" else "-" for c in hostname)
    return printable.strip()[:MAX_NAME].strip() or "host"


def free_name(wanted: str, taken: set[str]) -> str:
    """Return *wanted*, or with the first number behind it that makes it free."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted[: MAX_NAME - 8]}-{number}" in taken:
        number += 1
    return f"{wanted[: MAX_NAME - 8]}-{number}"


class Enrolment:
    """Makes one-time tokens, admits agents, recognises them by their tokens, revokes them."""

    def __init__(
        self,
        database: Database,
        inventory: InventoryStore,
        clock: Clock,
        lifetime: Duration = LIFETIME,
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._clock = clock
        self._lifetime = lifetime
        self._roster = AgentRoster(database, clock, lifetime)
        self._enrolling = asyncio.Lock()
        self.registrations = Registrations(database, inventory, clock, self._roster.forget)

    async def make_token(
        self,
        *,
        url: str,
        ca_sha256: str,
        made_by: str,
        target: str | None = None,
        customer: str | None = None,
        valid_for: Duration = VALID_FOR,
        most_uses: int | None = None,
    ) -> str:
        """Return the word to paste on a host; the secret in it is not kept.

        With *most_uses* so many hosts may register by it, as ``registration.yml`` says.
        """
        if most_uses is not None and (target is not None or not 0 < most_uses <= MOST_USES):
            raise InvalidInput(
                "a token for many hosts names no target and counts for 1 to {most} of them",
                most=MOST_USES,
            )
        if customer is not None:
            self._inventory.current.customer(customer)
        secret, now = new_secret(), self._clock.now()
        row = {
            "secret_hash": hash_of(secret),
            "target": target,
            "customer": customer,
            "made_by": made_by,
            "made_at": now,
            "ends_at": later(now, valid_for),
            "most_uses": most_uses,
            "uses": 0,
        }
        await self._database.write(lambda connection: _keep_word(connection, row))
        return text_from_token(EnrolmentToken(url=url, ca_sha256=ca_sha256, secret=secret))

    async def enrol(self, request: EnrolmentRequest, *, address: str = "") -> EnrolmentAnswer:
        """Admit an agent and make its host a target.  Raises Unauthenticated.

        *address* is where the request came from; rules of registration may ask for it.
        """
        async with self._enrolling:  # two hosts of one name must not take the same target
            return await self._enrol(request, address)

    async def _enrol(self, request: EnrolmentRequest, address: str) -> EnrolmentAnswer:
        secret_hash, now = hash_of(request.secret), self._clock.now()
        row = await self._database.read(lambda connection: _enrolment(connection, secret_hash))
        _refuse(admission(row, request.machine_id[:MAX_NAME], now))
        assert row is not None
        if row.most_uses is not None:
            return await self._register(request, row, address)
        target = await self._target(request, row)
        host = _applicant(request, row, address)
        await self._database.write(lambda connection: _admit(connection, host, target, now))
        self._roster.admit(host.token, identity_from(host.agent, target, now, self._lifetime))
        log.info("agent enrolled", target=target, agent=host.agent, version=request.version)
        return EnrolmentAnswer(agent=host.agent, target=target, token=host.token)

    async def _register(
        self, request: EnrolmentRequest, row: Row[tuple[object, ...]], address: str
    ) -> EnrolmentAnswer:
        """Let a host in by its own rules: at once, after approval, or not at all."""
        host = RegisteringHost(request.hostname, address, request.labels)
        decision = decide(self.registrations.rules, host)
        if decision.admit is Admit.REFUSE:
            raise Unauthenticated("this server takes no such host; ask who runs it")
        applicant = _applicant(request, row, address)
        await self._database.write(lambda connection: _count_use(connection, applicant.secret_hash))
        owners = await self._database.read(_machines_by_target)
        inventory = self._inventory.current
        name = target_name(request, None, inventory, owners)
        own = {"customer": row.customer} if row.customer else {}
        definition = {"name": name, "address": address, "agent": True, **own, **decision.definition}
        definition = {key: value for key, value in definition.items() if value}
        known = inventory.targets.get(name)
        is_own = bool(request.machine_id) and owners.get(name) == request.machine_id
        if (
            decision.admit is Admit.AT_ONCE
            and (is_own or may_become(known, definition))
            and await self._is_added(definition, known, decision.rule)
        ):
            await self._let_in(applicant, name, decision.rule)
        else:
            await self.registrations.put(applicant, decision.rule, definition)
        return EnrolmentAnswer(agent=applicant.agent, target=name, token=applicant.token)

    async def _is_added(
        self, definition: dict[str, object], known: Target | None, rule: str
    ) -> bool:
        """Add a target of a rule; one that does not fit waits for a person."""
        if known is not None:
            return True
        try:
            await self._inventory.add(definition, by=f"registration by {rule}")
        except (ConfigError, Conflict) as error:
            log.warning("a rule of registration does not fit", rule=rule, reason=error)
            return False
        return True

    async def _let_in(self, applicant: Applicant, name: str, rule: str) -> None:
        now = self._clock.now()
        await self._database.write(
            lambda connection: write_agent(connection, applicant, name, now, rule=rule)
        )
        identity = identity_from(applicant.agent, name, now, self._lifetime)
        self._roster.admit(applicant.token, identity)
        log.info("agent registered", target=name, agent=applicant.agent, address=applicant.address)

    async def authenticate_agent(self, token: str) -> AgentIdentity:
        """Return whose token it is.  Raises Unauthenticated.

        Remembered; for an hour while the database does not answer, so that samples are taken.
        """
        identity = await self._roster.identity_of(token)
        if identity.is_new:
            await self._begin(token, identity)
        return identity

    async def renew_token(self, token: str, *, address: str = "") -> str:
        """Return the agent's next token; the one it has counts on.  Raises Unauthenticated.

        *address* is where the request came from.
        """
        identity = await self.authenticate_agent(token)
        made, now = new_secret(), self._clock.now()
        agent = identity.agent
        is_kept = await self._database.write(
            lambda connection: _renew(connection, identity, hash_of(made), now, address)
        )
        if not is_kept:
            raise Unauthenticated("this agent was revoked; enrol it again")
        self._roster.forget(agent)
        log.info("agent's token renewed", target=identity.target, agent=agent)
        return made

    async def _begin(self, token: str, identity: AgentIdentity) -> None:
        """End the token before the one that was used now for the first time, after a while."""
        token_hash, now = hash_of(token), self._clock.now()
        try:
            await self._database.write(
                lambda connection: begin_next(connection, identity.agent, token_hash, now)
            )
        except Unavailable as error:  # samples are taken; the next push does it
            log.warning("a new token is not noted yet", agent=identity.agent, reason=error)
        self._roster.forget(identity.agent)

    async def revoke(self, agent: str, *, by: str, address: str = "") -> None:
        """Let the token of an agent count no more, at once on this node."""
        now = self._clock.now()
        changed = await self._database.write(
            lambda connection: _revoke(connection, agent, now, by=by, address=address)
        )
        if not changed:
            raise NotFound("there is no agent {id!r} that could be revoked", id=agent)
        self._roster.forget(agent)
        log.info("agent revoked", agent=agent, by=by)

    async def agents(self) -> tuple[Agent, ...]:
        """Return all agents, those of one target together, the newest first."""
        return await self._database.read(_agents)

    async def _target(self, request: EnrolmentRequest, row: Row[tuple[object, ...]]) -> str:
        """Return the target of the request's host; it is added where there is none."""
        inventory = self._inventory.current
        owners = await self._database.read(_machines_by_target)
        name = target_name(request, row.target, inventory, owners)
        if name in inventory:
            return name
        definition: dict[str, object] = {"name": name, "agent": True}
        if row.customer:
            definition["customer"] = row.customer
        try:
            await self._inventory.add(definition, by=f"enrolment by {row.made_by}")
        except Conflict:  # another request of the same host was faster
            log.debug("target was there already", target=name)
        return name


def target_name(
    request: EnrolmentRequest,
    wanted: str | None,
    inventory: Inventory,
    owners: dict[str, str],
) -> str:
    """Decide which target a host is: the one it was, the one it is meant to be, or a new one.

    *owners* are the machines whose agents count, by target.  A name that another machine has is
    not taken over: two hosts of one name are two targets.
    """
    for target, machine_id in owners.items():
        if request.machine_id and machine_id == request.machine_id and wanted in {None, target}:
            return target
    name = wanted or name_from_hostname(request.hostname)
    if name not in owners:
        return name
    return name if wanted else free_name(name, {*owners, *inventory.targets})


def may_become(known: Target | None, definition: Mapping[str, object]) -> bool:
    """Tell whether a host that nobody knows may be *known* at once: the address and owner it has."""
    if known is None:
        return True
    is_there = known.address in {"", definition.get("address", "")}
    return is_there and known.customer in {None, definition.get("customer", known.customer)}


def _applicant(request: EnrolmentRequest, row: Row[tuple[object, ...]], address: str) -> Applicant:
    return Applicant(
        agent=new_secret()[:16],
        token=new_secret(),
        hostname=request.hostname[:MAX_NAME],
        machine_id=request.machine_id[:MAX_NAME],
        version=request.version[:40],
        address=address[:MAX_NAME],
        labels=request.labels,
        made_by=row.made_by,
        secret_hash=row.secret_hash,
    )


def _count_use(connection: Connection, secret_hash: str) -> None:
    """Use a token for many once more.  Raises Unauthenticated where it is used up."""
    used = connection.execute(
        update(enrolments)
        .where(enrolments.c.secret_hash == secret_hash, enrolments.c.uses < enrolments.c.most_uses)
        .values(uses=enrolments.c.uses + 1)
    )
    if used.rowcount != 1:
        _refuse(Admission.USED)


def _refuse(decision: Admission) -> None:
    match decision:
        case Admission.ALLOWED:
            return
        case Admission.ENDED:
            raise Unauthenticated(
                "this enrolment token has ended; make another: watchkeeper token create --agent"
            )
        case Admission.USED:
            raise Unauthenticated(
                "this enrolment token was used already; make another: "
                "watchkeeper token create --agent"
            )
        case Admission.UNKNOWN:
            raise Unauthenticated(
                "this enrolment token is not known here; make one: watchkeeper token create --agent"
            )


def _enrolment(connection: Connection, secret_hash: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(
        select(enrolments).where(enrolments.c.secret_hash == secret_hash)
    ).one_or_none()


def _keep_word(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep a one-time word by its hash; the audit trail says who made it, and for what."""
    connection.execute(insert(enrolments).values(row))
    facts = {name: row[name] for name in ("customer", "most_uses", "ends_at")}
    record_audit(
        connection,
        "agent_token_made",
        actor=row["made_by"],
        at=row["made_at"],
        subject=row["target"] or "",
        facts={name: value for name, value in facts.items() if value is not None},
    )


def _admit(connection: Connection, host: Applicant, target: str, now: Instant) -> None:
    """Use up the secret and write the agent, together; the target's earlier agents end."""
    used = connection.execute(
        update(enrolments)
        .where(
            enrolments.c.secret_hash == host.secret_hash,
            enrolments.c.used_at.is_(None)
            | (
                (enrolments.c.machine_id == host.machine_id)
                & (enrolments.c.used_at > later(now, -REPEAT_WITHIN))
            ),
        )
        .values(used_at=now, machine_id=host.machine_id)
    )
    if used.rowcount != 1:
        _refuse(Admission.USED)
    write_agent(connection, host, target, now)


def _renew(
    connection: Connection, identity: AgentIdentity, token_hash: str, now: Instant, address: str
) -> bool:
    if not write_next(connection, identity.agent, token_hash, now):
        return False
    record_audit(
        connection,
        "agent_token_renewed",
        actor=f"agent:{identity.agent}",
        at=now,
        subject=identity.target,
        facts={"address": address},
    )
    return True


def _revoke(connection: Connection, agent: str, now: Instant, *, by: str, address: str) -> bool:
    target = connection.scalar(
        update(agents)
        .where(agents.c.id == agent, agents.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(agents.c.target)
    )
    if target is None:
        return False
    record_audit(
        connection,
        "agent_revoked",
        actor=by,
        at=now,
        subject=target,
        facts={"agent": agent, "address": address},
    )
    return True


def _agents(connection: Connection) -> tuple[Agent, ...]:
    rows = connection.execute(
        select(agents).order_by(agents.c.target, agents.c.enrolled_at.desc(), agents.c.id)
    )
    return tuple(
        Agent(
            id=row.id,
            target=row.target,
            hostname=row.hostname,
            version=row.version,
            enrolled_at=Instant(row.enrolled_at),
            revoked_at=None if row.revoked_at is None else Instant(row.revoked_at),
        )
        for row in rows
    )


def _machines_by_target(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        select(agents.c.target, agents.c.machine_id).where(agents.c.revoked_at.is_(None))
    )
    return {row.target: row.machine_id for row in rows}
