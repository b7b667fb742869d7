"""Traffic of a host or device: its ports, one of them over time, and its busiest connections."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from aiohttp import web

from dashboards.charts import Chart, Line, Threshold, chart_svg
from dashboards.traffic import WEEK, Carried, Direction, Port, carried, ports_of
from dashboards.units import Unit
from dashboards.web.connections import shown_of
from dashboards.web.deps import Pages
from dashboards.web.pages.host import visible_target
from dashboards.web.pages.now import counts_context
from dashboards.web.pages.target import may_edit
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Conflict, NotFound
from watchkeeper.core.instants import (
    DAY,
    Duration,
    Instant,
    datetime_from_instant,
    instant_from_datetime,
    later,
)
from watchkeeper.core.messages import mark
from watchkeeper.wire.requests import CONNECTIONS

_PORTS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A tab: its title, and since when it reaches back; a month is a calendar month, as billed."""

    id: str
    title: str
    length: Duration | None = None
    months_ago: int = 0

    @property
    def has_ghost(self) -> bool:
        """Tell whether the week before is drawn behind it."""
        return self.length is not None and self.length <= WEEK


SPANS = (
    Span("24h", mark("24 hours"), DAY),
    Span("7d", mark("7 days"), WEEK),
    Span("30d", mark("30 days"), Duration(30 * DAY)),
    Span("month", mark("this month")),
    Span("last-month", mark("last month"), months_ago=1),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one direction carried in the span, in bits per second."""

    direction: Direction
    mean: float | None
    highest: float | None
    billed: float | None


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/hosts/{name:[^/]+}/traffic", page(pages, show)),
        web.post("/hosts/{name:[^/]+}/traffic", page(pages, ask)),
    ]


async def show(visit: Visit) -> Answer:
    target = visible_target(visit)
    pages, query = visit.pages, visit.request.query
    span = next((one for one in SPANS if one.id == query.get("span")), SPANS[0])
    ports = await ports_of(pages.readings, target.name, visit.now)
    port = _chosen(ports, query.get("port"))
    context = {
        **await counts_context(pages, visit.audience),
        "target": target,
        "ports": ports[:_PORTS_SHOWN],
        "port_count": len(ports),
        "port": port,
        "span": span,
        "spans": SPANS,
        "here": f"/hosts/{quote(target.name, safe='')}/traffic",
        "billed_month": span.length is None,
        **(await _of_port(visit, target.name, port, span) if port else {}),
        **_asked(visit, target.name),
        "may_edit": may_edit(visit),
        "topics": "counts",
    }
    return Page("traffic.html", context)


async def ask(visit: Visit) -> Answer:
    """Ask the host for its connections; the answer comes with a later push, or over SSH."""
    target = visible_target(visit)
    visit.require(Scope.TARGETS_WRITE, target.customer)
    await read_form(visit)
    requests = visit.pages.agent_requests
    way = None if requests is None else requests.way_to(target)
    if requests is None or way is None:
        raise NotFound("no agent runs on {name!r}, and it is not read over SSH", name=target.name)
    if requests.is_asked(target.name):
        raise Conflict("{name!r} is asked already; its answer is on its way", name=target.name)
    requests.ask(target.name, CONNECTIONS, ticket=None, by=visit.principal.id, way=way)
    return see_other(f"/hosts/{quote(target.name, safe='')}/traffic#connections")


def _asked(visit: Visit, name: str) -> dict[str, object]:
    """Return what is known of the last request to the host."""
    requests = visit.pages.agent_requests
    target = visit.pages.inventory().target(name)
    way = None if requests is None else requests.way_to(target)
    if requests is None or way is None:
        return {"way": None}
    latest = requests.latest(name)
    return {
        "way": way.value,
        "may_ask": visit.principal.may(Scope.TARGETS_WRITE, target.customer),
        "is_asked": requests.is_asked(name),
        "connections": None if latest is None else shown_of(latest),
    }


def _chosen(ports: Sequence[Port], wanted: str | None) -> Port | None:
    """Return the port that was asked for, else the busiest."""
    named = next((port for port in ports if port.name == wanted), None)
    return named or (ports[0] if ports else None)


async def _of_port(visit: Visit, name: str, port: Port, span: Span) -> Mapping[str, object]:
    start, end = bounds(span, visit.now, visit.audience.zone)
    found = await carried(
        visit.pages.readings, name, port, start=start, end=end, has_ghost=span.has_ghost
    )
    figures = tuple(_figure(one) for one in found)
    return {
        "chart": chart_svg(_chart(visit, port, found, start=start, end=end), height=220),
        "has_lines": any(one.line for one in found),
        "has_ghost": any(one.ghost for one in found),
        "figures": figures,
        "billed": max((one.billed for one in figures if one.billed is not None), default=None),
    }


def bounds(span: Span, now: Instant, zone: str) -> tuple[Instant, Instant]:
    """Return where a span begins and ends; a month in the reader's zone."""
    if span.length is not None:
        return later(now, -span.length), now
    midnight = datetime_from_instant(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    first, end = midnight.replace(day=1), now
    for _ in range(span.months_ago):
        end = instant_from_datetime(first)
        year, month = divmod(first.year * 12 + first.month - 2, 12)
        first = first.replace(year=year, month=month + 1)
    return instant_from_datetime(first), end


def _chart(
    visit: Visit, port: Port, found: Sequence[Carried], *, start: Instant, end: Instant
) -> Chart:
    say = visit.voice.say
    before = say("a week before")
    lines: list[Line] = []
    thresholds = []
    for one in found:
        name = say(_TITLES[one.direction])
        if one.line is not None:
            lines.append(replace(one.line, name=name))
            thresholds.append(Threshold(one.billed or 0.0, f"95 % {name}"))
        if one.ghost is not None:
            lines.append(replace(one.ghost, name=f"{name}, {before}"))
    return Chart(
        title=port.name,
        lines=tuple(lines),
        start=start,
        end=end,
        unit=Unit.BITS_PER_SECOND,
        zone=visit.audience.zone,
        thresholds=tuple(thresholds),
        empty=say("no data"),
    )


_TITLES = {Direction.RECEIVED: mark("received"), Direction.SENT: mark("sent")}


def _figure(one: Carried) -> Figure:
    values = [] if one.line is None else [each for each in one.line.values if math.isfinite(each)]
    mean = sum(values) / len(values) if values else None
    return Figure(one.direction, mean, max(values, default=None), one.billed)
