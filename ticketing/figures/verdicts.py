"""Each goal of a ticket as it counts in figures: net, as judged, and gross, no pause counted.  Pure.

Net is what the log froze when the ticket closed; before that, what the clocks say.  Gross is the
same walk over the same events without the pauses: a chained goal may begin earlier, a conditional
one may be armed only there.  Time in which the fault was gone counts in neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ticketing.clocks import goal_states
from ticketing.cycles import Cycle
from ticketing.events import Event, EventKind, Fact, instant_in
from ticketing.goal_state import GoalState, Verdict
from ticketing.lifecycle import Milestone
from ticketing.policy import Terms
from ticketing.ticket import Ticket, facts_of
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.levels import Level

GoalKey = tuple[str, int]
"""A goal's name and its cycle."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A verdict as the closing event keeps it."""

    verdict: Verdict
    target: Duration
    elapsed: Duration
    due_at: Instant | None
    stopped_at: Instant | None
    breached_at: Instant | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal of one cycle, judged twice.  ``is_over``: the cycle has ended."""

    ticket: int
    customer: str
    level: Level
    cycle: int
    goal: str
    metric: str
    table: str
    target: Duration
    elapsed: Duration
    verdict: Verdict
    gross_elapsed: Duration
    gross_verdict: Verdict
    due_at: Instant | None
    stopped_at: Instant | None
    breached_at: Instant | None
    gross_breached_at: Instant | None
    is_frozen: bool
    is_over: bool

    @property
    def decided_at(self) -> Instant | None:
        """Return when the verdict fell, which says in which period it counts; None before.

        What pauses kept from ever being owed counts, once that is certain, by its gross breach.
        """
        match self.verdict:
            case Verdict.MET:
                return self.stopped_at
            case Verdict.BREACHED:
                return self.breached_at
            case Verdict.NONE:
                return self.gross_breached_at if self.is_over else None
            case Verdict.PENDING:
                return None

    @property
    def excused(self) -> Duration:
        """Return how much time the pauses took out of the count."""
        return Duration(max(0, self.gross_elapsed - self.elapsed))


def judged(
    ticket: Ticket, terms: Terms, now: Instant, frozen: Mapping[GoalKey, Frozen]
) -> Iterator[Judged]:
    """Yield the goals of every cycle of a ticket as it is at *now*."""
    for cycle in lasting_cycles(ticket):
        is_current = cycle is ticket.cycle
        net = ticket.goals if is_current else _states(cycle, ticket, terms, now)
        bare = replace(cycle, pauses=(), maintenance=())
        gross = {state.goal.name: state for state in _states(bare, ticket, terms, now)}
        for state in net:
            kept = frozen.get((state.goal.name, cycle.number))
            yield _judged(ticket, cycle, state, gross.get(state.goal.name, state), kept)


def lasting_cycles(ticket: Ticket) -> Iterator[Cycle]:
    """Yield the cycles whose clocks were not taken over by the next one."""
    for cycle, follower in zip(ticket.cycles, (*ticket.cycles[1:], None), strict=True):
        if follower is None or follower.reported_at != cycle.reported_at:
            yield cycle


def frozen_verdicts(events: Iterable[Event]) -> Mapping[GoalKey, Frozen]:
    """Return what the closing events of a log keep."""
    found: dict[GoalKey, Frozen] = {}
    for event in events:
        listed = event.data.get("verdicts") if event.kind is EventKind.CLOSED else None
        for fact in listed if isinstance(listed, list) else ():
            if isinstance(fact, dict):
                found[str(fact["goal"]), _whole(fact["cycle"])] = _frozen(fact)
    return found


def _frozen(fact: Mapping[str, Fact]) -> Frozen:
    return Frozen(
        verdict=Verdict(fact["verdict"]),
        target=Duration(_whole(fact["target"])),
        elapsed=Duration(_whole(fact["elapsed"])),
        due_at=instant_in(fact, "due_at"),
        stopped_at=instant_in(fact, "stopped_at"),
        breached_at=instant_in(fact, "breached_at"),
    )


def _whole(fact: Fact) -> int:
    return fact if isinstance(fact, int) else 0


def _states(cycle: Cycle, ticket: Ticket, terms: Terms, now: Instant) -> tuple[GoalState, ...]:
    facts = facts_of(
        ticket.subject,
        acknowledged=Milestone.ACKED in cycle.milestones,
        self_recovered=Milestone.SELF_RECOVERED in cycle.milestones,
    )
    return goal_states(cycle, terms, facts, now)


def _judged(
    ticket: Ticket, cycle: Cycle, net: GoalState, gross: GoalState, kept: Frozen | None
) -> Judged:
    source = net if kept is None else kept
    return Judged(
        ticket=ticket.number,
        customer=ticket.subject.customer,
        level=cycle.level,
        cycle=cycle.number,
        goal=net.goal.name,
        metric=net.goal.metric,
        table=net.goal.table,
        target=source.target,
        elapsed=source.elapsed,
        verdict=source.verdict,
        gross_elapsed=gross.elapsed,
        gross_verdict=gross.verdict,
        due_at=source.due_at,
        stopped_at=source.stopped_at,
        breached_at=source.breached_at,
        gross_breached_at=gross.breached_at,
        is_frozen=kept is not None,
        is_over=cycle.ended_at is not None,
    )
