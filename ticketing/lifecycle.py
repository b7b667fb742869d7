"""The small lifecycle of a ticket, as one table; everything contractual is a milestone (5.3).

Each command names the states from which it may be carried out, the event it leaves behind, and
the gates it must pass.  The documentation's diagram is drawn from the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.events import EventKind
from watchkeeper.core.messages import Text, mark, text
from watchkeeper.core.words import Word


class TicketState(Word):
    """Where a ticket stands."""

    NEW = "new"  # nobody has acknowledged it
    OPEN = "open"
    PENDING = "pending"  # somebody else's turn: a clock may rest
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"

    @property
    def is_live(self) -> bool:
        """Whether work on it is still owed."""
        return self in LIVE

    @property
    def is_final(self) -> bool:
        return self in FINAL


class Presence(Word):
    """Whether the fault is there now, as monitoring sees it."""

    FAILING = "failing"
    RECOVERED = "recovered"
    NO_DATA = "no_data"
    UNWATCHED = "unwatched"  # opened by hand: nothing measures it


class Milestone(Word):
    """A fact that clocks know: who, when, by which way stand in its event."""

    ACKED = "acked"
    PLAN_SUBMITTED = "plan_submitted"
    WORKAROUND = "workaround"
    ARRIVED_ON_SITE = "arrived_on_site"
    EMERGENCY_PLAN_SUBMITTED = "emergency_plan_submitted"
    RESTORED = "restored"  # the fault is gone: seen by monitoring, or said by a person
    RESOLVED = "resolved"  # a person says so, with cause and method
    SELF_RECOVERED = "self_recovered"
    REPORT_SUBMITTED = "report_submitted"


class Gate(Word):
    """What must have been done before a command; the policy says at which levels."""

    REPORT = "report"
    REPLY = "reply"
    CAUSE_AGREED = "cause_agreed"


LIVE = frozenset({TicketState.NEW, TicketState.OPEN, TicketState.PENDING})
FINAL = frozenset({TicketState.CLOSED, TicketState.CANCELLED, TicketState.MERGED})
NOT_FINAL = frozenset(TicketState) - FINAL
ANY = frozenset(TicketState)

MILESTONE_OF: Mapping[EventKind, Milestone] = MappingProxyType(
    {
        EventKind.ACKNOWLEDGED: Milestone.ACKED,
        EventKind.PLAN_SUBMITTED: Milestone.PLAN_SUBMITTED,
        EventKind.WORKAROUND_REPORTED: Milestone.WORKAROUND,
        EventKind.ARRIVED_ON_SITE: Milestone.ARRIVED_ON_SITE,
        EventKind.EMERGENCY_PLAN_SUBMITTED: Milestone.EMERGENCY_PLAN_SUBMITTED,
        EventKind.RESOLVED: Milestone.RESOLVED,
        EventKind.SELF_RECOVERED: Milestone.SELF_RECOVERED,
        EventKind.REPORT_SUBMITTED: Milestone.REPORT_SUBMITTED,
    }
)


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: a command, from which states, the event it becomes, the gates before it."""

    command: str
    states: frozenset[TicketState]
    event: EventKind
    gates: tuple[Gate, ...] = ()


