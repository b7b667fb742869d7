"""Heads of days: what was recorded until then can be proved, and what was altered is found (P17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.log.chronicle import FIRST_DAY, MORNING, ZONE, Logs, closed_days, house, noted
from ticketing.events import GENESIS
from ticketing.log.days import (
    CLOSES_AFTER,
    ClosedDay,
    DayFault,
    DayFaultKind,
    close_day,
    day_faults,
    days_to_close,
    end_of,
    log_faults,
    tails,
)
from watchkeeper.core.instants import DAY, HOUR, Instant


def _faults(logs: Logs, days: list[ClosedDay], newest: str | None = None) -> list[DayFault]:
    """Return all findings in a house."""
    found = list(day_faults(days, newest=newest))
    numbers = {leaf.ticket for closed in days for leaf in closed.leaves}
    for number in sorted(numbers | set(logs)):
        own = [
            (closed.head.day, leaf)
            for closed in days
            for leaf in closed.leaves
            if leaf.ticket == number
        ]
        found += log_faults(number, logs.get(number, []), own)
    return found


def test_a_house_as_it_was_written_has_no_fault() -> None:
    """Days follow from one another, and each log from its days."""
    logs = house()
    days = closed_days(logs)
    assert _faults(logs, days, newest=days[-1].head.head) == []
    assert days[0].head.previous == GENESIS
    assert [closed.head.tickets for closed in days] == [1, 2, 2]
    assert [closed.head.events for closed in days] == [1, 2, 2]


def test_a_day_without_events_has_a_head_of_its_own() -> None:
    """No event is no gap: the row of days goes on."""
    logs = house(days=1)
    days = closed_days(logs, days=3)
    assert [closed.head.tickets for closed in days] == [1, 0, 0]
    assert len({closed.head.head for closed in days}) == 3
    assert _faults(logs, days) == []


def _flip_fact(logs: Logs, _days: list[ClosedDay]) -> None:
    logs[1][1] = replace(logs[1][1], data={"is_public": True})


def _forge_whole_log(logs: Logs, _days: list[ClosedDay]) -> None:
    logs[1][1:] = [noted(logs[1][0], logs[1][1].recorded_at, note="nothing happened")]


def _cut_tail(logs: Logs, _days: list[ClosedDay]) -> None:
    del logs[1][2:]


def _remove_ticket(logs: Logs, _days: list[ClosedDay]) -> None:
    del logs[2]


def _remove_day(_logs: Logs, days: list[ClosedDay]) -> None:
    del days[1]


def _remove_first_day(_logs: Logs, days: list[ClosedDay]) -> None:
    del days[0]


def _remove_last_day(_logs: Logs, days: list[ClosedDay]) -> None:
    del days[-1]


def _remove_ticket_and_its_leaf(logs: Logs, days: list[ClosedDay]) -> None:
    del logs[2]
    days[1] = replace(days[1], leaves=days[1].leaves[:1])


def _change_count(_logs: Logs, days: list[ClosedDay]) -> None:
    days[2] = replace(days[2], head=replace(days[2].head, events=9))


def _swap_leaves(_logs: Logs, days: list[ClosedDay]) -> None:
    days[1] = replace(days[1], leaves=days[1].leaves[::-1])


@pytest.mark.parametrize(
    ("alter", "kind", "place"),
    [
        pytest.param(_flip_fact, DayFaultKind.LOG_CHANGED, (1, 2), id="a fact is changed"),
        pytest.param(
            _forge_whole_log, DayFaultKind.LOG_CHANGED, (1, 2), id="a log is written anew"
        ),
        pytest.param(_cut_tail, DayFaultKind.LOG_CUT, (1, 3), id="the tail is cut"),
        pytest.param(_remove_ticket, DayFaultKind.TICKET_REMOVED, (2, None), id="a ticket is gone"),
        pytest.param(_remove_day, DayFaultKind.DAY_REMOVED, (None, None), id="a day is gone"),
        pytest.param(
            _remove_first_day, DayFaultKind.DAY_REMOVED, (None, None), id="the first day is gone"
        ),
        pytest.param(
            _remove_last_day, DayFaultKind.DAY_REMOVED, (None, None), id="the last day is gone"
        ),
        pytest.param(
            _remove_ticket_and_its_leaf,
            DayFaultKind.LEAVES_CHANGED,
            (None, None),
            id="a ticket is gone with its leaf",
        ),
        pytest.param(_change_count, DayFaultKind.HEAD_CHANGED, (None, None), id="a day's count"),
        pytest.param(_swap_leaves, DayFaultKind.LEAVES_CHANGED, (None, None), id="leaves swapped"),
    ],
)
def test_what_was_altered_is_found(
    alter: Callable[[Logs, list[ClosedDay]], None],
    kind: DayFaultKind,
    place: tuple[int | None, int | None],
) -> None:
    """P17: the first finding says what is wrong and where; it reads as a sentence."""
    logs = house()
    days = closed_days(logs)
    newest = days[-1].head.head
    alter(logs, days)
    found = _faults(logs, days, newest=newest)
    assert found
    assert (found[0].kind, (found[0].ticket, found[0].seq)) == (kind, place)
    assert found[0].day.isoformat() in str(found[0].sentence)


@given(
    day=st.integers(0, 2),
    field=st.sampled_from(["root", "previous", "head"]),
    position=st.integers(0, 63),
    digit=st.sampled_from("0123456789abcdef"),
)
def test_one_flipped_digit_of_a_head_is_found(
    day: int, field: str, position: int, digit: str
) -> None:
    """P17: whichever digest of whichever day it is."""
    days = closed_days(house())
    value = getattr(days[day].head, field)
    flipped = value[:position] + digit + value[position + 1 :]
    newest = days[-1].head.head
    days[day] = replace(days[day], head=replace(days[day].head, **{field: flipped}))
    assert bool(list(day_faults(days, newest=newest))) is (flipped != value)


def test_an_event_that_came_late_is_covered_by_the_next_day() -> None:
    """Committed after its day was closed: nothing is wrong, and the next head covers it."""
    logs = house()
    days = closed_days(logs)[:1]
    logs[1].insert(1, noted(logs[1][0], Instant(MORNING + 2 * HOUR)))
    logs[1][2:] = [noted(logs[1][1], Instant(MORNING + DAY + HOUR))]
    day = date(2026, 11, 24)
    days.append(
        close_day(
            day,
            zone=ZONE,
            tails=tails(logs.values(), end_of(day, ZONE)),
            covered={1: 1},
            last_number=3,
            previous=days[0].head,
        )
    )
    assert _faults(logs, days) == []
    assert days[1].head.events == 3


@pytest.mark.parametrize(
    ("last", "hours", "expected"),
    [
        pytest.param(None, 10, [], id="the first day is not over"),
        pytest.param(None, 16.1, [], id="just after midnight it is not closed yet"),
        pytest.param(None, 16.2, [0], id="ten minutes later it is"),
        pytest.param(0, 80, [1, 2], id="down for days: each gets its head"),
        pytest.param(5, 80, [], id="a clock set back closes nothing"),
    ],
)
def test_days_are_closed_without_a_gap(last: int | None, hours: float, expected: list[int]) -> None:
    """From the first event's day on, one by one, ten minutes after midnight of the house."""
    first = FIRST_DAY.toordinal()
    newest = None if last is None else date.fromordinal(first + last)
    now = Instant(MORNING + round(hours * HOUR))
    found = days_to_close(newest, MORNING, now, ZONE)
    assert [ordinal - first for ordinal in found] == expected
    assert CLOSES_AFTER < HOUR


def test_a_house_without_events_has_no_days() -> None:
    """There is nothing to prove yet."""
    assert list(days_to_close(None, None, MORNING, ZONE)) == []
