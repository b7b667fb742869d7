"""REST of changes to targets: edit, import, undo, and the list that Prometheus discovers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from collector.registration import Registrations, Waiting
from dashboards.rest.call import Call
from dashboards.rest.routes import Route
from watchkeeper.access.bodies import read_body
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.messages import Text
from watchkeeper.inventory.desk import Offered, TargetDesk
from watchkeeper.inventory.differences import Difference
from watchkeeper.inventory.discovery import (
    NODE_EXPORTER_PORT,
    DiscoveryGroup,
    Wanted,
    discovery_groups,
)
from watchkeeper.inventory.facts import Fact
from watchkeeper.inventory.history import Happening
from watchkeeper.inventory.imports.formats import format_from_text
from watchkeeper.inventory.imports.plan import ImportPlan, Verdict
from watchkeeper.inventory.imports.rows import MAX_FILE_BYTES
from watchkeeper.inventory.imports.words import words_in

_IMPORT_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "file": "the name of the file, shown with its rows",
        "format": "file-sd, ansible-ini, ansible-yaml, csv or xlsx; without it, what it looks like",
        "dry_run": "yes: only plan",
        "customer": "the customer of rows that name none",
        "site": "the site of rows that name none",
        "groups": "groups of rows that name none, with commas between",
    }
)
_DISCOVERY_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "port": "the port that is put behind each address; without it 9100",
        "customer": "targets of one customer",
        "site": "targets of one site",
        "group": "targets of one group",
        "tag": "targets with one tag",
        "agent": "yes: only those with an agent",
    }
)
_HISTORY_QUERY: Mapping[str, str] = MappingProxyType({"limit": "at most 1000; without it 100"})


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of the plan."""

    at: str
    name: str
    verdict: Verdict
    reason: Text | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The plan and, where it was carried out and there was something to do, its ``batch``."""

    rows: tuple[ImportRow, ...]
    notes: tuple[Text, ...]
    added: int
    changed: int
    unchanged: int
    refused: int
    batch: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Which targets are as they were before."""

    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetDefinition:
    """One entry of targets/*.yml."""

    name: str


