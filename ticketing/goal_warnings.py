"""Warn when a share of a goal's time is used up, and when it is missed.  Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ticketing.clocks import instant_at
from ticketing.decisions import Decision, softer
from ticketing.events import EventKind, Fact
from ticketing.goal_state import GoalState
from ticketing.notices import MessageKind
from ticketing.policy import GoalWarnings
from ticketing.situation import Situation
from ticketing.ticket import edition_at
from watchkeeper.core.instants import Instant


def goal_warnings(situation: Situation) -> Iterator[Decision]:
    """Yield breaches of all goals, and the shares of those that drive what people hear."""
    for goal in situation.ticket.goals:
        if goal.breached_at is not None:
            yield _breach(situation, goal, goal.breached_at)
        elif goal.is_running and goal.due_at is not None:
            yield _breach(situation, goal, goal.due_at)
            if goal.is_driving:
                yield from _shares(situation, goal)


def _breach(situation: Situation, goal: GoalState, at: Instant) -> Decision:
    cycle = situation.ticket.cycle
    data: dict[str, Fact] = {
        "goal": goal.goal.name,
        "metric": goal.goal.metric,
        "table": goal.goal.table,
        "level": str(cycle.level),
        "target": goal.target,
        "due_at": at,
    }
    rule = _rule(situation, goal) if goal.is_driving and goal.stopped_at is None else None
    is_heard = rule is not None and 100 in rule.shares and not _is_held(situation, rule)
    reach = situation.terms.policy.reach[(rule.reach if rule else None) or cycle.level]
    return Decision(
        at=at,
        key=_breach_key(situation, goal, at),
        event=EventKind.BREACHED,
        data=data,
        message=MessageKind.BREACHED if is_heard else None,
        audience=rule.to[rule.shares.index(100)] if rule and is_heard else (),
        ways=reach.by,
        reach=reach,
        has_successor=False,
    )


def _shares(situation: Situation, goal: GoalState) -> Iterator[Decision]:
    """Yield the highest share that is due, and the next one."""
    rule = _rule(situation, goal)
    if rule is None or _is_held(situation, rule):
        return
    armed_at = _armed_at(situation, goal)
    due: Decision | None = None
    for index, share in enumerate(rule.shares):
        at = instant_at(goal, goal.target * share // 100) if share < 100 else None
        if at is None:
            continue
        decision = _share(situation, goal, rule, index, Instant(max(at, armed_at)))
        if decision.key in situation.ticket.decisions:
            due = None
            continue
        if decision.at > situation.now:
            yield decision
            break
        due = decision
    if due is not None:
        yield due


def _armed_at(situation: Situation, goal: GoalState) -> Instant:
    """Return from when a goal is owed: its start, or the breach that armed it."""
    moments = [goal.started_at]
    for other in situation.ticket.goals:
        if other.goal.metric == goal.goal.breach_of:
            moments.append(other.breached_at)
    return Instant(max(at for at in moments if at is not None))


def _share(
    situation: Situation, goal: GoalState, rule: GoalWarnings, index: int, at: Instant
) -> Decision:
    reach = situation.terms.policy.reach[rule.reach or situation.ticket.level]
    share = rule.shares[index]
    data: dict[str, Fact] = {
        "goal": goal.goal.name,
        "metric": goal.goal.metric,
        "share": share,
        "due_at": goal.due_at,
    }
    return Decision(
        at=at,
        key=_share_key(situation, goal, share, at),
        event=EventKind.WARNED,
        data=data,
        message=MessageKind.WARNED,
        audience=rule.to[index],
        ways=softer(reach.by),
        reach=reach,
    )


def _breach_key(situation: Situation, goal: GoalState, at: Instant) -> str:
    """Return the name of a breach at *at*; under other terms the same goal may break once more."""
    cycle, edition = situation.ticket.cycle, edition_at(situation.ticket, at)
    return f"breach/{goal.goal.name}/{cycle.number}/{cycle.reclassified}/{edition}"


def _share_key(situation: Situation, goal: GoalState, share: int, at: Instant) -> str:
    number, edition = situation.ticket.cycle.number, edition_at(situation.ticket, at)
    return f"warn/{goal.goal.name}/{number}/{edition}/{goal.target}/{share}"


def _rule(situation: Situation, goal: GoalState) -> GoalWarnings | None:
    for rule in situation.terms.policy.warnings:
        if goal.goal.metric in rule.metrics and situation.holds(rule.when, situation.ticket.level):
            return rule
    return None


def _is_held(situation: Situation, rule: GoalWarnings) -> bool:
    return rule.holds_while_recovered and situation.is_recovered
