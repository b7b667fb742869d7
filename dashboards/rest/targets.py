"""REST of the inventory and of what hosts measure."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.rest.call import Call
from dashboards.web.audience import Audience
from dashboards.web.host_values import HOST_VALUES, name_of_series
from dashboards.web.pages.hosts import host_rows
from watchkeeper.access.languages import Language
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.model import Target


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as REST shows it; ``at`` is the file and line that define it."""

    name: str
    address: str
    customer: str | None
    site: str
    parent: str | None
    criticality: str
    agent: bool
    probes: tuple[str, ...]
    go_live: Instant | None
    at: str


@dataclass(frozen=True, slots=True)
class HostSummary:
    """A host's worst open ticket and main values; null where nothing was measured."""

    name: str
    level: str | None
    open_tickets: int
    answers: float | None
    cpu_busy_ratio: float | None
    memory_used_ratio: float | None
    fullest_disk_ratio: float | None
    newest_sample_at: Instant | None


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """One value of a host now; ``series`` tells several of a kind apart."""

    kind: str
    series: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class HostValues:
    target: TargetView
    values: tuple[MeasuredValue, ...]


async def list_targets(call: Call) -> tuple[TargetView, ...]:
    call.principal.require_scope(Scope.TARGETS_READ)
    inventory = call.pages.inventory()
    return tuple(
        _view(target, inventory.go_live(target.name))
        for target in inventory
        if call.principal.sees(target.customer)
    )


async def show_target(call: Call) -> TargetView:
    return _visible(call)


async def list_hosts(call: Call) -> tuple[HostSummary, ...]:
    call.principal.require_scope(Scope.TARGETS_READ)
    audience = Audience(
        Language.ENGLISH, "UTC", may_write=False, customers=call.principal.customers
    )
    rows = await host_rows(call.pages, audience)
    return tuple(
        HostSummary(
            name=row.target.name,
            level=row.level.value if row.level else None,
            open_tickets=row.tickets,
            answers=row.answers,
            cpu_busy_ratio=row.cpu,
            memory_used_ratio=row.memory,
            fullest_disk_ratio=row.disk,
            newest_sample_at=_instant(row.heard_at),
        )
        for row in rows
    )


async def show_host(call: Call) -> HostValues:
    target = _visible(call)
    now = call.pages.clock.now()
    values = []
    for kind in HOST_VALUES:
        found = await call.pages.readings.instant(kind.of(target.name), now)
        values += [
            MeasuredValue(kind.id, name_of_series(kind, item.labels), item.value, kind.unit.value)
            for item in found
        ]
    return HostValues(target, tuple(values))


def _visible(call: Call) -> TargetView:
    call.principal.require_scope(Scope.TARGETS_READ)
    name = call.request.match_info["name"]
    inventory = call.pages.inventory()
    target = inventory.target(name)
    if not call.principal.sees(target.customer):
        raise NotFound("there is no target {name!r}", name=name)
    return _view(target, inventory.go_live(name))


def _view(target: Target, go_live: Instant | None) -> TargetView:
    return TargetView(
        name=target.name,
        address=target.address,
        customer=target.customer,
        site=target.site,
        parent=target.parent,
        criticality=target.criticality.value,
        agent=target.agent,
        probes=tuple(probe.name for probe in target.probes),
        go_live=go_live,
        at=target.at,
    )


def _instant(seconds: float | None) -> Instant | None:
    return None if seconds is None else Instant(int(seconds * 1000))
