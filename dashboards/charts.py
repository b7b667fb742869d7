"""Draw a chart as SVG on the server: for pages, mail and reports alike.

A pure function from series to text.  Colours are presentation attributes, which mail programs
keep; pages override them by class for light and dark.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import escape

from dashboards.units import Unit, show_value
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Instant, datetime_from_instant

LINE_COLOURS = ("#2f6fb3", "#b3632f", "#4f8a3c", "#8a4f96", "#7a7a2a", "#3c8a85")
_MOST_LINES = 12
_MOST_DOTS = 30  # a line of fewer points shows each of them
_LARGEST = 1e300  # what lies beyond is drawn at the edge
_MOST_POINTS = 720  # more than a line has pixels; thinned by min and max of each stretch


class Stroke(Enum):
    """How a line is drawn."""

    SOLID = "solid"
    GHOST = "ghost"  # what was at another time: dashed and pale, in the colour of its counterpart


@dataclass(frozen=True, slots=True)
class Line:
    """One series: values[i] was measured at times[i]; NaN is a gap."""

    name: str
    times: Sequence[int]
    values: Sequence[float]
    stroke: Stroke = Stroke.SOLID


@dataclass(frozen=True, slots=True)
class Threshold:
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class AlertSpan:
    """When the alert was active: shaded."""

    start: Instant
    end: Instant
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: ``start`` and ``end`` are the edges of the time axis."""

    title: str
    lines: tuple[Line, ...]
    start: Instant
    end: Instant
    unit: Unit = Unit.NUMBER
    zone: str = "UTC"
    thresholds: tuple[Threshold, ...] = ()
    span: AlertSpan | None = None
    empty: str = "no data"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot area in pixels, and what it shows."""

    left: float
    top: float
    width: float
    height: float
    start: int
    end: int
    low: float
    high: float

    def x(self, time: float) -> float:
        ratio = (time - self.start) / max(self.end - self.start, 1)
        return self.left + self.width * min(max(ratio, 0.0), 1.0)

    def y(self, value: float) -> float:
        ratio = (value - self.low) / (self.high - self.low)
        return self.top + self.height * (1 - min(max(ratio, 0.0), 1.0))


def chart_svg(chart: Chart, *, width: int = 640, height: int = 180) -> str:
    """Return the chart as one ``<svg>`` element with a title for those who cannot see it."""
    lines = [_thinned(line) for line in chart.lines[:_MOST_LINES]]
    ticks = value_ticks(*_extent(lines, chart.thresholds, chart.unit), unit=chart.unit)
    labels = [show_value(tick, chart.unit) for tick in ticks]
    left = 12 + 6.4 * max(len(label) for label in labels)
    frame = _Frame(
        left=left,
        top=8,
        width=width - left - 10,
        height=height - 30,
        start=chart.start,
        end=chart.end,
        low=ticks[0],
        high=ticks[-1],
    )
    parts = [
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="system-ui, sans-serif" font-size="11">',
        f"<title>{escape(_summary(chart))}</title>",
        *_span(chart.span, frame),
        *_value_axis(ticks, labels, frame),
        *_time_axis(chart, frame),
        *(_path(line, number, frame) for line, number in _numbered(lines)),
        *_thresholds(chart.thresholds, frame),
    ]
    if not any(_has_values(line) for line in lines):
        parts.append(_empty(chart.empty, frame))
    return "".join([*parts, "</svg>"])


def value_ticks(low: float, high: float, *, unit: Unit) -> list[float]:
    """Return round values from at most *low* to at least *high*, three to seven of them."""
    smallest = max(abs(low), abs(high)) * 1e-9 or 1.0  # finer than that is noise of the float
    if high - low < smallest:
        high = low + smallest
    steps = _binary_steps if unit in {Unit.BYTES, Unit.BYTES_PER_SECOND} else _decimal_steps
    step = steps((high - low) / 4)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, max(last, first + 1) + 1)]


def _decimal_steps(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least)


def _binary_steps(least: float) -> float:
    unit = 1024.0 ** max(0, math.floor(math.log(max(least, 1.0), 1024)))
    return unit * _decimal_steps(least / unit)


def time_ticks(start: int, end: int) -> list[int]:
    """Return round instants between *start* and *end*, at most eight (offsets of whole hours)."""
    choices = (
        SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND,
        MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
        HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 30 * DAY, 365 * DAY,
    )  # fmt: skip
    step = next((step for step in choices if (end - start) / step <= 7), choices[-1])
    first = -(-start // step) * step
    return list(range(first, end + 1, step))[:8]


def _extent(
    lines: Sequence[Line], thresholds: tuple[Threshold, ...], unit: Unit
) -> tuple[float, float]:
    values = [value for line in lines for value in line.values if math.isfinite(value)]
    values += [mark.value for mark in thresholds if math.isfinite(mark.value)]
    low = max(min(values, default=0.0), -_LARGEST)
    high = min(max(values, default=1.0), _LARGEST)
    if unit is Unit.STATE:
        return 0.0, 1.0
    if low >= 0 and low < 0.7 * high:
        low = 0.0  # a bar of zero tells the size; only a narrow band far from zero is cut out
    if high == low:
        low, high = min(low, 0.0), high or 1.0
    return low, high


def _thinned(line: Line) -> Line:
    """Keep each stretch's least and greatest value, in their order, so that no peak is lost."""
    count = len(line.times)
    if count <= _MOST_POINTS:
        return line
    times: list[int] = []
    values: list[float] = []
    stretch = -(-count * 2 // _MOST_POINTS)
    for begin in range(0, count, stretch):
        part = range(begin, min(begin + stretch, count))
        finite = [index for index in part if math.isfinite(line.values[index])]
        if not finite:
            times.append(line.times[begin])
            values.append(math.nan)
            continue
        least = min(finite, key=line.values.__getitem__)
        greatest = max(finite, key=line.values.__getitem__)
        for index in sorted({least, greatest}):
            times.append(line.times[index])
            values.append(line.values[index])
    return replace(line, times=times, values=values)


def _has_values(line: Line) -> bool:
    return any(math.isfinite(value) for value in line.values)


def joined_runs(line: Line) -> list[list[tuple[int, float]]]:
    """Return the stretches of a line that are drawn in one go; between them are gaps.

    A gap is a NaN, or more than thrice the usual step without a sample.
    """
    runs: list[list[tuple[int, float]]] = []
    longest = _longest_step(line.times)
    is_joined = False
    for time, value in zip(line.times, line.values, strict=True):
        if not math.isfinite(value):
            is_joined = False
            continue
        if not is_joined or time - runs[-1][-1][0] > longest:
            runs.append([])
        runs[-1].append((int(time), float(value)))
        is_joined = True
    return runs


def _numbered(lines: Sequence[Line]) -> list[tuple[Line, int]]:
    """Return each line with the number of its colour; ghosts first, so that they lie beneath."""
    found = []
    for stroke in (Stroke.GHOST, Stroke.SOLID):
        alike = [line for line in lines if line.stroke is stroke]
        found += [(line, number) for number, line in enumerate(alike)]
    return found


_GHOST = ' stroke-dasharray="3 3" opacity="0.55"'


def _path(line: Line, number: int, frame: _Frame) -> str:
    runs = joined_runs(line)
    colour = LINE_COLOURS[number % len(LINE_COLOURS)]
    commands = "".join(
        f"{'L' if index else 'M'}{frame.x(time):.1f} {frame.y(value):.1f}"
        for run in runs
        for index, (time, value) in enumerate(run)
    )
    return (
        f'<path class="line line-{number % len(LINE_COLOURS)}" fill="none" stroke="{colour}" '
        f'stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"'
        f"{_GHOST if line.stroke is Stroke.GHOST else ''} "
        f'd="{commands}"><title>{escape(line.name)}</title></path>'
        f"{_dots(runs, number, frame) if line.stroke is Stroke.SOLID else ''}"
    )


def _dots(runs: Sequence[Sequence[tuple[int, float]]], number: int, frame: _Frame) -> str:
    """Return a dot for each point where a line has few, else for those that stand alone."""
    is_sparse = sum(len(run) for run in runs) <= _MOST_DOTS
    points = [point for run in runs if is_sparse or len(run) == 1 for point in run]
    index = number % len(LINE_COLOURS)
    return "".join(
        f'<circle class="dot dot-{index}" fill="{LINE_COLOURS[index]}" r="2" '
        f'cx="{frame.x(time):.1f}" cy="{frame.y(value):.1f}"/>'
        for time, value in points
    )


def _longest_step(times: Sequence[int]) -> float:
    """Return how far two points may lie apart and still be joined: thrice the usual step."""
    steps = sorted(later - earlier for earlier, later in itertools.pairwise(times))
    return 3 * steps[len(steps) // 2] if steps else math.inf


def _value_axis(ticks: Sequence[float], labels: Sequence[str], frame: _Frame) -> list[str]:
    parts = []
    right = frame.left + frame.width
    for tick, label in zip(ticks, labels, strict=True):
        y = frame.y(tick)
        parts.append(
            f'<line class="grid" stroke="#8884" x1="{frame.left:.1f}" x2="{right:.1f}" '
            f'y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="tick" fill="#667" text-anchor="end" x="{frame.left - 5:.1f}" '
            f'y="{y + 3.5:.1f}">{escape(label)}</text>'
        )
    return parts


def _time_axis(chart: Chart, frame: _Frame) -> list[str]:
    bottom = frame.top + frame.height
    is_short = chart.end - chart.start < 8 * MINUTE
    style = "%H:%M:%S" if is_short else "%H:%M" if chart.end - chart.start < 2 * DAY else "%m-%d"
    parts = []
    for tick in time_ticks(chart.start, chart.end):
        x = frame.x(tick)
        label = datetime_from_instant(Instant(tick), chart.zone).strftime(style)
        parts.append(
            f'<text class="tick" fill="#667" text-anchor="middle" '
            f'x="{min(max(x, frame.left + 14), frame.left + frame.width - 14):.1f}" '
            f'y="{bottom + 16:.1f}">{label}</text>'
        )
    return parts


def _thresholds(thresholds: tuple[Threshold, ...], frame: _Frame) -> list[str]:
    parts = []
    right = frame.left + frame.width
    for mark in thresholds:
        if not frame.low <= mark.value <= frame.high:
            continue
        y = frame.y(mark.value)
        label_y = y - 4 if y > frame.top + 14 else y + 13
        parts.append(
            f'<line class="threshold" stroke="#b3261e" stroke-dasharray="5 3" '
            f'x1="{frame.left:.1f}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="threshold-label" fill="#b3261e" text-anchor="end" x="{right:.1f}" '
            f'y="{label_y:.1f}">{escape(mark.label)}</text>'
        )
    return parts


def _span(span: AlertSpan | None, frame: _Frame) -> list[str]:
    if span is None or span.end < frame.start or span.start > frame.end:
        return []
    left, right = frame.x(span.start), frame.x(span.end)
    return [
        f'<rect class="alert-span" fill="#b3261e" fill-opacity="0.1" x="{left:.1f}" '
        f'y="{frame.top:.1f}" width="{max(right - left, 1.5):.1f}" height="{frame.height:.1f}">'
        f"<title>{escape(span.label)}</title></rect>"
    ]


def _empty(sentence: str, frame: _Frame) -> str:
    return (
        f'<text class="tick" fill="#667" text-anchor="middle" x="{frame.left + frame.width / 2:.1f}" '
        f'y="{frame.top + frame.height / 2:.1f}">{escape(sentence)}</text>'
    )


def _summary(chart: Chart, show: Callable[[float, Unit], str] = show_value) -> str:
    parts = []
    for line in chart.lines[:_MOST_LINES]:
        finite = [value for value in line.values if math.isfinite(value)]
        if finite:
            bounds = f"{show(min(finite), chart.unit)} – {show(max(finite), chart.unit)}"
            parts.append(f"{line.name or chart.title}: {bounds}, {show(finite[-1], chart.unit)}")
    return f"{chart.title}. " + ("; ".join(parts) or chart.empty)
