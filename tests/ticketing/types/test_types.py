"""The types of tickets: every stage with every deed, and that none is ever forgotten (P9)."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import Golden
from tests.ticketing.types.matrix import matrix
from ticketing.deeds import DEEDS as ROWS
from ticketing.events import EventKind
from ticketing.lifecycle import Gate, TicketState, state_after
from ticketing.policy_file import policy_from_text, preset_text
from ticketing.types.model import (
    AnyGate,
    Clocks,
    Doer,
    Kind,
    Position,
    Reminder,
    Stage,
    StageGate,
    TicketType,
)
from ticketing.types.table import (
    BY_KIND,
    TYPES,
    conversions_in,
    converted,
    deeds_in,
    knows,
    may_convert,
    refusal,
    stage_after,
    start,
)
from watchkeeper.core.instants import DAY
from watchkeeper.core.levels import LEVELS

HERE = Path(__file__).parent
ALL_TYPES = pytest.mark.parametrize("ticket_type", TYPES, ids=lambda each: each.kind.value)
UNFINISHED = [
    pytest.param(each, stage, id=f"{each.kind.value} {stage.name}")
    for each in TYPES
    for stage in each.stages
    if not stage.is_final
]


def walk(kind: Kind, position: Position, *steps: tuple[EventKind, str] | EventKind) -> list[str]:
    """Return the names of the stages that a ticket goes through."""
    names = [position.stage.name]
    for step in steps:
        event, outcome = step if isinstance(step, tuple) else (step, "")
        position = stage_after(kind, position, event, outcome=outcome)
        names.append(position.stage.name)
    return names


@ALL_TYPES
def test_every_stage_with_every_deed(ticket_type: TicketType, golden: Golden) -> None:
    """What follows from each deed in each stage is a table that a reviewer reads."""
    golden.check(HERE / "golden" / f"{ticket_type.kind.value}.txt", matrix(ticket_type))


def test_each_type_stands_in_the_table_once() -> None:
    assert [each.kind for each in TYPES] == list(Kind)
    assert set(BY_KIND) == set(Kind)


@ALL_TYPES
def test_names_of_stages_are_unique(ticket_type: TicketType) -> None:
    """The log holds a stage by its name."""
    names = [stage.name for stage in ticket_type.stages]
    assert len(names) == len(set(names))
    assert all(len(name) <= 30 for name in names)


@ALL_TYPES
def test_the_cell_of_the_table_is_what_is_refused_and_done(ticket_type: TicketType) -> None:
    """A command is refused exactly where no row of the table has its stage."""
    for deed, stage in product(ticket_type.deeds, ticket_type.stages):
        if deed.doer is Doer.MACHINE:
            continue
        at_rest = deed.command == "Resume"
        position = Position(stage, is_resting=at_rest and stage.state.is_live)
        why_not = refusal(ticket_type.kind, deed.command, position, outcome=deed.outcome)
        allowed = any(
            stage in row.stages and row.outcome == deed.outcome
            for row in ticket_type.deeds
            if row.command == deed.command
        )
        assert (why_not is None) is allowed, (deed.command, stage.name)
        if allowed:
            assert deed.command in deeds_in(ticket_type.kind, position)


@ALL_TYPES
def test_a_shut_gate_refuses_with_its_reason(ticket_type: TicketType) -> None:
    """Each gate of a row shuts its deed, and no other gate does."""
    every: tuple[AnyGate, ...] = (*Gate, *StageGate)
    for deed in ticket_type.deeds:
        for stage, gate in product(deed.stages, every):
            if deed.doer is Doer.MACHINE or deed.command == "Resume":
                continue
            why_not = refusal(
                ticket_type.kind,
                deed.command,
                Position(stage),
                outcome=deed.outcome,
                missing=frozenset({gate}),
            )
            assert (why_not is not None) is (gate in deed.gates), (deed.command, gate)


@pytest.mark.parametrize(("ticket_type", "stage"), UNFINISHED)
def test_p9_no_unfinished_stage_is_without_holder_and_timer(
    ticket_type: TicketType, stage: Stage
) -> None:
    """P9 over the table: somebody's turn, and something that wakes, until the ticket is final."""
    assert stage.holder is not None
    match stage.keeper:
        case Clocks(metrics):
            policy = policy_from_text(preset_text(ticket_type.policy), ticket_type.policy)
            goals = [goal for goal in policy.goals if goal.metric in metrics]
            assert metrics
            assert all(any(level in goal.targets for goal in goals) for level in LEVELS)
        case Reminder(after):
            assert 0 < after <= 7 * DAY
        case None:
            pytest.fail("nothing wakes this stage")


