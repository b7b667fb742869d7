"""Fold a ticket's events into what is so now (D6): the only way to know a ticket's state.

``Folding`` takes events one by one; replaying the log and following it live are the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.clocks import goal_states
from ticketing.commands import DataLoss, LevelCause, PauseReason
from ticketing.cycles import Cycle, LevelRun, Rest
from ticketing.events import Event, EventKind, Fact
from ticketing.goal_state import GoalState
from ticketing.guards import Facts
from ticketing.lifecycle import (
    MILESTONE_OF,
    Gate,
    Milestone,
    Presence,
    TicketState,
    acknowledges,
    state_after,
)
from ticketing.policy import Retarget, Terms
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level


@dataclass(frozen=True, slots=True)
class Subject:
    """What a ticket is about: fixed when it opened."""

    fingerprint: str | None
    target: str
    customer: str
    site: str
    criticality: str
    title: str
    title_zh: str
    is_watched: bool  # an alert opened it
    is_reported: bool  # a person outside reported it
    remote_only: bool
    go_live: Instant | None  # in commissioning until then
    recurrence_of: int | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket at one instant, with the clocks of its current cycle."""

    number: int
    subject: Subject
    state: TicketState
    presence: Presence
    owner: PersonId | None
    cycles: tuple[Cycle, ...]
    goals: tuple[GoalState, ...]
    acknowledged_at: Instant | None
    acknowledged_by: PersonId | None
    acknowledgers: frozenset[PersonId]
    pause: Rest | None
    pause_until: Instant | None
    rank: int | None
    resolved_at: Instant | None
    closed_at: Instant | None
    self_recovered: bool
    shut_gates: frozenset[Gate]
    told: tuple[PersonId, ...]  # who heard of it by escalation in this cycle
    decisions: frozenset[str]
    opened_at: Instant
    changed_at: Instant
    cycle_recorded_at: Instant
    level_recorded_at: Instant
    version: int

    @property
    def cycle(self) -> Cycle:
        return self.cycles[-1]

    @property
    def level(self) -> Level:
        return self.cycle.level


def fold(events: Iterable[Event], terms: Terms, now: Instant) -> Ticket:
    """Return the ticket that *events* make, as of *now*.  Raises InvalidInput for none."""
    folding = Folding(terms)
    for event in events:
        folding.apply(event)
    return folding.ticket(now)


def facts_of(subject: Subject, *, acknowledged: bool, self_recovered: bool) -> Facts:
    """Return what the conditions of a policy may ask."""
    return {
        "type": "incident",
        "source": "monitor" if subject.is_watched else "person",
        "customer": subject.customer,
        "site": subject.site,
        "criticality": subject.criticality,
        "target": subject.target,
        "remote_only": subject.remote_only,
        "customer_reported": subject.is_reported,
        "self_recovered": self_recovered,
        "acknowledged": acknowledged,
    }


