"""Duty as people look at it: weeks as strips of days with a bar for each shift and each gap.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ticketing.oncall.gaps import Gap
from ticketing.oncall.shifts import Cause, Shift, within
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant, instant_of_local, local_day

WEEKS = 2
_DAYS_A_WEEK = 7
_COLOURS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its week: both in per cent of its width."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class DayMark:
    place: Place
    day: date
    is_worked: bool


@dataclass(frozen=True, slots=True)
class DutyBar:
    """A shift, cut to its week; ``colour`` is that of its first person, None: nobody."""

    place: Place
    shift: Shift
    colour: int | None

    @property
    def is_changed(self) -> bool:
        return self.shift.cause is not Cause.PLANNED


@dataclass(frozen=True, slots=True)
class GapBar:
    place: Place
    gap: Gap


@dataclass(frozen=True, slots=True)
class DutyWeek:
    """Seven local days; ``now`` in per cent, None where now is in another week."""

    days: tuple[DayMark, ...]
    bars: tuple[DutyBar, ...]
    gaps: tuple[GapBar, ...]
    now: float | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a strip shows: shifts and gaps, the colours' order of people, and whose days."""

    shifts: Sequence[Shift]
    gaps: Sequence[Gap]
    people: Sequence[PersonId]
    worked_days: frozenset[date]
    zone: str


def shown_days(now: Instant, zone: str) -> tuple[date, ...]:
    """Return the local days that a strip shows; the first is today."""
    today = local_day(now, zone)
    return tuple(today + timedelta(days=number) for number in range(WEEKS * _DAYS_A_WEEK))


def shown_span(now: Instant, zone: str) -> tuple[Instant, Instant]:
    days = shown_days(now, zone)
    return (
        instant_of_local(days[0], 0, zone),
        instant_of_local(days[-1] + timedelta(days=1), 0, zone),
    )


def duty_weeks(sight: Sight, now: Instant) -> tuple[DutyWeek, ...]:
    """Return the coming fortnight, a week after the other."""
    days = shown_days(now, sight.zone)
    return tuple(
        _week(sight, days[first : first + _DAYS_A_WEEK], now)
        for first in range(0, len(days), _DAYS_A_WEEK)
    )


def _week(sight: Sight, days: Sequence[date], now: Instant) -> DutyWeek:
    edges = [instant_of_local(day, 0, sight.zone) for day in days]
    start = edges[0]
    end = instant_of_local(days[-1] + timedelta(days=1), 0, sight.zone)
    scale = _Scale(start, end)
    closes = [*edges[1:], end]
    return DutyWeek(
        days=tuple(
            DayMark(scale.place(opens, close), day, day in sight.worked_days)
            for day, opens, close in zip(days, edges, closes, strict=True)
        ),
        bars=tuple(_bars(sight, scale)),
        gaps=tuple(
            GapBar(scale.place(max(gap.start, start), min(gap.end, end)), gap)
            for gap in sight.gaps
            if gap.start < end and start < gap.end
        ),
        now=scale.at(now) if start <= now < end else None,
    )


def _bars(sight: Sight, scale: _Scale) -> Iterator[DutyBar]:
    for shift in within(sight.shifts, scale.start, scale.end):
        colour = None
        if shift.people:
            first = shift.people[0]
            known = sight.people.index(first) if first in sight.people else len(sight.people)
            colour = known % _COLOURS
        yield DutyBar(scale.place(shift.start, shift.end), shift, colour)


@dataclass(frozen=True, slots=True)
class _Scale:
    start: Instant
    end: Instant

    def at(self, instant: int) -> float:
        return round((instant - self.start) * 100 / (self.end - self.start), 3)

    def place(self, start: int, end: int) -> Place:
        x = self.at(start)
        return Place(x, round(self.at(end) - x, 3))