@ALL_TYPES
def test_what_is_final_waits_for_nobody(ticket_type: TicketType) -> None:
    finals = [stage for stage in ticket_type.stages if stage.is_final]
    assert [stage.name for stage in finals] == ["closed", "cancelled", "merged"]
    assert all(stage.holder is None and stage.keeper is None for stage in finals)


@pytest.mark.parametrize(("ticket_type", "stage"), UNFINISHED)
def test_every_unfinished_stage_leads_to_a_close_by_hand(
    ticket_type: TicketType, stage: Stage
) -> None:
    """No dead end: people alone can bring a ticket from any stage to its close."""
    seen, ahead = {stage.name}, [stage]
    while ahead:
        here = ahead.pop()
        for deed in ticket_type.deeds:
            leads = here in deed.stages and deed.to is not None and deed.doer is Doer.PERSON
            if leads and deed.to is not None and deed.to.name not in seen:
                seen.add(deed.to.name)
                ahead.append(deed.to)
    assert "closed" in seen


@ALL_TYPES
def test_every_stage_can_be_reached(ticket_type: TicketType) -> None:
    """A stage that nothing leads to would be a mistake of the table."""
    reached = {stage.name for stage in ticket_type.starts}
    landed = {
        way.lands_in for each in TYPES for way in each.conversions if way.to is ticket_type.kind
    }
    led = {deed.to.name for deed in ticket_type.deeds if deed.to is not None}
    assert reached | landed | led == {stage.name for stage in ticket_type.stages}


@ALL_TYPES
def test_milestones_are_left_by_a_deed_or_seen_by_monitoring(ticket_type: TicketType) -> None:
    events = {deed.event for deed in ticket_type.deeds}
    assert ticket_type.milestones <= events


@ALL_TYPES
def test_conversions_land_in_a_stage_that_is_there(ticket_type: TicketType) -> None:
    for way in ticket_type.conversions:
        assert way.to is not ticket_type.kind
        assert not BY_KIND[way.to].by_name[way.lands_in].is_final
        assert not any(stage.is_final for stage in way.stages)


DEED_OF = {row.command.__name__: row for row in ROWS if knows(Kind.INCIDENT, row.command.__name__)}
LEGAL = [
    pytest.param(name, state, id=f"{name} while {state.value}")
    for name, row in DEED_OF.items()
    for state in TicketState  # in its order: a frozenset's differs between processes
    if state in row.states
]
STAGE_OF = {
    TicketState.NEW: "new",
    TicketState.OPEN: "open",
    TicketState.RESOLVED: "resolved",
    TicketState.CLOSED: "closed",
    TicketState.CANCELLED: "cancelled",
    TicketState.MERGED: "merged",
}


@pytest.mark.parametrize("is_acknowledged", [False, True], ids=["unanswered", "answered"])
@pytest.mark.parametrize(("command", "state"), LEGAL)
def test_an_incident_goes_by_the_small_lifecycle(
    command: str, state: TicketState, is_acknowledged: bool
) -> None:
    """The type *incident* and the table of states agree on every deed that may be done."""
    below = "open" if is_acknowledged else "new"
    stage = BY_KIND[Kind.INCIDENT].by_name[STAGE_OF.get(state, below)]
    position = Position(stage, is_resting=state is TicketState.PENDING)
    event = DEED_OF[command].event
    assert refusal(Kind.INCIDENT, command, position) is None
    after = stage_after(Kind.INCIDENT, position, event)
    assert after.state is state_after(state, event, is_acknowledged=is_acknowledged)


