"""Every counted and skipped stretch of a goal's time, and why (``explain``).  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ticketing.calendars import ServiceHours
from ticketing.commands import PauseReason
from ticketing.cycles import Rest
from ticketing.goal_state import GoalState
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.messages import Text, text


class IntervalKind(Enum):
    """Why a stretch of time counted or did not."""

    COUNTED = "counted"
    PAUSED = "paused"
    OUTSIDE_HOURS = "outside_hours"
    RECOVERED = "recovered"  # the fault was gone, and came back


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a goal's time: counted or not, and why."""

    start: Instant
    end: Instant
    kind: IntervalKind
    counted: Duration
    reason: Text | None = None


def intervals(state: GoalState, now: Instant) -> tuple[Interval, ...]:
    """Return every counted and skipped stretch of a goal, without a gap (``explain``)."""
    if state.started_at is None:
        return ()
    end = state.stopped_at if state.stopped_at is not None else now
    found: list[Interval] = []
    at = state.started_at
    for rest in state.rests:
        if rest.start >= end:
            break
        found += _open_and_closed(state.hours, at, rest.start)
        until = min(rest.end, end) if rest.end is not None else end
        found.append(Interval(rest.start, until, _kind_of(rest), Duration(0), _reason(rest)))
        at = until
    found += _open_and_closed(state.hours, at, end)
    return tuple(found)


def _kind_of(rest: Rest) -> IntervalKind:
    return IntervalKind.RECOVERED if rest.reason is None else IntervalKind.PAUSED


def _reason(rest: Rest) -> Text:
    if rest.reason is None:
        return text("the fault was gone")
    return text("paused: {reason}", reason=REASONS[rest.reason])


REASONS: Mapping[PauseReason, Text] = {
    PauseReason.CUSTOMER: text("an answer is owed by the customer"),
    PauseReason.CUSTOMER_AUTHORISATION: text("waiting for the customer's authorisation"),
    PauseReason.WRITTEN_AUTHORISATION: text("waiting for written authorisation"),
    PauseReason.APPOINTMENT: text("by appointment"),
    PauseReason.VENDOR: text("waiting for the vendor"),
    PauseReason.MAINTENANCE: text("maintenance"),
}


def _open_and_closed(hours: ServiceHours, start: Instant, end: Instant) -> Iterator[Interval]:
    for begin, finish, is_open in hours.stretches(start, end):
        if is_open:
            yield Interval(begin, finish, IntervalKind.COUNTED, Duration(finish - begin))
        else:
            yield Interval(
                begin,
                finish,
                IntervalKind.OUTSIDE_HOURS,
                Duration(0),
                text("outside service hours"),
            )
