"""The administrator's half of the API: tokens, sign-in links, agents, heartbeats, targets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from collector.enrolment import Enrolment
from collector.heartbeat_state import DEFAULT_GRACE, HeartbeatKind, HeartbeatPlan
from collector.heartbeats import Heartbeats
from collector.probes.once import ProbeReport, probe_once
from collector.probes.tools import Tools
from dashboards.bodies import read_body
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.gate import Gate
from watchkeeper.access.model import Scope, scopes_from_text
from watchkeeper.access.tokens import Token
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import iso
from watchkeeper.core.labels import text_from_labels
from watchkeeper.inventory.store import InventoryStore

ROOT = "/api/watch/v1"
SHORTEST_PASSWORD = 10


@dataclass(frozen=True, slots=True)
class Administration:
    """Handlers that need the scope ``admin`` (targets: ``targets:write``)."""

    gate: Gate
    enrolment: Enrolment
    heartbeats: Heartbeats
    inventory: InventoryStore
    tools: Tools
    url: str
    ca_sha256: str
    reload: Callable[[], Awaitable[None]]

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"{ROOT}/tokens", self.list_tokens, allow_head=False),
            web.post(f"{ROOT}/tokens", self.make_token),
            web.delete(f"{ROOT}/tokens/{{id}}", self.revoke_token),
            web.post(f"{ROOT}/people/{{id}}/link", self.make_link),
            web.post(f"{ROOT}/people/{{id}}/password", self.set_password),
            web.get(f"{ROOT}/agents", self.list_agents, allow_head=False),
            web.post(f"{ROOT}/agents/token", self.make_agent_token),
            web.delete(f"{ROOT}/agents/{{id}}", self.revoke_agent),
            web.post(f"{ROOT}/heartbeats", self.make_heartbeat),
            web.delete(f"{ROOT}/heartbeats/{{name}}", self.remove_heartbeat),
            web.post(f"{ROOT}/targets", self.add_target),
            web.delete(f"{ROOT}/targets/{{name}}", self.remove_target),
            web.post(f"{ROOT}/targets/{{name}}/probe", self.probe_target),
            web.post(f"{ROOT}/reload", self.reload_configuration),
        ]

    async def list_tokens(self, request: web.Request) -> web.Response:
        self._by(request)
        found = await self.gate.list_tokens()
        return web.json_response({"tokens": [_token(token) for token in found]})

    async def make_token(self, request: web.Request) -> web.Response:
        by = self._by(request)
        body = await read_body(request)
        customers = body.words("customers")
        made = await self.gate.make_token(
            body.word("name"),
            scopes_from_text(body.word("scopes")),
            by=by,
            customers=frozenset(customers) if customers else None,
            life=body.duration("life"),
        )
        return web.json_response({"secret": made.secret, **_token(made.token)}, status=201)

    async def revoke_token(self, request: web.Request) -> web.Response:
        by = self._by(request)
        await self.gate.revoke_token(request.match_info["id"], by=by)
        return web.json_response({})

    async def make_link(self, request: web.Request) -> web.Response:
        by = self._by(request)
        person = self.gate.people.get(request.match_info["id"])
        secret = await self.gate.make_link(person, by=by)
        return web.json_response({"url": sign_in_url(self.url, secret)}, status=201)

    async def set_password(self, request: web.Request) -> web.Response:
        by = self._by(request)
        person = self.gate.people.get(request.match_info["id"])
        password = (await read_body(request)).word("password")
        if len(password) < SHORTEST_PASSWORD:
            raise InvalidInput(
                "a password needs {count} characters or more", count=SHORTEST_PASSWORD
            )
        await self.gate.set_password(person, password, by=by)
        return web.json_response({})

    async def list_agents(self, request: web.Request) -> web.Response:
        self._by(request)
        agents = await self.enrolment.agents()
        rows = [
            {
                "id": agent.id,
                "target": agent.target,
                "hostname": agent.hostname,
                "version": agent.version,
                "enrolled_at": iso(agent.enrolled_at),
                "revoked_at": None if agent.revoked_at is None else iso(agent.revoked_at),
            }
            for agent in agents
        ]
        return web.json_response({"agents": rows})

    async def make_agent_token(self, request: web.Request) -> web.Response:
        by = self._by(request)
        body = await read_body(request)
        token = await self.enrolment.make_token(
            url=self.url,
            ca_sha256=self.ca_sha256,
            made_by=by,
            target=body.optional("target"),
            customer=body.optional("customer"),
        )
        return web.json_response({"token": token}, status=201)

    async def revoke_agent(self, request: web.Request) -> web.Response:
        self._by(request)
        await self.enrolment.revoke(request.match_info["id"])
        return web.json_response({})

    async def make_heartbeat(self, request: web.Request) -> web.Response:
        """Make a heartbeat; the answer holds its address, which is shown once."""
        by = self._by(request, Scope.TARGETS_WRITE)
        body = await read_body(request)
        plan = HeartbeatPlan(
            name=body.word("name"),
            target=self.inventory.current.target(body.word("target")).name,
            kind=HeartbeatKind.BACKUP if body.optional("kind") == "backup" else HeartbeatKind.JOB,
            schedule=body.optional("schedule"),
            period=body.duration("period"),
            grace=body.duration("grace") or DEFAULT_GRACE,
            zone=self.inventory.current.zone_of(body.word("target")),
        )
        key = await self.heartbeats.make(plan, by=by)
        return web.json_response({"url": f"{self.url}/ping/{key}"}, status=201)

    async def remove_heartbeat(self, request: web.Request) -> web.Response:
        self._by(request, Scope.TARGETS_WRITE)
        await self.heartbeats.remove(request.match_info["name"])
        return web.json_response({})

    async def add_target(self, request: web.Request) -> web.Response:
        by = self._by(request, Scope.TARGETS_WRITE)
        target = await self.inventory.add((await read_body(request)).fields, by=by)
        return web.json_response({"name": target.name}, status=201)

    async def remove_target(self, request: web.Request) -> web.Response:
        by = self._by(request, Scope.TARGETS_WRITE)
        await self.inventory.remove(request.match_info["name"], by=by)
        return web.json_response({})

    async def probe_target(self, request: web.Request) -> web.Response:
        """Run the probes of a target once and show what they return, or why they fail."""
        self._by(request, Scope.TARGETS_WRITE)
        target = self.inventory.current.target(request.match_info["name"])
        reports = [await probe_once(target, spec, self.tools) for spec in target.probes]
        return web.json_response({"probes": [_report(report) for report in reports]})

    async def reload_configuration(self, request: web.Request) -> web.Response:
        self._by(request)
        await self.reload()
        return web.json_response({})

    def _by(self, request: web.Request, scope: Scope = Scope.ADMIN) -> str:
        """Return who asks.  Raises Forbidden without the scope."""
        principal = request[PRINCIPAL]
        principal.require_scope(scope)
        return principal.id


def sign_in_url(url: str, secret: str) -> str:
    """Return the address of a one-time sign-in link."""
    return f"{url}/link/{secret}"


def _token(token: Token) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "scopes": sorted(scope.value for scope in token.scopes),
        "customers": None if token.customers is None else sorted(token.customers),
        "made_by": token.made_by,
        "made_at": iso(token.made_at),
        "ends_at": None if token.ends_at is None else iso(token.ends_at),
        "revoked_at": None if token.revoked_at is None else iso(token.revoked_at),
    }


def _report(report: ProbeReport) -> dict[str, object]:
    return {
        "probe": report.probe,
        "kind": report.kind,
        "duration_seconds": report.duration_seconds,
        "problem": None if report.problem is None else str(report.problem),
        "samples": {text_from_labels(labels): value for labels, value in report.samples.items()},
    }