@pytest.mark.parametrize(
    ("command", "state"),
    [
        pytest.param(name, state, id=f"{name} while {state.value}")
        for name, row in DEED_OF.items()
        for state in TicketState
        if state not in row.states
    ],
)
def test_an_incident_refuses_what_the_small_lifecycle_refuses(
    command: str, state: TicketState
) -> None:
    stage = BY_KIND[Kind.INCIDENT].by_name[STAGE_OF.get(state, "open")]
    position = Position(stage, is_resting=state is TicketState.PENDING)
    assert refusal(Kind.INCIDENT, command, position) is not None


def test_a_defect_is_analysed_signed_implemented_and_verified() -> None:
    """R43, R45, R46, R48: the whole way of a technical defect, with one failed attempt."""
    assert walk(
        Kind.DEFECT,
        start(Kind.DEFECT),
        EventKind.ACKNOWLEDGED,
        (EventKind.CLASSIFIED, "technical"),
        EventKind.CONFIRMED,
        EventKind.REPORTED_UP,
        EventKind.APPROVAL_ASKED,
        EventKind.APPROVED,
        EventKind.IMPLEMENTED,
        (EventKind.VERIFIED, "not_solved"),
        EventKind.IMPLEMENTED,
        (EventKind.VERIFIED, "solved"),
        EventKind.REPLIED,
        (EventKind.REPLIED, "last_owed"),
        EventKind.CLOSED,
    ) == [
        "submitted",
        "analysing",
        "confirming",
        "confirming",
        "confirming",
        "awaiting_signoff",
        "implementing",
        "verifying",
        "implementing",
        "verifying",
        "solved",
        "solved",
        "replied",
        "closed",
    ]


@pytest.mark.parametrize("name", ["submitted", "analysing", "confirming", "awaiting_signoff"])
def test_a_defect_is_not_implemented_before_its_signature(name: str) -> None:
    """R45: without the supervising leader's consent nobody implements."""
    position = Position(BY_KIND[Kind.DEFECT].by_name[name])
    assert refusal(Kind.DEFECT, "Implement", position) is not None


@pytest.mark.parametrize(
    ("stage", "lands_in"), [("explaining", "asked"), ("explained", "answered")]
)
def test_an_operational_defect_turns_into_a_consult(stage: str, lands_in: str) -> None:
    """R44: what turns out to be a question of operation goes on as a consult."""
    position = Position(BY_KIND[Kind.DEFECT].by_name[stage])
    way = may_convert(Kind.DEFECT, position, Kind.CONSULT)
    assert way is not None
    assert converted(way, position).stage.name == lands_in


@ALL_TYPES
def test_what_a_ticket_may_turn_into_is_what_is_offered(ticket_type: TicketType) -> None:
    """Pages offer a conversion exactly where it is not refused, and a final ticket turns no more."""
    for stage in ticket_type.stages:
        position = Position(stage)
        offered = conversions_in(ticket_type.kind, position)
        allowed = {to for to in Kind if may_convert(ticket_type.kind, position, to) is not None}
        assert set(offered) == allowed
        assert not (stage.is_final and offered)


def test_a_signed_defect_is_no_consult_any_more() -> None:
    position = Position(BY_KIND[Kind.DEFECT].by_name["implementing"])
    assert may_convert(Kind.DEFECT, position, Kind.CONSULT) is None


def test_classifying_asks_for_the_class() -> None:
    """R43: technical, business or operational; nothing else routes a defect."""
    position = Position(BY_KIND[Kind.DEFECT].by_name["analysing"])
    why_not = refusal(Kind.DEFECT, "Classify", position)
    assert str(why_not) == "say how it came out: technical, business, operational"
    assert refusal(Kind.DEFECT, "Classify", position, outcome="cosmic") is not None


