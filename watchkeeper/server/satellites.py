"""Satellites in the server: their room wired, the roster they are given, and their REST routes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.probes.tools import Tools
from collector.satellites.desk import SatelliteDesk
from collector.satellites.hand_down import RosterPerson
from collector.satellites.room import SatelliteRoom, Sources
from collector.satellites.states import SatelliteState, SatelliteStates
from collector.schedule import ProbeSchedule
from dashboards.rest.call import Call
from dashboards.rest.given import word
from dashboards.rest.routes import Route
from ticketing.directory import Person, Role
from watchkeeper.access.model import Scope
from watchkeeper.core.clock import Wake
from watchkeeper.core.errors import Conflict
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import Inventory
from watchkeeper.server.certificates import certificate_sha256
from watchkeeper.server.directory import StaffDirectory
from watchkeeper.server.ground import Ground


class SnmpTexts:
    """The operator's own SNMP profiles as text, as they are in force."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self.texts = tuple(texts)


def satellite_room(
    ground: Ground, tools: Tools, probes: ProbeSchedule, wake: Wake, snmp: SnmpTexts
) -> SatelliteRoom:
    """Return the room; from now on it tells the probes' schedule what is the server's own."""
    staff, clock = ground.staff(), ground.clock
    room = SatelliteRoom(
        SatelliteDesk(ground.database, ground.inventory, clock),
        Sources(
            inventory=lambda: ground.inventory.current,
            secrets=lambda: tools.secrets,
            snmp=lambda: snmp.texts,
            roster=lambda inventory, name, kinds: roster_of(
                staff, inventory, name, kinds, clock.now()
            ),
            url=ground.settings.url(),
        ),
        probes,
        ground.store,
        clock,
        wake=wake,
    )
    room.follow(ground.inventory.current)
    ground.inventory.subscribe(room.follow)
    return room


def roster_of(
    staff: StaffDirectory, inventory: Inventory, name: str, kinds: frozenset[str], now: Instant
) -> tuple[RosterPerson, ...]:
    """Return who is on duty for what stands behind a satellite, then who is told else."""
    customers = sorted({one.customer or "" for one in _concerned(inventory, name)})
    holders = [one for it in customers for one in staff.holders(Role.DUTY, it, now)]
    fallbacks = [staff.fallback(it) for it in customers]
    people = (staff.person(one) for one in dict.fromkeys([*holders, *fallbacks]))
    return tuple(_roster_person(one, kinds) for one in people if one is not None)


def _concerned(inventory: Inventory, name: str) -> Iterator[Target]:
    if name in inventory:
        yield inventory.target(name)
    yield from inventory.behind(name)


def _roster_person(person: Person, kinds: frozenset[str]) -> RosterPerson:
    contacts = tuple((one.kind, one.address) for one in person.contacts if one.kind in kinds)
    return RosterPerson(person.id, person.name, person.language, person.zone, contacts)


async def refuse_foreign(room: SatelliteRoom, target: Target, by: str) -> None:
    """Raise Conflict for a target that the server may not connect to itself; it is audited."""
    if target.satellite is not None:
        await room.desk.audit(
            "satellite_bypass_refused", actor=by, subject=target.name, satellite=target.satellite
        )
        raise Conflict(
            "{name!r} is probed by the satellite {satellite!r}; the server does not connect to it; "
            "type there: watchkeeper satellite probe NAME",
            name=target.name,
            satellite=target.satellite,
        )


@dataclass(frozen=True, slots=True)
class SatelliteWish:
    """Which target the satellite will be."""

    name: str


@dataclass(frozen=True, slots=True)
class SatelliteToken:
    """The word to paste on the satellite's machine; it counts once, for a day."""

    token: str


@dataclass(frozen=True, slots=True)
class SatelliteView:
    """A satellite: whether it is heard, by which configuration it works, what waits there."""

    name: str
    targets: int
    presence: str
    is_enrolled: bool
    hostname: str
    software: str
    heard_at: Instant | None
    is_current: bool
    clock_offset_ms: int
    probes: int
    refused_probes: int
    spooled_ticks: int
    dropped_ticks: int
    is_witness: bool


@dataclass(frozen=True, slots=True)
class SatelliteDone:
    """It is done."""

    done: bool = True


@dataclass(frozen=True, slots=True)
class SatelliteTools:
    """The handlers; they need the scope ``admin``."""

    room: SatelliteRoom
    url: str
    ca: Path | None

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/satellites", "List satellites and how they fare", self.list_satellites, tuple[SatelliteView, ...]),
            Route("POST", "/satellites/token", "Make a word to paste on a satellite's machine", self.make_token, SatelliteToken, body=SatelliteWish, status=201),
            Route("DELETE", "/satellites/{name:[^/]+}", "Let a satellite speak no longer", self.revoke, SatelliteDone),
        )  # fmt: skip

    async def list_satellites(self, call: Call) -> tuple[SatelliteView, ...]:
        call.principal.require_scope(Scope.ADMIN)
        return await views_of(self.room)

    async def make_token(self, call: Call) -> SatelliteToken:
        call.principal.require_scope(Scope.ADMIN)
        given = await call.body()
        token = await self.room.desk.make_token(
            word(given, "name"),
            url=self.url,
            ca_sha256=await asyncio.to_thread(certificate_sha256, self.ca) if self.ca else "",
            made_by=call.principal.id,
        )
        return SatelliteToken(token)

    async def revoke(self, call: Call) -> SatelliteDone:
        call.principal.require_scope(Scope.ADMIN)
        await self.room.desk.revoke(
            call.request.match_info["name"],
            by=call.principal.id,
            address=call.request.remote or "",
        )
        return SatelliteDone()


async def views_of(room: SatelliteRoom) -> tuple[SatelliteView, ...]:
    """Return all satellites that targets name or that are enrolled, by name."""
    counted = {one.name: one for one in await room.desk.satellites() if one.revoked_at is None}
    names = sorted({*counted, *room.inventory.satellites})
    return tuple(
        _view(
            name,
            room.states,
            targets=len(room.inventory.behind(name)),
            hostname=counted[name].hostname if name in counted else None,
        )
        for name in names
    )


def _view(
    name: str, states: SatelliteStates, *, targets: int, hostname: str | None
) -> SatelliteView:
    state: SatelliteState | None = states.state(name)
    report = state.report if state else None
    return SatelliteView(
        name=name,
        targets=targets,
        presence=states.presence(name).value,
        is_enrolled=hostname is not None,
        hostname=hostname or "",
        software=report.software if report else "",
        heard_at=state.heard_at if state else None,
        is_current=state is not None and state.is_current,
        clock_offset_ms=state.offset if state else 0,
        probes=report.probes if report else 0,
        refused_probes=report.refused_probes if report else 0,
        spooled_ticks=report.spooled_ticks if report else 0,
        dropped_ticks=report.dropped_ticks if report else 0,
        is_witness=report is not None and report.is_witness,
    )
