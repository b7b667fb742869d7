"""What a ticket owes people, and when: chains, warnings, reminders, and its own next steps.

Pure.  ``plan`` lists, for one folded ticket, every decision that is due or comes next.  A
decision has a name that the log holds once; what is in the log is not planned again, so a
restart repeats nothing and a stale timer finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType

from ticketing.clocks import instant_at
from ticketing.cycles import Cycle, Rest
from ticketing.directory import Role
from ticketing.events import EventKind, Fact
from ticketing.fold import Ticket, facts_of
from ticketing.goal_state import GoalState
from ticketing.guards import Facts, Guard
from ticketing.lifecycle import Presence, TicketState
from ticketing.notices import MessageKind, Way
from ticketing.policy import (
    Anchor,
    Audience,
    Chain,
    GoalWarnings,
    Reach,
    Recipient,
    Step,
    Terms,
)
from watchkeeper.core.instants import DAY, Duration, Instant, TimeOfDay, instant_of_local, local_day
from watchkeeper.core.levels import Level

OWNER: Audience = (Recipient(),)
OWNER_AND_LEAD: Audience = (Recipient(), Recipient(Role.LEAD))
INSTALLER: Audience = (Recipient(Role.INSTALLER),)
LATE_AFTER = 60_000
"""A decision taken more than this after its time (downtime) is marked late."""

_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that becomes due at ``at``: the event it leaves, and who hears of it."""

    at: Instant
    key: str
    event: EventKind
    data: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    message: MessageKind | None = None
    audience: Audience = ()
    ways: tuple[Way, ...] = ()
    reach: Reach | None = None
    has_successor: bool = True  # once taken, another one may be planned in its place


def plan(ticket: Ticket, terms: Terms, now: Instant) -> tuple[Decision, ...]:
    """Return the decisions that are due or come next, the earliest first.

    Of what repeats there is only the newest that is due, or else the next one.
    """
    if ticket.state.is_final:
        return ()
    facts = facts_of(
        ticket.subject,
        acknowledged=ticket.acknowledged_at is not None,
        self_recovered=ticket.self_recovered,
    )
    planner = _Planner(ticket, terms, now, facts)
    found = [decision for decision in planner.all() if decision.key not in ticket.decisions]
    return tuple(sorted(found, key=lambda decision: (decision.at, _ORDER[decision.event])))


def next_wake(ticket: Ticket, plans: tuple[Decision, ...], now: Instant) -> Instant | None:
    """Return when the ticket must be looked at again; None where nothing will come by itself."""
    moments = [decision.at for decision in plans if decision.at > now]
    if not ticket.state.is_final:
        moments += [goal.arms_at for goal in ticket.goals if goal.arms_at is not None]
        moments += [ticket.subject.go_live] if ticket.subject.go_live is not None else []
    return min((at for at in moments if at > now), default=None)


_ORDER: Mapping[EventKind, int] = {
    EventKind.SELF_RECOVERED: 0,
    EventKind.RESUMED: 1,
    EventKind.REOPENED: 2,
    EventKind.NOTIFIED: 3,
    EventKind.WARNED: 4,
    EventKind.BREACHED: 5,
    EventKind.ESCALATED: 6,
    EventKind.CLOSED: 7,
}


