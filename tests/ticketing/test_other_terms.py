"""A ticket that comes under other terms while it runs."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.directory import CustomerTerms
from ticketing.escalation import plan
from ticketing.events import Event, EventKind, NewEvent
from ticketing.fold import fold
from ticketing.goal_state import ClockState, GoalState, Verdict
from ticketing.policy import Terms, terms_of
from ticketing.ticket import Ticket
from ticketing.verdicts import verdicts_of
from ticketing.work import Work
from watchkeeper.core.instants import HOUR, Duration
from watchkeeper.core.levels import Level


@lru_cache(maxsize=4)
def office() -> Terms:
    """The same contract, counted in office hours: Monday, when the ticket opens, is one."""
    policy = contract().policy
    goals = tuple(replace(goal, calendar="5x8") for goal in policy.goals)
    return terms_of(replace(policy, goals=goals), version=2, zone="Asia/Shanghai")


def longer(hours: int) -> Terms:
    """The same contract with as many hours for the resolution at level II."""
    policy = contract().policy
    goals = tuple(
        replace(goal, targets={**goal.targets, Level.II: Duration(hours * HOUR)})
        if goal.metric == "resolve"
        else goal
        for goal in policy.goals
    )
    return terms_of(replace(policy, goals=goals), version=2, zone="Asia/Shanghai")


def folded(log: Log, hours: float, **named: Terms) -> Ticket:
    return fold(log.events, lambda digest: named[digest], at(hours))


def goal_of(ticket: Ticket, name: str = "resolve@level") -> GoalState:
    return next(goal for goal in ticket.goals if goal.goal.name == name)


def test_what_has_elapsed_is_kept_under_other_terms() -> None:
    """A day on every hour stays a day; from then on only office hours count."""
    log = Log("II", terms="old").add(EventKind.TERMS_CHANGED, 10, terms="new", cause="contract")
    goal = goal_of(folded(log, 34, old=contract(), new=office()))
    assert goal.elapsed == 10 * HOUR + 8.5 * HOUR  # until 19:00 on Monday, then Tuesday


def test_another_calendar_counts_from_the_start() -> None:
    """Whose calendar was wrong is timed anew, as if it had been right at once."""
    log = Log("II", terms="old").add(EventKind.TERMS_CHANGED, 10, terms="new", cause="calendar")
    changed = folded(log, 34, old=contract(), new=office())
    fresh = fold(Log("II").events, office(), at(34))
    assert changed.goals == fresh.goals


def test_a_goal_that_is_new_counts_from_the_change() -> None:
    """What the old terms did not promise is not late at birth."""
    policy = contract().policy
    without = tuple(goal for goal in policy.goals if goal.metric != "resolve")
    old = terms_of(replace(policy, goals=without), version=1, zone="Asia/Shanghai")
    log = Log("II", terms="old").add(EventKind.TERMS_CHANGED, 100, terms="new", cause="selected")
    ticket = folded(log, 110, old=old, new=contract())
    assert goal_of(ticket).elapsed == 10 * HOUR
    assert goal_of(ticket).due_at == at(124)


def test_a_ticket_that_is_reported_only_now_begins_now() -> None:
    """An early warning that a customer calls about has the contract's full time from the call."""
    log = Log("II", terms="old")
    log.add(EventKind.TERMS_CHANGED, 100, terms="new", cause="selected", reported_at=at(100))
    goal = goal_of(folded(log, 101, old=office(), new=contract()))
    assert (goal.started_at, goal.elapsed) == (at(100), HOUR)


def test_a_pause_rests_by_the_terms_of_its_time() -> None:
    """A wait that the old terms did not count stays uncounted under terms that would count it."""
    policy = contract().policy
    strict = tuple(replace(goal, pauses={}) for goal in policy.goals)
    new = terms_of(replace(policy, goals=strict), version=2, zone="Asia/Shanghai")
    log = Log("II", terms="old").add(EventKind.PAUSED, 2, reason="appointment")
    log.add(EventKind.TERMS_CHANGED, 5, terms="new", cause="contract").add(EventKind.RESUMED, 8)
    goal = goal_of(folded(log, 10, old=contract(), new=new))
    assert goal.elapsed == 10 * HOUR - 3 * HOUR


