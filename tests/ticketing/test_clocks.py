"""Clocks: elapsed, targets and verdicts from a log (P5-P7), and how they are explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at
from ticketing.events import EventKind
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.intervals import IntervalKind, intervals
from ticketing.ticket import Ticket
from watchkeeper.core.instants import HOUR, MINUTE

HOURS = st.floats(0, 30).map(lambda hours: round(hours, 3))


def _goal(ticket: Ticket, name: str = "resolve@level") -> GoalState:
    return next(goal for goal in ticket.goals if goal.goal.name == name)


@pytest.mark.parametrize(
    ("stopped_at", "verdict"),
    [
        pytest.param(23.9, Verdict.MET, id="before"),
        pytest.param(24, Verdict.MET, id="at the very instant"),
        pytest.param(24.001, Verdict.BREACHED, id="after"),
    ],
)
def test_a_goal_is_met_until_its_instant(stopped_at: float, verdict: Verdict) -> None:
    """P7: breached where more than the target has passed."""
    log = Log("II").add(EventKind.RESOLVED, stopped_at)
    goal = _goal(log.ticket(30))
    assert goal.verdict is verdict
    assert goal.due_at == at(24)


def test_a_running_goal_breaks_when_its_time_is_used_up() -> None:
    """At the due instant, unstopped, it is breached."""
    assert _goal(Log("II").ticket(23.999)).state is ClockState.RUNNING
    assert _goal(Log("II").ticket(24)).breached_at == at(24)


def test_worsening_starts_the_new_target_at_the_change() -> None:
    """III for 10 h, then I: twelve hours from the change, not later than the old due."""
    log = Log("III").add(EventKind.LEVEL_CHANGED, 10, level="I", cause="worsened")
    assert _goal(log.ticket(11)).due_at == at(22)
    late = Log("III").add(EventKind.LEVEL_CHANGED, 40, level="I", cause="worsened")
    assert _goal(late.ticket(41)).due_at == at(48)


def test_a_reclassified_level_counts_from_the_report() -> None:
    """It was I all along: twelve hours from the report; a breach by the wrong level is forgotten."""
    log = Log("III").add(EventKind.LEVEL_CHANGED, 10, level="I", cause="reclassified")
    assert _goal(log.ticket(11)).due_at == at(12)
    other = Log("I").add(EventKind.LEVEL_CHANGED, 13, level="II", cause="reclassified")
    assert _goal(other.ticket(13)).verdict is Verdict.PENDING


def test_an_improved_level_keeps_a_breach_that_happened() -> None:
    """I broke after twelve hours; that it is only II now does not undo it."""
    log = Log("I").add(EventKind.LEVEL_CHANGED, 13, level="II", cause="improved")
    assert _goal(log.ticket(14)).breached_at == at(12)


def test_a_new_goal_of_the_new_level_counts_from_the_change() -> None:
    """III has no visit; worsened to II after five hours, somebody is due one hour later."""
    log = Log("III").add(EventKind.LEVEL_CHANGED, 5, level="II", cause="worsened")
    assert _goal(log.ticket(5.5), "onsite@level").due_at == at(6)


def test_a_goal_that_no_longer_applies_is_left_out() -> None:
    """II became III before the visit was due: nobody has to travel."""
    log = Log("II").add(EventKind.LEVEL_CHANGED, 2.5, level="III", cause="improved")
    assert all(goal.goal.metric != "onsite" for goal in log.ticket(4).goals)


def test_only_the_reasons_of_a_goal_stop_it() -> None:
    """Waiting for the vendor stops no clock of the contract (R3); authorisation stops one."""
    vendor = Log("II").add(EventKind.PAUSED, 1, reason="vendor").ticket(5)
    customer = Log("II").add(EventKind.PAUSED, 1, reason="customer_authorisation").ticket(5)
    assert _goal(vendor).elapsed == 5 * HOUR
    assert _goal(customer).elapsed == HOUR
    assert _goal(customer).state is ClockState.PAUSED
    assert _goal(customer).due_at is None
    assert _goal(customer, "plan@level").elapsed == 5 * HOUR


def test_the_time_in_which_the_fault_was_gone_does_not_count() -> None:
    """Gone from 2 h to 5 h, then back: three hours are shown apart."""
    log = Log("II").add(EventKind.RECOVERED, 2).add(EventKind.RELAPSED, 5)
    goal = _goal(log.ticket(6))
    assert goal.elapsed == 3 * HOUR
    assert goal.due_at == at(27)
    kinds = [interval.kind for interval in intervals(goal, at(6))]
    assert kinds == [IntervalKind.COUNTED, IntervalKind.RECOVERED, IntervalKind.COUNTED]


def test_a_person_corrects_when_the_service_came_back() -> None:
    """Monitoring saw it at 20 h; the customer had it back at 25 h: the goal is missed."""
    log = Log("II").add(EventKind.RECOVERED, 20)
    log.add(EventKind.RESOLVED, 26, restored_at=at(25))
    goal = _goal(log.ticket(27))
    assert goal.stopped_at == at(25)
    assert goal.verdict is Verdict.BREACHED


def test_an_acknowledgement_by_phone_is_entered_later() -> None:
    """It happened at 10 min and was typed at 50 min: the response was in time."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 1 / 6, recorded=5 / 6)
    assert _goal(log.ticket(1), "respond@level").verdict is Verdict.MET