def test_a_consult_is_two_steps() -> None:
    """R41: recorded with its answer, closed."""
    position = start(Kind.CONSULT, stage="answered")
    assert walk(Kind.CONSULT, position, EventKind.CLOSED) == ["answered", "closed"]


@pytest.mark.parametrize(
    ("name", "may_enter"),
    [("applied", False), ("approved", True), ("refused", False), ("filled", False)],
)
def test_nobody_enters_before_the_inspection_is_approved(name: str, may_enter: bool) -> None:
    """R52: application, approval, then entry."""
    position = Position(BY_KIND[Kind.INSPECTION].by_name[name])
    assert (refusal(Kind.INSPECTION, "ArriveOnSite", position) is None) is may_enter


def test_on_duty_the_inspection_starts_with_its_form() -> None:
    """Nobody applies for the daily form of permanent duty."""
    assert walk(
        Kind.INSPECTION,
        start(Kind.INSPECTION, stage="filling"),
        EventKind.SHEET_FILLED,
        (EventKind.REVIEWED, "returned"),
        EventKind.SHEET_FILLED,
        (EventKind.REVIEWED, "accepted"),
        EventKind.CLOSED,
    ) == ["filling", "filled", "filling", "filled", "reviewed", "closed"]


def test_a_change_needs_consent_backup_and_record() -> None:
    """R15, R48, R73: each step of a change refuses until what it needs is there."""
    stages = BY_KIND[Kind.CHANGE].by_name
    shut: frozenset[AnyGate] = frozenset(StageGate)
    for command, name in (("Authorise", "draft"), ("StartWork", "scheduled")):
        position = Position(stages[name])
        assert refusal(Kind.CHANGE, command, position, missing=shut) is not None
        assert refusal(Kind.CHANGE, command, position) is None
    assert refusal(Kind.CHANGE, "StartWork", Position(stages["authorised"])) is not None
    assert refusal(Kind.CHANGE, "Close", Position(stages["done"])) is not None


def test_a_rest_covers_the_stage_below() -> None:
    """What is done while a ticket rests moves the stage below; resuming shows it."""
    position = stage_after(Kind.INCIDENT, start(Kind.INCIDENT), EventKind.PAUSED)
    assert position.state is TicketState.PENDING
    position = stage_after(Kind.INCIDENT, position, EventKind.ACKNOWLEDGED)
    assert position.state is TicketState.PENDING
    position = stage_after(Kind.INCIDENT, position, EventKind.RESUMED)
    assert position.state is TicketState.OPEN


def test_unmerging_puts_a_ticket_back_where_it_stood() -> None:
    defect = Position(BY_KIND[Kind.DEFECT].by_name["verifying"], is_resting=True)
    merged = stage_after(Kind.DEFECT, defect, EventKind.MERGED)
    assert merged.state is TicketState.MERGED
    assert stage_after(Kind.DEFECT, merged, EventKind.UNMERGED) == defect


EVENTS: tuple[EventKind, ...] = tuple(EventKind)


@given(
    st.sampled_from(list(Kind)),
    st.lists(
        st.tuples(
            st.sampled_from(EVENTS),
            st.sampled_from(["", "technical", "operational", "solved", "accepted", "no such"]),
        ),
        max_size=30,
    ),
)
def test_any_history_leaves_a_ticket_in_a_stage_of_its_type(
    kind: Kind, history: list[tuple[EventKind, str]]
) -> None:
    """No order of events brings a ticket to a foreign stage, or lets a settled one rest."""
    position = start(kind)
    for event, outcome in history:
        position = stage_after(kind, position, event, outcome=outcome)
        assert position.stage in BY_KIND[kind].stages
        assert not position.is_resting or position.stage.state.is_live
