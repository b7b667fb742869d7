"""Fold a ticket's events into what is so now (D6): the only way to know a ticket's state.

``Folding`` takes events one by one; replaying the log and following it live are the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ticketing import cycle_changes
from ticketing.agreed_goals import with_agreed
from ticketing.aspects import TOUCHING, Aspects
from ticketing.clocks import goal_states
from ticketing.commands import DataLoss
from ticketing.cycle_changes import CycleInWork
from ticketing.cycles import Cycle, TermsCause
from ticketing.events import Event, EventKind, Fact, instant_in
from ticketing.goal_state import GoalState
from ticketing.held_anchors import with_held
from ticketing.lifecycle import (
    MILESTONE_OF,
    Gate,
    Milestone,
    Presence,
    TicketState,
    acknowledges,
    state_after,
)
from ticketing.policy import Retarget, Terms, joined
from ticketing.ticket import Subject, Ticket, facts_of, subject_from
from ticketing.types.model import Kind
from ticketing.verdicts import as_frozen
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level

TermsOf = Callable[[str], Terms]
"""Returns the terms of that digest, by which the log names them."""


def fold(events: Iterable[Event], terms: Terms | TermsOf, now: Instant) -> Ticket:
    """Return the ticket that *events* make, as of *now*.  Raises InvalidInput for none.

    *terms* are those that the log names; one value stands for whatever it names.
    """
    folding = Folding(terms)
    for event in events:
        folding.apply(event)
    return folding.ticket(now)


class Folding:
    """A ticket while its events are applied, in the order of the log."""

    def __init__(self, terms: Terms | TermsOf) -> None:
        self._terms_of: TermsOf = (lambda _digest: terms) if isinstance(terms, Terms) else terms
        self._terms: list[Terms] = []  # of each cycle
        self._editions: list[Instant] = []
        self._log: list[Event] = []
        self._subject: Subject | None = None
        self._state = TicketState.NEW
        self._presence = Presence.UNWATCHED
        self._owner: PersonId | None = None
        self._past: tuple[Cycle, ...] = ()
        self._cycle = CycleInWork(0, Instant(0), None, Instant(0), Instant(0), [])
        self._acknowledged_by: PersonId | None = None
        self._acknowledgers: set[PersonId] = set()
        self._pause_until: Instant | None = None
        self._rank: int | None = None
        self._resolved_at: Instant | None = None
        self._closed_at: Instant | None = None
        self._verdicts: Fact = None  # once it is closed
        self._before_merge: tuple[TicketState, Instant | None] | None = None
        self._bygone: frozenset[int] = frozenset()  # merged in a cycle whose clocks are over
        self._self_recovered = False
        self._is_irrecoverable = False
        self._passed: set[Gate] = set()
        self._told: dict[PersonId, None] = {}
        self._decisions: set[str] = set()
        self._opened_at = Instant(0)
        self._cycle_recorded_at = Instant(0)
        self._level_recorded_at = Instant(0)
        self._aspects = Aspects()
        self._last: Event | None = None
        self._goals: tuple[Instant, tuple[GoalState, ...]] | None = None

    @property
    def last(self) -> Event | None:
        return self._last

    @property
    def terms(self) -> Terms:
        """The terms that it runs by now.  Only after the first event."""
        return self._terms[-1]

    def apply(self, event: Event) -> None:
        """Take the next event of the log."""
        self._log.append(event)
        if event.kind is EventKind.CORRECTED:
            self._redo(event)
        self._take(event)

    def _redo(self, correction: Event) -> None:
        """Take the whole log again, as if an earlier event had been written down rightly."""
        seq, at = correction.data["seq"], instant_in(correction.data, "happened_at")
        assert at is not None
        again = Folding(self._terms_of)
        for event in self._log[:-1]:
            right = replace(event, occurred_at=at) if event.seq == seq else event
            again._log.append(right)
            again._take(right)
        again._log.append(correction)
        vars(self).update(vars(again))

    def _take(self, event: Event) -> None:
        kind = event.kind
        if event.decision:
            self._decisions.add(event.decision)
        handle = _HANDLERS.get(kind)
        if handle is not None:
            handle(self, event)
            self._goals = self._goals if kind in _UNTIMED else None
        milestone = MILESTONE_OF.get(kind)
        if milestone is not None:
            self._reach(milestone, event)
            self._goals = None
        if kind in TOUCHING:
            self._aspects = self._aspects.after(event)
        self._state = self._state_after(event)
        self._last = event

    def _state_after(self, event: Event) -> TicketState:
        """Return what state it is in now: an incident's by the lifecycle, others' by their stage."""
        course = self._aspects.course
        if course.kind is Kind.INCIDENT and event.kind is not EventKind.CONVERTED:
            is_acknowledged = Milestone.ACKED in self._cycle.milestones
            return state_after(self._state, event.kind, is_acknowledged=is_acknowledged)
        state = course.position.state
        if event.kind is EventKind.CONVERTED:
            state = self._become(state)
        if state is TicketState.RESOLVED and self._resolved_at is None:
            self._settle(event)
        elif state.is_live and self._resolved_at is not None:
            self._take_up_again(event)
        return state

    def _become(self, state: TicketState) -> TicketState:
        """Take another type's course; what was answered as the old one is owed again if it lives."""
        if state.is_live:
            self._passed.clear()
        is_fault = self._aspects.course.kind is Kind.INCIDENT
        is_answered = Milestone.ACKED in self._cycle.milestones
        return TicketState.OPEN if is_fault and is_answered and state is TicketState.NEW else state

    def _settle(self, event: Event) -> None:
        """Note that a step of its type's own has settled it, as a resolution would."""
        at = Instant(max(event.occurred_at, self._cycle.reported_at))
        self._cycle.reach(Milestone.RESOLVED, at)
        self._cycle.lose_fault(at)
        self._end(event)
        self._goals = None

    def _take_up_again(self, event: Event) -> None:
        """Note that what was settled is sent back, or became something that is not."""
        self._cycle.find_fault(event.occurred_at)
        self._cycle.milestones.pop(Milestone.RESOLVED, None)
        self._cycle.ended_at = None
        self._resolved_at = None
        self._goals = None

    def ticket(self, now: Instant) -> Ticket:
        """Return the ticket as of *now*.  Raises InvalidInput before the first event."""
        if self._subject is None or self._last is None:
            raise InvalidInput("a ticket begins with the event that opened it")
        cycle = self._counting()
        return Ticket(
            number=self._last.ticket,
            subject=self._subject,
            state=self._state,
            presence=self._presence,
            owner=self._owner,
            cycles=(*self._past, cycle),
            goals=self._goals_at(cycle, now),
            acknowledged_at=cycle.milestones.get(Milestone.ACKED),
            acknowledged_by=self._acknowledged_by,
            acknowledgers=frozenset(self._acknowledgers),
            pause=self._cycle.open_pause,
            pause_until=self._pause_until,
            rank=self._rank,
            resolved_at=self._resolved_at,
            closed_at=self._closed_at,
            self_recovered=self._self_recovered,
            shut_gates=self._shut_gates(cycle.level),
            told=tuple(self._told),
            decisions=frozenset(self._decisions),
            opened_at=self._opened_at,
            changed_at=self._last.recorded_at,
            cycle_recorded_at=self._cycle_recorded_at,
            level_recorded_at=self._level_recorded_at,
            version=self._last.seq,
            terms=tuple(self._terms),
            editions=tuple(self._editions),
            aspects=self._aspects,
        )

    def _counting(self) -> Cycle:
        """Return the cycle as it counts, with what was merged into it while it ran."""
        held = self._aspects.ties.held
        mine = {number: held[number] for number in held if number not in self._bygone}
        return with_held(self._cycle.frozen(), mine)

    def _goals_at(self, cycle: Cycle, now: Instant) -> tuple[GoalState, ...]:
        """Return the clocks; most events of a unit of work leave them as they are."""
        if self._goals is not None and self._goals[0] == now:
            return self._goals[1]
        assert self._subject is not None
        facts = facts_of(
            self._subject,
            acknowledged=Milestone.ACKED in cycle.milestones,
            self_recovered=self._self_recovered,
            kind=self._aspects.course.kind,
        )
        goals = goal_states(cycle, self.terms, facts, now)
        if self._aspects.agreed.dues:
            goals = with_agreed(goals, self._aspects.agreed.dues, now)
        if self._state in {TicketState.CANCELLED, TicketState.MERGED}:
            goals = tuple(goal._replace(stopped_at=cycle.ended_at) for goal in goals)
        if self._verdicts is not None:
            goals = as_frozen(goals, self._verdicts)
        self._goals = (now, goals)
        return goals

    def _shut_gates(self, level: Level) -> frozenset[Gate]:
        assert self._subject is not None
        wanted = {gate for gate, levels in self.terms.policy.gates.items() if level in levels}
        if self._self_recovered:
            wanted.discard(Gate.REPORT)
        if self._is_irrecoverable:
            wanted.add(Gate.REPORT)  # at any level (R61)
        if not self._subject.is_reported:
            wanted.discard(Gate.REPLY)
        if not self._subject.customer or self._self_recovered:
            wanted.discard(Gate.CAUSE_AGREED)
        return frozenset(wanted - self._passed)

    def _reach(self, milestone: Milestone, event: Event) -> None:
        """Note the first time of a milestone in this cycle."""
        at = Instant(max(event.occurred_at, self._cycle.reported_at))
        if acknowledges(event.kind):
            self._acknowledge(event, at)
        self._cycle.reach(milestone, at)

    def _acknowledge(self, event: Event, at: Instant) -> None:
        milestones = self._cycle.milestones
        if self._acknowledged_by is None and milestones.get(Milestone.ACKED, at) >= at:
            self._acknowledged_by = event.actor
        self._cycle.reach(Milestone.ACKED, at)
        self._acknowledgers.add(event.actor)
        if self._owner is None or event.actor == self._aspects.attention.offered_to:
            self._owner = event.actor

    def _opened(self, event: Event) -> None:
        self._subject = subject_from(event.data, event.prose)
        self._presence = Presence.FAILING if self._subject.is_watched else Presence.UNWATCHED
        self._opened_at = event.recorded_at
        self._cycle_recorded_at = self._level_recorded_at = event.recorded_at
        self._cycle = cycle_changes.opened(event)
        if event.data.get("is_answered"):
            self._passed.add(Gate.REPLY)
        self._terms.append(self._terms_of(self._cycle.terms[-1].digest))

    def _reopened(self, event: Event) -> None:
        goes_on = self.terms.policy.reopened is Retarget.RESUME
        begin = cycle_changes.resumed if goes_on else cycle_changes.begun_anew
        fresh = self._terms_of(self._cycle.terms[-1].digest)
        self._terms.append(self.terms if goes_on else fresh)
        self._past = (*self._past, self._counting())
        self._cycle = begin(self._cycle.frozen(), event.occurred_at)
        if not goes_on:
            self._bygone = frozenset(self._aspects.ties.held)
        self._resolved_at = None
        self._self_recovered = False
        self._acknowledged_by = None
        self._acknowledgers.clear()
        self._told.clear()
        self._passed.clear()
        self._cycle_recorded_at = self._level_recorded_at = event.recorded_at
        if event.data.get("still_failing") or event.data.get("recurred"):
            self._presence = Presence.FAILING

    def _level_changed(self, event: Event) -> None:
        self._level_recorded_at = event.recorded_at
        self._cycle.change_level(event)

    def _terms_changed(self, event: Event) -> None:
        """Run by other terms, which keep what has elapsed but where everything begins anew."""
        self._editions.append(event.recorded_at)
        self._cycle.change_terms(event)
        run = self._cycle.terms[-1]
        later = self._terms_of(run.digest)
        is_anew = run.cause is TermsCause.CALENDAR or "reported_at" in event.data
        self._terms[-1] = later if is_anew else joined(self.terms, later, run.at)

    def _due_changed(self, event: Event) -> None:
        self._editions.append(event.recorded_at)

    def _recovered(self, event: Event) -> None:
        self._presence = Presence.RECOVERED
        self._cycle.lose_fault(event.occurred_at)

    def _relapsed(self, event: Event) -> None:
        self._presence = Presence.FAILING
        self._is_back(event)

    def _went_silent(self, event: Event) -> None:
        self._presence = Presence.NO_DATA
        self._is_back(event)

    def _is_back(self, event: Event) -> None:
        if self._state.is_live:
            self._cycle.find_fault(event.occurred_at)

    def _assigned(self, event: Event) -> None:
        self._owner = PersonId(str(event.data["owner"]))

    def _paused(self, event: Event) -> None:
        self._cycle.pause(event)
        self._pause_until = instant_in(event.data, "until")

    def _resumed(self, event: Event) -> None:
        self._cycle.resume(event.occurred_at)
        self._pause_until = None

    def _maintenance_began(self, event: Event) -> None:
        self._cycle.begin_maintenance(event.occurred_at)

    def _maintenance_ended(self, event: Event) -> None:
        self._cycle.end_maintenance(event.occurred_at)

    def _resolved(self, event: Event) -> None:
        self._cycle.resolve(event)
        self._end(event)
        self._is_irrecoverable = event.data.get("data_loss") == DataLoss.IRRECOVERABLE.value

    def _self_resolved(self, event: Event) -> None:
        self._self_recovered = True
        self._end(event)

    def _end(self, event: Event) -> None:
        at = Instant(max(event.occurred_at, self._cycle.reported_at))
        self._resolved_at = at
        self._cycle.end(at)
        self._pause_until = None

    def _ended(self, event: Event) -> None:
        if self._cycle.ended_at is None:
            self._cycle.ended_at = event.occurred_at
        self._closed_at = event.occurred_at
        self._verdicts = event.data.get("verdicts")

    def _merged(self, event: Event) -> None:
        self._before_merge = self._state, self._cycle.ended_at
        self._ended(event)

    def _unmerged(self, _event: Event) -> None:
        """Go on as if it had never been merged."""
        assert self._before_merge is not None
        self._state, self._cycle.ended_at = self._before_merge
        self._closed_at = None

    def _let_go(self, event: Event) -> None:
        self._editions.append(event.recorded_at)
        self._bygone -= {int(str(event.data["from"]))}

    def _took_in(self, event: Event) -> None:
        self._bygone -= {int(str(event.data["from"]))}

    def _ranked(self, event: Event) -> None:
        rank = event.data.get("rank")
        self._rank = rank if isinstance(rank, int) else None

    def _told_people(self, event: Event) -> None:
        people = event.data.get("to")
        for person in people if isinstance(people, list) else ():
            self._told[PersonId(str(person))] = None

    def _told_instead(self, event: Event) -> None:
        """Who is told in somebody's place hears the rest of the story too."""
        if "instead_of" in event.data:
            self._told_people(event)

    def _passes(self, event: Event) -> None:
        self._passed.add(_GATE_OF[event.kind])


