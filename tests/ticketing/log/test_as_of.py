"""As known then, and as corrected: two answers from one log (P15)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at, contract
from ticketing.events import Event, EventKind
from ticketing.goal_state import Verdict
from ticketing.lifecycle import TicketState
from ticketing.log.as_of import corrected_at, events_known_at, known_at, revisions
from ticketing.policy import Terms
from ticketing.ticket import Ticket
from watchkeeper.core.instants import Instant

TERMS = contract()


def _verdict(ticket: Ticket | None, goal: str = "respond@level") -> Verdict:
    assert ticket is not None
    return next(one.verdict for one in ticket.goals if one.goal.name == goal)


def test_a_late_acknowledgement_clears_the_breach_only_as_corrected() -> None:
    """P15: given at 10 min, typed at 2 h; at 1 h the page showed a breach, and still shows it."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 1 / 6, recorded=2)
    known, corrected = (view(log.events, TERMS, at(1)) for view in (known_at, corrected_at))
    assert _verdict(known) is Verdict.BREACHED
    assert _verdict(corrected) is Verdict.MET
    assert known is not None
    assert known.state is TicketState.NEW
    changed = {one.goal: (one.known, one.corrected) for one in revisions(known, corrected)}
    assert changed == {
        "respond@level": (Verdict.BREACHED, Verdict.MET),
        "respond@urgency": (Verdict.BREACHED, Verdict.MET),
    }


STOPS = {
    EventKind.ACKNOWLEDGED: ("respond@level", 0.5),
    EventKind.PLAN_SUBMITTED: ("plan@level", 2.0),
    EventKind.RESOLVED: ("resolve@level", 24.0),
}


@given(
    kind=st.sampled_from(list(STOPS)),
    share=st.floats(0.05, 1),
    late=st.floats(0.01, 30),
)
def test_a_stop_recorded_late_leaves_what_was_known(
    kind: EventKind, share: float, late: float
) -> None:
    """P15: whatever stops a goal before its due time, known after it."""
    goal, due = STOPS[kind]
    plain = Log("II")
    looked = due + late / 2
    before = known_at(plain.events, TERMS, at(looked))
    plain.add(kind, due * share, recorded=due + late)
    assert known_at(plain.events, TERMS, at(looked)) == before
    assert _verdict(known_at(plain.events, TERMS, at(looked)), goal) is Verdict.BREACHED
    assert _verdict(corrected_at(plain.events, TERMS, at(looked)), goal) is Verdict.MET
    assert _verdict(known_at(plain.events, TERMS, at(due + late)), goal) is Verdict.MET


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [EventKind.ACKNOWLEDGED, EventKind.RECOVERED, EventKind.RELAPSED, EventKind.COMMENTED]
        ),
        st.floats(0, 10),
        st.floats(0, 10),
    ),
    max_size=8,
)


def _log(steps: list[tuple[EventKind, float, float]]) -> list[Event]:
    """Return a log whose events were recorded in order, some long after they happened."""
    log, recorded = Log("II"), 0.0
    for kind, gap, lag in steps:
        recorded += gap
        log.add(kind, max(0.0, recorded - lag), recorded=recorded)
    return log.events


@given(STEPS, st.floats(0, 90))
def test_what_was_known_does_not_depend_on_what_came_later(
    steps: list[tuple[EventKind, float, float]], hours: float
) -> None:
    """As known at T is a function of the log's beginning alone."""
    events = _log(steps)
    known = events_known_at(events, at(hours))
    assert known_at(known, TERMS, at(hours)) == known_at(events, TERMS, at(hours))
    assert tuple(events[: len(known)]) == known


@given(STEPS)
def test_in_the_end_both_say_the_same(steps: list[tuple[EventKind, float, float]]) -> None:
    """Once everything is recorded and has happened there is one truth."""
    events, end = _log(steps), at(99)
    known, corrected = known_at(events, TERMS, end), corrected_at(events, TERMS, end)
    assert known == corrected
    assert revisions(known, corrected) == ()


@pytest.mark.parametrize(
    ("hours", "known", "corrected"),
    [
        pytest.param(-2, False, False, id="before the call"),
        pytest.param(-0.5, False, True, id="between the call and the typing"),
        pytest.param(0, True, True, id="typed"),
    ],
)
def test_a_ticket_exists_from_its_report_on(hours: float, known: bool, corrected: bool) -> None:
    """Reported by phone at -1 h and typed at 0 h: corrected says it was there in between."""
    log = Log("II", reported_at=at(-1), occurred_at=at(-1))
    assert (known_at(log.events, TERMS, at(hours)) is not None) is known
    assert (corrected_at(log.events, TERMS, at(hours)) is not None) is corrected


def test_a_clock_that_was_set_back_shows_no_event_without_the_one_before() -> None:
    """Recorded at 5 h, then, the clock set back, at 3 h: at 4 h neither was known."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 1, recorded=5)
    log.add(EventKind.COMMENTED, 3, recorded=3)
    assert [event.seq for event in events_known_at(log.events, at(4))] == [1]


def test_a_removed_opening_makes_no_ticket() -> None:
    """What does not begin with the opening cannot be folded, and is not."""
    log = Log("II").add(EventKind.ACKNOWLEDGED, 1)
    opened = replace(log.events[0], occurred_at=Instant(at(9)), data={"level": "II"})
    terms: Terms = TERMS
    assert corrected_at([opened, log.events[1]], terms, at(2)) is None
