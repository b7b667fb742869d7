"""Service hours: which time counts.  Compiled once per zone, asked by two bisections (5.4).

A calendar says for each weekday which stretches are open, and for single dates what else holds
(holidays, make-up working days).  24:00 is a legal end.  Changes of the clocks are dealt with at
compile time; afterwards there are only instants.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Protocol

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    Duration,
    Instant,
    TimeOfDay,
    instant_of_local,
)

FIRST_YEAR = 2015
LAST_YEAR = 2045

Spans = tuple[tuple[TimeOfDay, TimeOfDay], ...]
"""Open stretches of one day, in milliseconds since local midnight; they do not overlap."""

_NO_DAYS: Mapping[date, Spans] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """A calendar as it is written: a week, and dates on which something else holds.

    ``weekly`` has seven entries, Monday first.  ``days``: the spans of that date instead of the
    weekday's; none means closed.
    """

    name: str
    weekly: tuple[Spans, ...]
    zone: str = "Asia/Shanghai"
    days: Mapping[date, Spans] = field(default_factory=lambda: _NO_DAYS)

    def spans_on(self, day: date) -> Spans:
        return self.days.get(day, self.weekly[day.weekday()])

    def is_open_on(self, day: date) -> bool:
        return bool(self.spans_on(day))

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise InvalidInput("a calendar has seven weekdays, not {count}", count=len(self.weekly))
        for spans in (*self.weekly, *self.days.values()):
            _check_spans(spans, self.name)
        if not any(self.weekly):
            raise InvalidInput("the calendar {name!r} is never open", name=self.name)


class ServiceHours(Protocol):
    """A compiled calendar."""

    @property
    def name(self) -> str: ...

    def elapsed(self, start: Instant, end: Instant) -> Duration:
        """Return how much open time lies between two instants; 0 where end is not later."""
        ...

    def deadline(self, start: Instant, budget: int) -> Instant:
        """Return the earliest instant at which *budget* of open time has passed since *start*."""
        ...

    def stretches(self, start: Instant, end: Instant) -> Iterator[tuple[Instant, Instant, bool]]:
        """Yield (from, to, is_open), without a gap, from *start* to *end*."""
        ...


@dataclass(frozen=True, slots=True)
class AlwaysOpen:
    """7x24: every millisecond counts, in every zone (R4)."""

    name: str = "7x24"

    def elapsed(self, start: Instant, end: Instant) -> Duration:
        return Duration(max(0, end - start))

    def deadline(self, start: Instant, budget: int) -> Instant:
        return Instant(start + budget)

    def stretches(self, start: Instant, end: Instant) -> Iterator[tuple[Instant, Instant, bool]]:
        if start < end:
            yield start, end, True


@dataclass(frozen=True, slots=True)
class CompiledHours:
    """Open stretches as sorted instants, and the open time that precedes each."""

    name: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]  # open time before starts[i]
    through: tuple[int, ...]  # open time up to ends[i]

    def elapsed(self, start: Instant, end: Instant) -> Duration:
        return Duration(max(0, self._worked(end) - self._worked(start)))

    def deadline(self, start: Instant, budget: int) -> Instant:
        if budget <= 0:
            return start
        wanted = self._worked(start) + budget
        index = bisect_left(self.through, wanted)
        if index == len(self.through):
            raise InvalidInput(
                "the calendar {name!r} ends in {year}, before this deadline",
                name=self.name,
                year=LAST_YEAR,
            )
        return Instant(self.starts[index] + wanted - self.before[index])

    def stretches(self, start: Instant, end: Instant) -> Iterator[tuple[Instant, Instant, bool]]:
        at = start
        index = max(0, bisect_right(self.starts, start) - 1)
        while at < end and index < len(self.starts):
            opens, closes = self.starts[index], self.ends[index]
            if at < opens:
                yield at, Instant(min(opens, end)), False
                at = Instant(min(opens, end))
            if at < min(closes, end):
                yield at, Instant(min(closes, end)), True
                at = Instant(min(closes, end))
            index += 1
        if at < end:
            yield at, end, False

    def _worked(self, at: Instant) -> int:
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.before[index] + min(at, self.ends[index]) - self.starts[index]


_WORKDAY: Spans = ((TimeOfDay(9 * HOUR), TimeOfDay(17 * HOUR + 30 * MINUTE)),)
_WHOLE_DAY: Spans = ((TimeOfDay(0), TimeOfDay(DAY)),)


def office_hours(zone: str) -> CalendarSpec:
    """Return ``5x8``: Monday to Friday 09:00-17:30, which is 8.5 h (R9)."""
    return CalendarSpec("5x8", (_WORKDAY,) * 5 + ((), ()), zone)


@lru_cache(maxsize=64)
def _compiled(
    name: str, weekly: tuple[Spans, ...], zone: str, days: tuple[tuple[date, Spans], ...]
) -> ServiceHours:
    if not days and all(spans == _WHOLE_DAY for spans in weekly):
        return AlwaysOpen(name)
    spec = CalendarSpec(name, weekly, zone, dict(days))
    merged = _merged(_open_stretches(spec))
    lengths = [end - start for start, end in merged]
    through = tuple(accumulate(lengths))
    return CompiledHours(
        name=name,
        starts=tuple(start for start, _ in merged),
        ends=tuple(end for _, end in merged),
        before=tuple(total - length for total, length in zip(through, lengths, strict=True)),
        through=through,
    )


def compile_hours(spec: CalendarSpec) -> ServiceHours:
    """Return *spec* ready to be asked, for the years 2015-2045."""
    return _compiled(spec.name, spec.weekly, spec.zone, tuple(sorted(spec.days.items())))


def _open_stretches(spec: CalendarSpec) -> Iterator[tuple[int, int]]:
    day = date(FIRST_YEAR, 1, 1)
    while day.year <= LAST_YEAR:
        for start, end in spec.spans_on(day):
            opens = instant_of_local(day, start, spec.zone)
            closes = instant_of_local(day, end, spec.zone)
            if opens < closes:  # a change of the clocks may swallow a stretch whole
                yield opens, closes
        day += timedelta(days=1)


def _merged(stretches: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _check_spans(spans: Spans, name: str) -> None:
    closes = -1
    for start, end in spans:
        if not 0 <= start < end <= DAY or start < closes:
            raise InvalidInput(
                "the calendar {name!r} has hours that overlap, end before they start or pass 24:00",
                name=name,
            )
        closes = end
