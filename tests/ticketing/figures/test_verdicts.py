"""Goals judged net and gross: what pauses excuse, and what stays frozen (P16, P20)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from ticketing.events import EventKind
from ticketing.figures.verdicts import Judged, frozen_verdicts, judged
from ticketing.fold import fold
from ticketing.goal_state import Verdict
from ticketing.policy import Retarget, Terms
from ticketing.verdicts import verdicts_of
from watchkeeper.core.instants import HOUR, MINUTE, Duration

TERMS = contract()


def _judged(log: Log, hours: float, terms: Terms = TERMS) -> dict[tuple[str, int], Judged]:
    ticket = fold(log.events, terms, at(hours))
    found = judged(ticket, terms, at(hours), frozen_verdicts(log.events))
    return {(one.goal, one.cycle): one for one in found}


def _closed(log: Log, hours: float) -> Log:
    facts: dict[str, Any] = {"verdicts": verdicts_of(log.ticket(hours))}
    return log.add(EventKind.CLOSED, hours, **facts)


def test_a_pause_excuses_the_net_figure_alone() -> None:
    """Solved after 30 h of which 8 h waited for the customer: kept net, missed gross."""
    log = Log("II").add(EventKind.PAUSED, 2, reason="customer_authorisation")
    log.add(EventKind.RESUMED, 10).add(EventKind.RESOLVED, 30)
    goal = _judged(log, 31)["resolve@level", 1]
    assert (goal.verdict, goal.gross_verdict) == (Verdict.MET, Verdict.BREACHED)
    assert (goal.elapsed, goal.gross_elapsed) == (22 * HOUR, 30 * HOUR)
    assert goal.excused == 8 * HOUR
    assert goal.gross_breached_at == at(24)
    assert goal.decided_at == at(30)


def test_time_in_which_the_fault_was_gone_counts_in_neither() -> None:
    """Nobody asked for that pause: gone from 1 h to 9 h, solved at 30 h."""
    log = Log("II").add(EventKind.RECOVERED, 1).add(EventKind.RELAPSED, 9)
    goal = _judged(log.add(EventKind.RESOLVED, 30), 31)["resolve@level", 1]
    assert (goal.elapsed, goal.gross_elapsed) == (22 * HOUR, 22 * HOUR)
    assert goal.gross_verdict is Verdict.MET


def test_what_a_pause_kept_from_being_owed_counts_in_gross() -> None:
    """Level I, 13 h of which 3 h paused: only gross was `resolve` missed, the plan never owed."""
    log = Log("I").add(EventKind.PAUSED, 1, reason="written_authorisation")
    log.add(EventKind.RESUMED, 8).add(EventKind.RESOLVED, 17)
    found = _judged(log, 18)
    plan = found["emergency_plan@level", 1]
    assert (plan.verdict, plan.gross_verdict) == (Verdict.NONE, Verdict.BREACHED)
    assert plan.decided_at == at(16)
    running = Log("I").add(EventKind.PAUSED, 1, reason="written_authorisation")
    assert _judged(running, 17)["emergency_plan@level", 1].decided_at is None


def test_a_running_goal_is_not_decided() -> None:
    """It counts in no period yet; once it is missed it counts in that of its breach."""
    assert _judged(Log("II"), 1)["resolve@level", 1].decided_at is None
    assert _judged(Log("II"), 30)["resolve@level", 1].decided_at == at(24)


def test_a_closed_ticket_keeps_its_verdicts() -> None:
    """P20: judged by other terms, or after a late correction, it says what it said."""
    log = _closed(Log("II").add(EventKind.ACKNOWLEDGED, 1).add(EventKind.RESOLVED, 3), 4)
    before = _judged(log, 5)
    assert before["respond@level", 1].verdict is Verdict.BREACHED
    assert before["respond@level", 1].is_frozen
    lenient = replace(
        TERMS,
        policy=replace(
            TERMS.policy,
            goals=tuple(
                replace(goal, targets=dict.fromkeys(goal.targets, Duration(90 * HOUR)))
                for goal in TERMS.policy.goals
            ),
        ),
    )
    after = _judged(log, 50, lenient)
    for key, goal in before.items():
        assert (after[key].verdict, after[key].target) == (goal.verdict, goal.target)
    log.add(EventKind.ACKNOWLEDGED, 0.1, recorded=60)
    assert _judged(log, 61)["respond@level", 1].verdict is Verdict.BREACHED


def test_each_cycle_is_judged() -> None:
    """Missed at first, kept after the reopening: both stand."""
    log = Log("II").add(EventKind.RESOLVED, 25).add(EventKind.REOPENED, 30)
    log.add(EventKind.RESOLVED, 31)
    found = _judged(log, 32)
    verdicts = [found["resolve@level", cycle].verdict for cycle in (1, 2)]
    assert verdicts == [Verdict.BREACHED, Verdict.MET]


def test_a_cycle_whose_clocks_went_on_counts_once() -> None:
    """Reopened under a policy that resumes: 20 h and 6 h are one goal of 26 h, missed once."""
    policy = replace(TERMS.policy, reopened=Retarget.RESUME)
    terms = replace(TERMS, policy=policy)
    log = Log("II").add(EventKind.RESOLVED, 20).add(EventKind.REOPENED, 30)
    found = _judged(log.add(EventKind.RESOLVED, 36), 40, terms)
    assert {cycle for _, cycle in found} == {2}
    assert found["resolve@level", 2].verdict is Verdict.BREACHED
    assert found["resolve@level", 2].elapsed == 26 * HOUR


STEPS = st.lists(
    st.tuples(
        st.floats(0, 40).map(lambda hours: round(hours, 2)),
        st.sampled_from(["pause", "resume", "recover", "relapse", "worsen", "improve", "ack"]),
        st.sampled_from(["written_authorisation", "customer_authorisation", "appointment"]),
    ),
    max_size=10,
).map(sorted)


def _history(level: str, steps: list[tuple[float, str, str]]) -> Log:
    """Return a log in which these things happened, each where it makes sense."""
    log, rank, is_paused = Log(level), ["I", "II", "III", "IV"].index(level), False
    for hours, step, reason in steps:
        match step:
            case "pause" if not is_paused:
                log.add(EventKind.PAUSED, hours, reason=reason)
                is_paused = True
            case "resume" if is_paused:
                log.add(EventKind.RESUMED, hours)
                is_paused = False
            case "recover":
                log.add(EventKind.RECOVERED, hours)
            case "relapse":
                log.add(EventKind.RELAPSED, hours)
            case "worsen" if rank > 0:
                rank -= 1
                log.add(
                    EventKind.LEVEL_CHANGED,
                    hours,
                    level=["I", "II", "III", "IV"][rank],
                    cause="worsened",
                )
            case "improve" if rank < 3:
                rank += 1
                log.add(
                    EventKind.LEVEL_CHANGED,
                    hours,
                    level=["I", "II", "III", "IV"][rank],
                    cause="improved",
                )
            case "ack":
                log.add(EventKind.ACKNOWLEDGED, hours)
    return log


LEVEL_NAMES = st.sampled_from(["I", "II", "III", "IV"])


@given(level=LEVEL_NAMES, steps=STEPS, hours=st.floats(40, 150), ends=st.booleans())
def test_gross_is_never_kinder_than_net(
    level: str, steps: list[tuple[float, str, str]], hours: float, ends: bool
) -> None:
    """What is missed net is missed gross, and no less time has been used."""
    log = _history(level, steps)
    if ends:
        log.add(EventKind.RESOLVED, 40)
    for goal in _judged(log, hours).values():
        assert goal.gross_elapsed >= goal.elapsed, goal.goal
        if goal.verdict is Verdict.BREACHED:
            assert goal.gross_verdict is Verdict.BREACHED, goal.goal


@given(level=LEVEL_NAMES, steps=STEPS, hours=st.floats(40, 150))
def test_without_pauses_both_figures_are_one(
    level: str, steps: list[tuple[float, str, str]], hours: float
) -> None:
    """Where nobody paused anything there is nothing to excuse."""
    log = _history(level, [step for step in steps if step[1] not in {"pause", "resume"}])
    for goal in _judged(log, hours).values():
        assert goal.excused == 0
        assert goal.verdict is goal.gross_verdict
        assert goal.breached_at == goal.gross_breached_at


@given(level=LEVEL_NAMES, steps=STEPS, hours=st.floats(40, 150))
@pytest.mark.parametrize("table", ["level", "urgency"])
def test_tables_are_judged_apart(
    table: str, level: str, steps: list[tuple[float, str, str]], hours: float
) -> None:
    """P16: bound together or alone, each table says the same, net and gross."""
    log = _history(level, steps)
    alone = _judged(log, hours, contract(table))
    both = {key: goal for key, goal in _judged(log, hours).items() if goal.table == table}
    assert both == alone
    assert any(goal.target >= MINUTE for goal in alone.values())
