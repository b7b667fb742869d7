"""All types of tickets, and the questions one asks of them.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ticketing.events import EventKind
from ticketing.lifecycle import Gate
from ticketing.types.change import CHANGE
from ticketing.types.complaint import COMPLAINT
from ticketing.types.consult import CONSULT
from ticketing.types.defect import DEFECT
from ticketing.types.incident import INCIDENT
from ticketing.types.inspection import INSPECTION
from ticketing.types.model import (
    AnyGate,
    Conversion,
    Deed,
    Doer,
    Kind,
    Position,
    Resting,
    StageGate,
    TicketType,
)
from ticketing.types.request import REQUEST
from watchkeeper.core.messages import Text, mark, text

TYPES: tuple[TicketType, ...] = (
    INCIDENT,
    REQUEST,
    CONSULT,
    DEFECT,
    INSPECTION,
    CHANGE,
    COMPLAINT,
)
BY_KIND: Mapping[Kind, TicketType] = MappingProxyType({each.kind: each for each in TYPES})

_Outcomes = dict[str, Deed]
_Rows = dict[str, dict[EventKind, _Outcomes]]


def _rows_of(ticket_type: TicketType) -> _Rows:
    """Return the rows by stage, event and outcome."""
    rows: _Rows = {stage.name: {} for stage in ticket_type.stages}
    for deed in ticket_type.deeds:
        for stage in deed.stages:
            rows[stage.name].setdefault(deed.event, {})[deed.outcome] = deed
    return rows


_COMMANDS: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {each.kind: frozenset(deed.command for deed in each.deeds) for each in TYPES}
)
_ROWS: Mapping[Kind, _Rows] = MappingProxyType({each.kind: _rows_of(each) for each in TYPES})


def kind_named(name: object) -> Kind:
    """Return the type of that name; what no type is called is an incident."""
    return next((kind for kind in Kind if kind.value == name), Kind.INCIDENT)


def start(kind: Kind, *, stage: str = "") -> Position:
    """Return where a new ticket of that type stands; *stage* names another of its starts."""
    starts = BY_KIND[kind].starts
    return Position(next((each for each in starts if each.name == stage), starts[0]))


def stage_after(kind: Kind, position: Position, event: EventKind, *, outcome: str = "") -> Position:
    """Return where a ticket stands after an event; what its type does not know moves nothing.

    A rest covers the stage: what is done meanwhile moves the stage below it, and only leaving
    the live stages ends it.
    """
    outcomes = _ROWS[kind][position.stage.name].get(event)
    if outcomes is None:
        return position
    row = outcomes.get(outcome) or outcomes.get("")
    if row is None:
        return position
    if row.to is None:
        return _in_place(position, event)
    if event is EventKind.MERGED:
        return Position(row.to, before=position)
    return Position(row.to, is_resting=position.is_resting and row.to.state.is_live)


def _in_place(position: Position, event: EventKind) -> Position:
    """Return what an event does that leads to no stage of its own."""
    if event is EventKind.PAUSED:
        return Position(position.stage, is_resting=True)
    if event is EventKind.RESUMED:
        return Position(position.stage)
    if event is EventKind.UNMERGED and position.before is not None:
        return position.before
    return position


def deeds_in(kind: Kind, position: Position) -> tuple[str, ...]:
    """Return the commands that a person may give now, gates apart, in the table's order."""
    found = [
        deed.command
        for deed in BY_KIND[kind].deeds
        if deed.doer is Doer.PERSON and position.stage in deed.stages and _is_awake(deed, position)
    ]
    return tuple(dict.fromkeys(found))


def _is_awake(deed: Deed, position: Position) -> bool:
    match deed.resting:
        case Resting.EITHER:
            return True
        case Resting.AWAKE:
            return not position.is_resting
        case Resting.AT_REST:
            return position.is_resting


def refusal(
    kind: Kind,
    command: str,
    position: Position,
    *,
    outcome: str = "",
    missing: frozenset[AnyGate] = frozenset(),
) -> Text | None:
    """Return why a command cannot be carried out now, or None where it can.

    *missing* are the gates, of the policy and of the type, that are still shut.
    """
    rows = [
        deed for deed in BY_KIND[kind].deeds if deed.command == command and deed.doer is Doer.PERSON
    ]
    if not rows:
        return text("a ticket of this type has no such step")
    here = [deed for deed in rows if position.stage in deed.stages]
    if not here:
        return text("not in this stage: {stage}", stage=position.stage.title)
    return _refusal_of(here, position, outcome, missing)


def refusal_here(kind: Kind, command: str, position: Position) -> Text | None:
    """Return why a command is not offered now, or None; gates apart, whatever comes of it."""
    why_not = refusal(kind, command, position)
    if why_not is None:
        return None
    known = command in deeds_in(kind, position)
    return None if known else why_not


def outcomes_in(kind: Kind, command: str, position: Position) -> tuple[str, ...]:
    """Return how a command may come out now, in the table's order; "" where it does not say."""
    rows = (deed for deed in BY_KIND[kind].deeds if deed.command == command)
    return tuple(deed.outcome for deed in rows if position.stage in deed.stages)


def knows(kind: Kind, command: str) -> bool:
    """Return whether people may ever give that command to a ticket of that type."""
    return command in _COMMANDS[kind]


def _refusal_of(
    here: list[Deed], position: Position, outcome: str, missing: frozenset[AnyGate]
) -> Text | None:
    if not _is_awake(here[0], position):
        return text("the ticket is pending") if position.is_resting else text("nothing rests")
    row = next((deed for deed in here if deed.outcome == outcome), None)
    if row is None:
        known = ", ".join(deed.outcome for deed in here)
        return text("say how it came out: {outcomes}", outcomes=known)
    return next((text(_MISSING[gate]) for gate in row.gates if gate in missing), None)


_MISSING: Mapping[AnyGate, str] = MappingProxyType(
    {
        Gate.REPORT: mark("the handling report has not been submitted"),
        Gate.REPLY: mark("the requester has not been answered"),
        Gate.CAUSE_AGREED: mark("the customer has not agreed with the cause"),
        StageGate.CHANGE_RECORD: mark("no change record is linked, and something was changed"),
        StageGate.BACKUP_CONFIRMED: mark(
            "nobody has confirmed the last good backup, or waived it in writing"
        ),
        StageGate.RULES_ACKNOWLEDGED: mark("the customer's rules have not been acknowledged"),
        StageGate.WRITTEN_AUTHORISATION: mark("the customer's written authorisation is missing"),
        StageGate.SHEET_COMPLETE: mark("the check form has rows without an answer"),
    }
)


def may_convert(kind: Kind, position: Position, to: Kind) -> Conversion | None:
    """Return the way by which a ticket turns into another type now, or None."""
    ways = BY_KIND[kind].conversions
    return next((way for way in ways if way.to is to and position.stage in way.stages), None)


def conversions_in(kind: Kind, position: Position) -> tuple[Kind, ...]:
    """Return the types that a ticket may turn into now, in the table's order."""
    found = [way.to for way in BY_KIND[kind].conversions if position.stage in way.stages]
    return tuple(dict.fromkeys(found))


def converted(way: Conversion, position: Position) -> Position:
    """Return where a ticket stands once it has turned; a rest goes on in a live stage."""
    stage = BY_KIND[way.to].by_name[way.lands_in]
    return Position(stage, is_resting=position.is_resting and stage.state.is_live)