TRANSITIONS: tuple[Transition, ...] = (
    Transition("Acknowledge", LIVE, EventKind.ACKNOWLEDGED),
    Transition("Assign", NOT_FINAL, EventKind.ASSIGNED),
    Transition("SubmitPlan", LIVE, EventKind.PLAN_SUBMITTED),
    Transition("ReportWorkaround", LIVE, EventKind.WORKAROUND_REPORTED),
    Transition("ArriveOnSite", LIVE, EventKind.ARRIVED_ON_SITE),
    Transition("SubmitEmergencyPlan", LIVE, EventKind.EMERGENCY_PLAN_SUBMITTED),
    Transition("ChangeLevel", LIVE, EventKind.LEVEL_CHANGED),
    Transition("EscalateNow", LIVE, EventKind.ESCALATED),
    Transition("Pause", LIVE - {TicketState.PENDING}, EventKind.PAUSED),
    Transition("Resume", frozenset({TicketState.PENDING}), EventKind.RESUMED),
    Transition("Resolve", LIVE, EventKind.RESOLVED),
    Transition("SubmitReport", frozenset({TicketState.RESOLVED}), EventKind.REPORT_SUBMITTED),
    Transition("Reply", NOT_FINAL, EventKind.REPLIED),
    Transition("AgreeCause", frozenset({TicketState.RESOLVED}), EventKind.CAUSE_AGREED),
    Transition(
        "Close",
        frozenset({TicketState.RESOLVED}),
        EventKind.CLOSED,
        (Gate.REPORT, Gate.REPLY, Gate.CAUSE_AGREED),
    ),
    Transition("Cancel", frozenset({TicketState.NEW, TicketState.OPEN}), EventKind.CANCELLED),
    Transition("Reopen", frozenset({TicketState.RESOLVED}), EventKind.REOPENED),
    Transition("Comment", ANY, EventKind.COMMENTED),
    Transition("SetRank", LIVE, EventKind.RANKED),
)

BY_COMMAND: Mapping[str, Transition] = MappingProxyType(
    {transition.command: transition for transition in TRANSITIONS}
)

_AFTER: Mapping[EventKind, TicketState] = MappingProxyType(
    {
        EventKind.OPENED: TicketState.NEW,
        EventKind.PAUSED: TicketState.PENDING,
        EventKind.RESOLVED: TicketState.RESOLVED,
        EventKind.SELF_RECOVERED: TicketState.RESOLVED,
        EventKind.CLOSED: TicketState.CLOSED,
        EventKind.CANCELLED: TicketState.CANCELLED,
        EventKind.MERGED: TicketState.MERGED,
        EventKind.REOPENED: TicketState.NEW,
    }
)
_ANSWERS = frozenset(
    {
        EventKind.ACKNOWLEDGED,
        EventKind.PLAN_SUBMITTED,
        EventKind.WORKAROUND_REPORTED,
        EventKind.ARRIVED_ON_SITE,
        EventKind.EMERGENCY_PLAN_SUBMITTED,
        EventKind.RESOLVED,
    }
)
"""Events that show that somebody is on it: the first of them acknowledges the ticket."""


def acknowledges(kind: EventKind) -> bool:
    return kind in _ANSWERS


def state_after(state: TicketState, kind: EventKind, *, is_acknowledged: bool) -> TicketState:
    """Return the state that follows *state* after an event of that kind."""
    if kind in _AFTER:
        return _AFTER[kind]
    if kind is EventKind.RESUMED and state is TicketState.PENDING:
        return TicketState.OPEN if is_acknowledged else TicketState.NEW
    if kind in _ANSWERS and state is TicketState.NEW:
        return TicketState.OPEN
    return state


_REFUSALS: Mapping[TicketState, str] = MappingProxyType(
    {
        TicketState.NEW: mark("the ticket is new"),
        TicketState.OPEN: mark("the ticket is open"),
        TicketState.PENDING: mark("the ticket is pending"),
        TicketState.RESOLVED: mark("the ticket is resolved"),
        TicketState.CLOSED: mark("the ticket is closed"),
        TicketState.CANCELLED: mark("the ticket is cancelled"),
        TicketState.MERGED: mark("the ticket was merged into another"),
    }
)
_MISSING: Mapping[Gate, str] = MappingProxyType(
    {
        Gate.REPORT: mark("the handling report has not been submitted"),
        Gate.REPLY: mark("the requester has not been answered"),
        Gate.CAUSE_AGREED: mark("the customer has not agreed with the cause"),
    }
)


def refusal(
    command: str, state: TicketState, *, missing: frozenset[Gate] = frozenset()
) -> Text | None:
    """Return why a command cannot be carried out now, or None where it can.

    *missing* are the gates that the policy sets up for this ticket and that are still shut.
    """
    transition = BY_COMMAND[command]
    if state not in transition.states:
        return text(_REFUSALS[state])
    for gate in transition.gates:
        if gate in missing:
            return text(_MISSING[gate])
    return None
