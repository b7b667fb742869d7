"""Draw the clocks of a ticket on one axis of time: what counted, what rested, when it is due.

Pure, as ``charts.py``: the same picture goes onto pages and into reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import escape

from dashboards.charts import time_ticks
from ticketing.views import ClockState, GoalView, IntervalKind
from watchkeeper.core.instants import DAY, MINUTE, Instant, datetime_from_instant

_LANE = 34  # pixels for a title and the bar below it
_BAR = 9
_WIDTH = 640
_SIDE = 8
_MOST_BARS = 400  # of one lane; a clock of years in working hours has more, too thin to be seen


class Stretch(Enum):
    """What a piece of a clock's time is."""

    COUNTED = "counted"
    LATE = "late"  # counted, past the due time
    PAUSED = "paused"
    CLOSED = "closed"  # outside service hours
    GONE = "gone"  # the fault had gone, and came back
    LEFT = "left"  # from now to the due time


_COLOURS = {
    Stretch.COUNTED: "#2f6fb3",
    Stretch.LATE: "#b3261e",
    Stretch.PAUSED: "#b3832f",
    Stretch.CLOSED: "#8886",
    Stretch.GONE: "#4f8a3c",
    Stretch.LEFT: "#8883",
}
_THIN = frozenset(
    {Stretch.CLOSED, Stretch.GONE}
)  # the clock stands still by itself: a line, no bar

_STRETCHES = {
    IntervalKind.PAUSED: Stretch.PAUSED,
    IntervalKind.OUTSIDE_HOURS: Stretch.CLOSED,
    IntervalKind.RECOVERED: Stretch.GONE,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a lane."""

    start: Instant
    end: Instant
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Lane:
    """One clock: its name, how it stands, its pieces in order, and when it is due."""

    title: str
    said: str
    bars: tuple[Bar, ...]
    due_at: Instant | None


def bars_of(goal: GoalView, now: Instant) -> tuple[Bar, ...]:
    """Return the pieces of a goal's time, the rest up to its due time last; () before it starts."""
    found = list(_pieces(goal))
    is_running = goal.stopped_at is None and goal.state is ClockState.RUNNING
    if is_running and goal.due_at is not None and goal.due_at > now:
        found.append(Bar(now, goal.due_at, Stretch.LEFT))
    return tuple(found)


def _pieces(goal: GoalView) -> Iterator[Bar]:
    late_from = goal.breached_at
    for one in goal.intervals:
        if one.kind is not IntervalKind.COUNTED:
            yield Bar(one.start, one.end, _STRETCHES[one.kind])
        elif late_from is None or one.end <= late_from:
            yield Bar(one.start, one.end, Stretch.COUNTED)
        else:
            turn = max(late_from, one.start)
            if turn > one.start:
                yield Bar(one.start, turn, Stretch.COUNTED)
            yield Bar(turn, one.end, Stretch.LATE)


def clocks_svg(lanes: Sequence[Lane], now: Instant, *, zone: str, title: str) -> str:
    """Return the picture as one ``<svg>`` element; "" where no clock has begun."""
    drawn = [lane for lane in lanes if lane.bars]
    if not drawn:
        return ""
    start = min(lane.bars[0].start for lane in drawn)
    end = max(max(lane.bars[-1].end, lane.due_at or start) for lane in drawn)
    end = Instant(max(end, start + MINUTE))
    axis = _Axis(start, end)
    height = _LANE * len(drawn) + 22
    return "".join(
        [
            '<svg class="chart clocks" xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
            'font-family="system-ui, sans-serif" font-size="11">',
            f"<title>{escape(_summary(title, drawn))}</title>",
            *_times(axis, height, zone),
            *(part for number, lane in enumerate(drawn) for part in _lane(lane, number, axis)),
            *_now(axis, now, height),
            "</svg>",
        ]
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    start: int
    end: int

    def touch(self, one: Bar, following: Bar) -> bool:
        return self.x(following.start) - self.x(one.end) < 1

    def x(self, at: int) -> float:
        ratio = (at - self.start) / (self.end - self.start)
        return _SIDE + (_WIDTH - 2 * _SIDE) * min(max(ratio, 0.0), 1.0)


def _lane(lane: Lane, number: int, axis: _Axis) -> Iterator[str]:
    top = _LANE * number + 16.0
    yield (
        f'<text class="lane" fill="#667" x="{_SIDE}" y="{top - 4:.1f}">'
        f'<tspan font-weight="600">{escape(lane.title)}</tspan> {escape(lane.said)}</text>'
    )
    for bar in _joined(lane.bars, axis):
        left, right = axis.x(bar.start), axis.x(bar.end)
        thickness = 2.0 if bar.stretch in _THIN else float(_BAR)
        yield (
            f'<rect class="stretch-{bar.stretch.value}" fill="{_COLOURS[bar.stretch]}" '
            f'x="{left:.1f}" y="{top + (_BAR - thickness) / 2:.1f}" '
            f'width="{max(right - left, 0.8):.1f}" height="{thickness:g}"/>'
        )
    if lane.due_at is not None:
        x = axis.x(lane.due_at)
        yield (
            f'<path class="due" fill="#b3261e" '
            f'd="M{x:.1f} {top - 2:.1f}l4 4-3 3v{_BAR - 3}h-2v-{_BAR - 3}l-3-3z"/>'
        )


def _joined(bars: Sequence[Bar], axis: _Axis) -> Sequence[Bar]:
    """Return many pieces as few: alike ones that touch where they are drawn become one."""
    if len(bars) <= _MOST_BARS:
        return bars
    found: list[Bar] = []
    for bar in bars:
        if bar.stretch in _THIN:
            continue
        before = found[-1] if found else None
        if before is not None and before.stretch is bar.stretch and axis.touch(before, bar):
            found[-1] = replace(before, end=bar.end)
        else:
            found.append(bar)
    return found[-_MOST_BARS:]


def _times(axis: _Axis, height: int, zone: str) -> Iterator[str]:
    length = axis.end - axis.start
    style = "%H:%M:%S" if length < 8 * MINUTE else "%H:%M" if length < 2 * DAY else "%m-%d"
    for tick in time_ticks(axis.start, axis.end):
        x = axis.x(tick)
        label = datetime_from_instant(Instant(tick), zone).strftime(style)
        yield (
            f'<line class="grid" stroke="#8884" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height - 18}"/>'
            f'<text class="tick" fill="#667" text-anchor="middle" '
            f'x="{min(max(x, 18), _WIDTH - 18):.1f}" y="{height - 5}">{label}</text>'
        )


def _now(axis: _Axis, now: Instant, height: int) -> Iterator[str]:
    if axis.start < now < axis.end:
        x = axis.x(now)
        yield (
            f'<line class="now" stroke="#14181d" stroke-dasharray="2 2" x1="{x:.1f}" x2="{x:.1f}" '
            f'y1="0" y2="{height - 18}"/>'
        )


def _summary(title: str, lanes: Sequence[Lane]) -> str:
    return f"{title}. " + "; ".join(f"{lane.title} {lane.said}" for lane in lanes)