@dataclass(frozen=True, slots=True)
class _Planner:
    ticket: Ticket
    terms: Terms
    now: Instant
    facts: Facts

    def all(self) -> Iterator[Decision]:
        yield from self._housekeeping()
        if self.ticket.state.is_live:
            yield from self._first_notice()
            yield from self._chains()
            yield from self._reminders()
        yield from self._goals()

    # What the ticket does by itself.

    def _housekeeping(self) -> Iterator[Decision]:
        ticket, recovery = self.ticket, self.terms.policy.recovery
        number = ticket.cycle.number
        if self._resolves_itself():
            yield Decision(at=self.now, key=f"self/{number}", event=EventKind.SELF_RECOVERED)
        if ticket.pause is not None:
            yield self._end_of_pause(ticket.pause.start)
        if ticket.state is not TicketState.RESOLVED or ticket.resolved_at is None:
            return
        if ticket.self_recovered:
            at = Instant(ticket.resolved_at + recovery.reopen_within)
            yield Decision(at=at, key=f"close/{number}", event=EventKind.CLOSED)
        elif ticket.presence is Presence.FAILING:
            at = Instant(ticket.resolved_at + recovery.still_failing_after)
            data: Mapping[str, Fact] = {"still_failing": True}
            yield Decision(at=at, key=f"still/{number}", event=EventKind.REOPENED, data=data)

    def _resolves_itself(self) -> bool:
        ticket = self.ticket
        return (
            ticket.state is TicketState.NEW
            and ticket.presence is Presence.RECOVERED
            and ticket.level in self.terms.policy.recovery.resolves_itself
        )

    def _end_of_pause(self, started_at: Instant) -> Decision:
        limit = Instant(started_at + self.terms.policy.pauses.limit)
        until = self.ticket.pause_until
        at = limit if until is None else Instant(min(limit, until))
        return Decision(
            at=at,
            key=f"resume/{started_at}",
            event=EventKind.RESUMED,
            message=MessageKind.PAUSE_ENDED,
            audience=OWNER,
            ways=self._reach().by,
            reach=self._reach(),
        )

    # Telling that it is there, until somebody answers.

    def _first_notice(self) -> Iterator[Decision]:
        ticket, reach = self.ticket, self._reach()
        number, since = ticket.cycle.number, ticket.cycle_recorded_at
        kind = MessageKind.OPENED if number == 1 else MessageKind.REOPENED
        if f"told/{number}" not in ticket.decisions:
            notice = self._notice(since, f"told/{number}", kind, reach.by)
            yield replace(notice, has_successor=False)
        if ticket.acknowledged_at is not None or ticket.presence is Presence.RECOVERED:
            return
        since = Instant(max(since, ticket.level_recorded_at))
        if reach.call_after is not None:
            at = Instant(since + reach.call_after)
            key = f"call/{number}/{ticket.level}"
            yield self._notice(at, key, MessageKind.STILL_UNANSWERED, (Way.CALL,))
        if reach.again is not None:
            yield from self._again(since, reach.again, reach)

    def _again(self, since: Instant, every: Duration, reach: Reach) -> Iterator[Decision]:
        count = min(reach.times, max(1, (self.now - since) // every))
        prefix = f"again/{self.ticket.cycle.number}/{self.ticket.level}"
        for repetition in (count, count + 1):
            if repetition <= reach.times and f"{prefix}/{repetition}" not in self.ticket.decisions:
                at = Instant(since + repetition * every)
                key = f"{prefix}/{repetition}"
                yield self._notice(at, key, MessageKind.STILL_UNANSWERED, reach.by)
                return

    def _notice(
        self, at: Instant, key: str, message: MessageKind, ways: tuple[Way, ...]
    ) -> Decision:
        return Decision(
            at=at,
            key=key,
            event=EventKind.NOTIFIED,
            message=message,
            audience=OWNER,
            ways=ways,
            reach=self._reach(),
        )

    # The chains: report upwards until it is solved (R23).

    def _chains(self) -> Iterator[Decision]:
        if self._is_commissioning():
            return
        for chain in self.terms.policy.chains:
            is_held = chain.holds_while_recovered and self.ticket.presence is Presence.RECOVERED
            if not is_held and self._holds(chain.when, self.ticket.level):
                yield from self._chain(chain)

    def _chain(self, chain: Chain) -> Iterator[Decision]:
        base = _chain_base(chain, self.ticket.cycle, self._holds)
        if base is None:
            return
        moments = self._moments(chain, base)
        for index, (step, at) in enumerate(zip(chain.steps, moments, strict=True)):
            yield self._step(chain, index, 0, step, at)
            if step.repeat is not None:
                yield from self._repeats(chain, index, step, at)

    def _moments(self, chain: Chain, base: Instant) -> list[Instant]:
        """Return when each step is due: gone time apart, late ones spaced again."""
        gone = self.ticket.cycle.gone if chain.holds_while_recovered else ()
        moments = [_after(base, step.at, gone) for step in chain.steps]
        live_at = self.ticket.subject.go_live or base
        since = Instant(max(self.ticket.cycle_recorded_at, base, live_at))
        if self.ticket.level_recorded_at > since and self._rose(chain):
            since = self.ticket.level_recorded_at
        late_by = since - moments[0]
        if chain.respaces_late_steps and late_by > 0:
            moments = [Instant(at + late_by) for at in moments]
        return moments

    def _rose(self, chain: Chain) -> bool:
        """Tell whether the chain began to apply with the latest change of level."""
        levels = self.ticket.cycle.levels
        return len(levels) == 1 or not self._holds(chain.when, levels[-2].level)

    def _repeats(self, chain: Chain, index: int, step: Step, at: Instant) -> Iterator[Decision]:
        assert step.repeat is not None
        count = max(1, (self.now - at) // step.repeat)
        for repetition in (count, count + 1):
            decision = self._step(
                chain, index, repetition, step, Instant(at + repetition * step.repeat)
            )
            if decision.key not in self.ticket.decisions:
                yield decision
                return

    def _step(self, chain: Chain, index: int, repetition: int, step: Step, at: Instant) -> Decision:
        data: dict[str, Fact] = {"chain": chain.name, "step": index + 1, "repetition": repetition}
        return Decision(
            at=at,
            key=step_key(chain, self.ticket.cycle.number, index, repetition),
            event=EventKind.ESCALATED,
            data=data,
            message=MessageKind.ESCALATED,
            audience=step.to,
            ways=called(self._reach().by),
            reach=self._reach(),
        )

    # Goals: warnings by share, breaches.

    def _goals(self) -> Iterator[Decision]:
        for goal in self.ticket.goals:
            if goal.breached_at is not None:
                yield self._breach(goal, goal.breached_at)
            elif goal.is_running and goal.due_at is not None:
                yield self._breach(goal, goal.due_at)
                if goal.is_driving:
                    yield from self._shares(goal)

    def _breach(self, goal: GoalState, at: Instant) -> Decision:
        cycle = self.ticket.cycle
        data: dict[str, Fact] = {
            "goal": goal.goal.name,
            "metric": goal.goal.metric,
            "table": goal.goal.table,
            "level": str(cycle.level),
            "target": goal.target,
            "due_at": at,
        }
        rule = self._rule(goal) if goal.is_driving and goal.stopped_at is None else None
        is_heard = rule is not None and 100 in rule.shares and not self._is_held(rule)
        reach = self.terms.policy.reach[(rule.reach if rule else None) or cycle.level]
        return Decision(
            at=at,
            key=f"breach/{goal.goal.name}/{cycle.number}/{cycle.reclassified}",
            event=EventKind.BREACHED,
            data=data,
            message=MessageKind.BREACHED if is_heard else None,
            audience=rule.to[rule.shares.index(100)] if rule and is_heard else (),
            ways=reach.by,
            reach=reach,
            has_successor=False,
        )

    def _shares(self, goal: GoalState) -> Iterator[Decision]:
        """Yield the highest share that is due, and the next one."""
        rule = self._rule(goal)
        if rule is None or self._is_held(rule):
            return
        hours = self.terms.hours[goal.goal.calendar]
        armed_at = self._armed_at(goal)
        due: Decision | None = None
        for index, share in enumerate(rule.shares):
            at = instant_at(goal, goal.target * share // 100, hours) if share < 100 else None
            if at is None:
                continue
            if self._share_key(goal, share) in self.ticket.decisions:
                due = None
                continue
            decision = self._share(goal, rule, index, Instant(max(at, armed_at)))
            if decision.at > self.now:
                yield decision
                break
            due = decision
        if due is not None:
            yield due

    def _armed_at(self, goal: GoalState) -> Instant:
        """Return from when a goal is owed: its start, or the breach that armed it."""
        moments = [goal.started_at]
        for other in self.ticket.goals:
            if other.goal.metric == goal.goal.breach_of:
                moments.append(other.breached_at)
        return Instant(max(at for at in moments if at is not None))

    def _share(self, goal: GoalState, rule: GoalWarnings, index: int, at: Instant) -> Decision:
        reach = self.terms.policy.reach[rule.reach or self.ticket.level]
        share = rule.shares[index]
        data: dict[str, Fact] = {
            "goal": goal.goal.name,
            "metric": goal.goal.metric,
            "share": share,
            "due_at": goal.due_at,
        }
        return Decision(
            at=at,
            key=self._share_key(goal, share),
            event=EventKind.WARNED,
            data=data,
            message=MessageKind.WARNED,
            audience=rule.to[index],
            ways=softer(reach.by),
            reach=reach,
        )

    def _share_key(self, goal: GoalState, share: int) -> str:
        return f"warn/{goal.goal.name}/{self.ticket.cycle.number}/{goal.target}/{share}"

    def _rule(self, goal: GoalState) -> GoalWarnings | None:
        for rule in self.terms.policy.warnings:
            if goal.goal.metric in rule.metrics and self._holds(rule.when, self.ticket.level):
                return rule
        return None

    def _is_held(self, rule: GoalWarnings) -> bool:
        return rule.holds_while_recovered and self.ticket.presence is Presence.RECOVERED

    # Reminders by the hour of the day.

    def _reminders(self) -> Iterator[Decision]:
        ticket = self.ticket
        if ticket.presence is Presence.RECOVERED and ticket.cycle.restored_at is not None:
            yield self._daily("confirm", ticket.cycle.restored_at, MessageKind.CONFIRM_RECOVERY)
        elif ticket.acknowledged_at is None:
            yield self._daily("unanswered", ticket.cycle_recorded_at, MessageKind.STILL_UNANSWERED)

    def _daily(self, name: str, since: Instant, message: MessageKind) -> Decision:
        at = _time_of_day_after(
            Instant(max(since, self.now - DAY)), self.terms.policy.recovery.reminds_at, self.terms
        )
        prefix = f"{name}/{self.ticket.cycle.number}"
        if f"{prefix}/{at}" in self.ticket.decisions:
            at = _time_of_day_after(at, self.terms.policy.recovery.reminds_at, self.terms)
        return Decision(
            at=at,
            key=f"{prefix}/{at}",
            event=EventKind.NOTIFIED,
            message=message,
            audience=OWNER_AND_LEAD,
            ways=softer(self._reach().by),
            reach=self._reach(),
        )

    def _reach(self) -> Reach:
        return self.terms.policy.reach[self.ticket.level]

    def _is_commissioning(self) -> bool:
        return self.ticket.subject.go_live is not None and self.now < self.ticket.subject.go_live

    def _holds(self, guard: Guard, level: Level) -> bool:
        return not guard.source or guard.holds({**self.facts, "severity": level.value})


def step_key(chain: Chain, cycle: int, index: int, repetition: int) -> str:
    return f"{chain.name}/{cycle}/{index + 1}/{repetition}"


def next_step_of(ticket: Ticket, terms: Terms) -> tuple[Chain, int] | None:
    """Return the chain and the step that a person who escalates by hand takes (R35).

    It is the first that nobody has taken yet, the last one where all were.
    """
    for chain in terms.policy.chains:
        for index in range(len(chain.steps)):
            if step_key(chain, ticket.cycle.number, index, 0) not in ticket.decisions:
                return chain, index
        return chain, len(chain.steps) - 1
    return None


def step_by_hand(ticket: Ticket, terms: Terms, now: Instant) -> Decision:
    """Return the next step of the chain, taken now and by a person (R35)."""
    step = next_step_of(ticket, terms)
    audience: Audience = OWNER_AND_LEAD
    key = f"by_hand/{ticket.version + 1}"
    data: dict[str, Fact] = {"by_hand": True}
    if step is not None:
        chain, index = step
        audience = chain.steps[index].to
        data |= {"chain": chain.name, "step": index + 1, "repetition": 0}
        own_key = step_key(chain, ticket.cycle.number, index, 0)
        key = own_key if own_key not in ticket.decisions else key
    reach = terms.policy.reach[Level.I]
    return Decision(
        at=now,
        key=key,
        event=EventKind.ESCALATED,
        data=data,
        message=MessageKind.ESCALATED,
        audience=audience or (Recipient(Role.LEAD),),
        ways=reach.by,
        reach=reach,
    )


def _chain_base(
    chain: Chain, cycle: Cycle, holds: Callable[[Guard, Level], bool]
) -> Instant | None:
    """Return from when a chain counts: its anchor, or when the ticket came to its level."""
    anchor = {
        Anchor.OCCURRED: cycle.occurred_at,
        Anchor.DETECTED: cycle.detected_at,
        Anchor.REPORTED: cycle.reported_at,
        Anchor.OPENED: cycle.opened_at,
    }.get(chain.anchor)
    came_at: Instant | None = None
    for index, run in enumerate(cycle.levels):
        if not holds(chain.when, run.level):
            came_at = None
        elif came_at is None:
            came_at = anchor if index == 0 else run.at
    return came_at


def _after(base: Instant, wait: Duration, gone: tuple[Rest, ...]) -> Instant:
    """Return *base* plus *wait*, not counting the time in which the fault was gone."""
    at = Instant(base + wait)
    for rest in gone:
        if rest.end is not None and base <= rest.start < at:
            at = Instant(at + rest.end - rest.start)
    return at


def called(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return the ways of a chain's step: a person of the chain is called, not only written to."""
    return ways if Way.CALL in ways else (*ways, Way.CALL)


def softer(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return *ways* without the phone call: it is for what cannot wait."""
    return tuple(way for way in ways if way is not Way.CALL) or (Way.PAGE,)


def _time_of_day_after(at: Instant, time_of_day: TimeOfDay, terms: Terms) -> Instant:
    day = local_day(at, terms.zone)
    found = instant_of_local(day, time_of_day, terms.zone)
    if found <= at:
        found = instant_of_local(day + timedelta(days=1), time_of_day, terms.zone)
    return found
