"""Where a ticket stands in the course of its type, and what its gates know.  Pure.

An incident goes by the small lifecycle (``ticketing.lifecycle``), which its type's table agrees
with: its place is read off its state.  Every other type is followed here, event by event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.commands import Altered, CauseClass, ConsentScope, ReplyParty, VisitReason
from ticketing.events import Channel, Event, EventKind
from ticketing.lifecycle import TicketState
from ticketing.types.approvals import (
    Approval,
    Approvals,
    Decision,
    Subject,
    asked,
    decided,
    is_approved,
    waiting,
)
from ticketing.types.gates import GateFacts
from ticketing.types.model import Kind, Position
from ticketing.types.routing import FollowUp, follow_up_of
from ticketing.types.table import BY_KIND, TYPES, kind_named, stage_after, start
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant

_IN_WRITING = frozenset({Channel.MAIL, Channel.PORTAL, Channel.CHAT})
_CALLED_IN = frozenset({Kind.INCIDENT, Kind.SERVICE_REQUEST, Kind.DEFECT})
_MOST_PASSED = 40
_START = start(Kind.INCIDENT)
_NO_FACTS = GateFacts()
_WITH_RULES = GateFacts(has_customer_rules=True)


@dataclass(frozen=True, slots=True)
class Course:
    """Its place since when; ``passed`` are the names of stages left in this cycle.

    ``answered`` is of the stage that it stands in.
    """

    kind: Kind = Kind.INCIDENT
    subtype: str = ""
    position: Position = _START
    since: Instant = Instant(0)
    passed: tuple[str, ...] = ()
    opened_by: PersonId | None = None
    approvals: Approvals = ()
    facts: GateFacts = _NO_FACTS
    answered: frozenset[ReplyParty] = frozenset()
    has_commissioner: bool = False
    owes_written_ticket: bool = False
    follow_up: FollowUp | None = None  # where the cause of a solved fault leads (R36)
    is_visit_wished: bool = False  # by the customer, the newest request says (R16)

    @property
    def awaits_visit(self) -> bool:
        """Whether the customer wishes a visit that nobody has approved."""
        is_open = waiting(self.approvals, Subject.VISIT) is not None
        return self.is_visit_wished and (is_open or not is_approved(self.approvals, Subject.VISIT))


EMPTY = Course()


def position_in(course: Course, state: TicketState, *, is_acknowledged: bool) -> Position:
    """Return where a ticket stands; an incident by its state."""
    if course.kind is not Kind.INCIDENT:
        return course.position
    stages = BY_KIND[Kind.INCIDENT].by_name
    if state is TicketState.PENDING:
        return Position(stages["open" if is_acknowledged else "new"], is_resting=True)
    return Position(stages[state.value])


def _opened(_state: Course, event: Event) -> Course:
    kind = kind_named(event.data.get("type"))
    is_called_in = event.data.get("is_reported") is True and event.channel not in _IN_WRITING
    return Course(
        kind=kind,
        subtype=str(event.data.get("subtype") or ""),
        position=start(kind, stage=str(event.data.get("stage") or "")),
        since=event.occurred_at,
        opened_by=event.actor,
        has_commissioner=event.data.get("has_commissioner") is True,
        owes_written_ticket=is_called_in and kind in _CALLED_IN,
        facts=_WITH_RULES if event.data.get("has_rules") is True else _NO_FACTS,
    )


def _converted(state: Course, event: Event) -> Course:
    kind = kind_named(event.data.get("to"))
    stage = BY_KIND[kind].by_name[str(event.data["stage"])]
    return replace(
        state,
        kind=kind,
        subtype="",
        position=Position(stage, is_resting=event.data.get("is_resting") is True),
        since=event.occurred_at,
        passed=(),
        answered=frozenset(),
    )


def _resolved(state: Course, event: Event) -> Course:
    cause = event.data.get("cause_class")
    known = next((one for one in CauseClass if one.value == cause), CauseClass.UNKNOWN)
    stepped = _stepped(state, event)
    follow_up = follow_up_of(known)
    return stepped if follow_up == stepped.follow_up else replace(stepped, follow_up=follow_up)


def _written(state: Course, _event: Event) -> Course:
    return replace(state, owes_written_ticket=False)


def _stepped(state: Course, event: Event) -> Course:
    """Take what any event of the type's table does; a fact is kept before the stage moves."""
    known = _FACTS.get(event.kind)
    if known is not None:
        state = known(state, event)
    if state.kind is Kind.INCIDENT:
        return state
    outcome = str(event.data.get("outcome") or "")
    position = stage_after(state.kind, state.position, event.kind, outcome=outcome)
    if position == state.position:
        return state
    if position.stage is state.position.stage:
        return replace(state, position=position)
    return replace(
        state,
        position=position,
        since=event.occurred_at,
        passed=(*state.passed, state.position.stage.name)[-_MOST_PASSED:],
        answered=frozenset(),
    )