class Folding:
    """A ticket while its events are applied, in the order of the log."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._subject: Subject | None = None
        self._state = TicketState.NEW
        self._presence = Presence.UNWATCHED
        self._owner: PersonId | None = None
        self._cycles: list[Cycle] = []
        self._acknowledged_by: PersonId | None = None
        self._acknowledgers: set[PersonId] = set()
        self._pause_until: Instant | None = None
        self._rank: int | None = None
        self._resolved_at: Instant | None = None
        self._closed_at: Instant | None = None
        self._self_recovered = False
        self._is_irrecoverable = False
        self._passed: set[Gate] = set()
        self._told: dict[PersonId, None] = {}
        self._decisions: set[str] = set()
        self._opened_at = Instant(0)
        self._cycle_recorded_at = Instant(0)
        self._level_recorded_at = Instant(0)
        self._last: Event | None = None
        self._goals: tuple[Instant, tuple[GoalState, ...]] | None = None

    @property
    def last(self) -> Event | None:
        return self._last

    def apply(self, event: Event) -> None:
        """Take the next event of the log."""
        if event.decision:
            self._decisions.add(event.decision)
        handle = _HANDLERS.get(event.kind)
        if handle is not None:
            handle(self, event)
        milestone = MILESTONE_OF.get(event.kind)
        if milestone is not None:
            self._reach(milestone, event)
        if handle is not None or milestone is not None:
            self._goals = None
        is_acknowledged = Milestone.ACKED in self._cycles[-1].milestones
        self._state = state_after(self._state, event.kind, is_acknowledged=is_acknowledged)
        self._last = event

    def ticket(self, now: Instant) -> Ticket:
        """Return the ticket as of *now*.  Raises InvalidInput before the first event."""
        if self._subject is None or self._last is None:
            raise InvalidInput("a ticket begins with the event that opened it")
        cycle = self._cycles[-1]
        acked_at = cycle.milestones.get(Milestone.ACKED)
        return Ticket(
            number=self._last.ticket,
            subject=self._subject,
            state=self._state,
            presence=self._presence,
            owner=self._owner,
            cycles=tuple(self._cycles),
            goals=self._goals_at(now),
            acknowledged_at=acked_at,
            acknowledged_by=self._acknowledged_by,
            acknowledgers=frozenset(self._acknowledgers),
            pause=self._open_pause(),
            pause_until=self._pause_until,
            rank=self._rank,
            resolved_at=self._resolved_at,
            closed_at=self._closed_at,
            self_recovered=self._self_recovered,
            shut_gates=self._shut_gates(),
            told=tuple(self._told),
            decisions=frozenset(self._decisions),
            opened_at=self._opened_at,
            changed_at=self._last.recorded_at,
            cycle_recorded_at=self._cycle_recorded_at,
            level_recorded_at=self._level_recorded_at,
            version=self._last.seq,
        )

    def _goals_at(self, now: Instant) -> tuple[GoalState, ...]:
        """Return the clocks; most events of a unit of work leave them as they are."""
        if self._goals is not None and self._goals[0] == now:
            return self._goals[1]
        assert self._subject is not None
        cycle = self._cycles[-1]
        facts = facts_of(
            self._subject,
            acknowledged=Milestone.ACKED in cycle.milestones,
            self_recovered=self._self_recovered,
        )
        goals = goal_states(cycle, self._terms, facts, now)
        if self._state in {TicketState.CANCELLED, TicketState.MERGED}:
            goals = tuple(replace(goal, stopped_at=cycle.ended_at) for goal in goals)
        self._goals = (now, goals)
        return goals

    def _shut_gates(self) -> frozenset[Gate]:
        assert self._subject is not None
        level = self._cycles[-1].level
        wanted = {gate for gate, levels in self._terms.policy.gates.items() if level in levels}
        if self._self_recovered:
            wanted.discard(Gate.REPORT)
        if self._is_irrecoverable:
            wanted.add(Gate.REPORT)  # at any level (R61)
        if not self._subject.is_reported:
            wanted.discard(Gate.REPLY)
        if not self._subject.customer or self._self_recovered:
            wanted.discard(Gate.CAUSE_AGREED)
        return frozenset(wanted - self._passed)

    def _open_pause(self) -> Rest | None:
        pauses = self._cycles[-1].pauses
        return pauses[-1] if pauses and pauses[-1].end is None else None

    def _change(self, **changes: object) -> None:
        self._cycles[-1] = replace(self._cycles[-1], **changes)  # type: ignore[arg-type]  # names are checked by replace

    def _reach(self, milestone: Milestone, event: Event) -> None:
        """Note the first time of a milestone in this cycle."""
        cycle = self._cycles[-1]
        at = Instant(max(event.occurred_at, cycle.reported_at))
        milestones = dict(cycle.milestones)
        milestones[milestone] = min(at, milestones.get(milestone, at))
        if acknowledges(event.kind):
            self._acknowledge(event, milestones, at)
        self._change(milestones=MappingProxyType(milestones))

    def _acknowledge(self, event: Event, milestones: dict[Milestone, Instant], at: Instant) -> None:
        if milestones.get(Milestone.ACKED, at) >= at and self._acknowledged_by is None:
            self._acknowledged_by = event.actor
        milestones[Milestone.ACKED] = min(at, milestones.get(Milestone.ACKED, at))
        self._acknowledgers.add(event.actor)
        if self._owner is None:
            self._owner = event.actor

    def _opened(self, event: Event) -> None:
        data = event.data
        self._subject = _subject_from(data, event.prose)
        self._presence = Presence.FAILING if self._subject.is_watched else Presence.UNWATCHED
        self._opened_at = event.recorded_at
        self._cycle_recorded_at = self._level_recorded_at = event.recorded_at
        reported_at = _instant(data, "reported_at") or event.occurred_at
        detected_at = _instant(data, "detected_at")
        occurred_at = _instant(data, "occurred_at")
        self._cycles.append(
            Cycle(
                number=1,
                occurred_at=reported_at if occurred_at is None else occurred_at,
                detected_at=detected_at,
                reported_at=reported_at,
                opened_at=event.occurred_at,
                levels=(LevelRun(reported_at, Level(data["level"]), None),),
                milestones=MappingProxyType({}),
            )
        )

    def _reopened(self, event: Event) -> None:
        cycle = self._cycles[-1]
        at = event.occurred_at
        if self._terms.policy.reopened is Retarget.RESUME:
            ended = {Milestone.RESOLVED, Milestone.SELF_RECOVERED, Milestone.REPORT_SUBMITTED}
            kept = {m: when for m, when in cycle.milestones.items() if m not in ended}
            fresh = replace(
                cycle,
                number=cycle.number + 1,
                milestones=MappingProxyType(kept),
                gone=_closed(cycle.gone, at),
                ended_at=None,
            )
        else:
            fresh = Cycle(
                number=cycle.number + 1,
                occurred_at=at,
                detected_at=at,
                reported_at=at,
                opened_at=at,
                levels=(LevelRun(at, cycle.level, None),),
                milestones=MappingProxyType({}),
            )
        self._cycles.append(fresh)
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
        level = Level(event.data["level"])
        cause = LevelCause(event.data["cause"])
        cycle = self._cycles[-1]
        self._level_recorded_at = event.recorded_at
        if cause is LevelCause.RECLASSIFIED:
            first = LevelRun(cycle.levels[0].at, level, LevelCause.RECLASSIFIED)
            self._change(levels=(first,), reclassified=cycle.reclassified + 1)
            return
        at = Instant(max(event.occurred_at, cycle.levels[-1].at))
        self._change(levels=(*cycle.levels, LevelRun(at, level, cause)))

    def _recovered(self, event: Event) -> None:
        self._presence = Presence.RECOVERED
        self._begin_gone(event.occurred_at)

    def _relapsed(self, event: Event) -> None:
        self._presence = Presence.FAILING
        if self._state.is_live:
            self._change(gone=_closed(self._cycles[-1].gone, event.occurred_at))

    def _went_silent(self, event: Event) -> None:
        self._presence = Presence.NO_DATA
        if self._state.is_live:
            self._change(gone=_closed(self._cycles[-1].gone, event.occurred_at))

    def _begin_gone(self, at: Instant) -> None:
        cycle = self._cycles[-1]
        if cycle.restored_at is None:
            start = Instant(max(at, cycle.reported_at))
            self._change(gone=(*cycle.gone, Rest(start, None)))

    def _assigned(self, event: Event) -> None:
        self._owner = PersonId(str(event.data["owner"]))

    def _paused(self, event: Event) -> None:
        cycle = self._cycles[-1]
        reason = PauseReason(event.data["reason"])
        start = Instant(max(event.occurred_at, cycle.reported_at))
        self._change(pauses=(*_closed(cycle.pauses, start), Rest(start, None, reason)))
        self._pause_until = _instant(event.data, "until")

    def _resumed(self, event: Event) -> None:
        self._change(pauses=_closed(self._cycles[-1].pauses, event.occurred_at))
        self._pause_until = None

    def _resolved(self, event: Event) -> None:
        cycle = self._cycles[-1]
        restored_at = _instant(event.data, "restored_at")
        gone = cycle.gone
        if restored_at is not None and cycle.restored_at is not None:
            gone = gone[:-1]  # the person corrects what monitoring saw
        if restored_at is not None or cycle.restored_at is None:
            start = event.occurred_at if restored_at is None else restored_at
            gone = (*gone, Rest(Instant(max(start, cycle.reported_at)), None))
        self._change(gone=gone)
        self._end(event)
        self._is_irrecoverable = event.data.get("data_loss") == DataLoss.IRRECOVERABLE.value

    def _self_resolved(self, event: Event) -> None:
        self._self_recovered = True
        self._end(event)

    def _end(self, event: Event) -> None:
        at = Instant(max(event.occurred_at, self._cycles[-1].reported_at))
        self._resolved_at = at
        self._change(ended_at=at, pauses=_closed(self._cycles[-1].pauses, at))
        self._pause_until = None

    def _ended(self, event: Event) -> None:
        if self._cycles[-1].ended_at is None:
            self._change(ended_at=event.occurred_at)
        self._closed_at = event.occurred_at

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


_GATE_OF: Mapping[EventKind, Gate] = {
    EventKind.REPORT_SUBMITTED: Gate.REPORT,
    EventKind.REPLIED: Gate.REPLY,
    EventKind.CAUSE_AGREED: Gate.CAUSE_AGREED,
}

_HANDLERS: Mapping[EventKind, Callable[[Folding, Event], None]] = {
    EventKind.OPENED: Folding._opened,
    EventKind.REOPENED: Folding._reopened,
    EventKind.LEVEL_CHANGED: Folding._level_changed,
    EventKind.RECOVERED: Folding._recovered,
    EventKind.RELAPSED: Folding._relapsed,
    EventKind.WENT_SILENT: Folding._went_silent,
    EventKind.ASSIGNED: Folding._assigned,
    EventKind.PAUSED: Folding._paused,
    EventKind.RESUMED: Folding._resumed,
    EventKind.RESOLVED: Folding._resolved,
    EventKind.SELF_RECOVERED: Folding._self_resolved,
    EventKind.CLOSED: Folding._ended,
    EventKind.CANCELLED: Folding._ended,
    EventKind.MERGED: Folding._ended,
    EventKind.RANKED: Folding._ranked,
    EventKind.ESCALATED: Folding._told_people,
    EventKind.NOTIFIED: Folding._told_instead,
    EventKind.REPORT_SUBMITTED: Folding._passes,
    EventKind.REPLIED: Folding._passes,
    EventKind.CAUSE_AGREED: Folding._passes,
}


def _closed(rests: tuple[Rest, ...], at: Instant) -> tuple[Rest, ...]:
    """Return *rests* with the open one, if any, ended at *at*."""
    if not rests or rests[-1].end is not None:
        return rests
    last = rests[-1]
    return (*rests[:-1], replace(last, end=Instant(max(at, last.start))))


def _instant(data: Mapping[str, Fact], name: str) -> Instant | None:
    value = data.get(name)
    return Instant(value) if isinstance(value, int) else None


def _subject_from(data: Mapping[str, Fact], prose: Mapping[str, str]) -> Subject:
    recurrence_of = data.get("recurrence_of")
    fingerprint = data.get("fingerprint")
    return Subject(
        fingerprint=fingerprint if isinstance(fingerprint, str) else None,
        target=str(data.get("target") or ""),
        customer=str(data.get("customer") or ""),
        site=str(data.get("site") or ""),
        criticality=str(data.get("criticality") or "normal"),
        title=str(data.get("title") or prose.get("summary") or ""),
        title_zh=str(data.get("title_zh") or ""),
        is_watched=data.get("source") == "monitor",
        is_reported=data.get("is_reported") is True,
        remote_only=data.get("remote_only") is True,
        go_live=_instant(data, "go_live"),
        recurrence_of=recurrence_of if isinstance(recurrence_of, int) else None,
    )
