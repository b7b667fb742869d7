"""The small lifecycle of a ticket; everything contractual is a milestone (5.3).

From which states a command may be carried out, and behind which gates, says its row in
``ticketing/deeds``.
"""

from __future__ import annotations

from collections.abc import Mapping
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
ANSWERS = frozenset(
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
    return kind in ANSWERS


def state_after(state: TicketState, kind: EventKind, *, is_acknowledged: bool) -> TicketState:
    """Return the state that follows *state* after an event of that kind."""
    if kind in _AFTER:
        return _AFTER[kind]
    if kind is EventKind.RESUMED and state is TicketState.PENDING:
        return TicketState.OPEN if is_acknowledged else TicketState.NEW
    if kind in ANSWERS and state is TicketState.NEW:
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


def why_not_in(state: TicketState) -> Text:
    """Return why something cannot be done in *state*."""
    return text(_REFUSALS[state])


def why_not_behind(gate: Gate) -> Text:
    """Return what must be done before a gate opens."""
    return text(_MISSING[gate])