@given(change=st.floats(1, 40), now=st.floats(41, 80))
def test_the_same_terms_again_change_nothing(change: float, now: float) -> None:
    """Whoever replaces terms by the same ones moves no clock."""
    log = Log("II", terms="old").add(EventKind.PAUSED, 0.5, reason="appointment")
    log.add(EventKind.RESUMED, 40.5)
    before = fold(log.events, contract(), at(now)).goals
    log = Log("II", terms="old").add(EventKind.PAUSED, 0.5, reason="appointment")
    log.add(EventKind.TERMS_CHANGED, change, terms="new", cause="contract")
    log.add(EventKind.RESUMED, 40.5)
    after = folded(log, now, old=contract(), new=contract()).goals
    told = [(one.elapsed, one.due_at, one.verdict, one.breached_at) for one in before]
    assert [(one.elapsed, one.due_at, one.verdict, one.breached_at) for one in after] == told


def breaches(log: Log, hours: float, **named: Terms) -> list[str]:
    ticket = folded(log, hours, **named)
    found = plan(ticket, ticket.terms[-1], at(hours))
    return [
        one.key
        for one in found
        if one.event is EventKind.BREACHED and one.at <= at(hours) and "resolve" in one.key
    ]


def broken(log: Log, hours: float, key: str) -> Event:
    log.add(EventKind.BREACHED, hours)
    log.events[-1] = replace(log.events[-1], decision=key)
    return log.events[-1]


@pytest.mark.parametrize(
    ("wanted", "expected"), [(20, []), (60, ["breach/resolve@level/1/0/1"])], ids=["still", "anew"]
)
def test_a_breach_is_told_once_under_each_terms(wanted: int, expected: list[str]) -> None:
    """What was late and stays late is not told again; what gets more time and uses it up is."""
    log = Log("II", terms="old")
    (first,) = breaches(log, 30, old=contract())
    broken(log, 24, first)
    log.add(EventKind.TERMS_CHANGED, 30, terms="new", cause="contract")
    assert breaches(log, 61, old=contract(), new=longer(wanted)) == expected


async def test_the_row_of_a_ticket_follows_its_terms(story: Story) -> None:
    """Who changes the terms of a ticket finds them after a restart, and its clocks by them."""
    await story.fire()
    source = story.service._shelf.source_of(CustomerTerms("acme", "team", ()))

    def change(work: Work) -> None:
        work.load([1])
        pinned = work.pin(source)
        data = {"terms": pinned.source.digest, "cause": "selected", "policy": pinned.terms.label}
        work.append(1, NewEvent(EventKind.TERMS_CHANGED, work.now, data=data))
        work.settle(1)

    await story.service._writer.write(change)
    await story.acknowledge()
    again = Story(story.database, clock=story.clock)
    view = await again.view()
    assert view.policy.startswith("team")
    assert {goal.metric for goal in view.goals} == {"respond", "resolve"}
    await again.do(c.Comment(number=1, actor=ENGINEER, text="still there"))
    assert (await again.view()).goal("respond").verdict is Verdict.MET  # type: ignore[union-attr]  # it is there, see above


@given(now=st.floats(40, 4000), hours=st.integers(1, 200))
def test_a_closed_ticket_keeps_its_verdicts(now: float, hours: int) -> None:
    """P20: whatever terms are read for its digest later, a closed ticket shows what was frozen."""
    log = Log("II", terms="old").add(EventKind.RESOLVED, 30, restored_at=at(30))
    verdicts = verdicts_of(folded(log, 31, old=contract()))
    log.add(EventKind.CLOSED, 31, verdicts=verdicts)
    for terms in (contract(), office(), longer(hours)):
        shown = folded(log, now, old=terms)
        assert verdicts_of(shown) == verdicts
        assert goal_of(shown).state is ClockState.BREACHED
