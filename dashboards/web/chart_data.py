"""A chart as JSON columns, for the chart that the browser draws over the SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from dashboards.charts import Chart


def chart_json(chart: Chart) -> dict[str, Any]:
    """Return columns on one time axis (ms); null where a series has no sample."""
    times = sorted({int(time) for line in chart.lines for time in line.times})
    return {
        "title": chart.title,
        "unit": chart.unit.value,
        "start": chart.start,
        "end": chart.end,
        "zone": chart.zone,
        "thresholds": [{"value": mark.value, "label": mark.label} for mark in chart.thresholds],
        "span": None if chart.span is None else [chart.span.start, chart.span.end],
        "names": [line.name for line in chart.lines],
        "times": times,
        "columns": [_column(line.times, line.values, times) for line in chart.lines],
    }


def _column(
    line_times: Sequence[int], values: Sequence[float], times: list[int]
) -> list[float | None]:
    known = {
        int(time): float(value)
        for time, value in zip(line_times, values, strict=True)
        if math.isfinite(value)
    }
    return [known.get(time) for time in times]