def _begun_anew(state: Course, event: Event) -> Course:
    """Begin the type's way again, also from a stage that its table does not reopen."""
    stepped = _stepped(state, event)
    if state.kind is not Kind.INCIDENT and stepped is state:
        stepped = replace(state, position=start(state.kind), since=event.occurred_at)
    facts = _WITH_RULES if state.facts.has_customer_rules else _NO_FACTS
    return replace(
        stepped, passed=(), approvals=(), facts=facts, follow_up=None, is_visit_wished=False
    )


def _asked(state: Course, event: Event) -> Course:
    question = Approval(
        subject=Subject(event.data["subject"]),
        asked_of=PersonId(str(event.data["asked_of"])),
        asked_by=event.actor,
        asked_at=event.occurred_at,
    )
    return replace(state, approvals=asked(state.approvals, question))


def _approved(state: Course, event: Event) -> Course:
    return _decided(state, event, Decision.APPROVED)


def _refused(state: Course, event: Event) -> Course:
    return _decided(state, event, Decision.REFUSED)


def _decided(state: Course, event: Event, decision: Decision) -> Course:
    found = (each for each in state.approvals if each.is_open and each.subject is not Subject.VISIT)
    open_one = next(found, None)
    if open_one is None:
        return state
    answers = decided(
        state.approvals, open_one.subject, decision, by=event.actor, at=event.occurred_at
    )
    return replace(state, approvals=answers)


def _visit_requested(state: Course, event: Event) -> Course:
    """A visit that we find necessary needs nobody's leave; one that the customer wishes does."""
    if event.data.get("reason") != VisitReason.CUSTOMER.value:
        return replace(state, is_visit_wished=False)
    question = Approval(
        subject=Subject.VISIT,
        asked_of=PersonId(str(event.data["asked_of"])),
        asked_by=event.actor,
        asked_at=event.occurred_at,
    )
    return replace(state, approvals=asked(state.approvals, question), is_visit_wished=True)


def _visit_decided(state: Course, event: Event) -> Course:
    answers = decided(
        state.approvals,
        Subject.VISIT,
        Decision(event.data["decision"]),
        by=event.actor,
        at=event.occurred_at,
    )
    return replace(state, approvals=answers)


def _rules_read(state: Course, _event: Event) -> Course:
    return replace(state, facts=replace(state.facts, rules_acknowledged=True))


def _implemented(state: Course, event: Event) -> Course:
    facts = state.facts
    if event.data.get("altered") == Altered.SOMETHING.value:
        facts = replace(facts, changed_something=True)
    return replace(state, facts=facts)


def _authorised(state: Course, event: Event) -> Course:
    allows = event.data.get("scope", ConsentScope.MODIFY.value) == ConsentScope.MODIFY.value
    if not allows or event.data.get("is_written") is not True:
        return state
    return replace(state, facts=replace(state.facts, authorised_in_writing=True))


def _backed_up(state: Course, _event: Event) -> Course:
    return replace(state, facts=replace(state.facts, backup_confirmed=True))


def _replied(state: Course, event: Event) -> Course:
    if state.kind is Kind.INCIDENT:
        return state
    party = ReplyParty(event.data.get("party") or ReplyParty.REQUESTER.value)
    return replace(state, answered=state.answered | {party})


_FACTS: Mapping[EventKind, Callable[[Course, Event], Course]] = MappingProxyType(
    {
        EventKind.APPROVAL_ASKED: _asked,
        EventKind.APPROVED: _approved,
        EventKind.REFUSED: _refused,
        EventKind.IMPLEMENTED: _implemented,
        EventKind.REPLIED: _replied,
        EventKind.AUTHORISED: _authorised,
        EventKind.BACKUP_CONFIRMED: _backed_up,
        EventKind.VISIT_REQUESTED: _visit_requested,
        EventKind.VISIT_DECIDED: _visit_decided,
        EventKind.RULES_ACKNOWLEDGED: _rules_read,
    }
)

HANDLES: Mapping[EventKind, Callable[[Course, Event], Course]] = MappingProxyType(
    {
        **{deed.event: _stepped for each in TYPES for deed in each.deeds},
        EventKind.OPENED: _opened,
        EventKind.REOPENED: _begun_anew,
        EventKind.CONVERTED: _converted,
        EventKind.RESOLVED: _resolved,
        EventKind.WRITTEN_TICKET_RECEIVED: _written,
    }
)
