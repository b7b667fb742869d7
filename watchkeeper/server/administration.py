"""The administrator's half of REST: agents, heartbeats, targets, reload."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from collector.enrolment import LONGEST_VALID, VALID_FOR, Agent, Enrolment
from collector.heartbeat_state import DEFAULT_GRACE, HeartbeatKind, HeartbeatPlan
from collector.heartbeats import Heartbeats
from collector.probes.addresses import addresses_of
from collector.probes.once import ProbeReport, probe_once
from collector.probes.ssh import scripts_of
from collector.probes.tools import Tools
from collector.ssh.enrol import ShownKey
from dashboards.rest.call import Call
from dashboards.rest.given import duration, optional, word
from dashboards.rest.routes import Route
from watchkeeper.access.model import Scope
from watchkeeper.access.people import People
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Duration
from watchkeeper.core.labels import text_from_labels
from watchkeeper.core.messages import Text
from watchkeeper.inventory.desk import TargetDesk
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.certificates import certificate_sha256
from watchkeeper.server.doctor.examine import examine
from watchkeeper.server.doctor.live import LiveChecks
from watchkeeper.server.doctor.model import Check
from watchkeeper.server.host_keys import Believer, HostKeys
from watchkeeper.server.trials import TestMessage

_DOCTOR_QUERY: Mapping[str, str] = MappingProxyType(
    {"try_channels": "yes: send everybody a test message by each channel that reaches them"}
)


@dataclass(frozen=True, slots=True)
class AgentTokenWish:
    """Which target the host is, and whose; empty: a new target named after the host.

    ``uses``: so many hosts may register by it, for ``valid_for``, a day if it is left out.
    """

    target: str | None = None
    customer: str | None = None
    uses: str | None = None
    valid_for: str | None = None


@dataclass(frozen=True, slots=True)
class AgentToken:
    """The word to paste on a host; it counts once, for a day."""

    token: str


@dataclass(frozen=True, slots=True)
class HeartbeatWish:
    """A sign of life that is expected, every ``period`` or by a cron ``schedule``."""

    name: str
    target: str
    kind: str = "job"
    schedule: str | None = None
    period: str | None = None
    grace: str | None = None


@dataclass(frozen=True, slots=True)
class HeartbeatAddress:
    """Where the job pings; shown this once."""

    url: str


@dataclass(frozen=True, slots=True)
class TargetName:
    name: str


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What one probe returned, or why it failed."""

    probe: str
    kind: str
    duration_seconds: float
    problem: Text | None
    samples: Mapping[str, float]
    remedy: Text | None = None
    notes: tuple[Text, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HostKeyWish:
    """The fingerprint that was compared at the host; without it the key is only shown."""

    fingerprint: str | None = None
    replace: str | None = None


@dataclass(frozen=True, slots=True)
class SshScript:
    """What is run on a host, to be put there as a forced command."""

    script: str


@dataclass(frozen=True, slots=True)
class TestMessageWish:
    """Whom to tell, and by which channel; without one, by each that reaches them."""

    __test__ = False  # it is no test, whatever its name begins with

    person: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where people and agents find the server, and its CA's file on the server's machine."""

    url: str
    ca_file: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """It is done."""

    done: bool = True


@dataclass(frozen=True, slots=True)
class Administration:
    """Handlers that need the scope ``admin`` or ``targets:write``."""

    enrolment: Enrolment
    heartbeats: Heartbeats
    inventory: InventoryStore
    desk: TargetDesk
    tools: Tools
    host_keys: HostKeys
    people: Callable[[], People]
    refuse_foreign: Callable[[Target, str], Awaitable[None]]  # what is behind a satellite
    live: LiveChecks
    config: Path
    url: str
    ca: Path | None
    reload: Callable[[], Awaitable[None]]

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/agents", "List agents", self.list_agents, tuple[Agent, ...]),
            Route("POST", "/agents/token", "Make a word to paste on a host", self.make_agent_token, AgentToken, body=AgentTokenWish, status=201),
            Route("DELETE", "/agents/{id}", "Let an agent push no longer", self.revoke_agent, Done),
            Route("POST", "/heartbeats", "Expect a sign of life", self.make_heartbeat, HeartbeatAddress, body=HeartbeatWish, status=201),
            Route("DELETE", "/heartbeats/{name:[^/]+}", "Expect a sign of life no longer", self.remove_heartbeat, Done),
            Route("POST", "/targets", "Watch a target (one entry of targets/*.yml)", self.add_target, TargetName, body=TargetName, status=201),
            Route("DELETE", "/targets/{name:[^/]+}", "Watch a target no longer", self.remove_target, Done),
            Route("POST", "/targets/{name:[^/]+}/probe", "Probe a target once", self.probe_target, tuple[ProbeResult, ...]),
            Route("POST", "/targets/{name:[^/]+}/host-key", "Show the SSH host key of a target, or enrol it", self.host_key, tuple[ShownKey, ...], body=HostKeyWish),
            Route("GET", "/targets/{name:[^/]+}/ssh-script", "Show what the SSH probes of a target run there", self.ssh_script, tuple[SshScript, ...]),
            Route("GET", "/address", "Where the server is found", self.show_address, ServerAddress),
            Route("GET", "/doctor", "What is wrong or doubtful, and its remedy", self.examine, tuple[Check, ...], query=_DOCTOR_QUERY),
            Route("POST", "/test-messages", "Tell a person something now", self.send_test_message, tuple[TestMessage, ...], body=TestMessageWish),
            Route("POST", "/reload", "Read the configuration again", self.reload_configuration, Done),
        )  # fmt: skip

    async def list_agents(self, call: Call) -> tuple[Agent, ...]:
        call.principal.require_scope(Scope.ADMIN)
        return await self.enrolment.agents()

    async def make_agent_token(self, call: Call) -> AgentToken:
        call.principal.require_scope(Scope.ADMIN)
        given = await call.body()
        token = await self.enrolment.make_token(
            url=self.url,
            ca_sha256=await asyncio.to_thread(certificate_sha256, self.ca) if self.ca else "",
            made_by=call.principal.id,
            target=optional(given, "target"),
            customer=optional(given, "customer"),
            valid_for=_valid_for(given),
            most_uses=_uses(given),
        )
        return AgentToken(token)

    async def revoke_agent(self, call: Call) -> Done:
        call.principal.require_scope(Scope.ADMIN)
        await self.enrolment.revoke(
            call.request.match_info["id"],
            by=call.principal.id,
            address=call.request.remote or "",
        )
        return Done()

    async def make_heartbeat(self, call: Call) -> HeartbeatAddress:
        call.principal.require_scope(Scope.TARGETS_WRITE)
        given = await call.body()
        inventory = self.inventory.current
        target = inventory.target(word(given, "target"))
        plan = HeartbeatPlan(
            name=word(given, "name"),
            target=target.name,
            kind=HeartbeatKind.BACKUP if optional(given, "kind") == "backup" else HeartbeatKind.JOB,
            schedule=optional(given, "schedule"),
            period=duration(given, "period"),
            grace=duration(given, "grace") or DEFAULT_GRACE,
            zone=inventory.zone_of(target.name),
        )
        key = await self.heartbeats.make(plan, by=call.principal.id)
        return HeartbeatAddress(f"{self.url}/ping/{key}")

    async def remove_heartbeat(self, call: Call) -> Done:
        call.principal.require_scope(Scope.TARGETS_WRITE)
        await self.heartbeats.remove(call.request.match_info["name"])
        return Done()

    async def add_target(self, call: Call) -> TargetName:
        call.principal.require_scope(Scope.TARGETS_WRITE)
        target = await self.desk.add(await call.body(), by=call.principal.id)
        return TargetName(target.name)

    async def remove_target(self, call: Call) -> Done:
        call.principal.require_scope(Scope.TARGETS_WRITE)
        await self.inventory.remove(call.request.match_info["name"], by=call.principal.id)
        return Done()

    async def probe_target(self, call: Call) -> tuple[ProbeResult, ...]:
        """Run the probes of a target once and show what they return, or why they fail."""
        call.principal.require_scope(Scope.TARGETS_WRITE)
        target = self.inventory.current.target(call.request.match_info["name"])
        await self.refuse_foreign(target, call.principal.id)
        return tuple([await self._probed(target, spec) for spec in target.probes])

    async def _probed(self, target: Target, spec: ProbeSpec) -> ProbeResult:
        report = await probe_once(target, spec, self.tools)
        return _result(report, await addresses_of(target, spec))

    async def host_key(self, call: Call) -> tuple[ShownKey, ...]:
        """Show which key a host shows; believe it where its fingerprint is given."""
        call.principal.require_scope(Scope.TARGETS_WRITE)
        target = self.inventory.current.target(call.request.match_info["name"])
        await self.refuse_foreign(target, call.principal.id)
        given = await call.body()
        fingerprint = optional(given, "fingerprint")
        if fingerprint is None:
            return await self.host_keys.show(target)
        believer = Believer(call.principal.id, call.request.remote or "")
        replaces = optional(given, "replace") == "yes"
        return await self.host_keys.believe(target, fingerprint, believer, replaces=replaces)

    async def ssh_script(self, call: Call) -> tuple[SshScript, ...]:
        call.principal.require_scope(Scope.TARGETS_READ)
        target = self.inventory.current.target(call.request.match_info["name"])
        return tuple(SshScript(script) for script in scripts_of(target))

    async def show_address(self, call: Call) -> ServerAddress:
        call.principal.require_scope(Scope.TARGETS_READ)
        return ServerAddress(self.url, str(self.ca) if self.ca else None)

    async def examine(self, call: Call) -> tuple[Check, ...]:
        """Look at files and machine as this server's user, and at what only it knows."""
        call.principal.require_scope(Scope.ADMIN)
        checks = await asyncio.to_thread(examine, self.config, self.live.clock)
        checks += await self.live.run()
        if call.query("try_channels"):
            checks += await self.live.try_channels()
        return checks

    async def send_test_message(self, call: Call) -> tuple[TestMessage, ...]:
        call.principal.require_scope(Scope.ADMIN)
        given = await call.body()
        person = self.people().get(word(given, "person"))
        return await self.live.trials.send(person, optional(given, "channel"))

    async def reload_configuration(self, call: Call) -> Done:
        call.principal.require_scope(Scope.ADMIN)
        await self.reload()
        return Done()


def _uses(given: Mapping[str, object]) -> int | None:
    written = optional(given, "uses")
    if written is None:
        return None
    if not written.isascii() or not written.isdigit() or len(written) > 9:
        raise InvalidInput("{name!r} must be a whole number", name="uses")
    return int(written)


def _valid_for(given: Mapping[str, object]) -> Duration:
    found = duration(given, "valid_for") or VALID_FOR
    if not 0 < found <= LONGEST_VALID:
        raise InvalidInput("a token for hosts counts for at most {most}", most="90d")
    return found


def sign_in_url(url: str, secret: str) -> str:
    """Return the address of a one-time sign-in link."""
    return f"{url}/link/{secret}"


def _result(report: ProbeReport, addresses: tuple[str, ...]) -> ProbeResult:
    return ProbeResult(
        probe=report.probe,
        kind=report.kind,
        duration_seconds=report.duration_seconds,
        problem=report.problem,
        samples={text_from_labels(labels): value for labels, value in report.samples.items()},
        remedy=report.remedy,
        notes=report.notes,
        addresses=addresses,
    )
