"""Hosts: what is watched, how it is, and which tickets it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from aiohttp import web

from dashboards.filesystems import LOCAL_FILESYSTEMS
from dashboards.readings import Reading
from dashboards.web.audience import Audience
from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.pages.target import may_edit
from dashboards.web.visit import Answer, Page, Visit, page
from ticketing.views import TicketFilter, TicketRow
from watchkeeper.access.model import Scope
from watchkeeper.core.levels import Level, worst
from watchkeeper.inventory.model import Target

_CPU = 'avg by (instance) (sum without (mode) (rate(node_cpu_seconds_total{mode!~"idle|iowait|steal"}[2m])))'
_MEMORY = "max by (instance) (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)"
_DISK = (
    f"max by (instance) (1 - node_filesystem_avail_bytes{{{LOCAL_FILESYSTEMS}}}"
    f" / node_filesystem_size_bytes{{{LOCAL_FILESYSTEMS}}})"
)
_PROBES = "min by (instance) (probe_success)"
_HEARD = 'max by (instance) (timestamp({__name__=~"node_boot_time_seconds|probe_success|up"}))'
_MOST_TICKETS = 1_000


@dataclass(frozen=True, slots=True)
class HostRow:
    """A line of the list: a target, its worst open ticket, its main values."""

    target: Target
    level: Level | None
    tickets: int
    answers: float | None
    cpu: float | None
    memory: float | None
    disk: float | None
    heard_at: float | None  # seconds since 1970, of the newest sample


def routes(pages: Pages) -> list[web.RouteDef]:
    return [web.get("/hosts", page(pages, show))]


async def show(visit: Visit) -> Answer:
    """Show the list, cut down to what was chosen; only the whole one changes by itself."""
    visit.principal.require_scope(Scope.TARGETS_READ)
    chosen = Chosen.of(visit.request.query)
    context = await list_context(visit.pages, visit.audience, chosen)
    counts = await counts_context(visit.pages, visit.audience)
    more = {
        "chosen": chosen,
        "choices": choices(visit.pages, visit.audience),
        "may_edit": may_edit(visit),
        "waiting": await visit.pages.registrations.count(),
        "topics": "counts" if chosen.is_some else "counts hosts",
    }
    return Page("hosts.html", {**context, **counts, **more})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is cut down to; empty words: all."""

    customer: str = ""
    site: str = ""
    group: str = ""
    tag: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Chosen:
        return cls(**{one.name: query.get(one.name, "")[:200].strip() for one in fields(cls)})

    @property
    def is_some(self) -> bool:
        return self != Chosen()

    def has(self, target: Target) -> bool:
        said = " ".join((target.name, target.address, target.card.rack, target.card.place))
        return (
            self.customer in {"", target.customer}
            and self.site in {"", target.site}
            and (not self.group or self.group in target.groups)
            and (not self.tag or self.tag in target.tags)
            and self.text.casefold() in said.casefold()
        )


def choices(pages: Pages, audience: Audience) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen, as value and word, of what the reader sees."""
    inventory = pages.inventory()
    seen = [target for target in inventory if audience.sees(target.customer)]
    customers = sorted({target.customer for target in seen if target.customer})
    plain = {
        "site": {target.site for target in seen if target.site},
        "group": {group for target in seen for group in target.groups},
        "tag": {tag for target in seen for tag in target.tags},
    }
    return {
        "customer": [(one, inventory.customer(one).name) for one in customers],
        **{key: [(one, one) for one in sorted(words)] for key, words in plain.items()},
    }


async def list_context(
    pages: Pages, audience: Audience, chosen: Chosen | None = None
) -> dict[str, object]:
    """Return what the list shows."""
    rows = await host_rows(pages, audience)
    if chosen is not None:
        rows = [row for row in rows if chosen.has(row.target)]
    return {"hosts": rows, "is_chosen": chosen is not None and chosen.is_some}


async def host_rows(pages: Pages, audience: Audience) -> list[HostRow]:
    """Return the hosts an audience may see: those with the worst tickets first."""
    now = pages.clock.now()
    wanted = TicketFilter(customers=audience.customer_filter, limit=_MOST_TICKETS)
    tickets = _by_target(await pages.tickets.rows(wanted))
    values = [
        _by_instance(await pages.readings.instant(expression, now))
        for expression in (_PROBES, _CPU, _MEMORY, _DISK, _HEARD)
    ]
    hosts = [
        _row(target, tickets.get(target.name, ()), values)
        for target in pages.inventory()
        if audience.sees(target.customer)
    ]
    hosts.sort(key=lambda host: (host.level.rank if host.level else 9, host.target.name))
    return hosts


def _row(
    target: Target, tickets: tuple[TicketRow, ...], values: Sequence[Mapping[str, float]]
) -> HostRow:
    answers, cpu, memory, disk, heard_at = (found.get(target.name) for found in values)
    return HostRow(
        target=target,
        level=worst([ticket.level for ticket in tickets]) if tickets else None,
        tickets=len(tickets),
        answers=answers,
        cpu=cpu,
        memory=memory,
        disk=disk,
        heard_at=heard_at,
    )


def _by_target(rows: tuple[TicketRow, ...]) -> dict[str, tuple[TicketRow, ...]]:
    found: dict[str, tuple[TicketRow, ...]] = {}
    for row in rows:
        found[row.target] = (*found.get(row.target, ()), row)
    return found


def _by_instance(readings: tuple[Reading, ...]) -> dict[str, float]:
    return {reading.labels.get("instance", ""): reading.value for reading in readings}
