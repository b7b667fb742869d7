"""A chart as JSON, for the chart that the browser draws over the SVG."""

from __future__ import annotations

import itertools
from typing import Any

from dashboards.charts import Chart, Line, joined_runs


def chart_json(chart: Chart) -> dict[str, Any]:
    """Return each line with its own times (ms); a null between two values is a gap.

    Lines are of different feeds, whose samples fall on different instants: what one has no sample
    for is no gap, so that the browser joins them on one axis, not we.
    """
    return {
        "title": chart.title,
        "unit": chart.unit.value,
        "start": chart.start,
        "end": chart.end,
        "zone": chart.zone,
        "thresholds": [{"value": mark.value, "label": mark.label} for mark in chart.thresholds],
        "span": None if chart.span is None else [chart.span.start, chart.span.end],
        "lines": [_line(line) for line in chart.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    runs = joined_runs(line)
    points: list[tuple[int, float | None]] = []
    for before, after in itertools.pairwise([[], *runs]):
        if before:
            points.append(((before[-1][0] + after[0][0]) // 2, None))
        points.extend(after)
    return {
        "name": line.name,
        "times": [time for time, _ in points],
        "values": [value for _, value in points],
    }
