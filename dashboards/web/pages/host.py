"""Host: its values and charts of the last hours, its tickets, what changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from aiohttp import web

from dashboards.charts import Chart, Line, chart_svg
from dashboards.readings import LabelledLine
from dashboards.web.audience import Audience
from dashboards.web.chart_data import chart_json
from dashboards.web.deps import Pages
from dashboards.web.happenings import happening_words, key_words
from dashboards.web.host_values import HOST_VALUES, HostValue, name_of_series
from dashboards.web.pages.now import counts_context
from dashboards.web.pages.target import may_edit
from dashboards.web.visit import Answer, Page, Visit, page
from ticketing.views import Finding, Order, TicketFilter, TicketRow, TicketState
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Duration, Instant, later
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import Inventory

SPANS: dict[str, Duration] = {"1h": HOUR, "3h": Duration(3 * HOUR), "24h": DAY}
_POINTS = 240
_SHORTEST_SPAN = Duration(5 * MINUTE)
_MOST_LINES = 8
_MOST_VALUES = 12
_TICKETS_SHOWN = 10
_MOST_HAPPENINGS = 30


@dataclass(frozen=True, slots=True)
class Value:
    """One value now and an hour before."""

    name: str
    now: float
    before: float | None

    @property
    def has_moved(self) -> bool:
        """Tell whether it changed by a tenth or more, and noticeably."""
        if self.before is None:
            return False
        size = max(abs(self.now), abs(self.before))
        return abs(self.now - self.before) > 0.1 * size and size > 1e-9


@dataclass(frozen=True, slots=True)
class Shown:
    """A kind of value with what was measured."""

    kind: HostValue
    values: tuple[Value, ...]


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/hosts/{name:[^/]+}", page(pages, show)),
        web.get("/hosts/{name:[^/]+}/charts/{id}.json", page(pages, chart_of)),
    ]


async def show(visit: Visit) -> Answer:
    target = visible_target(visit)
    span_name = visit.request.query.get("span", "3h")
    span_name = span_name if span_name in SPANS else "3h"
    pages, audience = visit.pages, visit.audience
    context = {
        **await live_context(pages, audience, target.name),
        **await counts_context(pages, audience),
        "facts": await pages.desk.facts(target.name),
        "history": await pages.desk.history(target.name, _MOST_HAPPENINGS),
        "happening": happening_words(visit.voice),
        "fact_title": key_words(visit.voice),
        "may_edit": may_edit(visit),
        "charts": await _charts(visit, target, span_name),
        "span": span_name,
        "spans": tuple(SPANS.items()),
        "topics": f"counts {topic_of(target.name)}",
    }
    return Page("host.html", context)


async def chart_of(visit: Visit) -> Answer:
    """Return one chart as columns for the browser's chart."""
    target = visible_target(visit)
    wanted = visit.request.match_info["id"]
    kind = next((value for value in HOST_VALUES if value.id == wanted and value.has_chart), None)
    if kind is None:
        raise NotFound("there is no such chart")
    span = SPANS.get(visit.request.query.get("span", ""), SPANS["3h"])
    return web.json_response(chart_json(await _chart(visit, target, kind, span)))


def topic_of(name: str) -> str:
    """Return the live topic of a host; its name may hold anything."""
    return f"host-{quote(name, safe='')}"


def name_of_topic(topic: str) -> str:
    return unquote(topic.removeprefix("host-"))


async def live_context(pages: Pages, audience: Audience, name: str) -> dict[str, object]:
    """Return what the live part of the page shows.  Raises NotFound."""
    target = pages.inventory().target(name)
    if not audience.sees(target.customer):
        raise NotFound("there is no target {name!r}", name=name)
    async with asyncio.TaskGroup() as group:
        reading = [group.create_task(_shown(pages, kind, name)) for kind in HOST_VALUES]
        tickets = group.create_task(_tickets(pages, audience, name))
        findings = group.create_task(_findings(pages, audience, name))
    shown = [task.result() for task in reading if task.result().values]
    inventory = pages.inventory()
    return {
        "target": target,
        "below": tuple(
            one for one in inventory.children(name) if _is_seen(inventory, audience, one)
        ),
        "above": tuple(
            one for one in inventory.parents(name) if _is_seen(inventory, audience, one)
        ),
        "jump": _jump_target(inventory, audience, target),
        "phone": dialled,
        "live_from": inventory.go_live(name),
        "customer": pages.inventory().customer_of(name),
        "origin": pages.inventory().origin(name),
        "shown": shown,
        "moved": [(item.kind, value) for item in shown for value in item.values if value.has_moved],
        "tickets": tickets.result(),
        "findings": findings.result(),
    }


