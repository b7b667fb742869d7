"""How long things took: to the answer (MTTA), to the recovery (MTTR), and what lies between.  Pure.

Each is measured from when the fault occurred, was detected and was reported, by the wall and by
the hours of a calendar.  No pause is taken off: these are times that people waited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ticketing.calendars import ServiceHours
from ticketing.cycles import Cycle
from ticketing.figures.verdicts import lasting_cycles
from ticketing.lifecycle import Milestone
from ticketing.policy import Anchor
from ticketing.ticket import Ticket
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level

MEASURED = (
    Milestone.ACKED,  # MTTA
    Milestone.PLAN_SUBMITTED,
    Milestone.ARRIVED_ON_SITE,
    Milestone.WORKAROUND,
    Milestone.RESTORED,  # MTTR
    Milestone.REPORT_SUBMITTED,
)
ANCHORS = (Anchor.OCCURRED, Anchor.DETECTED, Anchor.REPORTED)


@dataclass(frozen=True, slots=True)
class Lapse:
    """How long one cycle of a ticket took to one milestone, which was reached at ``at``."""

    ticket: int
    cycle: int
    customer: str
    level: Level
    milestone: Milestone
    anchor: Anchor
    at: Instant
    wall: Duration
    open: Duration  # hours of the calendar alone


@dataclass(frozen=True, slots=True)
class Summary:
    """What is said of many lengths of time.

    ``p90`` is the shortest of them that nine in ten do not exceed.
    """

    count: int
    mean: Duration
    median: Duration
    p90: Duration


@dataclass(frozen=True, slots=True)
class TimesRow:
    """One line of the table; no customer, no level: all of them."""

    customer: str | None
    level: Level | None
    milestone: Milestone
    anchor: Anchor
    wall: Summary
    open: Summary


def lapses(ticket: Ticket, hours: ServiceHours) -> Iterator[Lapse]:
    """Yield what can be measured of a ticket; what has not happened is left out."""
    for cycle in lasting_cycles(ticket):
        for milestone in MEASURED:
            at = _reached(cycle, milestone)
            for anchor in ANCHORS:
                begin = _begin(cycle, anchor)
                if at is not None and begin is not None:
                    yield Lapse(
                        ticket=ticket.number,
                        cycle=cycle.number,
                        customer=ticket.subject.customer,
                        level=cycle.level,
                        milestone=milestone,
                        anchor=anchor,
                        at=at,
                        wall=Duration(max(0, at - begin)),
                        open=hours.elapsed(begin, at),
                    )


def times(measured: Iterable[Lapse]) -> tuple[TimesRow, ...]:
    """Return the table: of all, per level, per customer, per customer and level."""
    walls: defaultdict[_Key, list[Duration]] = defaultdict(list)
    opens: defaultdict[_Key, list[Duration]] = defaultdict(list)
    for lapse in measured:
        for customer in (None, lapse.customer):
            for level in (None, lapse.level):
                key = (customer, level, lapse.milestone, lapse.anchor)
                walls[key].append(lapse.wall)
                opens[key].append(lapse.open)
    return tuple(
        TimesRow(*key, wall=summary(walls[key]), open=summary(opens[key]))
        for key in sorted(walls, key=_order)
    )


def summary(lengths: Sequence[Duration]) -> Summary:
    """Return mean, median and p90 of at least one length; halves are rounded down."""
    ordered = sorted(lengths)
    count = len(ordered)
    middle = ordered[(count - 1) // 2] + ordered[count // 2]
    return Summary(
        count=count,
        mean=Duration(sum(ordered) // count),
        median=Duration(middle // 2),
        p90=ordered[-(-9 * count // 10) - 1],
    )


_Key = tuple[str | None, Level | None, Milestone, Anchor]


def _order(key: _Key) -> tuple[str, int, int, int]:
    customer, level, milestone, anchor = key
    rank = level.rank if level else 0
    return customer or "", rank, MEASURED.index(milestone), ANCHORS.index(anchor)


def _reached(cycle: Cycle, milestone: Milestone) -> Instant | None:
    """Return when a milestone was reached for good: a fault that may come back is not over."""
    if milestone is Milestone.RESTORED and cycle.ended_at is None:
        return None
    return cycle.moment(milestone)


def _begin(cycle: Cycle, anchor: Anchor) -> Instant | None:
    if anchor is Anchor.OCCURRED:
        return cycle.occurred_at
    return cycle.detected_at if anchor is Anchor.DETECTED else cycle.reported_at