def test_a_reopened_ticket_starts_at_its_reopening() -> None:
    """A new cycle with clocks at zero, the earlier one kept."""
    log = Log("II").add(EventKind.RESOLVED, 20).add(EventKind.REOPENED, 30)
    ticket = log.ticket(31)
    assert ticket.cycle.number == 2
    assert _goal(ticket).due_at == at(54)


def test_what_was_not_due_when_it_was_solved_is_not_owed() -> None:
    """Solved after an hour: the plan, due after two, is dropped and not judged."""
    goal = _goal(Log("II").add(EventKind.RESOLVED, 1).ticket(9), "plan@level")
    assert (goal.state, goal.verdict) == (ClockState.DROPPED, Verdict.NONE)


def test_explanation_has_no_gap() -> None:
    """The intervals lie side by side from the start to now, and add up to what has elapsed."""
    log = Log("II").add(EventKind.PAUSED, 8, reason="appointment").add(EventKind.RESUMED, 10)
    goal = _goal(log.ticket(13))
    found = intervals(goal, at(13))
    assert [(one.start, one.end) for one in found] == [
        (at(0), at(8)),
        (at(8), at(10)),
        (at(10), at(13)),
    ]
    assert sum(one.counted for one in found) == goal.elapsed == 11 * HOUR
    assert str(found[1].reason) == "paused: by appointment"


CHANGES = st.lists(
    st.tuples(
        HOURS,
        st.sampled_from(["pause", "resume", "recover", "relapse", "worsen", "improve"]),
    ),
    max_size=8,
).map(sorted)


def _history(changes: list[tuple[float, str]]) -> Log:
    """Return a log in which these things happened, each where it makes sense."""
    log, level = Log("III"), "III"
    for hours, change in changes:
        match change:
            case "pause":
                log.add(EventKind.PAUSED, hours, reason="appointment")
            case "resume":
                log.add(EventKind.RESUMED, hours)
            case "recover":
                log.add(EventKind.RECOVERED, hours)
            case "relapse":
                log.add(EventKind.RELAPSED, hours)
            case "worsen" if level == "III":
                level = "II"
                log.add(EventKind.LEVEL_CHANGED, hours, level="II", cause="worsened")
            case "improve" if level == "II":
                level = "III"
                log.add(EventKind.LEVEL_CHANGED, hours, level="III", cause="improved")
    return log


@given(changes=CHANGES, steps=st.lists(st.integers(1, 90), min_size=2, max_size=12))
def test_elapsed_never_decreases_nor_runs_ahead(
    changes: list[tuple[float, str]], steps: list[int]
) -> None:
    """P5: between two looks it grows by no more than the wall time, and never shrinks."""
    log = _history(changes)
    now, before = 31.0, None
    for minutes in steps:
        goal = _goal(log.ticket(now))
        if before is not None and before[1].state is not ClockState.MET:
            grown = goal.elapsed - before[1].elapsed
            assert 0 <= grown <= before[0] * MINUTE
        before = (minutes, goal)
        now += minutes / 60


@given(changes=CHANGES, hours=st.floats(30, 60))
def test_time_left_is_target_less_elapsed(changes: list[tuple[float, str]], hours: float) -> None:
    """P6: on 7x24 a running clock's due time is now plus what is left, whatever happened."""
    now = at(hours)
    goal = _goal(_history(changes).ticket(hours))
    if goal.state is ClockState.RUNNING:
        assert goal.due_at is not None
        assert goal.due_at - now == goal.target - goal.elapsed


@given(changes=CHANGES, hours=st.floats(30, 80))
def test_a_change_of_level_never_alters_what_elapsed(
    changes: list[tuple[float, str]], hours: float
) -> None:
    """P6: without the changes of level the same time has elapsed."""
    rest = [change for change in changes if change[1] not in {"worsen", "improve"}]
    assert (
        _goal(_history(changes).ticket(hours)).elapsed
        == _goal(_history(rest).ticket(hours)).elapsed
    )


@given(changes=CHANGES, hours=st.floats(30, 99), level=st.sampled_from(["I", "II", "III", "IV"]))
def test_breached_means_that_more_than_the_target_elapsed(
    changes: list[tuple[float, str]], hours: float, level: str
) -> None:
    """P7: without changes of level, the verdict and the two numbers agree."""
    quiet = [change for change in changes if change[1] not in {"worsen", "improve"}]
    log = _history(quiet)
    first = Log(level)
    log.events[0] = first.events[0]
    goal = _goal(log.ticket(hours))
    is_over = goal.elapsed > goal.target or (
        goal.stopped_at is None and goal.elapsed == goal.target
    )
    assert (goal.breached_at is not None) is is_over
