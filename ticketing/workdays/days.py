"""Words for dated days: closed, worked like another day, or open by hours of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from ticketing.calendars import Spans
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY

SATURDAY = 5
SHORT_BLOCK = 3
"""Up to so many days off hang on one festival and one weekend."""


class DayKind(Enum):
    """What a date is, whatever its weekday says."""

    CLOSED = "closed"
    WORKDAY = "workday"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class DatedDay:
    """One date, why it is special, and who says so.

    ``instead_of``: the day off that a make-up day is worked for; its weekday's hours hold.
    ``spans``: the hours of a day of kind HOURS.
    """

    day: date
    kind: DayKind
    name: str = ""
    source: str = ""
    instead_of: date | None = None
    spans: Spans = ()

    def __post_init__(self) -> None:
        if bool(self.spans) != (self.kind is DayKind.HOURS):
            raise InvalidInput("{day} has hours where it should have none, or none", day=self.day)
        if self.instead_of is not None and self.kind is not DayKind.WORKDAY:
            raise InvalidInput("{day} is no working day, so it makes up for none", day=self.day)
        closes = -1
        for start, end in self.spans:
            if not 0 <= start < end <= DAY or start < closes:
                raise InvalidInput(
                    "{day} has hours that overlap, end before they start or pass 24:00",
                    day=self.day,
                )
            closes = end


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def days_through(first: date, last: date) -> tuple[date, ...]:
    """Return every day from *first* to *last*, both included."""
    return tuple(first + timedelta(days=offset) for offset in range((last - first).days + 1))


def made_up_for(off: Sequence[date], worked: Iterable[date]) -> dict[date, date | None]:
    """Tell for each worked day which day off it makes up for, in order of time.

    A notice does not say it.  A festival in the middle of a week is bridged to its weekend: the
    bridge is worked for.  Of a longer block those weekdays are that the festival does not need:
    its last ones.
    """
    ordered = sorted(worked)
    weekdays = [day for day in sorted(off) if not is_weekend(day)]
    bridged_before = len(off) <= SHORT_BLOCK and bool(off) and is_weekend(min(off))
    count = min(len(ordered), len(weekdays))
    taken = weekdays[:count] if bridged_before else weekdays[len(weekdays) - count :]
    given: list[date | None] = [None] * (len(ordered) - count) + list(taken)
    return dict(zip(ordered, given, strict=True))


def usual_hours(weekly: Sequence[Spans]) -> Spans:
    """Return the hours that most days from Monday to Friday have; the earlier day breaks a tie."""
    open_days = [spans for spans in weekly[:SATURDAY] if spans]
    return Counter(open_days).most_common(1)[0][0] if open_days else ()


def spans_of_day(dated: DatedDay, weekly: Sequence[Spans]) -> Spans:
    """Return what is open on a dated day of a calendar with that week."""
    match dated.kind:
        case DayKind.CLOSED:
            return ()
        case DayKind.HOURS:
            return dated.spans
        case DayKind.WORKDAY:
            made_up = dated.instead_of
            hours = weekly[made_up.weekday()] if made_up is not None else ()
            return hours or usual_hours(weekly)


def spans_of_days(days: Iterable[DatedDay], weekly: Sequence[Spans]) -> Mapping[date, Spans]:
    """Return the dated part of a calendar with that week, without what the week says anyway."""
    spans = {dated.day: spans_of_day(dated, weekly) for dated in days}
    return MappingProxyType(
        {day: open_ for day, open_ in sorted(spans.items()) if open_ != weekly[day.weekday()]}
    )