_UNTIMED = frozenset({EventKind.NOTIFIED, EventKind.ESCALATED})
"""What is handled here and leaves the clocks as they are: who was told."""

_GATE_OF: Mapping[EventKind, Gate] = {
    EventKind.REPORT_SUBMITTED: Gate.REPORT,
    EventKind.REPLIED: Gate.REPLY,
    EventKind.ANSWERED: Gate.REPLY,
    EventKind.CAUSE_AGREED: Gate.CAUSE_AGREED,
}

_HANDLERS: Mapping[EventKind, Callable[[Folding, Event], None]] = {
    EventKind.OPENED: Folding._opened,
    EventKind.REOPENED: Folding._reopened,
    EventKind.LEVEL_CHANGED: Folding._level_changed,
    EventKind.TERMS_CHANGED: Folding._terms_changed,
    EventKind.DUE_AGREED: Folding._due_changed,
    EventKind.DUE_WITHDRAWN: Folding._due_changed,
    EventKind.RECOVERED: Folding._recovered,
    EventKind.RELAPSED: Folding._relapsed,
    EventKind.WENT_SILENT: Folding._went_silent,
    EventKind.ASSIGNED: Folding._assigned,
    EventKind.TRIAGED: Folding._assigned,
    EventKind.PAUSED: Folding._paused,
    EventKind.RESUMED: Folding._resumed,
    EventKind.MAINTENANCE_BEGAN: Folding._maintenance_began,
    EventKind.MAINTENANCE_ENDED: Folding._maintenance_ended,
    EventKind.RESOLVED: Folding._resolved,
    EventKind.SELF_RECOVERED: Folding._self_resolved,
    EventKind.CLOSED: Folding._ended,
    EventKind.CANCELLED: Folding._ended,
    EventKind.MERGED: Folding._merged,
    EventKind.UNMERGED: Folding._unmerged,
    EventKind.TOOK_IN: Folding._took_in,
    EventKind.LET_GO: Folding._let_go,
    EventKind.RANKED: Folding._ranked,
    EventKind.ESCALATED: Folding._told_people,
    EventKind.NOTIFIED: Folding._told_instead,
    EventKind.REPORT_SUBMITTED: Folding._passes,
    EventKind.REPLIED: Folding._passes,
    EventKind.ANSWERED: Folding._passes,
    EventKind.CAUSE_AGREED: Folding._passes,
}
