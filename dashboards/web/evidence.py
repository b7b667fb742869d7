"""Charts frozen at alert time: taken once when a ticket opens, kept beside it for good."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.charts import AlertSpan, Chart, Line, Threshold
from dashboards.readings import Readings
from dashboards.units import Unit
from dashboards.web.subject import subject_of
from ticketing.events import Fact
from ticketing.evidence import OpeningAlert
from ticketing.views import TicketView
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME

BEFORE = HOUR
"""How much of the time before the first bad sample a chart shows."""

_CHART = "chart:"
_POINTS = 240
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """One chart of one alert, and when it was taken."""

    taken_at: Instant
    chart: Chart


class ChartEvidence:
    """Gathers the chart of an alert when its ticket opens (ticketing.evidence.EvidenceSource)."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        """Return the chart under a name of its own; nothing for an alert without expression."""
        if not alert.expression:
            return {}
        now = alert.opened_at
        subject = subject_of(alert.expression)
        start = Instant(min(alert.active_at, now) - BEFORE)
        step = Duration(max(SECOND, (now - start) // _POINTS // SECOND * SECOND))
        found = await self._readings.range(subject.expression, start=start, end=now, step=step)
        lines = tuple(item.line for item in found if is_of_alert(item.labels, alert.labels))
        chart = Chart(
            title=subject.expression,
            lines=lines[:_MOST_LINES],
            start=_start_shown(lines, start, alert.active_at),
            end=now,
            unit=subject.unit,
            thresholds=tuple(mark for mark in subject.thresholds if math.isfinite(mark.value)),
            span=AlertSpan(alert.active_at, now, ""),
        )
        return {f"{_CHART}{alert.fingerprint}": body_of_chart(chart)}


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


def body_of_chart(chart: Chart) -> dict[str, Fact]:
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
                "times": _whole(line.times),
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


def _start_shown(lines: Sequence[Line], start: Instant, active_at: Instant) -> Instant:
    """Return where the time axis begins: later than *start* where nothing was measured before."""
    first = min((int(line.times[0]) for line in lines if len(line.times)), default=start)
    return Instant(max(start, min(first, active_at)))


def _whole(times: Sequence[int]) -> list[Fact]:
    return [int(time) for time in times]


def _plain(values: Sequence[float]) -> list[Fact]:
    return [float(value) if math.isfinite(value) else None for value in values]


def _values(kept: list[float | None]) -> list[float]:
    return [math.nan if value is None else value for value in kept]
