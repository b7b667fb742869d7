"""What types ask beside their stages: approvals, gates, and where a cause leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.commands import CauseClass
from ticketing.events import EventKind
from ticketing.types.approvals import (
    SUBJECT_OF,
    Approval,
    Approvals,
    Decision,
    Subject,
    asked,
    decided,
    is_approved,
    waiting,
    why_not_asked,
    why_not_decided,
)
from ticketing.types.gates import GateFacts, shut_gates
from ticketing.types.model import Kind, StageGate
from ticketing.types.routing import FollowUp, follow_up_of
from ticketing.types.table import BY_KIND, TYPES
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant

WANG, LI, ZHAO = PersonId("wang"), PersonId("li"), PersonId("zhao")
SIGNOFF = Subject.SIGNOFF
ASKED = asked((), Approval(SIGNOFF, asked_of=LI, asked_by=WANG, asked_at=Instant(1)))


def test_the_leader_who_was_asked_signs() -> None:
    """R45: role, decision and time are on record; before that nothing is approved."""
    assert not is_approved(ASKED, SIGNOFF)
    assert why_not_decided(ASKED, SIGNOFF, LI) is None
    after = decided(ASKED, SIGNOFF, Decision.APPROVED, by=LI, at=Instant(2))
    assert is_approved(after, SIGNOFF)
    assert not is_approved(after, Subject.CHANGE)
    assert (after[0].decided_by, after[0].decided_at) == (LI, 2)


@pytest.mark.parametrize(
    ("by", "deputy_of", "may"),
    [
        pytest.param(LI, frozenset(), True, id="who was asked"),
        pytest.param(ZHAO, frozenset({LI}), True, id="the deputy"),
        pytest.param(ZHAO, frozenset(), False, id="somebody else"),
        pytest.param(WANG, frozenset(), False, id="who asked"),
        pytest.param(WANG, frozenset({LI}), False, id="who asked, though a deputy"),
    ],
)
def test_who_may_decide(by: PersonId, deputy_of: frozenset[PersonId], may: bool) -> None:
    """Two pairs of eyes: nobody signs for themselves."""
    assert (why_not_decided(ASKED, SIGNOFF, by, stands_in_for=deputy_of) is None) is may


def test_what_nobody_asked_is_not_decided() -> None:
    assert why_not_decided((), SIGNOFF, LI) is not None
    assert why_not_decided(ASKED, Subject.ENTRY, LI) is not None
    assert decided((), SIGNOFF, Decision.APPROVED, by=LI, at=Instant(2)) == ()


def test_one_question_at_a_time_and_not_to_oneself() -> None:
    assert why_not_asked(ASKED, SIGNOFF, asked_of=ZHAO, asked_by=WANG) is not None
    assert why_not_asked(ASKED, Subject.CHANGE, asked_of=ZHAO, asked_by=WANG) is None
    assert why_not_asked((), SIGNOFF, asked_of=WANG, asked_by=WANG) is not None


@given(st.lists(st.sampled_from([None, *Decision]), max_size=20))
def test_the_newest_answer_counts(steps: list[Decision | None]) -> None:
    """A question asked again (None) leaves the last answer in force until it is answered."""
    approvals: Approvals = ()
    last: Decision | None = None
    for at, step in enumerate(steps):
        if step is None:
            if why_not_asked(approvals, SIGNOFF, asked_of=LI, asked_by=WANG) is None:
                new = Approval(SIGNOFF, asked_of=LI, asked_by=WANG, asked_at=Instant(at))
                approvals = asked(approvals, new)
        elif waiting(approvals, SIGNOFF) is not None:
            approvals = decided(approvals, SIGNOFF, step, by=LI, at=Instant(at))
            last = step
        assert is_approved(approvals, SIGNOFF) is (last is Decision.APPROVED)
        assert sum(each.is_open for each in approvals) <= 1


def test_every_type_that_approves_knows_what() -> None:
    kinds = {
        each.kind for each in TYPES if any(deed.event is EventKind.APPROVED for deed in each.deeds)
    }
    assert kinds == set(SUBJECT_OF)


@pytest.mark.parametrize(
    ("facts", "shut"),
    [
        pytest.param(GateFacts(), {"backup_confirmed", "written_authorisation"}, id="at opening"),
        pytest.param(
            GateFacts(backup_confirmed=True, authorised_in_writing=True), set(), id="all there"
        ),
        pytest.param(
            GateFacts(backup_confirmed=True, authorised_in_writing=True, has_customer_rules=True),
            {"rules_acknowledged"},
            id="the customer has rules (R63)",
        ),
        pytest.param(
            GateFacts(
                backup_confirmed=True,
                authorised_in_writing=True,
                has_customer_rules=True,
                rules_acknowledged=True,
            ),
            set(),
            id="rules acknowledged",
        ),
        pytest.param(
            GateFacts(backup_confirmed=True, authorised_in_writing=True, changed_something=True),
            {"change_record"},
            id="changed, without a record (R48)",
        ),
        pytest.param(
            GateFacts(
                backup_confirmed=True,
                authorised_in_writing=True,
                changed_something=True,
                has_change_record=True,
                rows_without_answer=1,
            ),
            {"sheet_complete"},
            id="a row without an answer",
        ),
    ],
)
def test_which_gates_are_shut(facts: GateFacts, shut: set[str]) -> None:
    assert shut_gates(facts) == {StageGate(name) for name in shut}


@pytest.mark.parametrize(
    ("cause", "follows"),
    [
        (CauseClass.EQUIPMENT, FollowUp(Kind.SERVICE_REQUEST, "replacement")),
        (CauseClass.VENDOR_HARDWARE, FollowUp(Kind.SERVICE_REQUEST, "replacement")),
        (CauseClass.SYSTEM, FollowUp(Kind.DEFECT)),
        (CauseClass.APPLICATION, FollowUp(Kind.DEFECT)),
        (CauseClass.OPERATION, None),
        (CauseClass.UNKNOWN, None),
    ],
    ids=["equipment", "the vendor's", "system", "application", "operation", "unknown"],
)
def test_where_a_cause_leads(cause: CauseClass, follows: FollowUp | None) -> None:
    """R36: a device is replaced, a system goes to its developers."""
    assert follow_up_of(cause) == follows


@pytest.mark.parametrize("cause", list(CauseClass), ids=str)
def test_a_follow_up_is_of_a_subtype_that_is_there(cause: CauseClass) -> None:
    follows = follow_up_of(cause)
    if follows is not None and follows.subtype:
        assert follows.subtype in {each.name for each in BY_KIND[follows.kind].subtypes}