def dialled(phone: str) -> str:
    """Return a phone number as ``tel:`` has it."""
    return "".join(one for one in phone if one in "+0123456789")[:30]


def _is_seen(inventory: Inventory, audience: Audience, name: str) -> bool:
    target = inventory.targets.get(name)
    return target is not None and audience.sees(target.customer)


def _jump_target(inventory: Inventory, audience: Audience, target: Target) -> str:
    """Return the target that the jump host is, as far as the reader sees it."""
    found = inventory.find(target.card.jump_host.rpartition("@")[2])
    return found.name if found is not None and audience.sees(found.customer) else ""


async def _shown(pages: Pages, kind: HostValue, name: str) -> Shown:
    now = pages.clock.now()
    expression = kind.of(name)
    current = await pages.readings.instant(expression, now)
    earlier = await pages.readings.instant(expression, later(now, -HOUR))
    before = {name_of_series(kind, item.labels): item.value for item in earlier}
    values = [
        Value(series, item.value, before.get(series) if kind.has_chart else None)
        for item in current[:_MOST_VALUES]
        for series in [name_of_series(kind, item.labels)]
    ]
    return Shown(kind, tuple(sorted(values, key=lambda value: value.name)))


async def _tickets(pages: Pages, audience: Audience, name: str) -> tuple[TicketRow, ...]:
    wanted = TicketFilter(
        states=tuple(TicketState),
        customers=audience.customer_filter,
        target=name,
        order=Order.NEWEST,
        limit=_TICKETS_SHOWN,
    )
    return await pages.tickets.rows(wanted)


async def _findings(pages: Pages, audience: Audience, name: str) -> tuple[Finding, ...]:
    findings = await pages.tickets.findings(audience.customer_filter)
    return tuple(finding for finding in findings if finding.target == name)


async def _charts(visit: Visit, target: Target, span: str) -> list[tuple[HostValue, str, str]]:
    """Return kind, SVG and the address of the columns, for each kind that has samples."""
    kinds = [kind for kind in HOST_VALUES if kind.has_chart]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_chart(visit, target, kind, SPANS[span])) for kind in kinds]
    base = f"/hosts/{quote(target.name, safe='')}/charts"
    return [
        (kind, chart_svg(task.result()), f"{base}/{kind.id}.json?span={span}")
        for kind, task in zip(kinds, tasks, strict=True)
        if task.result().lines
    ]


async def _chart(visit: Visit, target: Target, kind: HostValue, span: Duration) -> Chart:
    end = visit.pages.clock.now()
    start, lines = await _lines(visit, target, kind, end, span)
    first = min((int(line.times[0]) for line in lines), default=end)
    age = max(Duration(end - first), _SHORTEST_SPAN)
    if lines and age < span // 2:  # a young host: look closer instead of at an empty chart
        start, lines = await _lines(visit, target, kind, end, age)
    return Chart(
        title=visit.voice.say(kind.title),
        lines=lines,
        start=start,
        end=end,
        unit=kind.unit,
        zone=visit.audience.zone,
        empty=visit.voice.say("no data"),
    )


async def _lines(
    visit: Visit, target: Target, kind: HostValue, end: Instant, span: Duration
) -> tuple[Instant, tuple[Line, ...]]:
    """Return where the chart begins, and its lines."""
    start = later(end, -span)
    step = Duration(max(SECOND, span // _POINTS // SECOND * SECOND))
    found = await visit.pages.readings.range(kind.of(target.name), start=start, end=end, step=step)
    return start, tuple(_named(kind, found))[:_MOST_LINES]


def _named(kind: HostValue, found: Iterable[LabelledLine]) -> Iterable[Line]:
    for item in found:
        yield replace(item.line, name=name_of_series(kind, item.labels))


def visible_target(visit: Visit) -> Target:
    """Return the target of the path.  Raises NotFound for whoever may not see it."""
    visit.principal.require_scope(Scope.TARGETS_READ)
    name = visit.request.match_info["name"]
    target = visit.pages.inventory().target(name)
    if not visit.principal.sees(target.customer):
        raise NotFound("there is no target {name!r}", name=name)
    return target
