"""Satellites that may speak here: one-time words, tokens of their own, revocation, their notes.

A word is used once, by one machine, as an agent's (collector/enrolment.py).  What a satellite
notes, such as a refused address or a call it made, goes into the audit once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, insert, select, update

from collector.enrolment import REPEAT_WITHIN, VALID_FOR, Admission, admission
from collector.satellites.exchange import KINDS_OF_NOTES, Note
from collector.tables import satellite_enrolments, satellites
from watchkeeper.access.audit import record_audit
from watchkeeper.access.secrets import hash_of, new_secret
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound, Unauthenticated, Unavailable
from watchkeeper.core.instants import Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.files import MAX_NAME
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.storage.database import Database
from watchkeeper.wire.enrolment import (
    EnrolmentAnswer,
    EnrolmentRequest,
    EnrolmentToken,
    text_from_token,
)

log = get_log("collector")

_GRACE_SECONDS = 3_600.0  # a satellite that counted counts on while the database is gone


@dataclass(frozen=True, slots=True)
class SatelliteIdentity:
    """Who speaks; ``name`` is the target in the inventory."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class EnrolledSatellite:
    """A satellite as it is listed."""

    id: str
    name: str
    hostname: str
    version: str
    enrolled_at: Instant
    revoked_at: Instant | None


class SatelliteDesk:
    """Makes one-time words, admits satellites, recognises and revokes them, audits their notes."""

    def __init__(self, database: Database, inventory: InventoryStore, clock: Clock) -> None:
        self._database = database
        self._inventory = inventory
        self._clock = clock
        self._seen: dict[str, tuple[SatelliteIdentity, float]] = {}  # by hash of the token

    async def make_token(self, name: str, *, url: str, ca_sha256: str, made_by: str) -> str:
        """Return the word to paste on the satellite's machine.  Raises NotFound for no target."""
        self._inventory.current.target(name)
        secret, now = new_secret(), self._clock.now()
        row = {
            "secret_hash": hash_of(secret),
            "satellite": name,
            "made_by": made_by,
            "made_at": now,
            "ends_at": later(now, VALID_FOR),
        }

        def unit(connection: Connection) -> None:
            connection.execute(insert(satellite_enrolments).values(row))
            record_audit(connection, "satellite_token_made", actor=made_by, at=now, subject=name)

        await self._database.write(unit)
        return text_from_token(EnrolmentToken(url=url, ca_sha256=ca_sha256, secret=secret))

    async def enrol(self, request: EnrolmentRequest, *, address: str = "") -> EnrolmentAnswer:
        """Admit a satellite; the one that had its name before ends.  Raises Unauthenticated.

        *address* is where the request came from.
        """
        now = self._clock.now()
        token, identifier = new_secret(), new_secret()[:16]
        name = await self._database.write(
            lambda connection: _admit(
                connection, request, now, identifier=identifier, token=token, address=address
            )
        )
        self._seen.clear()
        log.info("satellite enrolled", satellite=name, id=identifier, version=request.version)
        return EnrolmentAnswer(agent=identifier, target=name, token=token)

    async def identity_of(self, token: str) -> SatelliteIdentity:
        """Return whose token it is.  Raises Unauthenticated; Unavailable where nobody can say."""
        token_hash = hash_of(token)
        try:
            found = await self._database.read(lambda connection: _one(connection, token_hash))
        except Unavailable:
            known = self._seen.get(token_hash)
            if known is None or self._clock.monotonic() - known[1] > _GRACE_SECONDS:
                raise
            return known[0]
        if found is None:
            self._seen.pop(token_hash, None)
            raise Unauthenticated("this satellite's token does not count; enrol it again")
        self._seen[token_hash] = (found, self._clock.monotonic())
        return found

    async def revoke(self, name: str, *, by: str, address: str = "") -> None:
        """Let the satellite of that name speak no more, at once."""
        now = self._clock.now()
        changed = await self._database.write(
            lambda connection: _revoke(connection, name, now, by=by, address=address)
        )
        if not changed:
            raise NotFound("there is no satellite {name!r} that could be revoked", name=name)
        self._seen.clear()
        log.info("satellite revoked", satellite=name)

    async def satellites(self) -> tuple[EnrolledSatellite, ...]:
        """Return all that were ever enrolled, those of one name together, the newest first."""
        return await self._database.read(_all)

    async def note(self, identity: SatelliteIdentity, notes: Sequence[Note]) -> int:
        """Put notes into the audit, each once; return the number of the newest that is there."""
        now = self._clock.now()
        return await self._database.write(
            lambda connection: _note(connection, identity, notes, now)
        )

    async def audit(self, action: str, *, actor: str, subject: str, **facts: str) -> None:
        """Write down what the server itself refused."""
        now = self._clock.now()
        await self._database.write(
            lambda connection: record_audit(
                connection, action, actor=actor, at=now, subject=subject, facts=facts
            )
        )