@dataclass(frozen=True, slots=True)
class TargetTools:
    """Handlers that need the scope ``targets:write``, or ``targets:read`` to look."""

    desk: TargetDesk
    registrations: Registrations

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("PUT", "/targets/{name:[^/]+}", "Replace the definition of a target (one entry of targets/*.yml)", self.change, TargetDefinition, body=TargetDefinition),
            Route("GET", "/targets/{name:[^/]+}/facts", "What was seen on a target: system, hardware, packages", self.facts, tuple[Fact, ...]),
            Route("GET", "/targets/{name:[^/]+}/history", "What changed on a target", self.history, tuple[Happening, ...], query=_HISTORY_QUERY),
            Route("POST", "/targets/{name:[^/]+}/history/{number:[0-9]{1,9}}/undo", "Take a change back", self.undo, Undone),
            Route("POST", "/imports", "Import targets from a list, sent as the body", self.take, ImportReport, query=_IMPORT_QUERY),
            Route("DELETE", "/imports/last", "Take the last import back", self.undo_import, Undone),
            Route("GET", "/registrations", "Hosts that wait for approval", self.waiting, tuple[Waiting, ...]),
            Route("POST", "/registrations/{id:[^/]+}/approve", "Let a waiting host in", self.approve, TargetDefinition),
            Route("DELETE", "/registrations/{id:[^/]+}", "Refuse a waiting host", self.refuse, Undone),
            Route("GET", "/discovery", "Targets as Prometheus's http_sd and file_sd have them", self.discovery, tuple[DiscoveryGroup, ...], query=_DISCOVERY_QUERY),
        )  # fmt: skip

    async def change(self, call: Call) -> TargetDefinition:
        call.principal.require_everywhere(Scope.TARGETS_WRITE)
        given = await call.body()
        name = call.request.match_info["name"]
        if given.setdefault("name", name) != name:
            raise InvalidInput("a target keeps its name; add another and remove this one")
        target = await self.desk.change(given, by=call.principal.id)
        return TargetDefinition(target.name)

    async def facts(self, call: Call) -> tuple[Fact, ...]:
        return await self.desk.facts(self._visible(call))

    async def history(self, call: Call) -> tuple[Happening, ...]:
        name = self._visible(call)
        return await self.desk.history(name, call.query_number("limit", 100, 1_000))

    def _visible(self, call: Call) -> str:
        """Return the name of the target that is asked for.  Raises Forbidden, NotFound."""
        call.principal.require_scope(Scope.TARGETS_READ)
        name = call.request.match_info["name"]
        if not call.principal.sees(self.desk.store.current.target(name).customer):
            raise NotFound("there is no target {name!r}", name=name)
        return name

    async def undo(self, call: Call) -> Undone:
        call.principal.require_everywhere(Scope.TARGETS_WRITE)
        name, number = call.request.match_info["name"], int(call.request.match_info["number"])
        await self.desk.undo(name, number, by=call.principal.id)
        return Undone((name,))

    async def take(self, call: Call) -> ImportReport:
        call.principal.require_everywhere(Scope.TARGETS_WRITE)
        offered = await _offered(call)
        if call.query("dry_run") == "yes":
            return _report(await self.desk.plan(offered), "")
        done = await self.desk.carry_out(offered, by=call.principal.id)
        return _report(done.plan, done.batch)

    async def undo_import(self, call: Call) -> Undone:
        call.principal.require_everywhere(Scope.TARGETS_WRITE)
        edits = await self.desk.undo_last_import(by=call.principal.id)
        return Undone(tuple(edit.target for edit in edits))

    async def waiting(self, call: Call) -> tuple[Waiting, ...]:
        call.principal.require_everywhere(Scope.TARGETS_READ)
        return await self.registrations.waiting()

    async def approve(self, call: Call) -> TargetDefinition:
        call.principal.require_everywhere(Scope.TARGETS_WRITE)
        agent = call.request.match_info["id"]
        return TargetDefinition(await self.registrations.approve(agent, by=call.principal.id))

    async def refuse(self, call: Call) -> Undone:
        call.principal.require_everywhere(Scope.TARGETS_WRITE)
        agent = call.request.match_info["id"]
        await self.registrations.refuse(agent, by=call.principal.id)
        return Undone((agent,))

    async def discovery(self, call: Call) -> tuple[DiscoveryGroup, ...]:
        call.principal.require_scope(Scope.TARGETS_READ)
        wanted = Wanted(
            customer=call.query("customer"),
            site=call.query("site"),
            group=call.query("group"),
            tag=call.query("tag"),
            agents_only=call.query("agent") == "yes",
        )
        port = call.query_number("port", NODE_EXPORTER_PORT, 1_000_000)
        seen = (one for one in self.desk.store.current if call.principal.sees(one.customer))
        return discovery_groups(seen, wanted, port)


async def _offered(call: Call) -> Offered:
    shared = {
        "customer": call.query("customer"),
        "site": call.query("site"),
        "groups": words_in(call.query("groups")),
    }
    return Offered(
        data=await read_body(call.request, MAX_FILE_BYTES),
        name=call.query("file", "list"),
        format=format_from_text(call.query("format")),
        shared={key: value for key, value in shared.items() if value},
    )


def _report(plan: ImportPlan, batch: str) -> ImportReport:
    return ImportReport(
        rows=tuple(
            ImportRow(row.at, row.name, row.verdict, row.reason, row.differences)
            for row in plan.rows
        ),
        notes=plan.notes,
        added=plan.count(Verdict.ADDED),
        changed=plan.count(Verdict.CHANGED),
        unchanged=plan.count(Verdict.UNCHANGED),
        refused=plan.count(Verdict.REFUSED),
        batch=batch,
    )
