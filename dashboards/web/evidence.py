"""Charts frozen at alert time: taken once when a ticket opens, kept beside it for good."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.charts import AlertSpan, Chart, Line, Threshold
from dashboards.readings import LabelledLine, Readings
from dashboards.units import Unit
from dashboards.web.subject import Subject, subject_of
from ticketing.interface import Tickets
from ticketing.store import keep_evidence
from ticketing.views import AlertView, TicketView
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text

log = get_log("web")

BEFORE = HOUR
"""How much of the time before the first bad sample a chart shows."""

_CHART = "chart:"
_POINTS = 240
_MOST_LINES = 8
_MOST_ALERTS = 4
_WAITING_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """One chart of one alert, and when it was taken."""

    taken_at: Instant
    chart: Chart


class EvidenceShelf:
    """Takes the charts of new tickets in the background, and gives them back.

    ``ticket_changed`` never blocks: when more tickets wait than the bound, the later ones have no
    chart, and that is logged.
    """

    def __init__(
        self, database: Database, tickets: Tickets, readings: Readings, clock: Clock
    ) -> None:
        self._database = database
        self._tickets = tickets
        self._readings = readings
        self._clock = clock
        self._waiting: asyncio.Queue[int] = asyncio.Queue(_WAITING_LIMIT)
        self._done: set[int] = set()

    def ticket_changed(self, number: int) -> None:
        """Remember that a ticket is new or has new alerts."""
        if number in self._done:
            return
        try:
            self._waiting.put_nowait(number)
        except asyncio.QueueFull:
            log.warning("no evidence chart: too many tickets wait for theirs", ticket=number)

    async def run(self) -> None:
        """Take charts for ever; one ticket's trouble is logged and stops no other."""
        while True:
            number = await self._waiting.get()
            try:
                async with asyncio.timeout(30):
                    await self.take(number)
            except (WatchkeeperError, TimeoutError) as error:
                log.warning("no evidence chart", ticket=number, error=error)

    async def take(self, number: int) -> None:
        """Take the charts of a ticket's alerts that have none yet."""
        view = await self._tickets.view(number)
        kept = {item.name for item in view.evidence}
        for alert in view.alerts[:_MOST_ALERTS]:
            name = f"{_CHART}{alert.fingerprint}"
            if alert.expression and name not in kept:
                chart = await self._chart(view, alert)
                await self._keep(number, name, json_text(body_of_chart(chart)))
        if len(self._done) > 10 * _WAITING_LIMIT:
            self._done.clear()
        self._done.add(number)

    async def _keep(self, number: int, name: str, body: str) -> None:
        now = self._clock.now()
        await self._database.write(
            lambda connection: keep_evidence(connection, number, name=name, taken_at=now, body=body)
        )

    async def _chart(self, view: TicketView, alert: AlertView) -> Chart:
        now = self._clock.now()
        subject = subject_of(alert.expression)
        start = Instant(alert.active_at - BEFORE)
        step = Duration(max(SECOND, (now - start) // _POINTS // SECOND * SECOND))
        lines = await self._readings.range(subject.expression, start=start, end=now, step=step)
        mine = tuple(line for line in lines if is_of_alert(line.labels, alert.labels))
        return _chart_of(view, alert, subject, mine[:_MOST_LINES], start=start, end=now)


def charts_of(view: TicketView) -> tuple[Evidence, ...]:
    """Return the charts that were kept for a ticket, in the order in which they were taken."""
    kept = [item for item in view.evidence if item.name.startswith(_CHART)]
    kept.sort(key=lambda item: (item.taken_at, item.name))
    return tuple(Evidence(item.taken_at, chart_of_body(item.body)) for item in kept)


def is_of_alert(series: Mapping[str, str], alert: Mapping[str, str]) -> bool:
    """Tell whether a series is the alert's: no label that both have differs."""
    return all(
        alert.get(name, value) == value for name, value in series.items() if name != METRIC_NAME
    )


def body_of_chart(chart: Chart) -> dict[str, Any]:
    """Return a chart as JSON keeps it, so that ``chart_of_body`` gives it back."""
    return {
        "title": chart.title,
        "unit": chart.unit.value,
        "zone": chart.zone,
        "start": chart.start,
        "end": chart.end,
        "thresholds": [[mark.value, mark.label] for mark in chart.thresholds],
        "span": None if chart.span is None else [chart.span.start, chart.span.end],
        "lines": [
            {
                "name": line.name,
                "times": [int(time) for time in line.times],
                "values": _plain(line.values),
            }
            for line in chart.lines
        ],
    }


def chart_of_body(body: Any) -> Chart:
    kept = body
    span = kept["span"]
    return Chart(
        title=kept["title"],
        unit=Unit(kept["unit"]),
        zone=kept["zone"],
        start=kept["start"],
        end=kept["end"],
        thresholds=tuple(Threshold(value, label) for value, label in kept["thresholds"]),
        span=None if span is None else AlertSpan(span[0], span[1], ""),
        lines=tuple(
            Line(line["name"], line["times"], _values(line["values"])) for line in kept["lines"]
        ),
    )


def _chart_of(
    view: TicketView,
    alert: AlertView,
    subject: Subject,
    lines: tuple[LabelledLine, ...],
    *,
    start: Instant,
    end: Instant,
) -> Chart:
    return Chart(
        title=subject.expression,
        lines=tuple(line.line for line in lines),
        start=start,
        end=end,
        unit=subject.unit,
        zone=view.zone,
        thresholds=tuple(mark for mark in subject.thresholds if math.isfinite(mark.value)),
        span=AlertSpan(alert.active_at, end, ""),
    )


def _plain(values: Sequence[float]) -> list[float | None]:
    return [float(value) if math.isfinite(value) else None for value in values]


def _values(kept: list[float | None]) -> list[float]:
    return [math.nan if value is None else value for value in kept]