def _admit(
    connection: Connection,
    request: EnrolmentRequest,
    now: Instant,
    *,
    identifier: str,
    token: str,
    address: str,
) -> str:
    """Use up the word and write the satellite, together."""
    secret_hash = hash_of(request.secret)
    row = connection.execute(
        select(satellite_enrolments).where(satellite_enrolments.c.secret_hash == secret_hash)
    ).one_or_none()
    _refuse(admission(row, request.machine_id, now))
    assert row is not None
    used = connection.execute(
        update(satellite_enrolments)
        .where(
            satellite_enrolments.c.secret_hash == secret_hash,
            satellite_enrolments.c.used_at.is_(None)
            | (
                (satellite_enrolments.c.machine_id == request.machine_id)
                & (satellite_enrolments.c.used_at > later(now, -REPEAT_WITHIN))
            ),
        )
        .values(used_at=now, machine_id=request.machine_id)
    )
    if used.rowcount != 1:
        _refuse(Admission.USED)
    name = str(row.satellite)
    replaced = _end_others(connection, name, now)
    connection.execute(
        insert(satellites).values(
            id=identifier,
            name=name,
            token_hash=hash_of(token),
            hostname=request.hostname[:MAX_NAME],
            machine_id=request.machine_id[:MAX_NAME],
            version=request.version[:40],
            enrolled_at=now,
            noted=0,
        )
    )
    facts: dict[str, object] = {
        "id": identifier,
        "hostname": request.hostname[:MAX_NAME],
        "machine_id": request.machine_id[:MAX_NAME],
        "address": address[:MAX_NAME],
        "version": request.version[:40],
        "made_by": row.made_by,
        "replaced": list(replaced),
    }
    record_audit(
        connection,
        "satellite_enrolled",
        actor=f"satellite {name}",
        at=now,
        subject=name,
        facts={key: value for key, value in facts.items() if value},
    )
    return name


def _refuse(decision: Admission) -> None:
    match decision:
        case Admission.ALLOWED:
            return
        case Admission.ENDED:
            raise Unauthenticated(
                "this enrolment token has ended; make another: watchkeeper token create --satellite"
            )
        case Admission.USED:
            raise Unauthenticated(
                "this enrolment token was used already; make another: "
                "watchkeeper token create --satellite"
            )
        case Admission.UNKNOWN:
            raise Unauthenticated(
                "this enrolment token is no satellite's; make one: "
                "watchkeeper token create --satellite"
            )


def _end_others(connection: Connection, name: str, now: Instant) -> tuple[str, ...]:
    """Let those of a name count no more; return which they were."""
    ended = connection.scalars(
        update(satellites)
        .where(satellites.c.name == name, satellites.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(satellites.c.id)
    )
    return tuple(sorted(ended))


def _revoke(connection: Connection, name: str, now: Instant, *, by: str, address: str) -> bool:
    ended = _end_others(connection, name, now)
    if not ended:
        return False
    facts = {"ids": list(ended), "address": address}
    record_audit(connection, "satellite_revoked", actor=by, at=now, subject=name, facts=facts)
    return True


def _one(connection: Connection, token_hash: str) -> SatelliteIdentity | None:
    row = connection.execute(
        select(satellites.c.id, satellites.c.name).where(
            satellites.c.token_hash == token_hash, satellites.c.revoked_at.is_(None)
        )
    ).one_or_none()
    return SatelliteIdentity(row.id, row.name) if row else None


def _note(
    connection: Connection, identity: SatelliteIdentity, notes: Sequence[Note], now: Instant
) -> int:
    noted = connection.scalar(
        select(satellites.c.noted).where(satellites.c.id == identity.id).with_for_update()
    )
    newest = int(noted or 0)
    for note in sorted(notes, key=lambda one: one.number):
        if note.number <= newest:
            continue
        newest = note.number
        is_known = note.kind in KINDS_OF_NOTES
        record_audit(
            connection,
            f"satellite_{note.kind}" if is_known else "satellite_noted",
            actor=f"satellite {identity.name}",
            at=now,
            subject=identity.name,
            facts={**note.facts, "at": str(note.at), **({} if is_known else {"kind": note.kind})},
        )
    connection.execute(
        update(satellites).where(satellites.c.id == identity.id).values(noted=newest)
    )
    return newest


def _all(connection: Connection) -> tuple[EnrolledSatellite, ...]:
    rows: Sequence[Row[tuple[object, ...]]] = connection.execute(
        select(satellites).order_by(
            satellites.c.name, satellites.c.enrolled_at.desc(), satellites.c.id
        )
    ).all()
    return tuple(
        EnrolledSatellite(
            id=row.id,
            name=row.name,
            hostname=row.hostname,
            version=row.version,
            enrolled_at=Instant(row.enrolled_at),
            revoked_at=None if row.revoked_at is None else Instant(row.revoked_at),
        )
        for row in rows
    )
